"""What does a list of activities show? A query in, rows out: the values between the store and every screen that lists."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from .activity import Activity, Key, Kind
from .due import begin_of
from .moment import Instant, Moment


class Shelf(StrEnum):
    """Where a person has put an activity. `EVERYTHING` is a view over all three; so is `AGENDA`, over those that are due some
    day and not done, the soonest first."""

    INBOX = "inbox"
    SNOOZED = "snoozed"
    DONE = "done"
    EVERYTHING = "everything"
    AGENDA = "agenda"
    DELETED = "deleted"
    """Deleted in their systems, and still to be read here."""


class Sending(StrEnum):
    """How far a change the person made has come on its way to the server."""

    SETTLED = ""
    WAITING = "waiting"
    FAILED = "failed"
    """Parked after a refusal: shown as "Not saved", and retried when asked."""
    CONFLICT = "conflict"
    """Changed elsewhere meanwhile; waits for a decision."""


class PersonKey(NamedTuple):
    account: str
    kind: str
    id: str


class Wrong(Struct, frozen=True):
    """An operator whose value means nothing: `type:cal`. `allowed` lists what would, the first ones first."""

    operator: str
    value: str
    allowed: tuple[str, ...] = ()


class OwnType(NamedTuple):
    """A type of activities as an account's system has it: `Activity.kind`, `kind_id` and `kind_label` of those it names."""

    account: str
    kind: Kind
    id: str
    label: str


class Terms(Struct, frozen=True):
    """What the operators of a search ask for (`model.search`); all of it must hold."""

    unread: bool = False
    read: bool = False
    kept: bool = False
    kinds: frozenset[Kind] = frozenset()
    types: frozenset[OwnType] = frozenset()
    """With `kinds`, one of several: it is of one of these kinds, or of one of these types."""
    accounts: frozenset[str] = frozenset()
    people: tuple[str, ...] = ()
    """For each of these, somebody involved has a name or an address with all of its words, each by prefix."""
    since: date | None = None
    """From the beginning of this local day on."""
    before: date | None = None
    """Until the beginning of this local day."""
    due: bool = False
    """Due at some time, within the following bounds where there are any."""
    due_since: date | None = None
    due_before: date | None = None
    overdue_at: Instant | None = None
    """Due before this moment, a whole day before this moment's, and still to be done."""
    attachment: bool = False
    relation: bool = False
    wrong: tuple[Wrong, ...] = ()
    """With any of these, nothing is found, and the list says why."""


class FeedQuery(Struct, frozen=True):
    """What to list. Several accounts are merged by feed time, newest first."""

    shelf: Shelf = Shelf.INBOX
    account: str | None = None
    unread_only: bool = False
    kinds: frozenset[Kind] = frozenset()
    """Empty: all kinds."""
    person: PersonKey | None = None
    since: Instant | None = None
    text: str = ""
    """The words that the person searches for; they match by prefix, a quoted phrase word for word, and all must match."""
    terms: Terms = Terms()
    """The operators that the person typed beside the words."""

    @property
    def by_due(self) -> bool:
        """It is listed by when things are due, the soonest first, and not by when they came."""
        return self.shelf is Shelf.AGENDA or self.terms.due


class Position(NamedTuple):
    """Where a row stands in its list: pages are asked for by "after this position", never by number."""

    place_us: int
    id: int


class FeedRow(Struct, frozen=True, kw_only=True):
    """One row, with everything a delegate needs and nothing it must look up. Texts are clean: no control characters."""

    id: int
    """The local arrival number: it only grows, and decides what is "new", whatever any clock says."""
    key: Key
    kind: Kind
    kind_id: str = ""
    kind_label: str
    title: str
    """Empty when the server gave none: show the kind instead."""
    summary: str
    feed_us: int
    """Microseconds UTC; 0 when the activity has no date at all."""
    person: str
    person_id: str
    """`contact/22222`: the kind and the identifier; empty where the system gives only a name."""
    relation: str
    unread: bool
    kept: bool
    """Marked unread by hand, to be revisited: reading the inbox leaves it alone."""
    shelf: Shelf
    snoozed_until: Instant | None
    sending: Sending
    sending_note: str
    """Why it was not saved, for the tooltip."""
    unreadable: bool
    cancelled: bool
    due: Moment | None = None
    finished: bool = False
    """Completed or cancelled in its system; only known of what has a due time."""
    by_due: bool = False
    """It stands in a list by due times."""
    deleted: bool = False
    """Deleted in its system: only to be read."""

    @property
    def place_us(self) -> int:
        """Lists go down from the greatest place: the feed time, newest first; or the due time negated, soonest first."""
        return -begin_of(self.due).us if self.by_due and self.due else self.feed_us

    @property
    def position(self) -> Position:
        return Position(self.place_us, self.id)

    @property
    def time(self) -> Instant | None:
        return Instant(self.feed_us) if self.feed_us else None

    @property
    def own_type(self) -> OwnType:
        """Its type as its system names it."""
        return OwnType(self.key.account, self.kind, self.kind_id, self.kind_label)

    @property
    def person_key(self) -> PersonKey | None:
        """Whose page shows what else there was with this person."""
        kind, slash, id_ = self.person_id.partition("/")
        return PersonKey(self.key.account, kind, id_) if slash else None


class Announcement(NamedTuple):
    """What became of an activity's notification: a row of `store.ledger`."""

    state: str
    """due, held, claimed, shown, folded (told of in a summary), or suppressed."""
    reason: str
    at: Instant | None


class Detail(Struct, frozen=True):
    """Everything a detail pane shows: the row, the activity in full, and when this computer learned of it."""

    row: FeedRow
    activity: Activity
    arrived: Instant
    read_at: Instant | None
    """The effective read time: what the person did last, else what the server says."""
    read_state_is_local: bool
    announcement: Announcement | None = None
    """None: it came with the first fill."""


class AccountRow(Struct, frozen=True):
    """An account as the sidebar, the command line and the glyphs show it."""

    id: str
    system: str
    """The connector's name."""
    system_title: str
    name: str
    url: str
    unread: int = 0
    user_id: str = ""
    user_name: str = ""
    notify: bool = True
    muted_kinds: tuple[str, ...] = ()
    """Types (`Activity.kind_id`) that raise no notification."""
