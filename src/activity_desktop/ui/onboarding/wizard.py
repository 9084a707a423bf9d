"""What does the first run look like? One window, three steps, and nothing that cannot be changed later."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ...crm.contract import System
from ...settings.file import Settings
from ..controls.base import Painted
from ..controls.button import Button
from ..controls.label import WrappingLabel
from ..controls.paint import box, mirrored, painting
from ..controls.scrollbar import OverlayScrollBar
from ..theme import current_theme
from .attempt import Outcome, Services
from .seen import Seen
from .trying import SignInForm
from .where import Where

SIZE = QSize(460, 600)
_PADDING = 32


class Onboarding(Painted):
    """`finished` when the person is through, or has skipped it; the window is closed by then."""

    finished = Signal()

    def __init__(
        self, systems: Sequence[System], services: Services, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Welcome to Activity"))
        self._services = services
        self._settings = settings
        self._form: SignInForm | None = None
        self._later_pages: list[QWidget] = []
        self._progress = _Progress()
        self._title = WrappingLabel("", "dialog_title")
        self._text = WrappingLabel("", "small", "text2")
        self._where = Where(systems, with_demo=services.start_demo is not None)
        self._pages = QStackedWidget()
        self._pages.addWidget(_scrolled(self._where))
        self._second = Button("", "ghost", tall=True)
        self._first = Button("", "primary", tall=True)
        self._second.clicked.connect(self._go_second)
        self._first.clicked.connect(self._go_first)
        self._lay_out()
        self.show_where()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, _PADDING - 4, 0, 20)
        layout.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(_PADDING, 0, _PADDING, 0)
        head.setSpacing(0)
        head.addWidget(self._progress)
        head.addSpacing(22)
        head.addWidget(self._title)
        head.addSpacing(4)
        head.addWidget(self._text)
        layout.addLayout(head)
        layout.addSpacing(18)
        layout.addWidget(self._pages, 1)
        layout.addSpacing(12)
        row = QHBoxLayout()
        row.setContentsMargins(_PADDING, 0, _PADDING, 0)
        row.addWidget(self._second)
        row.addStretch()
        row.addWidget(self._first)
        layout.addLayout(row)
        self.setMinimumSize(SIZE)
        self.resize(SIZE * max(1.0, current_theme().k))

    # --- the steps -----------------------------------------------------------------------------------------------

    def show_where(self) -> None:
        self._show(
            1,
            self.tr("Where does your work live?"),
            self.tr("Pick the system you want to hear from. You can add more later."),
            self.tr("Skip for now"),
            self.tr("Continue"),
        )
        self._drop_form()
        self._pages.setCurrentIndex(0)
        self._where.take_focus()

    def show_connect(self, system: System) -> None:
        kept = self.tr("The token is kept in your system keyring, never in a file.")
        title = self.tr("Connect to {system}").format(system=system.title)
        self._show(2, title, self._services.keyring() or kept, self.tr("Back"), self.tr("Continue"))
        self._drop_form()
        self._form = SignInForm(system, self._services)
        self._form.ready.connect(self._first.setEnabled)
        self._form.anyway.connect(lambda attempt: self._services.keep(attempt, self._kept))
        self._first.setEnabled(False)
        self._add_page(self._form)
        self._form.form.first_empty().setFocus()

    def show_seen(self) -> None:
        self._show(
            3,
            self.tr("Did you see it?"),
            self.tr("We just sent you a test notification. It should look about like this."),
            self.tr("Nothing appeared"),
            self.tr("Open inbox"),
        )
        self._drop_form()
        self._seen = Seen(self._settings)
        self._add_page(self._seen)
        self._first.setFocus()
        self._services.notify()

    def _show(self, step: int, title: str, text: str, second: str, first: str) -> None:
        self._step = step
        self._progress.show_step(step)
        self._title.setText(title)
        self._text.setText(text)
        self._text.recolour("text2")
        self._second.rename(second)
        self._first.rename(first)
        self._first.setEnabled(True)

    def _add_page(self, content: QWidget) -> None:
        page = _scrolled(content)
        self._later_pages.append(page)
        self._pages.setCurrentIndex(self._pages.addWidget(page))

    def _drop_form(self) -> None:
        if self._form is not None:
            self._form.stop()
            self._form = None
        for page in self._later_pages:
            self._pages.removeWidget(page)
            page.deleteLater()
        self._later_pages.clear()

    # --- the buttons ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter means the highlighted button, wherever the focus is and has no use for it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._first.isEnabled():
            self._first.click()
        else:
            super().keyPressEvent(event)

    def _go_first(self) -> None:
        if self._step == 1:
            self._start()
        elif self._step == 2 and self._form is not None and self._form.passed is not None:
            self._first.setEnabled(False)
            self._services.keep(self._form.passed, self._kept)
        else:
            self.close()

    def _go_second(self) -> None:
        if self._step == 1:
            self.close()
        elif self._step == 2:
            self.show_where()
        else:
            self._seen.explain(self._services.explain_notifications())

    def _start(self) -> None:
        system = self._where.chosen()
        if system is not None:
            self.show_connect(system)
        elif self._services.start_demo is not None:
            self._first.setEnabled(False)
            self._services.start_demo(self._kept)

    def _kept(self, outcome: Outcome) -> None:
        if outcome.problem is None:
            self.show_seen()
            return
        self._first.setEnabled(True)
        if self._form is not None:
            self._form.show_problem(outcome.problem)
        else:
            self._text.setText(str(outcome.problem))
            self._text.recolour("danger")

    def closeEvent(self, event: QCloseEvent) -> None:
        self._drop_form()
        super().closeEvent(event)
        self.finished.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(self.rect(), current_theme().color("card"))


class _Progress(Painted):
    """Three bars; the ones behind and the present one are filled."""

    def __init__(self) -> None:
        super().__init__()
        self._step = 1

    def show_step(self, step: int) -> None:
        self._step = step
        self.setAccessibleName(self.tr("Step {n} of 3").format(n=step))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(3 * 28 + 2 * 6, 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            for n in range(3):
                bar = self.rect().toRectF()
                bar.setLeft(n * 34)
                bar.setWidth(28)
                bar.setHeight(4)
                colour = theme.color("accent" if n < self._step else "border")
                box(painter, mirrored(bar, self.rect().toRectF()), 2, colour)


def _scrolled(page: QWidget) -> QScrollArea:
    """A page with its gutter that scrolls where the text is large."""
    holder = QWidget()
    holder.setProperty("role", "page")
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(_PADDING, 2, _PADDING, 2)
    layout.addWidget(page)
    area = QScrollArea()
    area.setWidget(holder)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    OverlayScrollBar(area)
    return area
