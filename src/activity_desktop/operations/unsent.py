"""What can a person do with a change that waits to be sent, or was refused? Send it now, or give it up."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.activity import Key
from ..model.changes import ActivitiesChanged, OutboxChanged
from ..model.operation import Delete
from ..model.problems import CannotDo, NotFound
from ..model.words import translate
from ..store import activities, outbox
from .tools import Tools


class Unsent:
    """Every method belongs to the engine's thread, commits before it returns, and tells what changed."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def retry(self, keys: Sequence[Key]) -> None:
        """Send again what was refused."""
        with self._tools.database.write() as connection:
            for key in keys:
                outbox.retry(connection, key, self._tools.clock.now())
        self._tools.changed(keys)
        self._tools.send(keys)

    def retry_one(self, op: int) -> None:
        """Send one waiting or refused change now. Raises NotFound."""
        waiting = self._waiting(op)
        with self._tools.database.write() as connection:
            outbox.retry_one(connection, waiting, self._tools.clock.now())
        self._outbox_changed(waiting.key)
        self._tools.send([waiting.key])

    def drop(self, op: int) -> None:
        """Give a waiting or refused change up. Raises NotFound, and CannotDo while it is being sent."""
        waiting = self._waiting(op)
        if waiting.state == "sending":
            raise CannotDo("This is being sent right now.", "Look again in a moment.")
        with self._tools.database.write() as connection:
            outbox.drop(connection, waiting)
            if isinstance(waiting.operation, Delete):
                activities.set_gone(connection, activities.ids_of(connection, [waiting.key]), 0)
        if isinstance(waiting.operation, Delete):
            self._tools.tell(ActivitiesChanged(arrived=(waiting.key,)))
        self._outbox_changed(waiting.key)

    def _waiting(self, op: int) -> outbox.Waiting:
        found = outbox.one(self._tools.database.connection, op)
        if found is None:
            raise NotFound(
                translate("Problems", "There is no waiting change {number}.").format(number=op),
                "It has been sent or given up meanwhile.",
            )
        return found

    def _outbox_changed(self, key: Key) -> None:
        self._tools.tell(OutboxChanged())
        self._tools.changed([key] if key.rid else [])
