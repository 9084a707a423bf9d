"""How does a screen reader find the feed? As a list of activities, not as the table that Qt paints them with.

Qt would tell of a table with two hidden headers. So the view gets an interface of our own with one child per loaded item,
each a list item with its words, its state and its place on screen.

Qt's cache owns every interface that it has handed out, and deletes it; in Python it must not vanish before. So `FeedList`
holds its rows, and PySide holds the `FeedList` until the application ends. An interface may outlive its view by a moment,
and then says that it is not valid any more; so it refers to the view weakly. It never asks its base, `widget()` or
`object()`, for the view: PySide would take the view for a child of the interface, to be forgotten together with it.
"""

from __future__ import annotations

import weakref
from bisect import bisect_left
from datetime import date
from typing import Any

from PySide6.QtCore import QItemSelection, QModelIndex, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleEvent, QAccessibleInterface, QColor, QWindow
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import isValid

from ...model.activity import Key
from ..controls.spoken_as import speak_as
from .items import DayHeader, Item, header_for, sort_key
from .table import FeedTable

Name = Key | date | None
"""What a row is known by: an activity's key, or the day of a header."""
_ONE_BY_ONE = 20
"""So many changed selections are told each for itself; more are told as one change of the list."""


class FeedList(QAccessibleWidget):
    """The list itself."""

    def __init__(self, view: FeedTable) -> None:
        super().__init__(view, QAccessible.Role.List)
        self._view = weakref.ref(view)
        self._rows: dict[Name, FeedItem] = {}
        model = view.model()
        model.rowsRemoved.connect(self.forget_gone)
        model.modelReset.connect(self.forget_gone)

    @property
    def view(self) -> FeedTable | None:
        return _alive(self._view)

    def childCount(self) -> int:
        view = self.view
        return view.model().rowCount() if view else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt wants None where none is
        view = self.view
        item = view.item_at(index) if view else None
        return self._row(view, _name(item)) if view and item else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.place() if isinstance(child, FeedItem) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # as `child`
        view = self.view
        return self.child(view.rowAt(view.viewport().mapFromGlobal(QPoint(x, y)).y())) if view else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # as `child`
        view = self.view
        return self.child(view.currentIndex().row()) if view and view.hasFocus() else None

    def forget_gone(self) -> None:
        """What has left the list leaves Qt's cache, too."""
        kept: dict[Name, FeedItem] = {}
        gone: list[FeedItem] = []  # held until Qt has deleted them: Python would delete what Qt's cache still holds
        for name, row in self._rows.items():
            if row.place() < 0:
                gone.append(row)
            else:
                kept[name] = row
        self._rows = kept
        for row in gone:
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(row))

    def _row(self, view: FeedTable, name: Name) -> FeedItem:
        if name not in self._rows:
            self._rows[name] = FeedItem(view, name)
        return self._rows[name]


