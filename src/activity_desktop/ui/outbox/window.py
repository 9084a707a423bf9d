"""What waits to be sent, and what can one do about it? The outbox as a window that follows every change by itself."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...model.activity import Key
from ...model.changes import AccountState, OutboxChanged, Settled
from ...model.clock import Clock
from ...model.operation import Edit
from ..backend import Backend
from ..controls.button import Button
from ..controls.empty import EmptyState
from ..office import WaitingChange
from ..sheet import Sheet, empty_out
from . import words
from .entry import Entry

SIZE = QSize(600, 620)
_TICK_MS = 1000
_PAUSE_MS = 40
"""Changes that follow each other this quickly are read once."""


class OutboxWindow(Sheet):
    """`correct_wanted` carries the `WaitingChange` whose form should be opened again."""

    correct_wanted = Signal(object)

    def __init__(self, backend: Backend, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", SIZE)
        self._backend = backend
        self._clock = clock
        self._asked: set[Key] = set()
        self._shown: object = None
        self.say(self.tr("Waiting to be sent"), self.tr("Your changes are kept here until their server has taken them."))
        self._entries = QVBoxLayout()
        self._entries.setSpacing(10)
        self._nothing = EmptyState("done", self.tr("Everything has been sent"), self.tr("Nothing waits."), sign="check")
        self.column.addLayout(self._entries)
        self.column.addWidget(self._nothing, 1)
        self.column.addStretch()
        self._all = Button(self.tr("Try all now"), "secondary", "refresh-cw", tall=True)
        self._all.clicked.connect(self._retry_all)
        self._close = Button(self.tr("Close"), "ghost", tall=True)
        self._close.clicked.connect(self.reject)
        self.footer.addWidget(self._all)
        self.footer.addStretch()
        self.footer.addWidget(self._close)
        self.show_footer()
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self.refresh)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self.refresh)
        self._tick.start()
        backend.changes.connect(self._heard)
        self.refresh()

    def refresh(self) -> None:
        """Read again; what looks the same stays as it is, with the focus in it."""
        changes = self._backend.office.waiting()
        look = [(change, self._texts(change)) for change in changes]
        if look == self._shown:
            return
        self._shown = look
        place = self._focused_place()
        empty_out(self._entries)
        for change, texts in look:
            entry = Entry(change, *texts, self._differences(change))
            entry.wanted.connect(lambda wish, change=change: self._act(wish, change))
            self._entries.addWidget(entry)
            entry.setVisible(True)  # at once: a button that is not there yet takes no focus
        self._nothing.setVisible(not changes)
        self._all.setVisible(bool(changes))
        self._focus_again(place)

    def _focused_place(self) -> int:
        """Which entry holds the keyboard; -1 for none."""
        focus = self.focusWidget()
        entries = [entry for entry in self.findChildren(Entry) if not entry.isHidden()]
        return next((n for n, entry in enumerate(entries) if entry.isAncestorOf(focus)), -1)

    def _focus_again(self, place: int) -> None:
        """The keyboard stays about where it was, although the buttons are new ones."""
        if place < 0:
            return
        entries = [entry for entry in self.findChildren(Entry) if not entry.isHidden()]
        buttons = entries[min(place, len(entries) - 1)].findChildren(Button) if entries else []
        (buttons[0] if buttons else self._close).setFocus()

    def _texts(self, change: WaitingChange) -> tuple[str, str, str]:
        names = {row.id: row.name for row in self._backend.accounts()}
        account, now = names.get(change.key.account, change.key.account), self._clock.now()
        return words.title_of(change), words.about(change, account, now), words.state(change, account, now)

    def _differences(self, change: WaitingChange) -> list[words.Difference]:
        """Of a conflict. The server's version is fetched once, so that theirs is what it is now."""
        if not change.conflict or not isinstance(change.operation, Edit):
            return []
        if change.key not in self._asked:
            self._asked.add(change.key)
            self._backend.resolve(change.key)
        theirs = self._backend.form_values(change.key)
        return words.differences(self._backend.form(change.key.account), change.operation.fields, theirs)

    def _act(self, wish: str, change: WaitingChange) -> None:
        office = self._backend.office
        match wish:
            case "retry":
                office.retry(change.op)
            case "drop":
                office.drop(change.op)
            case "keep_mine":
                office.keep_mine(change.op)
            case "use_theirs":
                office.use_theirs(change.op)
            case "correct":
                self.correct_wanted.emit(change)

    def _retry_all(self) -> None:
        for change in self._backend.office.waiting():
            if not change.conflict and not change.sending:
                self._backend.office.retry(change.op)

    def _heard(self, change: object) -> None:
        if isinstance(change, OutboxChanged | Settled | AccountState):
            self._soon.start()
