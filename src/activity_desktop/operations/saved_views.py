"""What can be done with saved views? Save, rename, remove: each is kept at once, told, and can be undone."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from ..model.changes import Change, Told, ViewsChanged
from ..model.problems import BadInput, NotFound
from ..model.text import clean_line
from ..model.views import LONGEST_NAME, SavedView
from ..model.words import translate
from ..store import views
from ..store.database import Connection, Database
from .undo import History, Step


class SavedViews:
    """Belongs to the engine's thread, like the desk, and shares its history."""

    def __init__(self, database: Database, history: History, tell: Callable[[Change], None]) -> None:
        self._database = database
        self._history = history
        self._tell = tell

    def save(self, view: SavedView) -> SavedView:
        """Keep a view under its name. Raises BadInput when there is one of that name, or it is no name."""
        kept = replace(view, name=_name(view.name))
        if self._find(kept.name) is not None:
            raise _taken(kept.name)
        self._change(lambda connection: views.put(connection, kept))
        self._done(
            translate("Told", "Saved, {name}").format(name=kept.name),
            undo=lambda connection: views.remove(connection, kept.name),
            again=lambda connection: views.put(connection, kept),
        )
        return kept

    def rename(self, old: str, new: str) -> None:
        """Raises NotFound, and BadInput when the new name is taken or none."""
        name = _name(new)
        if self._find(old) is None:
            raise _missing(old)
        if name == old:
            return
        if self._find(name) is not None:
            raise _taken(name)
        self._change(lambda connection: views.rename(connection, old, name))
        self._done(
            translate("Told", "Renamed to {name}").format(name=name),
            undo=lambda connection: views.rename(connection, name, old),
            again=lambda connection: views.rename(connection, old, name),
        )

    def remove(self, name: str) -> None:
        """The activities it listed stay. Raises NotFound."""
        view = self._find(name)
        if view is None:
            raise _missing(name)
        self._change(lambda connection: views.remove(connection, name))
        self._done(
            translate("Told", "Removed, {name}").format(name=name),
            undo=lambda connection: views.put(connection, view),
            again=lambda connection: views.remove(connection, name),
        )

    def _find(self, name: str) -> SavedView | None:
        return next((view for view in views.all_views(self._database.connection) if view.name == name), None)

    def _done(self, told: str, undo: Callable[[Connection], object], again: Callable[[Connection], object]) -> None:
        self._history.add(Step(told, lambda: self._change(undo), lambda: self._change(again)))
        self._tell(Told(told, undoable=True))

    def _change(self, what: Callable[[Connection], object]) -> None:
        with self._database.write() as connection:
            what(connection)
        self._tell(ViewsChanged())


def _name(text: str) -> str:
    name = clean_line(text, LONGEST_NAME)
    if not name:
        raise BadInput(translate("Problems", "A saved view needs a name."), translate("Problems", "Type one."))
    return name


def _taken(name: str) -> BadInput:
    title = translate("Problems", "There is already a saved view “{name}”.").format(name=name)
    return BadInput(title, translate("Problems", "Choose another name."))


def _missing(name: str) -> NotFound:
    title = translate("Problems", "There is no saved view “{name}”.").format(name=name)
    return NotFound(title, translate("Problems", "See `activity-desktop views list`."))