class FeedItem(QAccessibleWidget):
    """An activity or a day's header. Its base gives it Qt's way to be pressed; of the view it says nothing else."""

    def __init__(self, view: FeedTable, name: Name) -> None:
        super().__init__(view, QAccessible.Role.ListItem)
        self._view = weakref.ref(view)
        self._name = name

    @property
    def view(self) -> FeedTable | None:
        return _alive(self._view)

    def place(self) -> int:
        """The model row, or -1 when it is not in the list any more."""
        view = self.view
        if view is None:
            return -1
        if isinstance(self._name, Key):
            return view.place_of_key(self._name)
        top = view.item_at(0)
        by_due = isinstance(top, DayHeader) and top.by_due
        return _place_of_header(view, header_for(self._name, by_due=by_due))

    def isValid(self) -> bool:
        return self.place() >= 0

    def object(self) -> QObject | None:  # type: ignore[override]  # the view belongs to the list alone
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]  # the list's, to which Qt goes on
        return None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]  # none once the view is gone
        view = self.view
        return QAccessible.queryAccessibleInterface(view) if view else None

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: ARG002 - Qt's signature
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: ARG002 - as `child`
        return None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # as `child`
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: ARG002 - Qt's signature
        return -1

    def relations(self, match: Any = None) -> list[Any]:  # noqa: ARG002 - it has none
        return []

    def foregroundColor(self) -> QColor:
        return QColor()

    def backgroundColor(self) -> QColor:
        return QColor()

    def text(self, t: QAccessible.Text) -> str:
        view = self.view
        if view is None or t is not QAccessible.Text.Name:
            return ""
        return str(view.model().index(self.place(), 0).data(Qt.ItemDataRole.AccessibleTextRole) or "")

    def rect(self) -> QRect:
        view = self.view
        inside = view.visualRect(view.model().index(self.place(), 0)) if view else QRect()
        return QRect(view.viewport().mapToGlobal(inside.topLeft()), inside.size()) if view else inside

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        view = self.view
        if view is None:
            return state
        index = view.model().index(self.place(), 0)
        state.selectable = state.focusable = isinstance(self._name, Key)
        state.selected = view.selectionModel().isSelected(index)
        state.focused = view.hasFocus() and view.currentIndex() == index
        in_sight = view.isVisible() and view.viewport().rect().intersects(view.visualRect(index))
        state.invisible = state.offscreen = not in_sight
        return state

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction()] if isinstance(self._name, Key) else []

    def doAction(self, actionName: str) -> None:  # noqa: N803 - Qt's signature
        view = self.view
        if view and isinstance(self._name, Key) and actionName == QAccessibleActionInterface.pressAction():
            view.press(self._name)

    def keyBindingsForAction(self, actionName: str) -> list[str]:  # noqa: N803, ARG002 - Qt's signature
        return []


def speak_as_a_list() -> None:
    """From now on, each `FeedView` is spoken as a list. Call before a view is shown; once is enough."""
    speak_as("FeedView", FeedList)  # type: ignore[arg-type]  # the name is the view's own


def tell_focus(view: FeedTable) -> None:
    """The keyboard is on another row now."""
    if QAccessible.isActive() and view.hasFocus() and view.currentIndex().isValid():
        _tell(view, QAccessible.Event.Focus, view.currentIndex().row())


def tell_focus_soon(view: FeedTable) -> None:
    """The same, after Qt has told that the list has the focus now: the row is where the keyboard really is."""
    QTimer.singleShot(0, view, lambda: tell_focus(view))


def tell_selection(view: FeedTable, selected: QItemSelection, deselected: QItemSelection) -> None:
    """Other rows than before are selected."""
    if not QAccessible.isActive():
        return
    now, before = selected.indexes(), deselected.indexes()
    if len(now) + len(before) > _ONE_BY_ONE:
        QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.SelectionWithin))
        return
    for kind, indexes in ((QAccessible.Event.SelectionRemove, before), (QAccessible.Event.SelectionAdd, now)):
        for index in indexes:
            _tell(view, kind, index.row())


def _tell(view: FeedTable, kind: QAccessible.Event, place: int) -> None:
    event = QAccessibleEvent(view, kind)
    event.setChild(place)
    QAccessible.updateAccessibility(event)


def _alive(reference: weakref.ref[FeedTable]) -> FeedTable | None:
    """The view, or None once it is gone."""
    view = reference()
    return view if view is not None and isValid(view) else None


def _name(item: Item) -> Name:
    return item.day if isinstance(item, DayHeader) else item.key


def _place_of_header(view: FeedTable, header: DayHeader) -> int:
    count = view.model().rowCount(QModelIndex())
    place = bisect_left(range(count), sort_key(header), key=lambda place: _order(view, place))
    return place if view.item_at(place) == header else -1


def _order(view: FeedTable, place: int) -> tuple[int, bool]:
    item = view.item_at(place)
    return sort_key(item) if item else (0, False)
