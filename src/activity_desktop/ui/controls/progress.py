"""What does a first fill look like? A title, a count, a thin bar and rows that are not there yet; nothing of it blocks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QRectF, QSize, QVariantAnimation
from PySide6.QtGui import QColor, QHideEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ..theme import GUTTER, current_theme
from .base import Painted
from .label import PlainLabel
from .paint import box, mirrored, painting


class ProgressBar(Painted):
    """Four pixels high. With no known total a part of it travels; where motion is reduced it stands still."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._share: float | None = None
        self._travel = QVariantAnimation(self)
        self._travel.setStartValue(0.0)
        self._travel.setEndValue(1.0)
        self._travel.setDuration(1400)
        self._travel.setLoopCount(-1)
        self._travel.valueChanged.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float | None) -> None:
        """From 0 to 1; None while the total is unknown."""
        self._share = share
        self._run()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 4)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        self._travel.stop()
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        rect = self.rect().toRectF()
        with painting(self) as painter:
            box(painter, rect, 2, theme.color("pressed"))
            if self._share is None:
                at = self._travel.currentValue() if self._travel.duration() else 0.0
                start = (float(at or 0.0) * 1.3 - 0.3) * rect.width()
                part = QRectF(max(0.0, start), 0, min(rect.width() - max(0.0, start), rect.width() * 0.3), 4)
            else:
                part = QRectF(0, 0, rect.width() * min(1.0, self._share), 4)
            box(painter, mirrored(part, rect), 2, theme.color("accent"))

    def _run(self) -> None:
        if self._share is None and self.isVisible() and not current_theme().reduced_motion:
            self._travel.start()
        else:
            self._travel.stop()


class FirstFill(QWidget):
    """The strip above the list while an account is read for the first time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QCoreApplication.translate("FirstFill", "Getting activities")
        self._count = PlainLabel("", "caption", "text3")
        self._bar = ProgressBar(title)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(title, "small", weight=600))
        head.addStretch()
        head.addWidget(self._count)
        hint = QCoreApplication.translate("FirstFill", "You can start reading. Older days arrive in the background.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GUTTER, 10, GUTTER, 10)
        layout.setSpacing(7)
        layout.addLayout(head)
        layout.addWidget(self._bar)
        layout.addWidget(PlainLabel(hint, "caption", "text2"))

    def set_progress(self, got: int, total: int | None) -> None:
        """How many are here, and how many there will be as far as the server tells."""
        locale = QLocale()
        if total:
            words = QCoreApplication.translate("FirstFill", "{got} of about {total}")
            self._count.setText(words.format(got=locale.toString(got), total=locale.toString(total)))
        else:
            self._count.setText(QCoreApplication.translate("FirstFill", "{got} so far").format(got=locale.toString(got)))
        self._bar.set_share(got / total if total else None)


class Skeleton(Painted):
    """Rows that are not there yet, fading downwards. Silent, and still."""

    _WIDTHS = ((0.72, 1.0, 0.5), (0.95, 0.95, 0.5), (0.66, 1.0, 0.5), (0.9, 1.0, 0.5), (0.8, 0.95, 0.5))

    def __init__(self, rows: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, self._rows * self._row_height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        whole = self.rect().toRectF()
        with painting(self) as painter:
            for row in range(self._rows):
                colour = QColor(theme.color("pressed"))
                colour.setAlphaF(1.0 - 0.85 * row / max(1, self._rows - 1))
                top = row * self._row_height() + theme.px(10)
                box(painter, mirrored(QRectF(30, top, 36, 36), whole), 10, colour)
                room = whole.width() - 78 - GUTTER
                for n, share in enumerate(self._WIDTHS[row % len(self._WIDTHS)]):
                    bar = QRectF(78, top + theme.px(2) + n * theme.px(19), room * share, theme.px(9))
                    box(painter, mirrored(bar, whole), theme.px(9) / 2, colour)

    def _row_height(self) -> int:
        return round(20 + 56 * current_theme().k)
