"""What are the stories about whole windows? The real main window over the samples, in each of its three layouts."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ...model.activity import Key
from ...model.changes import AccountState, Phase
from ...model.feed import FeedQuery, Shelf
from ...model.link import ActivityLink
from ...model.moment import Day
from ...settings import definitions as choose
from ...settings.file import Settings
from ..theme import apply, current_theme
from ..window import MainWindow
from . import data
from .backend import SampleBackend, SampleClock

ORDER = Key(data.NORTHWIND, "1012")


def main_window(key: Key | None = None) -> QWidget:
    """The inbox, with one activity opened where one is named."""
    return _window(SampleBackend(), key)


def offline() -> QWidget:
    """No network; what was new in this visit is ringed."""
    backend = SampleBackend()
    for account in (data.NORTHWIND, data.PIPEDRIVE, data.DEMO):
        state = AccountState(
            account, Phase.TROUBLED, data.NOW.plus(-60), data.NOW.plus(30), "No network.", problem_kind="Offline"
        )
        backend.set_state(state)
    backend.set_state(AccountState(data.HARBOR, Phase.TROUBLED, data.NOW.plus(-60), problem_kind="Offline"))
    return _window(backend, ORDER)


def nothing_to_do() -> QWidget:
    """Everything is done."""
    backend = SampleBackend()
    backend.finish([row.key for row in backend.page(FeedQuery(), None, 100)])
    return _window(backend, None)


def agenda() -> QWidget:
    """What is due, the soonest first: overdue, at a time, on a whole day, and some days on."""
    backend = SampleBackend()
    today = data.NOW.local().date()
    before = Day(today - timedelta(days=2))
    backend.set_row(Key(data.PIPEDRIVE, "549"), due=before, finished=False, title="Send the signed contract")
    backend.set_row(Key(data.NORTHWIND, "1008"), due=Day(today), title="Order badges for the Open House")
    backend.set_row(Key(data.NORTHWIND, "1009"), due=data.NOW.plus(86_400.0), title="Demo for Tomás Ferreira")
    window = _window(backend, Key(data.PIPEDRIVE, "551"))
    QTimer.singleShot(0, window, lambda: window.navigator.show_list(Shelf.AGENDA, None))
    return window


def compact() -> QWidget:
    """Two lines a row."""
    kept = Settings()
    kept.set(choose.DENSITY, "compact")
    return _window(SampleBackend(), ORDER, kept)


def _window(backend: SampleBackend, key: Key | None, kept: Settings | None = None) -> MainWindow:
    wanted = current_theme().wanted
    window = MainWindow(backend, kept or Settings(), SampleClock(), can_sample=True)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply(app, *wanted)  # again: a window dresses the application by its own settings
    backend.setParent(window)
    if key is not None:
        QTimer.singleShot(0, window, lambda: window.navigator.open_link(ActivityLink(key)))
    return window
