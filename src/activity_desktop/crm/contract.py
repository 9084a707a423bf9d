"""What is a connector, and how do I add one? START HERE.

To add a CRM:
1. Make a folder here with `connector.py` (a class that satisfies `Connector` and a `SYSTEM` that describes it),
   `wire.py` (the JSON field for field, under the server's own names) and `translate.py` (pure: wire -> model).
2. Add it to `registry.py`, one line with its title, and to the import wall "systems" in `pyproject.toml`.
3. Put recorded JSON into `tests/crm/<name>/`; the shared suite `tests/crm/test_every_crm.py` picks it up.
Nothing else changes: the sign-in form, the icon, the pace of polling, the create form and everything the system
cannot do are declared here and read from here; no screen and no command names a CRM.

A connector talks to one account of one system. It never touches the database, knows no Qt, keeps no state that a
restart would lose (the cursor is given back to the caller), and raises only `model.problems`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable
from urllib.parse import quote

from ..model.activity import Activity, Key
from ..model.moment import Instant
from ..model.operation import Receipt, Request
from ..model.person import Person
from ..model.relation import Relation
from ..model.words import translate
from .features import Feature as Feature  # noqa: PLC0414 - it is part of the contract

if TYPE_CHECKING:
    from ..transport.client import Client


# --- what a system is -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CredentialField:
    """One input of the sign-in form. `secret` ones go to the keyring, the others into the account's row."""

    name: str
    label: str
    help: str = ""
    secret: bool = True
    required: bool = True
    placeholder: str = ""
    default: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """(value, label) pairs, the default first; empty where anything may be typed."""


class FieldType(StrEnum):
    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    SWITCH = "switch"
    MOMENT = "moment"
    """An instant or a day."""
    CHOICE = "choice"
    LIST = "list"
    """Several lines of text, one value each."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One input of the create and edit forms, and one `--field name=value` of the command line."""

    name: str
    label: str
    type: FieldType = FieldType.LINE
    required: bool = False
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """(value, label) pairs; a system whose choices are configurable fills them in `Connector.form`."""
    max_length: int | None = None
    editable: bool = True
    """False: may be set when creating, never afterwards."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What this account can do, with a reason for each thing it cannot.

    Declared by the system, then narrowed or widened by `Connector.sign_in`, which proves what a server only claims.
    """

    can: frozenset[Feature]
    why_not: Mapping[Feature, str] = field(default_factory=dict)
    proved: Mapping[str, str] = field(default_factory=dict)
    """What was tried at connect time and how it came out, in words, for `doctor`: {"order by update time": "yes"}."""

    def has(self, feature: Feature) -> bool:
        return feature in self.can

    def reason(self, feature: Feature) -> str:
        """Why the feature is missing, as a sentence for the person."""
        if feature in self.why_not:
            return translate("Texts", self.why_not[feature])
        return translate("Texts", "This system cannot {what}.").format(what=translate("Texts", feature.value))


@dataclass(frozen=True, slots=True)
class Pace:
    """How often to look, in seconds, where no stream tells. The server's own wish always wins."""

    active: float = 30.0
    """While the window is in front."""
    idle: float = 60.0
    longest: float = 300.0
    sweep: float = 900.0
    """Between two walks over everything, which find deletions and edits that nothing else tells."""

    def slowed(self, least: float) -> Pace:
        """With so many seconds at least between two looks."""
        return replace(self, active=max(self.active, least), idle=max(self.idle, least), longest=max(self.longest, least))


