"""How does the list of activities behave? One column of equally high rows: it scrolls, selects, and keeps its place.

What stands where is kept by key: rows come and go in the model, which holds only what was scrolled to.
"""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPersistentModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ...model.activity import Key
from ...model.feed import FeedRow
from ..controls.base import by_keyboard
from ..controls.label import tip
from ..controls.scrollbar import OverlayScrollBar
from ..theme import ROW_INSET, current_theme
from .accessible import speak_as_a_list, tell_focus, tell_focus_soon, tell_selection
from .anchor import Anchor
from .delegate import FeedDelegate
from .geometry import header_height, row_height
from .hover import Hover
from .items import DayHeader
from .letters import RareLetters
from .look import Look
from .model import FeedModel
from .motion import Slide
from .moving import RowMotion
from .pinned import PinnedHeader
from .rows import Index
from .table import FeedTable
from .timeline import Timeline
from .tooltip import row_tip
from .words import RowWords

_TEXT_LEFT = 78
_READ_AHEAD = 20
"""With fewer rows than this left below or above, the next ones are loaded."""
_AT_ONCE = 50
_DRESSED = (QEvent.Type.LanguageChange, QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange, QEvent.Type.PaletteChange)
_UPWARDS = (QAbstractItemView.CursorAction.MoveUp, QAbstractItemView.CursorAction.MovePrevious)


