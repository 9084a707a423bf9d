"""What stands below a form? Its buttons; while it is sent, a sign that it is; and the question before typed words are lost."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from ..controls import Button, PlainLabel, Spinner


class FormFoot(QWidget):
    """The question takes the place of the buttons: nothing pops up, nothing is blocked."""

    sent = Signal()
    cancelled = Signal()
    kept = Signal()
    given_up = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self._spinner = Spinner(self, 16)
        self._spinner.hide()
        self._state = PlainLabel(self.tr("Sending…"), "small", "text2")
        self._state.hide()
        self._send = Button(words, "primary", key="Ctrl+Enter", tall=True)
        self._send.clicked.connect(self.sent)
        self._keep = Button(self.tr("Keep writing"), "secondary", tall=True)
        self._keep.clicked.connect(self._answer_keep)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._buttons())
        self._stack.addWidget(self._question())

    def set_able(self, able: bool) -> None:
        self._send.setEnabled(able)

    def set_sending(self, sending: bool) -> None:
        self._send.setEnabled(not sending)
        self._spinner.setVisible(sending)
        self._state.setVisible(sending)

    def ask(self) -> None:
        """Whether what was typed may be lost."""
        self._stack.setCurrentIndex(1)
        self._keep.setFocus()

    @property
    def asking(self) -> bool:
        return self._stack.currentIndex() == 1

    def _answer_keep(self) -> None:
        self._stack.setCurrentIndex(0)
        self.kept.emit()

    def _buttons(self) -> QWidget:
        cancel = Button(self.tr("Cancel"), "ghost", tall=True)
        cancel.clicked.connect(self.cancelled)
        page, row = _page()
        row.addWidget(self._spinner)
        row.addWidget(self._state)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self._send)
        return page

    def _question(self) -> QWidget:
        leave = Button(self.tr("Discard"), "danger", tall=True)
        leave.clicked.connect(self.given_up)
        page, row = _page()
        row.addWidget(PlainLabel(self.tr("Discard what you typed?"), "small", weight=500))
        row.addStretch()
        row.addWidget(leave)
        row.addWidget(self._keep)
        return page


def _page() -> tuple[QWidget, QHBoxLayout]:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    return page, row
