"""How does one look through all stories? A window with their names at the side, and switches for scheme, text and direction."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListWidget, QMainWindow, QScrollArea, QVBoxLayout, QWidget

from ..controls.choices import Segmented
from ..controls.select import Select
from ..theme import apply
from ..theme.theme import Contrast, Scheme
from .stories import STORIES


class Gallery(QMainWindow):
    """Builds a story anew whenever something about the look is changed, so that each is seen as it would start."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self.setWindowTitle(self.tr("Gallery"))
        self.resize(1180, 780)
        self._names = QListWidget()
        self._names.setAccessibleName(self.tr("Stories"))
        self._names.setFixedWidth(200)
        self._names.addItems([story.name for story in STORIES])
        self._scheme = Segmented(self.tr("Scheme"), [("system", "System"), ("light", "Light"), ("dark", "Dark")])
        self._scheme.set_value("light")
        self._size = Segmented(self.tr("Text size"), [("1.0", "100 %"), ("1.4", "140 %"), ("2.0", "200 %")])
        self._size.set_value("1.0")
        self._contrast = Segmented(self.tr("Contrast"), [("normal", "Normal"), ("high", "High")])
        self._contrast.set_value("normal")
        self._direction = Select(self.tr("Direction"), [("ltr", "Left to right"), ("rtl", "Right to left")])
        self._stage = QScrollArea()
        self._stage.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        for control in (self._scheme, self._size, self._contrast):
            control.chosen.connect(self._tell)
        self._direction.currentIndexChanged.connect(self._tell)
        self._names.currentRowChanged.connect(self._tell)
        self._names.setCurrentRow(0)

    def _lay_out(self) -> None:
        switches = QHBoxLayout()
        for control in (self._scheme, self._size, self._contrast, self._direction):
            switches.addWidget(control)
        switches.addStretch()
        right = QVBoxLayout()
        right.addLayout(switches)
        right.addWidget(self._stage, 1)
        page = QWidget()
        layout = QHBoxLayout(page)
        layout.addWidget(self._names)
        layout.addLayout(right, 1)
        self.setCentralWidget(page)

    def _tell(self) -> None:
        schemes: dict[str, Scheme] = {"system": "system", "light": "light", "dark": "dark"}
        contrasts: dict[str, Contrast] = {"normal": "normal", "high": "high"}
        rtl = self._direction.value() == "rtl"
        self._app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        apply(self._app, schemes[self._scheme.value()], float(self._size.value()), contrasts[self._contrast.value()])
        story = STORIES[self._names.currentRow()]
        widget = story.build()
        widget.setMinimumSize(story.width, story.height)
        self._stage.setWidget(widget)
