"""What becomes of words that were typed and not sent? They are kept; discarding them can be undone. On the engine's thread."""

from __future__ import annotations

from collections.abc import Callable

from ..model.changes import Change, Told
from ..model.words import translate
from ..store import accounts, drafts
from ..store.database import Database
from ..store.drafts import SavedDraft
from .undo import History, Step


def keep(database: Database, draft: SavedDraft) -> None:
    """Not of an account that is being removed, or is not here any more. Raises DiskFull and the like."""
    with database.write() as connection:
        if accounts.linked_us(connection, draft.account) is not None:
            drafts.put(connection, draft)


def forget(database: Database, name: str) -> None:
    """It was sent: the outbox has it. Or nothing is typed any more."""
    if drafts.find(database.connection, name) is not None:
        with database.write() as connection:
            drafts.remove(connection, name)


def discard(database: Database, history: History, tell: Callable[[Change], None], draft: SavedDraft) -> None:
    """The person gave it up; with second thoughts it is in the form again when that opens."""
    forget(database, draft.name)
    label = translate("Told", "Discarded what you had typed")
    history.add(Step(label, lambda: keep(database, draft), lambda: forget(database, draft.name)))
    tell(Told(label, undoable=True))