class FeedView(FeedTable):
    """Shows a `FeedModel`. Knows rows and keys, but not what any action does."""

    chosen = Signal()
    """Other activities than before are selected; see `steps.selected()`."""

    def __init__(self, model: FeedModel, words: RowWords, parent: QWidget | None = None) -> None:
        super().__init__(model, words, parent)
        speak_as_a_list()
        self._told: tuple[Key, ...] = ()
        self._away = False
        """What is selected stands where the list is not loaded just now."""
        self._arriving = False
        self._before_reset: tuple[tuple[Key, ...], Key | None] = ((), None)
        self.anchor = Anchor(self, model)
        self.pinned = PinnedHeader(self, model, words.header)
        self.timeline = Timeline(self, model)
        self.bar = OverlayScrollBar(self, whole=self.timeline.share)
        self.bar.pulled.connect(self.timeline.go)
        self.bar.pulled_to_start.connect(self.go_to_start)
        self.bar.pulled_to_end.connect(self.go_to_end)
        self.slide = Slide(self)
        self._letters = RareLetters(self)
        self.moving = RowMotion(self, model)
        self.hover = Hover(self, model, lambda: words.compact, self._tip)
        self.hover.changed.connect(lambda place: self.update(self._feed.index(place)))
        self.hover.acted.connect(self.acted)
        self._spot = QWidget(self.viewport())
        self._spot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._delegate = FeedDelegate(self, self)
        self.setItemDelegate(self._delegate)
        self._set_up()
        self.setModel(model)  # last: whatever is set after it measures every row again
        model.in_use = self.in_use
        model.rowsAboutToBeInserted.connect(self._about_to_arrive)
        model.modelAboutToBeReset.connect(self._hold_selection)
        model.modelReset.connect(self._read_anew)
        model.rowsRemoved.connect(self._rows_left)
        self.verticalScrollBar().valueChanged.connect(self._read_ahead)
        self.verticalScrollBar().valueChanged.connect(self.timeline.look)  # which may wait for its answer, as rows do
        current_theme().changed.connect(self.resize_rows)
        self.resize_rows()

    def resize_rows(self) -> None:
        """The text size or the density has changed."""
        self.anchor.hold()
        k = current_theme().k
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(row_height(k, self._words.compact))
        self._size_headers(0, self._feed.rowCount() - 1)
        self._settle()

    def list_changed(self, name: str) -> None:
        """Another list is shown now: from its top, with nothing selected."""
        self.moving.forget()
        self.setAccessibleName(name)
        self._away = False
        self.clearSelection()
        self._tell_chosen()
        self.setCurrentIndex(QModelIndex())
        self.scrollToTop()

    # --- what the delegate asks ----------------------------------------------------------------------------------

    def look_of(self, place: int, row: FeedRow) -> Look:
        look = self._words.look(row, self._feed.is_saving(row))
        selected = self.selectionModel().isSelected(self._feed.index(place))
        return replace(
            look,
            selected=selected,
            active=self.isActiveWindow(),
            ringed=self._shows_ring() and place == self.currentIndex().row(),
            hovered=place == self.hover.row,
            hovered_action=self.hover.action if place == self.hover.row else -1,
            hover=self.hover.share(place),
            moving=self.moving.of(row.key, look.mark, selected),
        )

    def ringed(self) -> Key | None:
        """The activity with the focus ring, which may be there with nothing selected."""
        return self.steps.current() if self._shows_ring() else None

    def header_text(self, header: DayHeader) -> str:
        return self._words.header(header)

    # --- rows come and go ----------------------------------------------------------------------------------------

    def rowsInserted(self, parent: QModelIndex | QPersistentModelIndex, start: int, end: int) -> None:
        super().rowsInserted(parent, start, end)
        self._size_headers(start, end)
        self._settle()
        self._letters.meet(row for row in map(self._feed.row_at, range(start, end + 1)) if row is not None)
        if self._arriving:
            self._pulse(start, end)

    def rowsAboutToBeRemoved(self, parent: QModelIndex | QPersistentModelIndex, start: int, end: int) -> None:
        if start <= self.currentIndex().row() <= end:
            self.setCurrentIndex(QModelIndex())  # else Qt would select a neighbour, as if the person had chosen it
        self.slide.leave(start, end)
        super().rowsAboutToBeRemoved(parent, start, end)

    def _about_to_arrive(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Only where it is seen: at the top of the list, with nothing that must keep its place."""
        self._arriving = False
        if not self.anchor.holding and first < self._feed.rowCount():
            k = current_theme().k
            height = row_height(k, self._words.compact) + (last - first) * header_height(k)
            self._arriving = self.slide.arrive(first, last, height)

    def _pulse(self, first: int, last: int) -> None:
        for row in map(self._feed.row_at, range(first, last + 1)):
            if row is not None and row.unread:
                self.moving.pulse(row.key)

    def _rows_left(self) -> None:
        self._settle()
        self._tell_chosen()
        self._read_ahead()

    def _hold_selection(self) -> None:
        """Also what is selected in rows that are not loaded just now, because the person looks at the list's other end."""
        current = self.steps.current() or (self._told[0] if len(self._told) == 1 else None)
        self._before_reset = self.steps.selected() or self._told, current

    def _read_anew(self) -> None:
        self._size_headers(0, self._feed.rowCount() - 1)
        self.steps.select_again(*self._before_reset)
        self._settle()
        self._letters.meet(self._feed.loaded())
        self._away = not self.steps.selected() and (self._feed.paging or self._away)
        self._tell_chosen()

    def _settle(self) -> None:
        """After rows have come or gone: what was in sight stays where it was."""
        self.updateGeometries()
        self.anchor.restore()
        self.hover.forget()
        self.pinned.follow()
        self.viewport().update()

    def _read_ahead(self) -> None:
        """Few rows at a time: the person is scrolling, and waits for the next frame."""
        if self._feed.paging:
            return
        bar = self.verticalScrollBar()
        near = _READ_AHEAD * self.verticalHeader().defaultSectionSize()
        if bar.maximum() - bar.value() < near:
            self._feed.fetch(_AT_ONCE)
        if bar.value() < near:
            self._feed.fetch_above(_AT_ONCE)

    def in_use(self) -> tuple[int, int]:
        """From where to where the loaded rows are in sight or selected."""
        bottom = self.rowAt(self.viewport().height() - 1)
        places = [max(self.rowAt(0), 0), bottom if bottom >= 0 else self._feed.rowCount() - 1]
        places += [index.row() for index in self.selectionModel().selectedRows()]
        return min(places), max(places)

    def go_to_start(self) -> None:
        """To the top of the list, whatever is loaded. What is selected stays so."""
        self._feed.show_start(self.scrollToTop)

    def go_to_end(self) -> None:
        """To the very end of the list, however long it is."""
        self._feed.show_end(self.scrollToBottom)

    # --- selection -----------------------------------------------------------------------------------------------

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        QAbstractItemView.selectionChanged(self, selected, deselected)  # the table's own would speak of cells
        tell_selection(self, selected, deselected)
        self._tell_chosen()

    def currentChanged(self, current: Index, previous: Index) -> None:
        QAbstractItemView.currentChanged(self, current, previous)  # as above
        tell_focus(self)

    def _tell_chosen(self) -> None:
        keys = self.steps.selected()
        if self._away and not keys:
            return
        self._away = False
        if keys != self._told:
            self._told = keys
            self.anchor.current = keys[0] if len(keys) == 1 else None
            self.chosen.emit()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Into sight, and not under the pinned header."""
        super().scrollTo(index, hint)
        covered = self.pinned.height_wanted() - self.rowViewportPosition(index.row())
        if covered > 0 and self._feed.grouped:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - covered)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Whoever else moves the cursor, an assistive technology for example, passes the headers by, too."""
        index = super().moveCursor(action, modifiers)
        place = self.steps.nearest(index.row(), -1 if action in _UPWARDS else 1)
        return self._feed.index(place) if place >= 0 else self.currentIndex()

    # --- events --------------------------------------------------------------------------------------------------

    def place_of(self, key: Key) -> QWidget | None:
        """Something to open a popover under: the row of this activity, when it is in sight."""
        rect = self.visualRect(self._feed.index(self._feed.find(key)))
        if not (self.isVisible() and rect.isValid() and self.viewport().rect().intersects(rect)):
            return None
        self._spot.setGeometry(rect.adjusted(_TEXT_LEFT, 0, -ROW_INSET, -ROW_INSET))
        return self._spot

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = by_keyboard(event)
        super().focusInEvent(event)
        tell_focus_soon(self)
        self.viewport().update()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._delegate.pictures.forget()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _DRESSED:
            self._delegate.pictures.forget()
        if event.type() is QEvent.Type.ActivationChange:
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pinned.follow()
        self._read_ahead()

    def _tip(self, row: FeedRow, action: int, point: QPointF) -> str:
        return tip(row_tip(self._words, row, action, point, self.viewport().width() - 2 * ROW_INSET))
