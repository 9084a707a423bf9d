"""What does the window need from the rest of the program? Reading is direct; acting is asked for and answered by a change.

Two things satisfy it: `ui.bridge.Bridge` (the real one, over the local database and the engine's thread) and the
gallery's sample data. Every method is called on the GUI thread and returns at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct, field

from ..model.activity import Key
from ..model.changes import AccountState
from ..model.feed import AccountRow, Detail, FeedQuery, FeedRow, OwnType, PersonKey, Position
from ..model.moment import Instant
from ..model.search import Names
from ..model.views import SavedView

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from ..crm.contract import Capabilities, FormField
    from .office import Office


class Counts(Struct, frozen=True):
    """The numbers beside the sidebar's rows. `unread` is the one number that tray, badge, window and command line show."""

    unread: int = 0
    snoozed: int = 0
    by_account: dict[str, int] = field(default_factory=dict)
    to_do: int = 0
    """What is due today or was due before, and is still to be done."""


class PersonPage(Struct, frozen=True):
    """The head of a person's page; their activities come from `page` with the person in the query, and so does their number."""

    key: PersonKey
    name: str
    email: str
    account_name: str
    web_url: str
    also: tuple[PersonKey, ...] = ()
    """The same person in other accounts, as linked by hand."""


class Pages(Protocol):
    """What a list is read from. Of a rare filter the next row may stand a million rows further on."""

    def page(self, query: FeedQuery, after: Position | None, limit: int) -> list[FeedRow]: ...
    def page_before(self, query: FeedQuery, before: Position | None, limit: int) -> list[FeedRow]:
        """The rows just above a position, or the last of all, newest first."""
        ...


class Found(Struct):
    """Neighbouring rows of a list, newest first, and whether it goes on above and below them."""

    rows: list[FeedRow]
    above: bool = False
    below: bool = False


Find = Callable[[Pages], Found]


class Reads(Pages, Protocol):
    """Straight from the local database, a millisecond or less each."""

    def find(self, asker: object, query: FeedQuery, read: Find, answer: Callable[[Found], None]) -> None:
        """Some rows of a list, as `read` reads them: at once where that is quick, else as soon as they are found, unless the
        asker asks for others meanwhile."""
        ...

    def count_all(self, asker: str, queries: Mapping[Any, FeedQuery], answer: Callable[[dict[Any, int]], None]) -> None:
        """How many rows each query has in all, under the same names: at once where that is quick, else as soon as they are
        counted, unless somebody of that name asks again meanwhile."""
        ...

    def row(self, key: Key) -> FeedRow | None: ...
    def detail(self, key: Key) -> Detail | None: ...
    def counts(self) -> Counts: ...
    def count_waiting(self, answer: Callable[[int], None]) -> None:
        """How many changes were refused, or have waited for longer than a moment: as soon as they are counted."""
        ...

    def newest_arrival(self) -> int: ...
    def accounts(self) -> list[AccountRow]: ...
    def names(self) -> Names:
        """What a search may call by name."""
        ...

    def views(self) -> list[SavedView]: ...
    def states(self) -> dict[str, AccountState]: ...
    def person(self, key: PersonKey) -> PersonPage | None: ...
    def capabilities(self, account: str) -> Capabilities: ...
    def form(self, account: str) -> tuple[FormField, ...]: ...
    def form_values(self, key: Key) -> dict[str, Any]: ...
    def web_url(self, key: Key) -> str: ...
    def record_url(self, account: str, kind: str, id_: str) -> str: ...
    def can_undo(self) -> bool: ...


class Acts(Protocol):
    """Optimistic: the local database is committed first, its change is told within milliseconds, the network follows."""

    def mark_read(self, keys: Sequence[Key]) -> None: ...
    def mark_unread(self, keys: Sequence[Key]) -> None: ...
    def mark_all_read(self, query: FeedQuery) -> None: ...
    def read_visit(self, query: FeedQuery, up_to_arrival: int) -> None:
        """The inbox was looked at: mark what was shown read, except what is kept. One undoable step."""
        ...

    def inbox_seen(self, account: str | None) -> None:
        """The inbox of an account, or of all, was looked at: nothing need pop up about it any more."""
        ...

    def opened(self, key: Key) -> None:
        """The person looks at this activity itself: mark it read, and let go of "kept"."""
        ...

    def finish(self, keys: Sequence[Key], done: bool = True) -> None: ...
    def snooze(self, keys: Sequence[Key], until: Instant | None) -> None:
        """None takes it out of the snoozed ones."""
        ...

    def complete(self, key: Key, done: bool = True) -> None: ...
    def delete(self, keys: Sequence[Key]) -> None: ...
    def create(self, account: str, fields: dict[str, Any]) -> None: ...
    def edit(self, key: Key, fields: dict[str, Any]) -> None: ...
    def retry(self, keys: Sequence[Key]) -> None: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def check_now(self, account: str | None = None) -> None: ...
    def resolve(self, key: Key) -> None:
        """Fetch what is missing of this activity (titles, attendees); a change tells when it is there."""
        ...

    def save_view(self, view: SavedView) -> None: ...
    def rename_view(self, old: str, new: str) -> None: ...
    def remove_view(self, name: str) -> None: ...
    def rename_account(self, account: str, name: str) -> None: ...
    def set_notify(self, accounts: Sequence[str], on: bool) -> None:
        """Whether the activities of these accounts raise notifications."""
        ...

    def set_types_notify(self, types: Sequence[OwnType], on: bool, called: str) -> None:
        """The same for single types of accounts; one alone is `called` so in words."""
        ...

    def pause_notifications(self, until: Instant | None) -> None: ...
    def send_sample(self) -> None:
        """Only with the embedded server: let a new activity happen."""
        ...


class Backend(Reads, Acts, Protocol):
    """The whole of it. `changes` is a `Signal(object)` that carries `model.changes` values on the GUI thread."""

    changes: SignalInstance

    @property
    def office(self) -> Office:
        """For forms, the outbox, the health page and the search on a server."""
        ...
