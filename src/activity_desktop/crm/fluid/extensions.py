"""What can this server do beyond the document? Read from `/.well-known/activity-desktop`; anything else there means: nothing.

Nothing is ever assumed: Fluid itself has only the nine endpoints of its document, our own server advertises the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...model.problems import NotAnswering, Offline, Problem, SlowDown
from ...transport.client import Client
from ..lenient import mapping, number, text, whole

WELL_KNOWN = "/.well-known/activity-desktop"
_SILENT_PINGS = 2.5
"""A stream that misses this many signs of life is dead."""


@dataclass(frozen=True, slots=True)
class Extensions:
    """Paths and names of what is advertised, each empty where it is not. `BARE` has none."""

    instance: str = ""
    """Names the server's data: sequence numbers of another instance mean nothing."""
    changes: str = ""
    changes_limit: int = 100
    stream: str = ""
    silence: float = 45.0
    """Seconds without any sign after which a stream is given up."""
    bulk_read: str = ""
    names: tuple[tuple[str, str], ...] = ()
    """The query that makes answers carry names."""
    cursor: str = ""
    """The parameter that takes a page's `next_cursor`; pages are numbered where it is empty."""
    page_size: int = 100
    idempotency: str = ""
    """The header under which a repeated create is recognised."""
    filters: frozenset[str] = frozenset()
    me: str = ""


BARE = Extensions()


async def discover(client: Client, *, company: bool) -> Extensions:
    """Ask the server. `company`: the paths for the company's activities instead of the user's.

    Raises only what says that the network or the server as a whole is in trouble.
    """
    try:
        document = (await client.request("GET", WELL_KNOWN)).json()
    except SlowDown:
        raise
    except (NotAnswering, Offline) as problem:
        if problem.response is None:
            raise
        return BARE  # a server that fails on paths it does not know, as some do
    except Problem:
        return BARE
    return read(document, company=company)


def read(document: Any, *, company: bool = False) -> Extensions:
    """The advertisement, leniently: what is not of the expected shape is not offered. Pure."""
    offered = mapping(document)
    if offered.get("name") != "activity-desktop" or offered.get("version") != 1:
        return BARE
    parts = {name: mapping(value) for name, value in mapping(offered.get("extensions")).items()}
    where = "company_path" if company else "path"
    pages = parts.get("cursor", {})
    names = parts.get("names", {})
    filters = mapping(offered.get("extensions")).get("filters")
    return Extensions(
        instance=text(offered.get("instance")),
        changes=_path(parts, "changes", where),
        changes_limit=_limit(parts.get("changes", {}), 100),
        stream=_path(parts, "stream", where),
        silence=_silence(parts.get("stream", {})),
        bulk_read="" if company else _path(parts, "bulk_read", "path"),
        names=((text(names["parameter"]), text(names["value"])),) if names.get("parameter") and names.get("value") else (),
        cursor=text(pages.get("parameter")),
        page_size=_limit(pages, 100),
        idempotency=text(parts.get("idempotency", {}).get("header")),
        filters=frozenset(text(name) for name in filters) if isinstance(filters, list) else frozenset(),
        me=_path(parts, "me", "path"),
    )


def _path(parts: dict[str, dict[str, Any]], name: str, where: str) -> str:
    path = text(parts.get(name, {}).get(where))
    return path if path.startswith("/") and path.isprintable() and " " not in path else ""


def _limit(part: dict[str, Any], otherwise: int) -> int:
    most = whole(part.get("limit_max"))
    return most if most is not None and 1 <= most <= 1000 else otherwise


def _silence(part: dict[str, Any]) -> float:
    ping = number(part.get("ping_seconds"))
    return min(max(ping * _SILENT_PINGS, 5.0), 300.0) if ping else 45.0
