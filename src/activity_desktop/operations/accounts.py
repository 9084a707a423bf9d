"""How is an account added, checked and removed?

Removal leaves nothing behind and can be resumed: the row says `removing` until the last step, and each step may be done twice.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path

from ..crm import registry
from ..crm.contract import Access, Capabilities, Connector, CredentialField, Feature, Identity, System
from ..model.clock import Clock
from ..model.problems import BadInput, NotFound, Problem, SignedOut, UnknownSystem
from ..model.text import clean_line
from ..model.words import translate
from ..native.secrets import SecretStore
from ..settings import definitions as choose
from ..settings.file import Settings
from ..store import accounts
from ..store.accounts import Account
from ..store.database import Connection, Database
from ..sync.follow import Line
from ..transport.client import Client
from ..transport.proxy import SYSTEM_PROXY
from ..transport.tls import trusted

REMOVE_CHUNK = 2000
_TABLES = (
    "activity_person",
    "person",
    "record",
    "same_person",
    "ledger",
    "station",
    "quarantine",
    "outbox",
    "own_type",
    "draft",
    "pull",
)
LONGEST_NAME = 120
"""Characters of an account's name, and of its user's, who is named by the server."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the live check: what was asked, how it went."""

    label: str
    note: str = ""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a person typed into the sign-in form."""

    system: System
    name: str
    url: str
    secrets: Mapping[str, str]
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class More:
    """What a stored account adds to its system's own."""

    settings: Mapping[str, str] = field(default_factory=dict)
    web_urls: Mapping[str, str] = field(default_factory=dict)


NOTHING_MORE = More()


def candidate(system_name: str, name: str, url: str, values: Mapping[str, str]) -> Candidate:
    """Take the form's values apart. Raises BadInput that names the first field that is missing or unknown."""
    system = registry.system(system_name)
    fields = {wanted.name: wanted for wanted in system.credentials}
    for unknown in values.keys() - fields.keys():
        raise BadInput(
            translate("Problems", "{system} has no field “{name}”.").format(system=system.title, name=unknown),
            translate("Problems", "Its fields are: {fields}.").format(fields=", ".join(fields)),
        )
    filled = {n: _chosen(fields[n], values.get(n, "").strip() or fields[n].default) for n in fields}
    for wanted in system.credentials:
        if wanted.required and not filled[wanted.name]:
            raise BadInput(
                translate("Problems", "{system} needs: {field}.").format(
                    system=system.title, field=translate("Texts", wanted.label)
                ),
                system.token_help or "Fill it in and try again.",
            )
    address = url.strip() or system.default_url
    if not address:
        raise BadInput("An address is needed.", "Enter the address that you open your CRM with.")
    return Candidate(
        system,
        clean_line(name, LONGEST_NAME) or system.title,
        Client(address).base_url,
        {n: v for n, v in filled.items() if v and fields[n].secret},
        {n: v for n, v in filled.items() if v and not fields[n].secret},
    )


def _chosen(field: CredentialField, value: str) -> str:
    """Raises BadInput for what cannot be chosen there."""
    allowed = [allowed for allowed, _ in field.choices]
    if not allowed:
        return value
    if value.lower() in allowed:
        return value.lower()
    words = translate("Problems", "Choose one of: {choices}.").format(choices=", ".join(filter(None, allowed)))
    raise BadInput(f"{translate('Texts', field.label)}: {value}", words)


async def stored_candidate(account: Account, secrets: SecretStore) -> Candidate:
    """An account as it is kept, to be checked. Raises UnknownSystem, SignedOut where its token is not there, and problems of
    the keyring."""
    if account.system not in registry.names():
        raise UnknownSystem(detail=account.system)
    known = await secrets.get(account.id)
    if known is None:
        raise SignedOut(translate("Problems", "{account} has no stored token.").format(account=account.name))
    settings = {**account.settings, **account.remembered}
    return Candidate(registry.system(account.system), account.name, account.url, known, settings)


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


async def check(who: Candidate, chosen: Settings | None = None) -> AsyncGenerator[Check | Identity, None]:
    """The live check of the sign-in form: server answers, credentials accepted, activities can be read.

    Ends with the identity, or with a check that has a problem. Whoever ends it earlier must close it (`aclosing`).
    """
    line = open_line(make_client(who.url, chosen), who.system, "check", who.secrets, More(who.settings))
    started = time.monotonic()
    try:
        identity = await line.connector.sign_in()
        yield Check(translate("SignIn", "Server answers"), f"{(time.monotonic() - started) * 1000:.0f} ms")
        yield Check(translate("SignIn", "Signed in"), identity.user_name)
        yield Check(translate("SignIn", "Reading activities"), await _first_page(line.connector))
        yield identity
    except Problem as problem:
        yield Check(translate("SignIn", "Connecting"), str(problem), problem)
    finally:
        await line.close()


