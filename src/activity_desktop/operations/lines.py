"""How does an account get a line of its own to its server, with the person's proxy and certificates?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..crm.contract import Access, System
from ..model.problems import BadInput
from ..model.words import translate
from ..settings import definitions as choose
from ..settings.file import Settings
from ..sync.follow import Line
from ..transport.client import Client
from ..transport.proxy import SYSTEM_PROXY
from ..transport.tls import trusted


@dataclass(frozen=True, slots=True)
class More:
    """What a stored account adds to its system's own."""

    settings: Mapping[str, str] = field(default_factory=dict)
    web_urls: Mapping[str, str] = field(default_factory=dict)


NOTHING_MORE = More()


def make_client(url: str, chosen: Settings | None = None) -> Client:
    """A client with the person's proxy and certificates. Raises BadInput for an address or a file that cannot be used."""
    if chosen is None:
        return Client(url)
    proxy = chosen.get(choose.PROXY).strip()
    certificates = chosen.get(choose.CERTIFICATES).strip()
    try:
        verify = trusted(Path(certificates)) if certificates else None
    except (OSError, ValueError) as error:
        words = translate("Problems", "The certificate file {path} cannot be read.")
        raise BadInput(words.format(path=certificates), "Choose another one in Settings.") from error
    return Client(url, verify=verify, proxy={"system": SYSTEM_PROXY, "none": ""}.get(proxy, proxy))


def open_line(client: Client, system: System, account_id: str, secrets: Mapping[str, str], more: More = NOTHING_MORE) -> Line:
    """A connector with a client of its own: no account ever shares a connection or a credential with another."""
    access = Access(account_id, client, secrets, more.settings, {**system.web_urls, **more.web_urls})
    return Line(system.connect(access), client.drop_connections, client.aclose)
