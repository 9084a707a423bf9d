"""Which rows does the sidebar have, and how is one painted? The views, the saved ones, a header, and the accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QCursor, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from ..model.changes import AccountState, Phase
from ..model.feed import AccountRow, Shelf
from ..model.words import number
from .backend import Counts
from .controls.label import tip
from .controls.marks import paint_glyph
from .controls.paint import box, focus_ring, icon, line, mirrored, saved
from .theme import RADIUS, current_theme

_ROW = 34
_HEADER = 46
_ICON_LEFT = 10
_TEXT_LEFT = 36
_END = 12
_NEEDING = frozenset({"SignedOut", "KeyringLocked", "NoKeyring", "NotSecure", "NotAllowed", "WrongServer"})


_ICONS = {
    Shelf.INBOX: "inbox",
    Shelf.AGENDA: "calendar",
    Shelf.SNOOZED: "alarm-clock",
    Shelf.DONE: "circle-check",
    Shelf.EVERYTHING: "layers",
}


class RowKind(StrEnum):
    VIEW = "view"
    SAVED = "saved"
    HEADER = "header"
    ACCOUNT = "account"


class SideRow(Struct, frozen=True):
    """One row, with everything that is painted and spoken."""

    kind: RowKind
    text: str
    spoken: str
    shelf: Shelf = Shelf.INBOX
    account: str = ""
    saved: str = ""
    """The saved view's name."""
    icon: str = ""
    count: int = 0
    attention: str = ""
    """What is wrong with the account; empty when nothing is."""

    @property
    def place(self) -> tuple[RowKind, Shelf, str]:
        """What identifies the row, whatever its count."""
        return self.kind, self.shelf, self.account or self.saved


def side_rows(
    accounts: list[AccountRow],
    counts: Counts,
    states: Mapping[str, AccountState],
    names: Mapping[Shelf, str],
    saved: Sequence[tuple[str, int]] = (),
) -> list[SideRow]:
    """The rows in order: the views, the saved ones with what each holds, the header, the accounts."""
    shown = {Shelf.INBOX: counts.unread, Shelf.AGENDA: counts.to_do, Shelf.SNOOZED: counts.snoozed}
    rows = []
    for shelf, name in names.items():
        count = shown.get(shelf, 0)
        spoken = _spoken(name, count if shelf is Shelf.INBOX else 0, attention=False)
        if shelf is not Shelf.INBOX and count:
            spoken = f"{name}, {number(count)}"
        rows.append(SideRow(RowKind.VIEW, name, spoken, shelf, icon=_ICONS[shelf], count=count))
    for name, held in saved:
        spoken = f"{name}, {number(held)}" if held else name
        rows.append(SideRow(RowKind.SAVED, name, spoken, saved=name, icon="bookmark", count=held))
    header = QCoreApplication.translate("Sidebar", "Accounts")
    spoken = QCoreApplication.translate("Sidebar", "{title}, heading").format(title=header)
    rows.append(SideRow(RowKind.HEADER, header, spoken))
    for account in accounts:
        unread = counts.by_account.get(account.id, 0)
        attention = _attention(states.get(account.id))
        spoken = _spoken(account.name, unread, attention=bool(attention))
        rows.append(SideRow(RowKind.ACCOUNT, account.name, spoken, account=account.id, count=unread, attention=attention))
    return rows


def _attention(state: AccountState | None) -> str:
    """What the person must do something about; a network that is away is no such thing."""
    if state is None or not (state.phase is Phase.SIGNED_OUT or state.problem_kind in _NEEDING):
        return ""
    return f"{state.problem_title} {state.problem_remedy}".strip()


def _spoken(name: str, unread: int, *, attention: bool) -> str:
    parts = [name]
    if unread:
        parts.append(QCoreApplication.translate("Sidebar", "{n} unread", None, unread).format(n=number(unread)))
    if attention:
        parts.append(QCoreApplication.translate("Sidebar", "needs attention"))
    return ", ".join(parts)


