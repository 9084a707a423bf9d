"""What does the settings window look like? Pages at the left with a search above them, the chosen page at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ...model.clock import Clock
from ...settings.definitions import Page
from ...settings.file import Settings
from ..backend import Backend
from ..commands import COMMANDS, Group
from ..controls.base import Painted
from ..controls.field import SearchField
from ..controls.paint import painting
from ..controls.panel_card import PanelCard
from ..theme import current_theme
from . import pages
from .accounts import AccountsPage
from .facts import about_page, add_places
from .keyboard import ShortcutRow
from .nav import PageList
from .page import SettingsPage
from .rows import SettingRow
from .services import SettingsServices

SIZE = QSize(860, 640)
_NAV = 196


class SettingsWindow(Painted):
    """Changes apply at once; there is nothing to confirm."""

    def __init__(
        self,
        backend: Backend,
        settings: Settings,
        clock: Clock,
        services: SettingsServices,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Settings"))
        self._settings = settings
        self._services = services
        self._found: dict[str, list[SettingRow | ShortcutRow]] = {}
        self._pages: dict[str, SettingsPage] = {"Accounts": AccountsPage(backend, clock, services)}
        for page in Page:
            self._pages[page] = self._make(page)
        self._pages["About"] = about_page(services.version)
        self._stack = QStackedWidget()
        for made in self._pages.values():
            self._stack.addWidget(made)
        self.search = SearchField(self.tr("Search settings"))
        self.search.setProperty("on", "canvas")
        self.search.searched.connect(self._search)
        self._nav = PageList([(name, made.title, pages.ICONS[name]) for name, made in self._pages.items()])
        self._nav.chosen.connect(self.show_page)
        self.search.left.connect(self._nav.setFocus)
        QShortcut(QKeySequence("/"), self, self.search.setFocus)
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)
        QShortcut(QKeySequence("Ctrl+W"), self, self.close)
        self._lay_out()
        self.resize(SIZE * max(1.0, current_theme().k))
        self.show_page(Page.NOTIFICATIONS)
        self._nav.setFocus()

    def show_page(self, name: str) -> None:
        """`Accounts`, `About`, or a `Page`; in any case of letters."""
        name = next((known for known in self._pages if known.casefold() == name.casefold()), Page.NOTIFICATIONS)
        self._nav.show_chosen(name)
        self._stack.setCurrentWidget(self._pages[name])

    def _make(self, page: Page) -> SettingsPage:
        made, rows = pages.build(page, self._settings, self._services)
        found: list[SettingRow | ShortcutRow] = list(rows)
        if page is Page.PRIVACY:
            add_places(made, self._services.where_kept())
        if page is Page.KEYBOARD:
            for group in Group:
                commands = [command for command in COMMANDS if command.group is group and command.can_be_changed]
                shortcuts = [ShortcutRow(self._settings, command) for command in commands]
                made.add_section(group.text, shortcuts)
                found += shortcuts
        made.finish()
        self._found[page] = found
        return made

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(12, 12, 12, 12)
        side.setSpacing(14)
        side.addWidget(self.search)
        side.addWidget(self._nav, 1)
        holder = QWidget()
        holder.setLayout(side)
        holder.setFixedWidth(current_theme().px(_NAV))
        panel = PanelCard(self._stack)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 8, 8, 8)
        layout.setSpacing(0)
        layout.addWidget(holder)
        layout.addWidget(panel, 1)

    def _search(self, text: str) -> None:
        """Show the rows with these words, and go to the first page that has any."""
        words = text.casefold().split()
        first = ""
        for name, rows in self._found.items():
            for row in rows:
                row.setVisible(all(word in row.words for word in words))
            if self._pages[name].tidy() and not first:
                first = name
            self._nav.set_dimmed(name, bool(words) and all(row.isHidden() for row in rows))
        current = next(name for name, page in self._pages.items() if page is self._stack.currentWidget())
        here = any(not row.isHidden() for row in self._found.get(current, []))
        if words and first and not here:
            self.show_page(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the window, where nothing in it has another use for it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(self.rect(), current_theme().color("canvas"))
