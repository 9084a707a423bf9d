"""What is the main window made of? Sidebar, list and detail on one canvas, and the objects that make them work together.

Whatever works on the whole window is given these parts; how the window itself behaves is in `window.py`.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow

from ..model.clock import Clock, SystemClock
from ..model.link import AccountLink, Link, parse_link
from ..model.problems import BadInput
from ..settings.file import Settings
from .actions import Actions
from .activation import come_to_front
from .backend import Backend
from .canvas import Canvas
from .detail_area import DetailArea
from .dress import dress
from .feed.model import FeedModel
from .feed.pane import ListPane
from .feed.words import RowWords
from .heartbeat import Heartbeat
from .key_hint import KeyHint
from .navigator import Navigator
from .preferences import Preferences
from .saved_views import SavedViewsDesk
from .shortcuts import Shortcuts
from .sidebar import Sidebar
from .toasts import Toasts
from .view_options import ViewOptions, offer_commands
from .visit import Visit


class WindowParts(QMainWindow):
    """The parts of one window. They talk to the rest of the program by its signals only."""

    asked = Signal(str)
    """settings, quit, add_account, try_demo, advanced, sign_in:<account>, unlock:<account>, account:<account>, and
    attend:<account>, which is whatever that account needs."""
    in_front = Signal(bool)
    """The window is, or is no longer, the active one."""
    closed = Signal()
    """The person closed it. It is hidden; whoever owns it may quit the program."""

    def __init__(self, backend: Backend, settings: Settings, clock: Clock | None = None, *, can_sample: bool = False) -> None:
        """`can_sample`: an embedded server belongs to the program, so an empty inbox offers to send a sample."""
        super().__init__()
        dress(settings)
        self.backend = backend
        self.settings = settings
        self.clock: Clock = clock or SystemClock()
        self.recent_commands: list[str] = []
        """What was run from the palette, the last one first."""
        self._build_panes(can_sample)
        self._build_behaviour()

    def _build_panes(self, can_sample: bool) -> None:
        self.visit = Visit(self.backend, self.clock, self)
        self.words = RowWords(self.backend, self.clock, self.visit.is_new)
        self.model = FeedModel(self.backend, self.words.spoken, self.visit.is_new, self)
        self.visit.look_at(self.model)
        self._options = ViewOptions(self, self.settings)
        self.canvas = Canvas(self)
        self.panel = self.canvas.panel
        self.pane = ListPane(self.backend, self.clock, self.model, self.words, self._options, can_sample, self.panel)
        self.area = DetailArea(self.backend, self.clock, self.panel)
        self.sidebar = Sidebar(self.backend, self.clock, self.canvas.side)
        self.panel.hold(self.pane, self.area)
        self.canvas.hold(self.sidebar)
        self.setCentralWidget(self.canvas)

    def _build_behaviour(self) -> None:
        self.toasts = Toasts(self.pane)
        self.navigator = Navigator(
            self.backend, self.sidebar, self.pane, self.area, self.panel, self.canvas, self.visit, self.toasts
        )
        self.saved_views = SavedViewsDesk(self.backend, self.navigator, self.pane, self.toasts)
        detail = self.area.detail
        self.commands = Actions(self.backend, self.settings, self.clock, self.pane, detail, self.visit, self.toasts)
        self._options.also(lambda menu: offer_commands(menu, self.backend, self.commands.run_named))
        self.shortcuts = Shortcuts(self, self.pane.view, self.area, self.commands.run)
        self.preferences = Preferences(self.settings, self.pane, self.words, self.visit, self.shortcuts)
        self.heartbeat = Heartbeat(self.clock, self)
        self.key_hint = KeyHint(self.pane)
        self.shortcuts.waiting.connect(self.key_hint.show_key)

    def open_link(self, link: str | Link = "", token: str = "") -> None:
        """Come to the front and show what the link names; an empty link just shows the window. A link that is not ours
        is told of, never followed. `token` is the desktop's permission to come forward (XDG activation token)."""
        come_to_front(self, token)
        if not link:
            return
        try:
            meant = parse_link(link) if isinstance(link, str) else link
            if isinstance(meant, AccountLink):
                self.asked.emit(f"attend:{meant.account}")
            else:
                self.navigator.open_link(meant)
        except BadInput as problem:
            self.visit.came_by_link()
            self.toasts.tell(str(problem), "triangle-alert")
