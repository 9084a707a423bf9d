"""What is a page made of? A title, and cards of rows with a small heading each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ..controls.base import Painted
from ..controls.label import PlainLabel
from ..controls.paint import box, painting
from ..controls.ring import FocusRing
from ..controls.scrollbar import OverlayScrollBar
from ..controls.select import Select
from ..rule import Rule
from ..theme import RADIUS, current_theme


class Card(Painted):
    """Rows under each other, with hairlines between the ones that are shown."""

    def __init__(self, rows: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self._rows: list[tuple[QWidget, Rule | None]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 4, 0, 4)
        self._layout.setSpacing(0)
        for row in rows:
            self.add(row)

    def add(self, row: QWidget) -> None:
        rule = None
        if self._rows:
            rule = Rule(1)
            rule.setContentsMargins(16, 0, 16, 0)
            self._layout.addWidget(rule)
        self._layout.addWidget(row)
        self._rows.append((row, rule))

    def clear(self) -> None:
        for row, rule in self._rows:
            for widget in (row, rule):
                if widget is not None:
                    self._layout.removeWidget(widget)
                    widget.deleteLater()
        self._rows = []

    def tidy(self) -> bool:
        """No line above the first row that is shown. Whether any is."""
        first = True
        for row, rule in self._rows:
            hidden = row.isHidden()
            if rule is not None:
                rule.setVisible(not hidden and not first)
            first = first and hidden
        return not first

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            fill = theme.color("field" if theme.dark else "card")
            box(painter, self.rect().toRectF(), RADIUS["card"], fill, theme.color("border"))


class SettingsPage(QScrollArea):
    """Pages scroll; search shows the rows that match and hides the rest."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self._sections: list[tuple[PlainLabel | None, Card]] = []
        page = QWidget()
        page.setProperty("role", "page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(32, 24, 40, 32)
        self._column.setSpacing(0)
        self._column.addWidget(PlainLabel(title, "dialog_title"))
        self._column.addSpacing(6)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setAccessibleName(title)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._bar = OverlayScrollBar(self)
        self._ring = FocusRing(self)

    def add_section(self, heading: str, rows: Sequence[QWidget]) -> Card:
        label = PlainLabel(heading, "small", "text2", 600) if heading else None
        self._column.addSpacing(20 if self._sections else 12)
        if label is not None:
            self._column.addWidget(label)
            self._column.addSpacing(8)
        _align([select for row in rows for select in row.findChildren(Select)])
        card = Card(rows)
        self._column.addWidget(card)
        self._sections.append((label, card))
        return card

    def add_below(self, *widgets: QWidget) -> None:
        """Beside each other, below the cards."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch()
        self._column.addSpacing(16)
        self._column.addLayout(row)

    def finish(self) -> None:
        self._column.addStretch()

    def tidy(self) -> bool:
        """After rows were shown or hidden: empty cards and their headings go. Whether anything is left."""
        left = False
        for label, card in self._sections:
            shown = card.tidy()
            card.setVisible(shown)
            if label is not None:
                label.setVisible(shown)
            left = left or shown
        return left


def _align(selects: list[Select]) -> None:
    """The choices of one card are equally wide, so that they begin on one line."""
    width = max((select.sizeHint().width() for select in selects), default=0)
    for select in selects:
        select.setMinimumWidth(max(width, select.minimumWidth()))
