"""What can a person change that colleagues see? It is changed here at once, and at the server through the outbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from ..crm.contract import Feature
from ..model.activity import Key
from ..model.changes import ActivitiesChanged, OutboxChanged, Told
from ..model.operation import AnyOperation, Complete, Create, Delete, Edit
from ..model.problems import CannotDo
from ..model.words import translate
from ..store import accounts, activities, feed, outbox, stations
from . import desk_words
from .tools import Tools
from .undo import History, Step

UNDO_SECONDS = 8.0
"""How long a delete waits before it is sent."""


class Editing:
    """Every method belongs to the engine's thread, commits before it returns, and tells what changed."""

    def __init__(self, tools: Tools, history: History) -> None:
        self._tools = tools
        self._history = history

    def complete(self, key: Key, *, done: bool = True) -> None:
        """Complete it in its system, or reopen it. Undoable where the system can do both. Raises CannotDo with the reason."""
        self._need(key.account, Feature.COMPLETE if done else Feature.REOPEN)
        account = accounts.account(self._tools.database.connection, key.account)
        told = desk_words.completed(account.name if account else key.account, done)
        self._complete(key, done)
        undoable = self._tools.can(key.account, Feature.REOPEN if done else Feature.COMPLETE)
        if undoable:
            self._history.add(Step(told, lambda: self._complete(key, not done), lambda: self._complete(key, done)))
        self._tools.tell(Told(told, undoable=undoable))

    def _complete(self, key: Key, done: bool) -> None:
        self._tools.still_here([key])
        self._queue(key, Complete(done=done))
        self._tools.changed([key])

    def edit(self, key: Key, fields: Mapping[str, Any], *, ticket: str = "", replaces: int = 0) -> None:
        """Change fields. Raises CannotDo. A change that still waits is joined with this one.

        `ticket` names it in the `Settled` that tells what became of it; a refused operation that it `replaces` is dropped.
        """
        self._need(key.account, Feature.EDIT)
        earlier: dict[str, Any] = {}
        for waiting in outbox.of_activity(self._tools.database.connection, key):
            if isinstance(waiting.operation, Edit) and waiting.state == "pending" and waiting.attempts == 0:
                earlier.update(waiting.operation.fields)
        self._queue(key, Edit(fields={**earlier, **fields}), ticket, replaces)
        self._tools.changed([key])

    def create(self, account: str, fields: Mapping[str, Any], *, ticket: str = "", replaces: int = 0) -> int:
        """Create one. Gives the outbox number. Raises CannotDo. `ticket` and `replaces` as for `edit`."""
        self._need(account, Feature.CREATE)
        return self._queue(Key(account, ""), Create(fields=dict(fields)), ticket, replaces)

    def delete(self, keys: Sequence[Key], *, at_once: bool = False) -> int:
        """Delete in the remote system: gone here at once, sent after a moment in which it can be undone. Raises CannotDo."""
        for account in {key.account for key in keys}:
            self._need(account, Feature.DELETE)
        present = [key for key in keys if feed.row(self._tools.database.connection, key) is not None]
        told = desk_words.deleted([self._tools.title(key) for key in present[:2]], len(present))
        self._delete(present, 0.0 if at_once else UNDO_SECONDS)
        again = partial(self._delete, present, UNDO_SECONDS)
        self._history.add(Step(told, lambda: self._undelete(present), again, next(iter(present), None)))
        self._tools.tell(Told(told, undoable=True))
        return len(present)

    def _delete(self, keys: Sequence[Key], wait: float) -> None:
        keys = self._tools.still_here(keys)
        now = self._tools.clock.now()
        with self._tools.database.write() as connection:
            for key in keys:
                activities.set_gone(connection, activities.ids_of(connection, [key]), 2)
                outbox.add(connection, key, Delete(), now, not_before=now.plus(wait))
            stations.note(connection, keys, "deleted", "by you", now)
        self._tools.tell(ActivitiesChanged(removed=tuple(keys)))
        self._tools.send(keys)

    def _undelete(self, keys: Sequence[Key]) -> None:
        """Only what has not been sent yet can come back."""
        keys = self._tools.still_here(keys)
        back = []
        with self._tools.database.write() as connection:
            for key in keys:
                for waiting in outbox.of_activity(connection, key):
                    if isinstance(waiting.operation, Delete) and waiting.state == "pending":
                        outbox.drop(connection, waiting)
                        activities.set_gone(connection, activities.ids_of(connection, [key]), 0)
                        back.append(key)
        self._tools.tell(ActivitiesChanged(arrived=tuple(back), changed=tuple(back)))
        if len(back) < len(keys):
            self._tools.tell(Told(translate("Told", "It was already deleted on the server."), problem=True))

    def _queue(self, key: Key, operation: AnyOperation, ticket: str = "", replaces: int = 0) -> int:
        refused = outbox.one(self._tools.database.connection, replaces)
        with self._tools.database.write() as connection:
            if refused is not None and refused.state == "parked":
                outbox.drop(connection, refused)
            op = outbox.add(connection, key, operation, self._tools.clock.now(), ticket=ticket)
            if key.rid:
                stations.note(connection, [key], f"to send: {operation.field}", "by you", self._tools.clock.now())
        self._tools.tell(OutboxChanged())
        self._tools.send([key])
        return op

    def _need(self, account: str, feature: Feature) -> None:
        if not self._tools.can(account, feature):
            raise CannotDo(self._tools.why_not(account, feature))