@dataclass(frozen=True, slots=True)
class System:
    """Everything about a CRM that is known before signing in."""

    name: str
    """Lower case, the folder's name, stored with each account: `fluid`."""
    title: str
    """As its maker writes it: `Fluid`."""
    summary: str
    """One line for the first-run card."""
    credentials: tuple[CredentialField, ...]
    default_url: str = ""
    url_placeholder: str = ""
    token_help: str = ""
    """Where a person finds the token, in one or two sentences."""
    capabilities: Capabilities = field(default_factory=lambda: Capabilities(frozenset()))
    pace: Pace = field(default_factory=Pace)
    form: tuple[FormField, ...] = ()
    """Fields of the create and edit forms."""
    filters: tuple[FormField, ...] = ()
    """What `Searches.search` filters by on the server; empty for systems without filters."""
    web_urls: Mapping[str, str] = field(default_factory=dict)
    """Templates for links into the web app by kind of record: {"deal": "{base}/deal/{id}", "activity": …}. A person can
    replace each per account."""
    connect: Callable[[Access], Connector] = field(repr=False, kw_only=True)
    """Make a connector. No I/O happens here."""


@dataclass(frozen=True, slots=True)
class Access:
    """What a connector is given: the way to the server and what the person entered."""

    account: str
    client: Client
    """Speaks HTTP to this account's one origin and nowhere else."""
    secrets: Mapping[str, str] = field(repr=False)
    settings: Mapping[str, str] = field(default_factory=dict)
    """The non-secret credential fields, and what `Identity.remember` held at the last sign-in."""
    web_urls: Mapping[str, str] = field(default_factory=dict)
    """By kind of record, the system's own templates with the person's laid over them."""

    def web_url(self, kind: str, id_: str, base: str = "") -> str:
        """The address of a record in the web app, at `base` or else where the API is; empty where no template is known."""
        template = self.web_urls.get(kind, "")
        return template.replace("{base}", base or self.client.base_url).replace("{id}", quote(id_, safe=""))


# --- what a connector says --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Identity:
    """Who we are to the server, and what the server can do."""

    user_id: str = ""
    user_name: str = ""
    tenant: str = ""
    capabilities: Capabilities = field(default_factory=lambda: Capabilities(frozenset()))
    server_time: Instant | None = None
    """The server's clock at sign-in, from its Date header."""
    remember: Mapping[str, str] = field(default_factory=dict)
    """What later sessions need without asking again (a company domain, a field's options); kept with the account."""


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that could not be read: kept aside, shown as unreadable when at least its identifier is known."""

    raw: bytes
    error: str
    rid: str = ""


class Walk(StrEnum):
    """What a page is part of, which decides when a walk may stop and what absence means."""

    CHANGES = "changes"
    """Everything that changed since the cursor; ends by itself; absence means nothing."""
    NEWEST_FIRST = "newest first"
    """Ordered by creation, newest first: may stop at a page that holds nothing new. Absence means nothing."""
    EVERYTHING = "everything"
    """Every activity the server has. Only when the last page says `complete` does absence mean anything."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some activities, and the cursor that is right once they are stored. Ingested in one transaction.

    `cursor` is opaque to everyone but the connector that wrote it; None leaves the stored one as it is.
    """

    activities: tuple[Activity, ...] = ()
    unreadable: tuple[BadRecord, ...] = ()
    gone: tuple[str, ...] = ()
    """Identifiers that the server says are deleted."""
    cursor: str | None = None
    place: str | None = None
    """Where a walk over everything can go on after this page, for `Resumes.resume`."""
    total: int | None = None
    walk: Walk = Walk.CHANGES
    complete: bool = False
    """On the last page of a walk over everything: nothing was missed, as far as the protocol can tell."""
    news: bool = False
    """From a stream: happened just now."""
    heartbeat: bool = False
    """Nothing to store; the stream is alive."""


class Connector(Protocol):
    """One account of one system. All methods are coroutines of one event loop and raise `model.problems` only.

    Problems every method may raise: Offline, NotAnswering, NotSecure, SlowDown, SignedOut, NotAllowed, WrongServer.
    """

    system: System

    async def sign_in(self) -> Identity:
        """Prove that the server answers, takes the credentials and lets us read. Probes what it only claims."""
        ...

    def pull(self, cursor: str | None, walk: Walk | None = None) -> AsyncIterator[Page]:
        """Read pages. With no cursor, or `walk=EVERYTHING`, walks over everything, newest first where the system can.
        With a cursor, whatever finds news fastest. `walk=None` leaves the choice to the connector.

        Raises ReplayGone when the cursor is too old. Closing the iterator early is fine.
        """
        ...

    def stream(self, cursor: str | None) -> AsyncIterator[Page]:
        """Follow news until the connection ends. Only called where `Feature.STREAM` is proved. The first page, maybe
        empty, comes as soon as the server has accepted the stream. Raises ReplayGone as `pull` does."""
        ...

    async def fetch(self, rid: str) -> Activity:
        """One activity with everything the system tells about it. Raises Gone."""
        ...

    async def send(self, request: Request) -> Receipt:
        """Carry out one operation. Raises Gone, Conflict, Rejected, CannotDo besides the common ones."""
        ...

    async def send_read_up_to(self, cursor: str) -> None:
        """Mark everything up to a cursor read, in one call. Only where `Feature.BULK_READ` is proved."""
        ...

    async def resolve(
        self, relations: tuple[Relation, ...], people: tuple[Person, ...]
    ) -> tuple[tuple[Relation, ...], tuple[Person, ...]]:
        """Fill in titles and names, where the system tells them; what it does not know comes back as it was."""
        ...

    async def find_created(self, request: Request) -> Activity | None:
        """After a create whose answer was lost: is it there? None when it is not. Raises CannotDo when it cannot be told."""
        ...

    async def still_there(self, rids: Sequence[str]) -> frozenset[str]:
        """Which of these (at most 100) the server still has. Only called where `Feature.STILL_THERE` is proved."""
        ...

    def pace(self) -> Pace:
        """How often to look from now on: the system's own pace, slowed by what the server's headers said of its budget."""
        ...

    def form(self) -> tuple[FormField, ...]:
        """The create form with this account's own choices filled in."""
        ...

    def form_values(self, activity: Activity) -> dict[str, Any]:
        """An activity as values of the edit form."""
        ...

    def web_url(self, kind: str, id_: str) -> str:
        """The address of a record in the system's web app; empty where none is known."""
        ...


