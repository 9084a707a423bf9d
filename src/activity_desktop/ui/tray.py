"""What is in the tray? A picture that tells the state, a native menu, and the patience to wait for a panel that comes late."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from ..model.changes import AccountsChanged, AccountState, ActivitiesChanged
from ..model.link import InboxLink
from ..model.moment import Instant
from ..settings import definitions as choose
from ..settings.file import Settings
from . import tray_menu
from .backend import Backend
from .status.situation import Situation
from .status.tray import tray
from .tray_pictures import TrayState, tray_icon

WAIT_MS = 5000
WAIT_TIMES = 12
"""At sign-in a panel may come up to a minute after us."""
LATER_MS = 60_000
"""After that, it is looked for now and then: a person may start a panel at any time."""
SETTLE_MS = 100
"""Changes that follow each other this quickly are shown once."""


class Tray(QObject):
    """Follows the backend by itself. Works without a tray, too: it then only waits for one."""

    opened = Signal(object)
    """Carries a `model.link.Link`: the inbox, or one activity."""
    toggled = Signal()
    """A plain click: show the window, or hide it when it is in front."""
    appeared = Signal()
    """The icon has been handed to the panel."""
    asked = Signal(str)
    """settings or quit."""

    def __init__(
        self, backend: Backend, settings: Settings, situation: Callable[[], Situation], parent: QObject | None = None
    ) -> None:
        """`situation` tells how things stand, the same as for the window's state line."""
        super().__init__(parent)
        self._backend = backend
        self._settings = settings
        self._situation = situation
        self._icon: QSystemTrayIcon | None = None
        self._shown: tuple[TrayState, str, int, bool] | None = None
        self._menu = QMenu()
        self._menu.aboutToShow.connect(self._fill_menu)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        self._waits = 0
        self._wait = QTimer(self, interval=WAIT_MS)
        self._wait.timeout.connect(self.look_for_host)
        self._resume = QTimer(self, singleShot=True)
        self._resume.timeout.connect(self.refresh)
        backend.changes.connect(self._heard)
        settings.on_change(self._setting_changed)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.look_at_scheme)

    def start(self) -> None:
        """Appear, now or as soon as there is a panel."""
        self._wait.start()
        self.look_for_host()

    @property
    def present(self) -> bool:
        """Whether there is a tray with our icon in it. Qt calls an icon visible even where no tray exists."""
        return self._icon is not None and QSystemTrayIcon.isSystemTrayAvailable()

    def look_for_host(self) -> None:
        """A host that appears late never sees an icon that was made before it; so one is made when it is there."""
        self._waits += 1
        if self._icon is None and QSystemTrayIcon.isSystemTrayAvailable():
            self._make_icon()
        if self._icon is not None:
            self._wait.stop()
        elif self._waits > WAIT_TIMES:
            self._wait.setInterval(LATER_MS)

    def refresh(self) -> None:
        """Show how things stand. The picture is drawn anew only when it differs."""
        situation = self._situation()
        state, tip = tray(situation)
        count = situation.unread if self._settings.get(choose.TRAY_COUNT) else 0
        wanted = (state, tip, count, self._line_is_light())
        self._wake_when_resumed(situation)
        if self._icon is None or wanted == self._shown:
            return
        if self._shown is None or (wanted[0], *wanted[2:]) != (self._shown[0], *self._shown[2:]):
            self._icon.setIcon(_picture(state, count, light=wanted[3]))
        self._icon.setToolTip(tip)
        self._shown = wanted
        self._fill_menu()

    def _make_icon(self) -> None:
        self._icon = QSystemTrayIcon(self)
        self._icon.activated.connect(self._activated)
        self._icon.setContextMenu(self._menu)
        self._shown = None
        self.refresh()
        self._icon.show()
        self.appeared.emit()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.toggled.emit()
        elif reason is QSystemTrayIcon.ActivationReason.DoubleClick:
            self.opened.emit(InboxLink())

    def _fill_menu(self) -> None:
        """Also ahead of time: over D-Bus, a menu is read before it is about to be shown."""
        situation = self._situation()
        tray_menu.fill(self._menu, self._backend, situation.now, situation.paused, go=self.opened.emit, run=self.asked.emit)

    def _line_is_light(self) -> bool:
        """Light on dark panels, dark on light ones; panels follow the system's scheme, not the window's."""
        chosen = self._settings.get(choose.TRAY_ICON)
        return not self._settings.get(choose.LIGHT_PANEL) if chosen == "automatic" else chosen == "light"

    def look_at_scheme(self) -> None:
        """Is the system's scheme light? Remembered, because Qt's names for it take longer to load than the tray itself."""
        from PySide6.QtCore import Qt

        self._settings.set(choose.LIGHT_PANEL, QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Light)

    def _wake_when_resumed(self, situation: Situation) -> None:
        """When the pause is over, the picture changes by itself."""
        self._resume.stop()
        until: Instant | None = situation.paused_until
        if situation.paused and until is not None:
            seconds = until.seconds_since(situation.now)
            if seconds < 2 * 86400:
                self._resume.start(int(seconds * 1000) + 500)

    def _heard(self, change: object) -> None:
        if isinstance(change, ActivitiesChanged | AccountState | AccountsChanged) and not self._settle.isActive():
            self._settle.start()

    def _setting_changed(self, key: str) -> None:
        if key in (choose.TRAY_ICON.key, choose.TRAY_COUNT.key, choose.PAUSED_UNTIL.key, choose.LIGHT_PANEL.key):
            self.refresh()


def _picture(state: TrayState, count: int, *, light: bool) -> QIcon:
    """Prepared, unless a number is to be painted into it."""
    if count and state is TrayState.UNREAD:
        from .glyphs import counting_tray_icon

        return counting_tray_icon(count, light=light)
    return tray_icon(state, light=light)