class SideModel(QAbstractListModel):
    """A handful of rows, replaced whole when their number changes and quietly where only a count does."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[SideRow, ...] = ()

    def show(self, rows: Sequence[SideRow]) -> None:
        new = tuple(rows)
        if [row.place for row in new] != [row.place for row in self._rows]:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
        elif new != self._rows:
            self._rows = new
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))

    def row_at(self, index: QModelIndex | QPersistentModelIndex) -> SideRow | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def find(self, kind: RowKind, shelf: Shelf, account: str = "") -> QModelIndex:
        """Where a view or an account stands; an invalid index when it does not."""
        for place, row in enumerate(self._rows):
            if row.place == (kind, shelf, account):
                return self.index(place)
        return QModelIndex()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return tip(row.attention)
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        row = self.row_at(index)
        if row is None or row.kind is RowKind.HEADER:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Look(NamedTuple):
    """How a row is painted just now."""

    selected: bool
    hovered: bool
    ring: bool


class SideDelegate(QStyledItemDelegate):
    """Paints the rows of a list. `ring` says whether the keyboard brought the focus."""

    def __init__(self, model: SideModel, view: QListView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self.ring = False

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = self._model.row_at(index)
        header = row is not None and row.kind is RowKind.HEADER
        return QSize(100, current_theme().px(_HEADER if header else _ROW) + (0 if header else 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        row = self._model.row_at(index)
        if row is None:
            return
        rect = QRectF(option.rect)
        with saved(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if row.kind is RowKind.HEADER:
                _paint_header(painter, rect, row)
            else:
                _paint_row(painter, rect.adjusted(0, 0, 0, -2), row, self._look(index))

    def _look(self, index: QModelIndex | QPersistentModelIndex) -> _Look:
        """The list is asked, not the option's state: `QStyle`, whose words that speaks, takes six milliseconds to load."""
        view = self._view
        selected = view.selectionModel().isSelected(index)
        hovered = view.viewport().underMouse() and view.indexAt(view.viewport().mapFromGlobal(QCursor.pos())) == index
        return _Look(selected, hovered, ring=self.ring and view.hasFocus() and view.currentIndex() == index)


def _paint_header(painter: QPainter, rect: QRectF, row: SideRow) -> None:
    theme = current_theme()
    height = theme.px(28)
    place = QRectF(rect.left() + _ICON_LEFT, rect.bottom() - height, rect.width() - 2 * _ICON_LEFT, height)
    line(painter, mirrored(place, rect), row.text, "caption", theme.color("text3"), 600)


def _paint_row(painter: QPainter, rect: QRectF, row: SideRow, look: _Look) -> None:
    theme = current_theme()
    if look.selected:
        outline = theme.color("focus") if theme.high_contrast else None
        box(painter, rect, RADIUS["side_row"], theme.color("side_selected"), outline, 2.0)
    elif look.hovered:
        box(painter, rect, RADIUS["side_row"], theme.color("side_hover"))
    colour = theme.color("text" if look.selected else "text2")
    side = theme.px(16)
    mark = mirrored(QRectF(rect.left() + _ICON_LEFT, rect.top() + (rect.height() - side) / 2, side, side), rect)
    if row.icon:
        icon(painter, mark, row.icon, colour, side)
    else:
        paint_glyph(painter, mark, row.text, row.account)
    end = _paint_end(painter, rect, row)
    left = rect.left() + theme.px(_TEXT_LEFT)
    place = QRectF(left, rect.top(), end - left, rect.height())
    line(painter, mirrored(place, rect), row.text, "small", colour, 600 if look.selected else 500)
    if look.ring:
        focus_ring(painter, rect, RADIUS["side_row"])


def _paint_end(painter: QPainter, rect: QRectF, row: SideRow) -> float:
    """The count, and before it a triangle where the account needs somebody. Returns where the text must end."""
    theme = current_theme()
    end = rect.right() - _END
    if row.count:
        count = number(row.count)
        width = theme.metrics("caption", 600).horizontalAdvance(count) + 1
        place = QRectF(end - width, rect.top(), width, rect.height())
        line(painter, mirrored(place, rect), count, "caption", theme.color("text2"), 600)
        end -= width + 8
    if row.attention:
        side = theme.px(14)
        place = QRectF(end - side, rect.top(), side, rect.height())
        icon(painter, mirrored(place, rect), "triangle-alert", theme.color("warning"), side)
        end -= side + 8
    return end
