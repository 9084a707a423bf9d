"""How is a formatted body shown when a stranger wrote it? Sanitised in a worker, loading nothing, its links checked.

Until the sanitised HTML is there the plain text is shown, so that a hostile body can neither freeze the window nor flash.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, QRunnable, QSize, Qt, QThreadPool, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QImage,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QTextBrowser, QWidget

from ...model.activity import BodyFormat
from ...model.body import paragraphs, safe_html
from ..controls.label import set_tip
from ..controls.ring import FocusRing
from ..safe_open import open_safely, safe_url, shown_target
from ..theme import current_theme, tokens


class _Done(QObject):
    """Carries a worker's result back to the GUI thread."""

    html = Signal(int, str)


class _Sanitise(QRunnable):
    """Makes one body harmless, away from the GUI thread."""

    def __init__(self, ticket: int, text: str, body_format: BodyFormat, done: _Done) -> None:
        super().__init__()
        self._ticket = ticket
        self._text = text
        self._format = body_format
        self._done = done

    def run(self) -> None:
        self._done.html.emit(self._ticket, safe_html(self._text, self._format))


class BodyView(QTextBrowser):
    """As high as its text, never scrolls by itself, never loads anything, never follows a link by itself."""

    ready = Signal()
    """The sanitised body has replaced the plain text."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(22)
        self.anchorClicked.connect(lambda url: open_safely(url.toString()))
        self.highlighted.connect(lambda url: set_tip(self.viewport(), shown_target(url.toString())))
        self._ring = FocusRing(self, outside=6)
        self._ticket = 0
        self._html = ""
        self._done = _Done()
        self._done.html.connect(self._arrived)
        current_theme().changed.connect(self._render)

    def show_body(self, text: str, body_format: BodyFormat, plain: str) -> None:
        """Show `plain` at once, and the formatted body as soon as it is harmless. A newer call wins over an older result."""
        self._ticket += 1
        self._html = paragraphs(plain)
        self._render()
        if body_format is not BodyFormat.PLAIN:
            QThreadPool.globalInstance().start(_Sanitise(self._ticket, text, body_format, self._done))

    def loadResource(self, _type: int, _name: QUrl | str) -> QImage:
        """Nothing, ever. It must be a picture: for None or no bytes Qt opens the file or network path itself."""
        return QImage(1, 1, QImage.Format.Format_Mono)

    def sizeHint(self) -> QSize:
        return QSize(240, self._height_for(max(1, self.viewport().width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy the selection, or the link that was clicked; nothing that loads or opens by itself."""
        menu = QMenu(self)
        copy = menu.addAction(self.tr("Copy"), self.copy)
        copy.setEnabled(self.textCursor().hasSelection())
        link = self.anchorAt(event.pos())
        if safe_url(link) is not None:
            menu.addAction(self.tr("Copy link address"), lambda: QGuiApplication.clipboard().setText(link))
        menu.addAction(self.tr("Select all"), self.selectAll)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _arrived(self, ticket: int, html: str) -> None:
        if ticket != self._ticket:
            return
        self._html = html
        self._render()
        self.ready.emit()

    def _render(self) -> None:
        theme = current_theme()
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, theme.color("text"))
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        document = self.document()
        document.setDefaultFont(theme.font("reading"))
        document.setDefaultStyleSheet(
            f"a {{ color: {theme.color('link').name()}; text-decoration: none; }}"
            f"blockquote {{ color: {theme.color('text2').name()}; }}"
            "p { margin-top: 0; margin-bottom: 10px; } ul, ol { margin-top: 0; margin-bottom: 8px; }"
        )
        self.setHtml(self._html)
        self._loosen_lines()
        self._fit()

    def _loosen_lines(self) -> None:
        """More room between the lines, set per block since CSS does not reach lists; and each block's own direction."""
        block = QTextBlockFormat()
        height = current_theme().font("reading").pixelSize() * tokens.READING_LINE_HEIGHT / 100
        block.setLineHeight(height, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(block)
        option = self.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.document().setDefaultTextOption(option)

    def _fit(self) -> None:
        height = self._height_for(max(1, self.viewport().width()))
        if height != self.height():
            self.setFixedHeight(height)

    def _height_for(self, width: int) -> int:
        document = self.document()
        if document.textWidth() != width:
            document.setTextWidth(width)
        return 0 if document.isEmpty() else math.ceil(document.size().height())
