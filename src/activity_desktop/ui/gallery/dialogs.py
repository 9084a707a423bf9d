"""What do the popovers, the settings and the first run look like? Each as it opens in the real program, over the samples."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ...crm import registry
from ...model.problems import SignedOut
from ...settings import definitions as choose
from ...settings.file import Settings
from ..controls.field import Field
from ..onboarding.attempt import Attempt, Cancel, Ended, Outcome, Services, Step
from ..onboarding.trying import SignInForm
from ..onboarding.wizard import Onboarding
from ..palette import Palette
from ..settings.services import SettingsServices
from ..settings.window import SettingsWindow
from ..shortcut_help import ShortcutHelp
from ..snooze import SnoozePopover
from ..window import MainWindow
from . import windows
from .backend import SampleBackend, SampleClock


def palette() -> QWidget:
    """Some letters are typed, so that it shows what it has found."""

    def open_it(window: MainWindow) -> None:
        popover = Palette(window)
        popover.open()
        popover.edit.setText("ma")
        popover.search()

    return _over_window(open_it)


def shortcut_help() -> QWidget:
    return _over_window(lambda window: ShortcutHelp(window).open())


def snooze() -> QWidget:
    """With words that it has understood."""

    def open_it(window: MainWindow) -> None:
        _snooze(window).words.edit.setText("fri 9:00")

    return _over_window(open_it)


def snooze_picker() -> QWidget:
    """A date and a time are being picked."""
    return _over_window(lambda window: _snooze(window).show_picker())


def _snooze(window: MainWindow) -> SnoozePopover:
    popover = SnoozePopover(window.pane, SampleClock())
    popover.open_below(window.pane.view.place_of(windows.ORDER) or window.pane)
    return popover


def _over_window(open_it: Callable[[MainWindow], None]) -> QWidget:
    window = windows.main_window(windows.ORDER)
    if isinstance(window, MainWindow):
        QTimer.singleShot(1, window, lambda: open_it(window))
    return window


def settings(page: str) -> QWidget:
    """One page of the settings window."""
    backend = SampleBackend()
    kept = Settings()
    kept.set(choose.QUIET, True)
    services = SettingsServices(
        add_account=lambda: None,
        new_token=lambda _: None,
        remove_account=lambda _: None,
        send_test=lambda: None,
        notification_state=lambda: "Notifications are allowed",
        where_kept=lambda: (
            ("Activities", "~/.local/share/activity-desktop/activity.db"),
            ("Settings", "~/.config/activity-desktop/settings.json"),
            ("Tokens", "in the system keyring"),
        ),
        test_account=lambda _account, _told: None,
        clear_activities=lambda: None,
        open_logs=lambda: None,
        copy_diagnostics=lambda: None,
        version="1.0.0",
    )
    window = SettingsWindow(backend, kept, SampleClock(), services)
    window.show_page(page)
    backend.setParent(window)
    return window


def first_run_where() -> QWidget:
    return _first_run()


def first_run_connect() -> QWidget:
    """The token was not accepted."""
    wizard = _first_run()
    wizard.show_connect(next(system for system in registry.systems() if system.name == "fluid"))
    form = wizard.findChild(SignInForm)
    if form is not None:
        for field, text in zip(form.findChildren(Field), ("northwind.fluid.app", "a token that is too old"), strict=False):
            field.set_text(text)
        form.try_now()
    return wizard


def first_run_seen() -> QWidget:
    wizard = _first_run()
    wizard.show_seen()
    return wizard


def _first_run() -> Onboarding:
    def check(_attempt: Attempt, told: Callable[[Step], None], ended: Ended) -> Cancel:
        told(Step("Server answers", "84 ms"))
        problem = SignedOut()
        told(Step("Token accepted", problem=problem))
        ended(Outcome(problem))
        return lambda: None

    services = Services(
        check=check,
        keep=lambda _attempt, ended: ended(Outcome()),
        notify=lambda: None,
        start_demo=lambda ended: ended(Outcome()),
    )
    return Onboarding(registry.systems(), services, Settings())
