"""How does one get from view to view? The sidebar: views, saved ones too, accounts, and whether all is up to date."""

from __future__ import annotations

import time

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QSizePolicy, QVBoxLayout, QWidget

from ..model.changes import AccountsChanged, AccountState, ActivitiesChanged, ViewsChanged
from ..model.clock import Clock, SystemClock
from ..model.feed import FeedQuery, Shelf
from ..model.search import NO_NAMES
from .backend import Backend
from .controls import IconButton, Painted, PlainLabel
from .controls.base import by_keyboard
from .controls.paint import painting, right_to_left
from .controls.viewport import give_viewport
from .icons import logo_pixmap
from .keys import follow
from .sidebar_foot import StateFoot
from .sidebar_rows import RowKind, SideDelegate, SideModel, SideRow, side_rows
from .status.line import Line
from .theme import current_theme

WIDTH = 220
_PADDING = 12
_COUNTING_PAUSE_MS = 0
"""Changes that are told in one turn of the event loop are counted once."""
_VIEWS_PAUSE_MS = 300
"""What saved views hold takes longer to count, and is counted less often while much happens."""
_REST = 10
"""After counting, at least so many times as long nothing is counted."""


class Sidebar(Painted):
    """Follows the backend by itself; only the state line is given to it, by whoever knows about pauses too."""

    chosen = Signal(object)
    """Carries the `FeedQuery` of a view, or of one account's inbox."""
    saved_chosen = Signal(str)
    """The name of a saved view."""
    view_menu = Signal(str, QPoint)
    """The saved view, and where on the screen its menu belongs."""
    command = Signal(str)
    """The id of a row of `ui/commands.py`."""
    add_account = Signal()
    account_menu = Signal(str, QPoint)
    """The account, and where on the screen its menu belongs."""

    def __init__(self, backend: Backend, clock: Clock | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backend = backend
        self._clock = clock or SystemClock()
        self._held: dict[str, int] = {}
        """What each saved view holds, when it was last counted."""
        self._asked_at = 0.0
        self.list = SideList()
        self.list.setAccessibleName(self.tr("Views and accounts"))
        self.list.picked.connect(self._pick)
        self.list.menu_wanted.connect(self._open_menu)
        self._foot = StateFoot()
        self._foot.refresh.clicked.connect(lambda: self.command.emit("check_now"))
        self._foot.waiting.clicked.connect(lambda: self.command.emit("outbox"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_PADDING, 14, _PADDING, 8)
        layout.setSpacing(0)
        layout.addLayout(self._build_head())
        layout.addSpacing(14)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._foot)
        self._add = IconButton("plus", self.tr("Add account"), size=28, on_canvas=True, parent=self)
        self._add.clicked.connect(self.add_account)
        self.list.arranged.connect(self._place_add)
        self.setTabOrder(self.list, self._add)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_COUNTING_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self._views_pause = QTimer(self, singleShot=True, interval=_VIEWS_PAUSE_MS)
        self._views_pause.timeout.connect(self._count_views)
        backend.changes.connect(self._heard)
        self._count_views()
        self.set_current(Shelf.INBOX)

    def set_current(self, shelf: Shelf, account: str | None = None, saved: str = "") -> None:
        """Show which view is open, when something else than the sidebar opened it."""
        if saved:
            self.list.set_current(RowKind.SAVED, Shelf.INBOX, saved)
            return
        kind = RowKind.ACCOUNT if account else RowKind.VIEW
        self.list.set_current(kind, Shelf.INBOX if account else shelf, account or "")

    def show_line(self, line: Line) -> None:
        """What `ui.status.line` says."""
        self._foot.show_line(line)

    def show_waiting(self, count: int) -> None:
        """How many changes wait to be sent."""
        self._foot.show_waiting(count)

    def refresh(self) -> None:
        """Count again."""
        saved = [(view.name, self._held.get(view.name, 0)) for view in self._backend.views()]
        rows = side_rows(self._backend.accounts(), self._backend.counts(), self._backend.states(), self._names(), saved)
        self.list.show_rows(rows)

    def _count_views(self) -> None:
        views, now = self._backend.views(), self._clock.now()
        names = self._backend.names() if views else NO_NAMES
        self._asked_at = time.monotonic()
        self._backend.count_all("views", {view.name: view.counted(now, names) for view in views}, self._show_counted)

    def _show_counted(self, held: dict[str, int]) -> None:
        took_ms = (time.monotonic() - self._asked_at) * 1000
        self._views_pause.setInterval(max(_VIEWS_PAUSE_MS, round(took_ms * _REST)))
        self._held = held
        self.refresh()

    def sizeHint(self) -> QSize:
        return QSize(max(WIDTH, current_theme().px(WIDTH)), 400)

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 0, 0)
        head.setSpacing(9)
        head.addWidget(_Logo())
        head.addWidget(PlainLabel(self.tr("Activity"), "reading", weight=600))
        head.addStretch()
        settings = IconButton("settings", self.tr("Settings"), on_canvas=True)
        follow(settings, "settings", show=settings.set_key)
        settings.clicked.connect(lambda: self.command.emit("settings"))
        head.addWidget(settings)
        return head

    def _names(self) -> dict[Shelf, str]:
        return {
            Shelf.INBOX: self.tr("Inbox"),
            Shelf.AGENDA: self.tr("Agenda"),
            Shelf.SNOOZED: self.tr("Snoozed"),
            Shelf.DONE: self.tr("Done"),
            Shelf.EVERYTHING: self.tr("Everything"),
        }

    def _pick(self, row: SideRow) -> None:
        if row.kind is RowKind.SAVED:
            self.saved_chosen.emit(row.text)
        else:
            self.chosen.emit(FeedQuery(shelf=row.shelf, account=row.account or None))

    def _open_menu(self, row: SideRow, place: QPoint) -> None:
        if row.kind is RowKind.SAVED:
            self.view_menu.emit(row.text, place)
        elif row.account:
            self.account_menu.emit(row.account, place)

    def _place_add(self) -> None:
        """The plus stands at the end of the header's row, on the line of its text."""
        header = self.list.header_rect().translated(self.list.viewport().mapTo(self, QPoint()))
        size = self._add.sizeHint()
        x = header.left() + 3 if right_to_left() else header.right() - size.width() - 3
        height = current_theme().px(28)
        self._add.setGeometry(QRect(QPoint(x, header.bottom() - (height + size.height()) // 2), size))
        self._add.setVisible(self.list.geometry().contains(self._add.geometry()))

    def _heard(self, change: object) -> None:
        if isinstance(change, ViewsChanged):
            self._count_views()
        elif isinstance(change, ActivitiesChanged | AccountState | AccountsChanged) and not self._pause.isActive():
            self._pause.start()
        if isinstance(change, ActivitiesChanged) and not self._views_pause.isActive():
            self._views_pause.start()


class SideList(QListView):
    """The rows. Choosing with the arrow keys opens at once, as a click does."""

    picked = Signal(object)
    menu_wanted = Signal(object, QPoint)
    """The row, and where on the screen its menu belongs."""
    arranged = Signal()
    """Rows may stand elsewhere now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self, filled=False)
        self._model = SideModel(self)
        self._delegate = SideDelegate(self._model, self)
        self._place = (RowKind.VIEW, Shelf.INBOX, "")
        self._quiet = False
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setModel(self._model)
        self.verticalScrollBar().valueChanged.connect(self.arranged)
        self.selectionModel().currentChanged.connect(self._moved)
        current_theme().changed.connect(self._retheme)

    @property
    def browsing(self) -> bool:
        """Somebody goes through the rows with the keyboard."""
        return self.hasFocus() and self._delegate.ring

    def show_rows(self, rows: list[SideRow]) -> None:
        self._model.show(rows)
        self.set_current(*self._place)
        self.arranged.emit()

    def set_current(self, kind: RowKind, shelf: Shelf, account: str) -> None:
        """Select without telling anybody."""
        self._place = (kind, shelf, account)
        index = self._model.find(kind, shelf, account)
        self._quiet = True
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._quiet = False

    def keyboardSearch(self, _search: str) -> None:
        """Letters are shortcuts, not a search for rows."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The header is passed over: it cannot be chosen."""
        index = super().moveCursor(action, modifiers)
        row = self._model.row_at(index)
        if row is None or row.kind is not RowKind.HEADER:
            return index
        step = 1 if index.row() > self.currentIndex().row() else -1
        return self._model.index(index.row() + step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._delegate.ring = by_keyboard(event)
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._delegate.ring = False
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arranged.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
        row = self._model.row_at(index)
        if row is not None:
            self.menu_wanted.emit(row, place)

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = self._model.row_at(current)
        if row is not None and row.kind is not RowKind.HEADER and not self._quiet:
            self._place = row.place
            self.picked.emit(row)

    def header_rect(self) -> QRect:
        """Where the header above the accounts stands."""
        return self.visualRect(self._model.find(RowKind.HEADER, Shelf.INBOX))

    def _retheme(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.doItemsLayout()
        self.arranged.emit()


class _Logo(Painted):
    """The program's sign. Silent: the name stands beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = current_theme().px(24)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.drawPixmap(0, 0, logo_pixmap(self.width(), self.devicePixelRatioF()))
