"""How are filters chosen? By menus of types, people and periods, made anew each time one opens."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ...model.activity import Kind
from ...model.feed import PersonKey
from ..icons import icon, kind_icon
from ..words import kind_word
from .filters import Filters, Offer, Period


class FilterMenus(QObject):
    """The menus of one header. `wanted` carries the new filters."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, current: Callable[[], Filters], offered: Callable[[], Offer]) -> None:
        super().__init__(parent)
        self._current = current
        self._offered = offered
        self.kinds = self._menu(self.tr("Type"), self._fill_kinds, parent)
        self.people = self._menu(self.tr("People"), self._fill_people, parent)
        self.periods = self._menu(self.tr("Period"), self._fill_periods, parent)
        self.all = self._menu(self.tr("Filters"), self._fill_all, parent)

    def _menu(self, title: str, fill: Callable[[QMenu], None], parent: QWidget) -> QMenu:
        menu = QMenu(title, parent)
        menu.aboutToShow.connect(lambda: self._refill(menu, fill))
        return menu

    def _refill(self, menu: QMenu, fill: Callable[[QMenu], None]) -> None:
        menu.clear()
        fill(menu)

    def _fill_kinds(self, menu: QMenu) -> None:
        now = self._current()
        kinds = dict.fromkeys((*self._offered().kinds, *sorted(now.kinds)))
        for kind in kinds or Kind:
            action = self._choice(menu, kind_word(kind), kind in now.kinds, now.toggled(kind))
            action.setIcon(icon(kind_icon(kind)))
        self._none(menu, self.tr("All types"), replace(now, kinds=frozenset()), bool(now.kinds))

    def _fill_people(self, menu: QMenu) -> None:
        now = self._current()
        people = dict(self._offered().people)
        if now.person is not None:
            people.setdefault(now.person, now.person_name)
        for key, name in people.items():
            self._choice(menu, name, key == now.person, self._with_person(now, key, name))
        if not people:
            menu.addAction(self.tr("Nobody is named here")).setEnabled(False)
        self._none(menu, self.tr("Everybody"), replace(now, person=None, person_name=""), now.person is not None)

    def _fill_periods(self, menu: QMenu) -> None:
        now = self._current()
        for period in (Period.MONTH, Period.TODAY, Period.WEEK, Period.QUARTER, Period.ALL):
            self._choice(menu, period.text, period is now.period, replace(now, period=period))

    def _fill_all(self, menu: QMenu) -> None:
        now = self._current()
        self._choice(menu, self.tr("Unread only"), now.unread, replace(now, unread=not now.unread))
        menu.addSeparator()
        for part in (self.kinds, self.people, self.periods):
            menu.addMenu(part)
        menu.addSeparator()
        clear = menu.addAction(self.tr("Clear filters"))
        clear.setEnabled(now.narrow)
        clear.triggered.connect(lambda: self.wanted.emit(Filters()))

    def _with_person(self, now: Filters, key: PersonKey, name: str) -> Filters:
        """Choosing the chosen one again takes the choice away."""
        return replace(now, person=None, person_name="") if key == now.person else replace(now, person=key, person_name=name)

    def _choice(self, menu: QMenu, text: str, chosen: bool, then: Filters) -> QAction:
        action = menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(chosen)
        action.triggered.connect(lambda: self.wanted.emit(then))
        return action

    def _none(self, menu: QMenu, text: str, then: Filters, possible: bool) -> None:
        menu.addSeparator()
        action = menu.addAction(text)
        action.setEnabled(possible)
        action.triggered.connect(lambda: self.wanted.emit(then))