@runtime_checkable
class Searches(Protocol):
    """What a connector with `Feature.SERVER_FILTER` can do besides: ask the server for some activities only."""

    def search(self, filters: Mapping[str, str]) -> AsyncIterator[Page]:
        """Activities that pass all filters, by name of `System.filters`; pages of `Walk.CHANGES` without a cursor.
        Raises Rejected for a filter that this server has not proved to obey."""
        ...


@runtime_checkable
class Resumes(Protocol):
    """What a connector that writes `Page.place` can do besides: go on with a walk over everything that was cut short."""

    def resume(self, place: str) -> AsyncIterator[Page]:
        """The pages after a place. None of them says `complete`: what was deleted behind the place only `Walk.CHANGES`
        tells, from the cursor of the last page. Raises ReplayGone when the server knows the place no more."""
        ...


@runtime_checkable
class Checks(Protocol):
    """What a connector may offer besides: say what is wrong with a form before anything is sent."""

    def check(self, fields: Mapping[str, Any], known: Activity | None) -> None:
        """`known` is the activity that is to be changed; None for a new one. Raises Rejected with a sentence per field."""
        ...


@runtime_checkable
class DeletesMany(Protocol):
    """What a connector may offer besides: delete several activities for less than one request each."""

    async def delete_many(self, rids: Sequence[str]) -> frozenset[str]:
        """Which of these are gone now. Raises problems; what was deleted before stays deleted."""
        ...


__all__ = [
    "Access",
    "Activity",
    "BadRecord",
    "Capabilities",
    "Checks",
    "Connector",
    "CredentialField",
    "DeletesMany",
    "Feature",
    "FieldType",
    "FormField",
    "Identity",
    "Key",
    "Pace",
    "Page",
    "Resumes",
    "Searches",
    "System",
    "Walk",
]
