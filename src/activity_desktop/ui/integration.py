"""What does the desktop learn from us? The number on the icon, who opens our links, and starting at sign-in."""

from __future__ import annotations

import logging
import platform
from concurrent.futures import Executor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from ..model.changes import ActivitiesChanged
from ..model.identity import APP_ICON, APP_ID
from ..native import autostart, link_scheme
from ..resources import resource
from ..settings import definitions as choose
from ..settings.file import Settings
from .bridge import Bridge

if TYPE_CHECKING:
    from ..native.badge import Badge

_log = logging.getLogger(__name__)


class Integration(QObject):
    """Follows the unread number and one setting. What touches files or other programs happens in the worker."""

    def __init__(self, bridge: Bridge, settings: Settings, worker: Executor, *, install: bool) -> None:
        """`install`: tell the desktop that our links are ours; not for throw-away profiles."""
        super().__init__()
        self._bridge = bridge
        self._settings = settings
        self._worker = worker
        self._badge = _badge()
        self._shown = 0
        bridge.changes.connect(self._heard)
        settings.on_change(self._chosen)
        if install:
            worker.submit(_quietly, link_scheme.install, APP_ID, resource(APP_ICON))
        self._show_number()

    def close(self) -> None:
        if self._badge is not None:
            self._bridge.submit(self._badge.close()).result()

    def _heard(self, change: object) -> None:
        if isinstance(change, ActivitiesChanged):
            self._show_number()

    def _show_number(self) -> None:
        unread = self._bridge.counts().unread
        if unread == self._shown:
            return
        self._shown = unread
        application = QGuiApplication.instance()
        if self._badge is not None:
            self._bridge.submit(self._badge.show(unread))
        elif isinstance(application, QGuiApplication):
            application.setBadgeNumber(unread)

    def _chosen(self, key: str) -> None:
        if key == choose.START_AT_SIGN_IN.key:
            act = autostart.turn_on if self._settings.get(choose.START_AT_SIGN_IN) else autostart.turn_off
            self._worker.submit(_quietly, act, APP_ID)


def _badge() -> Badge | None:
    """Our own on Linux; on other systems Qt has one."""
    if platform.system() != "Linux":
        return None
    from ..native.badge import Badge

    return Badge(APP_ID)


def _quietly(act: object, *words: object) -> None:
    """A desktop that cannot be told must not keep the program from working."""
    try:
        act(*words)  # type: ignore[operator]  # one of three functions above
    except OSError as error:
        _log.warning("the desktop could not be told: %s", error)
