"""What stands above the list? Its title and unread count, the search field, the filter chips and, if there is one, a banner."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QLocale, QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..controls.banner import Banner
from ..controls.button import IconButton
from ..controls.chip import Chip, MenuChip
from ..controls.field import SearchField
from ..controls.label import ElidedLabel, PlainLabel
from ..keys import follow
from ..theme import GUTTER, current_theme
from .filter_menus import FilterMenus
from .filters import Filters, Offer, Period

if TYPE_CHECKING:
    from ..view_options import ViewOptions

ALL_CHIPS_FROM = 340
"""In a narrower list, all but the first chip become one."""
_AIR = 7
"""Around the icon of an icon button: the icons, not the buttons, stand on the gutter."""


class ListHeader(QWidget):
    """Shows filters and text; the pane owns them. `command` asks for a row of `ui/commands.py` by its id."""

    filters_wanted = Signal(object)
    searched = Signal(str)
    search_left = Signal()
    command = Signal(str)

    def __init__(self, offered: Callable[[], Offer], options: ViewOptions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters = Filters()
        self._has_periods = True
        self.options = options
        self.banner = Banner()
        self.search = SearchField(self.tr("Search activities"))
        self.search.searched.connect(self.searched)
        self.search.left.connect(self.search_left)
        self._menus = FilterMenus(self, lambda: self._filters, offered)
        self._menus.wanted.connect(self.filters_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GUTTER - _AIR, 12, GUTTER - _AIR, 0)
        layout.setSpacing(0)
        layout.addLayout(self._title_row())
        layout.addSpacing(8)
        layout.addLayout(_inset(self.search))
        layout.addSpacing(10)
        layout.addLayout(self._chip_row())
        self._banner_gap = QWidget()
        self._banner_gap.setFixedHeight(10)
        layout.addWidget(self._banner_gap)
        layout.addLayout(_inset(self.banner))
        self.show_banner(None)

    def _title_row(self) -> QHBoxLayout:
        self.sidebar_button = IconButton("panel-left", self.tr("Show the sidebar"))
        follow(self.sidebar_button, "sidebar", show=self.sidebar_button.set_key)
        self.sidebar_button.clicked.connect(lambda: self.command.emit("sidebar"))
        self.sidebar_button.hide()
        self._title = ElidedLabel("", "view_title")
        self._count = PlainLabel("", "small", "text3")
        self._all_read = IconButton("check-check", self.tr("Mark all as read"))
        follow(self._all_read, "mark_all_read", show=self._all_read.set_key)
        self._all_read.clicked.connect(lambda: self.command.emit("mark_all_read"))
        self._more = more = IconButton("ellipsis", self.tr("View options"))
        more.clicked.connect(lambda: self.options.menu.popup(more.mapToGlobal(QPoint(0, more.height() + 4))))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.sidebar_button)
        row.addSpacing(_AIR)
        row.addWidget(self._title)
        row.addSpacing(12)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._all_read)
        row.addSpacing(4)
        row.addWidget(more)
        return row

    def _chip_row(self) -> QHBoxLayout:
        self._unread = Chip(self.tr("Unread"), self.tr("Unread only"))
        self._unread.clicked.connect(self._toggle_unread)
        self._kinds = MenuChip(self.tr("Type"), self.tr("Type filter"), self._menus.kinds)
        self._people = MenuChip(self.tr("People"), self.tr("People filter"), self._menus.people)
        self._period = MenuChip(Period.MONTH.text, self.tr("Period filter"), self._menus.periods)
        self._rest = MenuChip(self.tr("Filters"), self.tr("Filters"), self._menus.all)
        self._kinds.cleared.connect(lambda: self._want(replace(self._filters, kinds=frozenset())))
        self._people.cleared.connect(lambda: self._want(replace(self._filters, person=None, person_name="")))
        self._period.cleared.connect(lambda: self._want(replace(self._filters, period=Period.ALL)))
        self._rest.cleared.connect(lambda: self._want(Filters(unread=self._filters.unread)))
        row = QHBoxLayout()
        row.setContentsMargins(_AIR, 0, _AIR, 0)
        row.setSpacing(6)
        for chip in (self._unread, self._kinds, self._people, self._period, self._rest):
            row.addWidget(chip)
        row.addStretch(1)
        return row

    # --- what it shows -------------------------------------------------------------------------------------------

    def show_title(self, title: str) -> None:
        self._title.set_text(title)
        self._fit_title()

    def show_unread(self, unread: int, can_mark: bool) -> None:
        """The number beside the title, where the list has any; whether "Mark all as read" makes sense."""
        number = QLocale().toString(unread)
        self._count.setText(self.tr("{n} unread", None, unread).format(n=number) if unread else "")
        self._unread.set_count(number if unread else "")
        self._all_read.setEnabled(can_mark)
        self._fit_title()

    def show_filters(self, filters: Filters, *, periods: bool = True) -> None:
        """`periods`: whether it matters when something came. Where the list is of what is due, it does not."""
        self._filters = filters
        self._has_periods = periods or filters.period is not Period.ALL
        self._menus.periods.menuAction().setVisible(self._has_periods)
        self._unread.setChecked(filters.unread)
        self._kinds.set_value(filters.kinds_text, "" if filters.kinds else self.tr("all types"))
        self._people.set_value(filters.person_name, "" if filters.person else self.tr("everybody"))
        chosen = filters.period.text if filters.period is not Period.ALL else ""
        self._period.set_value(chosen, "" if chosen else self.tr("all days"))
        others = [text for text in (filters.kinds_text, filters.person_name, chosen) if text]
        self._rest.set_value(
            others[0] if len(others) == 1 else self.tr("{n} filters", None, len(others)).format(n=len(others)) if others else ""
        )
        self._fit_chips()

    def show_banner(self, show: Callable[[Banner], None] | None) -> None:
        """Let a function fill the banner, or take the banner away."""
        if show is None:
            self.banner.hide()
        else:
            show(self.banner)
        self._banner_gap.setVisible(show is not None)

    def open_filters(self) -> None:
        """The menu with all filters, under the chips."""
        self._menus.all.popup(self._unread.mapToGlobal(QPoint(0, self._unread.height() + 4)))

    # --- what happens --------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()
        self._fit_chips()

    def _fit_title(self) -> None:
        """The title comes first: where both do not fit, the number is left out; the sidebar has it, too."""
        buttons = sum(one.sizeHint().width() for one in (self.sidebar_button, self._all_read, self._more) if not one.isHidden())
        room = self.width() - 2 * (GUTTER - _AIR) - _AIR - buttons - 4
        self._count.setVisible(self._title.sizeHint().width() + 12 + self._count.sizeHint().width() <= room)

    def _fit_chips(self) -> None:
        """All chips where they fit, else one that stands for all but the first."""
        chips = (self._kinds, self._people, self._period) if self._has_periods else (self._kinds, self._people)
        room = self.width() - 2 * GUTTER
        needed = self._unread.sizeHint().width() + sum(chip.sizeHint().width() + 6 for chip in chips)
        roomy = self.width() >= current_theme().px(ALL_CHIPS_FROM) and needed <= room
        for chip in chips:
            chip.setVisible(roomy)
        self._period.setVisible(roomy and self._has_periods)
        self._rest.setVisible(not roomy)

    def _toggle_unread(self) -> None:
        self._want(replace(self._filters, unread=not self._filters.unread))

    def _want(self, filters: Filters) -> None:
        self.filters_wanted.emit(filters)


def _inset(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(_AIR, 0, _AIR, 0)
    row.addWidget(widget)
    return row
