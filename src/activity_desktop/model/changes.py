"""What has changed? The messages by which the local database tells screens and the notification centre, after each commit.

A change says what changed; each listener decides what to do about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct, field

from .activity import Key
from .feed import FeedQuery
from .moment import Instant

MOST_NAMED = 200
"""Activities of one change that are told of by name; whoever shows them reads everything again where there are more."""


class ActivitiesChanged(Struct, frozen=True):
    """Rows of the local database were committed. Empty tuples mean "none of that sort"."""

    arrived: tuple[Key, ...] = ()
    changed: tuple[Key, ...] = ()
    removed: tuple[Key, ...] = ()
    everything: bool = False
    """Too many to name (a first fill, mark all): read again what you show."""

    @classmethod
    def of(cls, *, arrived: Sequence[Key] = (), changed: Sequence[Key] = (), removed: Sequence[Key] = ()) -> ActivitiesChanged:
        """By name, or everything where there are too many."""
        if len(arrived) + len(changed) + len(removed) > MOST_NAMED:
            return cls(everything=True)
        return cls(tuple(arrived), tuple(changed), tuple(removed))


class Phase(StrEnum):
    """What an account is doing right now."""

    STARTING = "starting"
    FILLING = "filling"
    """The first fill; `got` and `total` tell how far."""
    LIVE = "live"
    """A stream is open: news arrive by themselves."""
    WAITING = "waiting"
    """Up to date as of `last_ok`; the next look is at `next_look`."""
    CHECKING = "checking"
    TROUBLED = "troubled"
    """`problem_title` says what; retried at `next_look` when that is set."""
    SIGNED_OUT = "signed out"
    """Nothing happens until the person enters new credentials."""


class AccountState(Struct, frozen=True):
    """The truth about one account, for the state line, the tray and `doctor`."""

    account: str
    phase: Phase
    last_ok: Instant | None = None
    next_look: Instant | None = None
    problem_title: str = ""
    problem_remedy: str = ""
    problem_kind: str = ""
    """A `Problem` class's name, for screens that offer the matching button."""
    got: int = 0
    total: int | None = None
    waiting_to_send: int = 0
    clock_behind_s: int = 0
    """By how many seconds this computer's clock was behind the server's at the last sign-in; negative: ahead of it."""


class AccountsChanged(Struct, frozen=True):
    """An account was added, renamed or removed, or its settings changed."""

    account: str


class How(StrEnum):
    SINGLE = "single"
    SUMMARY = "summary"


class Announced(Struct, frozen=True):
    """The desktop took a notification that tells of this activity."""

    key: Key
    title: str
    how: How
    at: Instant
    created: Instant | None

    @property
    def latency_ms(self) -> float | None:
        """From the server's creation to the desktop's answer, in milliseconds; needs both clocks to agree."""
        return None if self.created is None else self.at.seconds_since(self.created) * 1000


class Withdrawn(Struct, frozen=True):
    """A notification was taken back: what it told of has been read, finished or deleted, or its inbox was looked at."""

    keys: tuple[Key, ...]


class LinkOpened(Struct, frozen=True):
    """Somebody asked to see something: a click on a notification, a deep link, a second start."""

    link: str
    """`activitydesktop://…`, or empty for "just show the window"."""
    token: str = ""
    """The desktop's permission to come to the front (XDG activation token), where it gave one. Never printed."""

    def __repr__(self) -> str:
        return f"LinkOpened({self.link!r})"


class JoinWanted(Struct, frozen=True):
    """A person pressed "Join" on a reminder: the meeting's address is to be opened. No link leads here: only they can."""

    key: Key
    token: str = ""

    def __repr__(self) -> str:
        return f"JoinWanted({self.key})"


class Told(Struct, frozen=True):
    """A sentence for the person: a toast in the window, a line on the command line."""

    text: str
    undoable: bool = False
    problem: bool = False
    back: Key | None = None
    """The first activity that is on its list again, to be brought into sight."""


class Fate(StrEnum):
    """What became of a change on its way to a server."""

    SENT = "sent"
    REFUSED = "refused"
    """It is kept until the person corrects it, tries again or gives it up."""
    WAITS = "waits"
    """It could not be sent now and is tried again by itself."""


class Settled(Struct, frozen=True):
    """A try to send one change has ended. `ticket` is its idempotency key: whoever asked for it knows it by that."""

    op: int
    ticket: str
    key: Key
    """The activity; for a create that was sent, the new one; else with an empty `rid`."""
    fate: Fate
    text: str = ""
    """Why, as a sentence, where it was not sent."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """What is wrong with which field of the form, where the server said so."""


class ListRead(Struct, frozen=True):
    """All that a list had unread is marked as read, or that was given up or taken back: the names are those of the request."""

    query: FeedQuery
    up_to: int
    spare_kept: bool


class OutboxChanged(Struct, frozen=True):
    """A change was queued, given up, or is to be tried again."""


class ViewsChanged(Struct, frozen=True):
    """A saved view was added, renamed or removed."""


Change = (
    ActivitiesChanged
    | AccountState
    | AccountsChanged
    | Announced
    | Withdrawn
    | LinkOpened
    | JoinWanted
    | Told
    | Settled
    | OutboxChanged
    | ListRead
    | ViewsChanged
)


def together(changes: Iterable[Change]) -> list[Change]:
    """The same news in fewer messages: all changes of activities as one, where the first of them stood. What was said of
    an activity last counts."""
    others: list[Change] = []
    arrived: dict[Key, None] = {}
    changed: dict[Key, None] = {}
    removed: dict[Key, None] = {}
    everything, place = False, -1
    for change in changes:
        if not isinstance(change, ActivitiesChanged):
            others.append(change)
            continue
        place = len(others) if place < 0 else place
        everything = everything or change.everything
        for key in change.removed:
            arrived.pop(key, None)
            changed.pop(key, None)
            removed[key] = None
        for keys, named in ((change.arrived, arrived), (change.changed, changed)):
            for key in keys:
                removed.pop(key, None)
                named[key] = None
    if place >= 0:
        others.insert(place, ActivitiesChanged(tuple(arrived), tuple(changed), tuple(removed), everything))
    return others
