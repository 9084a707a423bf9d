"""What can a person decide about activities for themselves? Read or unread, done, later; each can be undone.

Done and snoozed are kept on this computer, on every system. Read and unread are the server's where it keeps them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..crm.contract import Feature
from ..model.activity import Key
from ..model.changes import ActivitiesChanged, ListRead, Told
from ..model.feed import FeedQuery, Shelf
from ..model.moment import Instant
from ..model.operation import SetRead
from ..model.words import translate
from ..store import accounts, activities, outbox, shelves, stations
from ..store.shelves import Marks
from . import desk_words
from .marking import ListStep, Marker
from .tools import Tools
from .undo import History, Step

LARGE_CHUNK = 5000
"""Chosen activities that are marked in one transaction."""
ONE_HOUR = 3600.0


class Triage:
    """Every method belongs to the engine's thread, commits before it returns, and tells what changed."""

    def __init__(self, tools: Tools, history: History) -> None:
        self._tools = tools
        self._history = history
        self.marker = Marker(tools.database, tools.clock, tools.tell, self._keeping_read_state, self._send_all)

    # --- read and unread -----------------------------------------------------------------------------------

    def mark_read(self, keys: Sequence[Key], *, told: str = "") -> int:
        """Mark read; gives how many were unread. Undoable."""
        befores = [b for b in self._marks(keys) if b.read_us is None]
        self._set_read([b.key for b in befores], self._tools.clock.now().us, kept=0)
        count = len(befores)
        self._done(
            befores,
            told or translate("Told", "%n activity(ies) marked as read", None, count),
            self._again_read,
        )
        return count

    def mark_unread(self, keys: Sequence[Key]) -> int:
        """Mark unread and keep it so: reading the inbox leaves it alone. Undoable."""
        befores = self._marks(keys)
        self._set_read([b.key for b in befores], None, kept=self._tools.clock.now().us)
        self._done(
            befores,
            translate("Told", "Marked unread, kept for later"),
            lambda left: self._set_read(_keys(left), None, self._tools.clock.now().us),
        )
        return len(befores)

    def mark_all_read(self, query: FeedQuery) -> int:
        """Everything unread that a query lists, kept ones too: the person said so."""
        newest = activities.newest_arrival(self._tools.database.connection)
        return self.read_listed(ListRead(query, newest, spare_kept=False))

    def read_visit(self, query: FeedQuery, up_to_arrival: int) -> int:
        """The inbox was looked at (Fluid, "Read / Unread Status"): exactly what was shown, unread and not kept becomes read."""
        return self.read_listed(ListRead(query, up_to_arrival, spare_kept=True))

    def read_listed(self, wanted: ListRead) -> int:
        """The newest ones are read at once, however many there are, and the others follow; it is one step. Gives how many
        there are in all. `wanted` is told again when the last one is read."""
        reading = self.marker.read(wanted)
        count = self.marker.count(reading)
        told = translate("Told", "%n activity(ies) marked as read", None, count)
        step = ListStep(self.marker, reading)
        if count:
            self._history.add(Step(told, step.back, step.again))
            self._tools.tell(Told(told, undoable=True))
        return count

    def opened(self, key: Key) -> None:
        """The person looks at this one: read, no longer kept. Not a step of its own."""
        befores = [b for b in self._marks([key]) if b.read_us is None]
        self._set_read(_keys(befores), self._tools.clock.now().us, kept=0)

    def _again_read(self, befores: Sequence[Marks]) -> None:
        self._set_read(_keys(befores), self._tools.clock.now().us, kept=0)

    def _set_read(self, keys: Sequence[Key], at_us: int | None, kept: int) -> None:
        for start in range(0, len(keys), LARGE_CHUNK):
            self._store_read(keys[start : start + LARGE_CHUNK], at_us, kept)
        self._tools.changed(keys)
        self._tools.send(keys)

    def _store_read(self, keys: Sequence[Key], at_us: int | None, kept: int) -> None:
        """One transaction: the local mark, and where the system keeps a read state, what is to be sent."""
        now = self._tools.clock.now()
        on_server = {account: self._tools.can(account, Feature.READ_STATE) for account in {key.account for key in keys}}
        with self._tools.database.write() as connection:
            shelves.keep(connection, keys, kept)
            outbox.add_marks(connection, [key for key in keys if on_server[key.account]], SetRead(at_us=at_us), now)
            activities.mark_here(connection, [key for key in keys if not on_server[key.account]], at_us)
            stations.note(connection, keys, "marked read" if at_us else "marked unread", "by you", now)

    # --- done and later ------------------------------------------------------------------------------------

    def finish(self, keys: Sequence[Key], *, done: bool = True) -> int:
        """Done: out of the inbox, read. Or back into it. Undoable."""
        befores = self._marks(keys)
        self._finish(befores, done)
        titles = [self._tools.title(one.key) for one in befores[:2]]
        told = desk_words.finished(titles, len(befores)) if done else desk_words.back()
        self._done(befores, told, lambda left: self._finish(left, done))
        return len(befores)

    def _finish(self, befores: Sequence[Marks], done: bool) -> None:
        self._put(_keys(befores), Shelf.DONE if done else Shelf.INBOX)
        if done:
            self._set_read([b.key for b in befores if b.read_us is None], self._tools.clock.now().us, kept=0)

    def snooze(self, keys: Sequence[Key], until: Instant | None) -> int:
        """Out of the inbox until then; None brings it back. Undoable."""
        befores = self._marks(keys)
        shelf = Shelf.INBOX if until is None else Shelf.SNOOZED
        self._put(_keys(befores), shelf, until)
        told = desk_words.back() if until is None else desk_words.snoozed(until, self._tools.clock.now())
        self._done(befores, told, lambda left: self._put(_keys(left), shelf, until))
        return len(befores)

    def snooze_an_hour(self, keys: Sequence[Key]) -> int:
        """What the button of a notification means."""
        return self.snooze(keys, self._tools.clock.now().plus(ONE_HOUR))

    def _put(self, keys: Sequence[Key], shelf: Shelf, until: Instant | None = None) -> None:
        now = self._tools.clock.now()
        with self._tools.database.write() as connection:
            shelves.put(connection, keys, shelf, until, now)
            stations.note(connection, keys, "back in the inbox" if shelf is Shelf.INBOX else shelf.value, "by you", now)
        self._tools.changed(keys)
        self._tools.wake_snoozes()

    # --- back ----------------------------------------------------------------------------------------------

    def _marks(self, keys: Sequence[Key]) -> list[Marks]:
        return shelves.marks_of(self._tools.database.connection, keys)

    def _done(self, befores: Sequence[Marks], told: str, again: Callable[[Sequence[Marks]], None]) -> None:
        """A step, of what is still here when it is taken back or done again."""

        def left() -> list[Marks]:
            here = set(self._tools.still_here(_keys(befores)))
            return [before for before in befores if before.key in here]

        if befores:
            first = befores[0]
            now = self._marks([first.key])
            away = first.key if now and now[0].shelf != first.shelf else None
            self._history.add(Step(told, lambda: self._restore(left()), lambda: again(left()), away))
            self._tools.tell(Told(told, undoable=True))

    def _restore(self, befores: Sequence[Marks]) -> None:
        """Make the activities as they were, the read state through the outbox like any other change of it."""
        with self._tools.database.write() as connection:
            shelves.restore(connection, befores)
        now_read = {b.key: b.read_us for b in self._marks([b.key for b in befores])}
        for read in (True, False):
            some = [b for b in befores if (b.read_us is not None) == read and (now_read.get(b.key) is not None) != read]
            if some and read:
                self._set_read(_keys(some), self._tools.clock.now().us, kept=0)
            for kept in {before.kept for before in some} if not read else ():
                self._set_read([before.key for before in some if before.kept == kept], None, kept)
        self._tools.tell(ActivitiesChanged(arrived=tuple(_keys(befores)), changed=tuple(_keys(befores))))
        self._tools.wake_snoozes()

    # --- the accounts whose systems keep a read state --------------------------------------------------------

    def _send_all(self) -> None:
        for account in self._keeping_read_state():
            self._tools.send_soon(account)

    def _keeping_read_state(self) -> list[str]:
        every = accounts.all_accounts(self._tools.database.connection)
        return [account.id for account in every if self._tools.can(account.id, Feature.READ_STATE)]


def _keys(befores: Sequence[Marks]) -> list[Key]:
    return [before.key for before in befores]
