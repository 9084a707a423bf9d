"""What can a person do with activities? Each verb commits the local database first; the server follows through the outbox.

Done and snooze are triage on this computer, on every system. Read and unread are the server's where it keeps them. Only
`complete`, `edit`, `delete` and `create` change what colleagues see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..crm.contract import Feature
from ..model.activity import Key
from ..model.changes import ActivitiesChanged, Change, ListRead, OutboxChanged, Told
from ..model.clock import Clock
from ..model.feed import FeedQuery
from ..model.moment import Instant
from ..model.operation import AnyOperation, Complete, Create, Delete, Edit, SetRead
from ..model.problems import CannotDo, NotFound
from ..model.words import translate
from ..store import accounts, activities, feed, outbox, stations
from ..store.database import Database
from . import desk_words
from .marking import ListStep, Marker
from .undo import History, Step

UNDO_SECONDS = 8.0
"""How long a delete waits before it is sent."""
LARGE_CHUNK = 5000
"""Chosen activities that are marked in one transaction."""
MOST_NAMED = 200
ONE_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Before:
    """What one activity was like, so that it can be made so again."""

    key: Key
    read_us: int | None
    kept: int
    shelf: int
    snoozed_us: int | None
    done_us: int | None


class Desk:
    """All verbs. Every method belongs to the engine's thread, commits before it returns, and tells what changed."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        tell: Callable[[Change], None],
        can: Callable[[str, Feature], bool],
        why_not: Callable[[str, Feature], str],
        send_soon: Callable[[str], None],
        wake_reminders: Callable[[], None] = lambda: None,
    ) -> None:
        """`can` and `why_not` answer for an account and a feature; `send_soon` wakes an account's outbox."""
        self.history = History()
        self._database = database
        self._clock = clock
        self._tell = tell
        self._can = can
        self._why_not = why_not
        self._send_soon = send_soon
        self._wake_reminders = wake_reminders
        self.marker = Marker(database, clock, tell, self._keeping_read_state, self._send_all)

    # --- read and unread -----------------------------------------------------------------------------------

    def mark_read(self, keys: Sequence[Key], *, told: str = "") -> int:
        """Mark read; gives how many were unread. Undoable."""
        befores = [b for b in self._befores(keys) if b.read_us is None]
        self._set_read([b.key for b in befores], self._clock.now().us, kept=0)
        count = len(befores)
        self._done(
            befores,
            told or translate("Told", "%n activity(ies) marked as read", None, count),
            lambda: self._again_read(befores),
        )
        return count

    def mark_unread(self, keys: Sequence[Key]) -> int:
        """Mark unread and keep it so: reading the inbox leaves it alone. Undoable."""
        befores = self._befores(keys)
        self._set_read([b.key for b in befores], None, kept=self._clock.now().us)
        self._done(
            befores,
            translate("Told", "Marked unread, kept for later"),
            lambda: self._set_read(_keys(befores), None, self._clock.now().us),
        )
        return len(befores)

    def mark_all_read(self, query: FeedQuery) -> int:
        """Everything unread that a query lists, kept ones too: the person said so."""
        newest = activities.newest_arrival(self._database.connection)
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
            self.history.add(Step(told, step.back, step.again))
            self._tell(Told(told, undoable=True))
        return count

    def opened(self, key: Key) -> None:
        """The person looks at this one: read, no longer kept. Not a step of its own."""
        befores = [b for b in self._befores([key]) if b.read_us is None]
        self._set_read(_keys(befores), self._clock.now().us, kept=0)

    def _again_read(self, befores: Sequence[Before]) -> None:
        self._set_read(_keys(befores), self._clock.now().us, kept=0)

    def _set_read(self, keys: Sequence[Key], at_us: int | None, kept: int) -> None:
        for start in range(0, len(keys), LARGE_CHUNK):
            self._store_read(keys[start : start + LARGE_CHUNK], at_us, kept)
        self._changed(keys)
        self._send(keys)

    def _store_read(self, keys: Sequence[Key], at_us: int | None, kept: int) -> None:
        """One transaction: the local mark, and where the system keeps a read state, what is to be sent."""
        now = self._clock.now()
        on_server = {account: self._can(account, Feature.READ_STATE) for account in {key.account for key in keys}}
        with self._database.write() as connection:
            connection.executemany("UPDATE activity SET kept = ? WHERE account = ? AND rid = ?", ((kept, *key) for key in keys))
            outbox.add_marks(connection, [key for key in keys if on_server[key.account]], SetRead(at_us=at_us), now)
            activities.mark_here(connection, [key for key in keys if not on_server[key.account]], at_us)
            stations.note(connection, keys, "marked read" if at_us else "marked unread", "by you", now)

    # --- triage, on this computer --------------------------------------------------------------------------

    def finish(self, keys: Sequence[Key], *, done: bool = True) -> int:
        """Done: out of the inbox, read. Or back into it. Undoable."""
        befores = self._befores(keys)
        self._shelve(_keys(befores), 2 if done else 0, None)
        if done:
            self._set_read([b.key for b in befores if b.read_us is None], self._clock.now().us, kept=0)
        told = desk_words.finished([self._title(one.key) for one in befores[:2]], len(befores)) if done else desk_words.back()
        self._done(befores, told, lambda: self._shelve(_keys(befores), 2 if done else 0, None))
        return len(befores)

    def snooze(self, keys: Sequence[Key], until: Instant | None) -> int:
        """Out of the inbox until then; None brings it back. Undoable."""
        befores = self._befores(keys)
        self._shelve(_keys(befores), 0 if until is None else 1, until)
        told = desk_words.back() if until is None else desk_words.snoozed(until, self._clock.now())
        self._done(befores, told, lambda: self._shelve(_keys(befores), 0 if until is None else 1, until))
        return len(befores)

    def snooze_an_hour(self, keys: Sequence[Key]) -> int:
        """What the button of a notification means."""
        return self.snooze(keys, self._clock.now().plus(ONE_HOUR))

    def _shelve(self, keys: Sequence[Key], shelf: int, until: Instant | None) -> None:
        now = self._clock.now()
        with self._database.write() as connection:
            for key in keys:
                connection.execute(
                    "UPDATE activity SET shelf = ?, snoozed_us = ?, done_us = ? WHERE account = ? AND rid = ?",
                    (shelf, until.us if until else None, now.us if shelf == 2 else None, *key),
                )
            stations.note(connection, keys, ("back in the inbox", "snoozed", "done")[shelf], "by you", now)
        self._changed(keys)
        self._wake_reminders()

    # --- what colleagues see -------------------------------------------------------------------------------

    def complete(self, key: Key, *, done: bool = True) -> None:
        """Complete it in its system, or reopen it. Undoable where the system can do both. Raises CannotDo with the reason."""
        self._need(key.account, Feature.COMPLETE if done else Feature.REOPEN)
        account = accounts.account(self._database.connection, key.account)
        told = desk_words.completed(account.name if account else key.account, done)
        self._complete(key, done)
        undoable = self._can(key.account, Feature.REOPEN if done else Feature.COMPLETE)
        if undoable:
            self.history.add(Step(told, lambda: self._complete(key, not done), lambda: self._complete(key, done)))
        self._tell(Told(told, undoable=undoable))

    def _complete(self, key: Key, done: bool) -> None:
        self._queue(key, Complete(done=done))
        self._changed([key])

    def edit(self, key: Key, fields: Mapping[str, Any], *, ticket: str = "", replaces: int = 0) -> None:
        """Change fields. Raises CannotDo. A change that still waits is joined with this one.

        `ticket` names it in the `Settled` that tells what became of it; a refused operation that it `replaces` is dropped.
        """
        self._need(key.account, Feature.EDIT)
        earlier: dict[str, Any] = {}
        for waiting in outbox.of_activity(self._database.connection, key):
            if isinstance(waiting.operation, Edit) and waiting.state == "pending" and waiting.attempts == 0:
                earlier.update(waiting.operation.fields)
        self._queue(key, Edit(fields={**earlier, **fields}), ticket, replaces)
        self._changed([key])

    def create(self, account: str, fields: Mapping[str, Any], *, ticket: str = "", replaces: int = 0) -> int:
        """Create one. Gives the outbox number. Raises CannotDo. `ticket` and `replaces` as for `edit`."""
        self._need(account, Feature.CREATE)
        return self._queue(Key(account, ""), Create(fields=dict(fields)), ticket, replaces)

    def delete(self, keys: Sequence[Key], *, at_once: bool = False) -> int:
        """Delete in the remote system: gone here at once, sent after a moment in which it can be undone. Raises CannotDo."""
        for account in {key.account for key in keys}:
            self._need(account, Feature.DELETE)
        present = [key for key in keys if feed.row(self._database.connection, key) is not None]
        told = desk_words.deleted([self._title(key) for key in present[:2]], len(present))
        self._delete(present, 0.0 if at_once else UNDO_SECONDS)
        again = partial(self._delete, present, UNDO_SECONDS)
        self.history.add(Step(told, lambda: self._undelete(present), again, next(iter(present), None)))
        self._tell(Told(told, undoable=True))
        return len(present)

    def _delete(self, keys: Sequence[Key], wait: float) -> None:
        now = self._clock.now()
        with self._database.write() as connection:
            for key in keys:
                activities.set_gone(connection, activities.ids_of(connection, [key]), 2)
                outbox.add(connection, key, Delete(), now, not_before=now.plus(wait))
            stations.note(connection, keys, "deleted", "by you", now)
        self._tell(ActivitiesChanged(removed=tuple(keys)))
        self._send(keys)

    def _undelete(self, keys: Sequence[Key]) -> None:
        """Only what has not been sent yet can come back."""
        back = []
        with self._database.write() as connection:
            for key in keys:
                for waiting in outbox.of_activity(connection, key):
                    if isinstance(waiting.operation, Delete) and waiting.state == "pending":
                        outbox.drop(connection, waiting)
                        activities.set_gone(connection, activities.ids_of(connection, [key]), 0)
                        back.append(key)
        self._tell(ActivitiesChanged(arrived=tuple(back), changed=tuple(back)))
        if len(back) < len(keys):
            self._tell(Told(translate("Told", "It was already deleted on the server."), problem=True))

    def retry(self, keys: Sequence[Key]) -> None:
        """Send again what was refused."""
        with self._database.write() as connection:
            for key in keys:
                outbox.retry(connection, key, self._clock.now())
        self._changed(keys)
        self._send(keys)

    def retry_one(self, op: int) -> None:
        """Send one waiting or refused change now. Raises NotFound."""
        waiting = self._waiting(op)
        with self._database.write() as connection:
            outbox.retry_one(connection, waiting, self._clock.now())
        self._outbox_changed(waiting.key)
        self._send([waiting.key])

    def drop(self, op: int) -> None:
        """Give a waiting or refused change up. Raises NotFound, and CannotDo while it is being sent."""
        waiting = self._waiting(op)
        if waiting.state == "sending":
            raise CannotDo("This is being sent right now.", "Look again in a moment.")
        with self._database.write() as connection:
            outbox.drop(connection, waiting)
            if isinstance(waiting.operation, Delete):
                activities.set_gone(connection, activities.ids_of(connection, [waiting.key]), 0)
        if isinstance(waiting.operation, Delete):
            self._tell(ActivitiesChanged(arrived=(waiting.key,)))
        self._outbox_changed(waiting.key)

    def _waiting(self, op: int) -> outbox.Waiting:
        found = outbox.one(self._database.connection, op)
        if found is None:
            raise NotFound(
                translate("Problems", "There is no waiting change {number}.").format(number=op),
                "It has been sent or given up meanwhile.",
            )
        return found

    def _outbox_changed(self, key: Key) -> None:
        self._tell(OutboxChanged())
        self._changed([key] if key.rid else [])

    # --- undo ----------------------------------------------------------------------------------------------

    def undo(self) -> None:
        step = self.history.undo()
        if step:
            self._tell(Told(translate("Told", "Undone"), back=step.away))
        else:
            self._tell(Told(translate("Told", "Nothing to undo")))

    def redo(self) -> None:
        step = self.history.redo()
        self._tell(Told(step.label if step else translate("Told", "Nothing to redo")))

    def _restore(self, befores: Sequence[Before]) -> None:
        """Make the activities as they were, the read state through the outbox like any other change of it."""
        with self._database.write() as connection:
            for before in befores:
                connection.execute(
                    "UPDATE activity SET shelf = ?, snoozed_us = ?, done_us = ? WHERE account = ? AND rid = ?",
                    (before.shelf, before.snoozed_us, before.done_us, *before.key),
                )
        now_read = {b.key: b.read_us for b in self._befores([b.key for b in befores])}
        for read in (True, False):
            some = [b for b in befores if (b.read_us is not None) == read and (now_read.get(b.key) is not None) != read]
            if some and read:
                self._set_read(_keys(some), self._clock.now().us, kept=0)
            for kept in {before.kept for before in some} if not read else ():
                self._set_read([before.key for before in some if before.kept == kept], None, kept)
        self._tell(ActivitiesChanged(arrived=tuple(_keys(befores)), changed=tuple(_keys(befores))))
        self._wake_reminders()

    # --- helpers -------------------------------------------------------------------------------------------

    def _befores(self, keys: Sequence[Key]) -> list[Before]:
        """What the activities are like now; those that are not here are left out."""
        found = []
        for key in keys:
            row = self._database.connection.execute(
                """SELECT a.kept, a.shelf, a.snoozed_us, a.done_us,
                     CASE WHEN o.activity IS NULL THEN a.read_us ELSE o.want_us END AS read_us
                   FROM activity a LEFT JOIN overlay o ON o.activity = a.id WHERE a.account = ? AND a.rid = ? AND a.gone = 0""",
                key,
            ).fetchone()
            if row:
                found.append(Before(key, row["read_us"], row["kept"], row["shelf"], row["snoozed_us"], row["done_us"]))
        return found

    def _done(self, befores: Sequence[Before], told: str, again: Callable[[], None]) -> None:
        if befores:
            first = befores[0]
            now = self._befores([first.key])
            away = first.key if now and now[0].shelf != first.shelf else None
            self.history.add(Step(told, lambda: self._restore(befores), again, away))
            self._tell(Told(told, undoable=True))

    def _queue(self, key: Key, operation: AnyOperation, ticket: str = "", replaces: int = 0) -> int:
        refused = outbox.one(self._database.connection, replaces)
        with self._database.write() as connection:
            if refused is not None and refused.state == "parked":
                outbox.drop(connection, refused)
            op = outbox.add(connection, key, operation, self._clock.now(), ticket=ticket)
            if key.rid:
                stations.note(connection, [key], f"to send: {operation.field}", "by you", self._clock.now())
        self._tell(OutboxChanged())
        self._send([key])
        return op

    def _need(self, account: str, feature: Feature) -> None:
        if not self._can(account, feature):
            raise CannotDo(self._why_not(account, feature))

    def _changed(self, keys: Sequence[Key]) -> None:
        if keys:
            self._tell(ActivitiesChanged(everything=True) if len(keys) > MOST_NAMED else ActivitiesChanged(changed=tuple(keys)))

    def _send(self, keys: Sequence[Key]) -> None:
        for account in {key.account for key in keys}:
            self._send_soon(account)

    def _send_all(self) -> None:
        for account in self._keeping_read_state():
            self._send_soon(account)

    def _keeping_read_state(self) -> list[str]:
        """The accounts whose systems keep a read state."""
        every = accounts.all_accounts(self._database.connection)
        return [account.id for account in every if self._can(account.id, Feature.READ_STATE)]

    def _title(self, key: Key) -> str:
        row = feed.row(self._database.connection, key)
        return row.title if row else ""


def _keys(befores: Sequence[Before]) -> list[Key]:
    return [before.key for before in befores]
