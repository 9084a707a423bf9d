"""What does the search on a server look like? Its filters as a form, and below it what the server found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from ...crm.contract import Feature
from ...model.activity import Key
from ...model.clock import Clock
from .. import times
from ..backend import Backend
from ..controls import Banner, Button, PlainLabel, Spinner
from ..detail.blocks import MiniRow, section_title
from ..forms.account import AccountChooser
from ..forms.fields import FieldSet
from ..office import Found
from ..sheet import Sheet, empty_out

SIZE = QSize(560, 660)
MOST_SHOWN = 100


class ServerSearch(Sheet):
    """`opened` carries the key of a row that was clicked. What is found is stored like anything else a server tells."""

    opened = Signal(object)

    def __init__(self, backend: Backend, clock: Clock, account: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent, "", SIZE)
        self.say(self.tr("Search on server"), self.tr("Finds activities that are not on this computer, too."))
        self._backend = backend
        self._clock = clock
        self._asked = 0
        chooser = AccountChooser(backend, Feature.SERVER_FILTER, account)
        chooser.chosen.connect(self._show_filters)
        self.head.addSpacing(12)
        self.head.addWidget(chooser)
        self._account = chooser.account
        self._filters = FieldSet((), {}, self)
        self._found: tuple[Key, ...] = ()
        self._form = QVBoxLayout()
        self._form.addWidget(self._filters)
        self._results = QVBoxLayout()
        self._results.setSpacing(0)
        self._trouble = Banner(self)
        self._trouble.hide()
        self.column.setSpacing(18)
        self.column.addWidget(self._trouble)
        self.column.addLayout(self._form)
        self.column.addLayout(self._results)
        self.column.addStretch()
        self._build_footer()
        self._show_filters(self._account)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.search)
        QShortcut(QKeySequence("Ctrl+Enter"), self, self.search)

    def _build_footer(self) -> None:
        self._spinner = Spinner(self, 16)
        self._spinner.hide()
        self._state = PlainLabel(self.tr("Asking the server…"), "small", "text2")
        self._state.hide()
        close = Button(self.tr("Close"), "ghost", tall=True)
        close.clicked.connect(self.reject)
        self._go = Button(self.tr("Search"), "primary", "search", "Ctrl+Enter", tall=True)
        self._go.clicked.connect(self.search)
        self.footer.addWidget(self._spinner)
        self.footer.addWidget(self._state)
        self.footer.addStretch()
        self.footer.addWidget(close)
        self.footer.addWidget(self._go)
        self.show_footer()

    def _show_filters(self, account: str) -> None:
        """Another account's server knows other filters."""
        self._account = account
        empty_out(self._form)
        empty_out(self._results)
        self._filters = FieldSet(self._backend.office.filters(account) if account else (), {})
        self._form.addWidget(self._filters)
        self._go.setEnabled(bool(account))
        self.order_tabs()

    def fill(self, filters: Mapping[str, Any]) -> None:
        """As if somebody had typed it."""
        self._filters.fill(filters)

    def results(self) -> tuple[Key, ...]:
        """What the last question found."""
        return self._found

    def search(self) -> None:
        """Ask the server. An answer to an earlier question is not shown any more."""
        if not self._account:
            return
        wrong = self._filters.problems()
        self._filters.show_errors(wrong)
        if wrong:
            return
        self._asked += 1
        asked = self._asked
        self._busy(True)
        filters = {name: _as_text(value) for name, value in self._filters.entered().items()}
        self._backend.office.search(
            self._account, filters, lambda found: self._answered(found, asked) if isValid(self) else None
        )

    def _answered(self, found: Found, asked: int) -> None:
        if asked != self._asked:
            return
        self._found = found.keys
        self._busy(False)
        self._filters.show_errors(found.fields)
        self._trouble.setVisible(bool(found.problem))
        if found.problem:
            self._trouble.show_state("danger", "triangle-alert", found.problem)
        self._show_results(() if found.problem else found.keys, failed=bool(found.problem))

    def _show_results(self, keys: Sequence[Key], *, failed: bool) -> None:
        empty_out(self._results)
        if failed:
            return
        rows = [row for key in keys[:MOST_SHOWN] if (row := self._backend.row(key)) is not None]
        title = self.tr("%n found", None, len(keys)) if keys else self.tr("Nothing found on the server")
        heading = section_title(title)
        self._results.addWidget(heading)
        self._results.addSpacing(8)
        now = self._clock.now()
        for row in rows:
            mini = MiniRow(row, times.ungrouped(row.time, now), times.spoken(row.time, now))
            mini.clicked.connect(lambda _checked=False, key=row.key: self.opened.emit(key))
            self._results.addWidget(mini)
        if len(keys) > MOST_SHOWN:
            self._results.addSpacing(8)
            more = self.tr("The others are in the list, too: all of them are kept.")
            self._results.addWidget(PlainLabel(more, "caption", "text3"))

    def _busy(self, busy: bool) -> None:
        self._spinner.setVisible(busy)
        self._state.setVisible(busy)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._filters.take_focus()


def _as_text(value: Any) -> str:
    """A filter's value as connectors take it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(str(one) for one in value) if isinstance(value, list) else str(value)