async def _first_page(connector: Connector) -> str:
    pages = connector.pull(None)
    try:
        async for page in pages:
            return translate("SignIn", "%n found", None, page.total if page.total is not None else len(page.activities))
    finally:
        close = getattr(pages, "aclose", None)
        if close:
            await close()
    return translate("SignIn", "none yet")


async def sign_in(who: Candidate, chosen: Settings | None = None) -> Identity:
    """The same check without its steps. Raises the problem."""
    async with aclosing(check(who, chosen)) as steps:
        async for step in steps:
            if isinstance(step, Identity):
                return step
            if step.problem is not None:
                raise step.problem
    raise NotFound("The server did not say who you are.")


def unproved(who: Candidate) -> Identity:
    """Of an account whose server cannot be reached now: it can what its system declares, until its first sign-in proves it."""
    return Identity(capabilities=who.system.capabilities)


def store(database: Database, who: Candidate, identity: Identity, clock: Clock) -> Account:
    """Keep a checked account. Its secrets must be in the keyring before."""
    new = Account(
        id=free_id(database.connection, who.name),
        system=who.system.name,
        name=who.name,
        url=who.url,
        settings=dict(who.settings),
        remembered=dict(identity.remember),
        capabilities=capabilities_out(identity.capabilities),
        user_id=identity.user_id,
        user_name=clean_line(identity.user_name, LONGEST_NAME),
        linked_us=(identity.server_time or clock.now()).us,
    )
    with database.write() as connection:
        accounts.add(connection, new)
    return new


def free_id(connection: Connection, name: str) -> str:
    """A short readable identifier that no account has: `northwind`, `northwind-2`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "account"
    number, candidate_id = 1, slug
    while connection.execute("SELECT 1 FROM account WHERE id = ?", (candidate_id,)).fetchone():
        number += 1
        candidate_id = f"{slug}-{number}"
    return candidate_id


def find(connection: Connection, text: str) -> Account:
    """An account by its identifier or its name. Raises NotFound."""
    for account in accounts.all_accounts(connection):
        if text == account.id or text.casefold() == account.name.casefold():
            return account
    known = ", ".join(account.id for account in accounts.all_accounts(connection))
    title = translate("Problems", "There is no account “{name}”.").format(name=text)
    raise NotFound(title, translate("Problems", "Accounts: {ids}.").format(ids=known) if known else "Add one first.")


def begin_removal(database: Database, account_id: str) -> None:
    with database.write() as connection:
        accounts.change(connection, account_id, state="removing")


def remove_rows(database: Database, account_id: str) -> None:
    """Delete everything of an account, in pieces, and then every trace of it in the file."""
    remove_activities(database, account_id)
    with database.write() as connection:
        for table in _TABLES:
            connection.execute(f"DELETE FROM {table} WHERE account = ?", (account_id,))  # noqa: S608 - a constant list
        connection.execute("INSERT INTO activity_words (activity_words) VALUES ('optimize')")
        connection.execute("DELETE FROM account WHERE id = ?", (account_id,))
    database.scrub()


def remove_activities(database: Database, account_id: str) -> None:
    """In pieces, so that nobody waits long for the database."""
    while _remove_some(database, account_id):
        pass


def _remove_some(database: Database, account_id: str) -> bool:
    with database.write() as connection:
        spots = [
            row[0]
            for row in connection.execute("SELECT spot FROM activity WHERE account = ? LIMIT ?", (account_id, REMOVE_CHUNK))
        ]
        for spot in spots:
            connection.execute(
                """INSERT INTO activity_words (activity_words, rowid, title, words)
                   SELECT 'delete', spot, title, words FROM activity WHERE spot = ?""",
                (spot,),
            )
        connection.executemany("DELETE FROM activity WHERE spot = ?", ((spot,) for spot in spots))
    return bool(spots)


def capabilities_out(capabilities: Capabilities) -> dict[str, object]:
    """As JSON, for the account's row."""
    return {
        "can": sorted(feature.name for feature in capabilities.can),
        "why_not": {feature.name: reason for feature, reason in capabilities.why_not.items()},
        "proved": dict(capabilities.proved),
    }


def capabilities_of(account: Account) -> Capabilities:
    """What was proved at the last sign-in; what the system declares where there was none."""
    if account.system not in registry.names():
        return Capabilities(frozenset())  # a system of another version: its activities are still read here
    stored = account.capabilities
    declared = registry.system(account.system).capabilities
    if "can" not in stored:
        return declared
    names = {feature.name: feature for feature in Feature}
    can, why_not, proved = stored["can"], stored.get("why_not", {}), stored.get("proved", {})
    if not (isinstance(can, list) and isinstance(why_not, dict) and isinstance(proved, dict)):
        return declared
    return Capabilities(
        frozenset(names[name] for name in can if name in names),
        {names[name]: str(reason) for name, reason in why_not.items() if name in names},
        {str(key): str(value) for key, value in proved.items()},
    )
