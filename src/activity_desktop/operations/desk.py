"""What can a person do with activities? Each verb commits the local database first; the server follows through the outbox."""

from __future__ import annotations

from collections.abc import Callable

from ..crm.contract import Feature
from ..model.changes import Change, Told
from ..model.clock import Clock
from ..model.words import translate
from ..store.database import Database
from .editing import Editing
from .tools import Tools
from .triage import Triage
from .undo import History
from .unsent import Unsent


class Desk:
    """`triage` is a person's own affair, `editing` is what colleagues see, `unsent` what still waits; one history for all."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        tell: Callable[[Change], None],
        can: Callable[[str, Feature], bool],
        why_not: Callable[[str, Feature], str],
        send_soon: Callable[[str], None],
        wake_snoozes: Callable[[], None] = lambda: None,
    ) -> None:
        """As for `Tools`."""
        self._tell = tell
        tools = Tools(database, clock, tell, can, why_not, send_soon, wake_snoozes)
        self.history = History()
        self.triage = Triage(tools, self.history)
        self.editing = Editing(tools, self.history)
        self.unsent = Unsent(tools)

    def undo(self) -> None:
        step = self.history.undo()
        if step:
            self._tell(Told(translate("Told", "Undone"), back=step.away))
        else:
            self._tell(Told(translate("Told", "Nothing to undo")))

    def redo(self) -> None:
        step = self.history.redo()
        self._tell(Told(step.label if step else translate("Told", "Nothing to redo")))
