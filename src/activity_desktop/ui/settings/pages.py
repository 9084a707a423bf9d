"""Which pages are there, and how are their settings grouped? What no group names stands at the end of its page by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ...model.words import QT_TRANSLATE_NOOP, translate
from ...settings import definitions as choose
from ...settings.definitions import ALL, HIDDEN, Page
from ...settings.file import Settings
from ..controls.button import Button
from ..controls.label import WrappingLabel
from .page import SettingsPage
from .question import ask_twice
from .rows import AnySetting, SettingRow
from .services import SettingsServices

ICONS: Mapping[str, str] = {
    "Accounts": "users",
    Page.NOTIFICATIONS: "bell",
    Page.READING: "book-open",
    Page.APPEARANCE: "palette",
    Page.KEYBOARD: "keyboard",
    Page.PRIVACY: "shield-check",
    Page.ADVANCED: "wrench",
    "About": "info",
}
TITLES: Mapping[str, str] = {
    Page.NOTIFICATIONS: QT_TRANSLATE_NOOP("Settings", "Notifications"),
    Page.READING: QT_TRANSLATE_NOOP("Settings", "Reading"),
    Page.APPEARANCE: QT_TRANSLATE_NOOP("Settings", "Appearance"),
    Page.KEYBOARD: QT_TRANSLATE_NOOP("Settings", "Keyboard"),
    Page.PRIVACY: QT_TRANSLATE_NOOP("Settings", "Privacy and data"),
    Page.ADVANCED: QT_TRANSLATE_NOOP("Settings", "Advanced"),
}
_GROUPS: Mapping[Page, tuple[tuple[str, tuple[AnySetting, ...]], ...]] = {
    Page.NOTIFICATIONS: (
        (
            QT_TRANSLATE_NOOP("Settings", "What arrives"),
            (choose.NOTIFY, choose.BUNDLE, choose.HIDE_DETAILS, choose.NOTIFY_IN_FRONT),
        ),
        (QT_TRANSLATE_NOOP("Settings", "When"), (choose.QUIET, choose.QUIET_FROM, choose.QUIET_TO, choose.SOUND)),
    ),
    Page.APPEARANCE: (
        (
            QT_TRANSLATE_NOOP("Settings", "Window"),
            (choose.LANGUAGE, choose.SCHEME, choose.TEXT_SIZE, choose.DENSITY, choose.GLYPHS, choose.MOTION),
        ),
        (QT_TRANSLATE_NOOP("Settings", "Tray"), (choose.TRAY_ICON, choose.TRAY_COUNT)),
    ),
}


def grouped(page: Page) -> list[tuple[str, list[AnySetting]]]:
    """The page's settings under their headings."""
    groups = [(translate("Settings", heading), list(settings)) for heading, settings in _GROUPS.get(page, ())]
    named = {setting.key for _, settings in groups for setting in settings}
    rest = [s for s in ALL if s.page is page and s.key not in HIDDEN and s.key not in named]
    return [*groups, ("", rest)] if rest else groups


def build(page: Page, settings: Settings, services: SettingsServices) -> tuple[SettingsPage, list[SettingRow]]:
    """The page and its rows, for the search."""
    made = SettingsPage(translate("Settings", TITLES[page]))
    rows: list[SettingRow] = []
    for heading, chosen in grouped(page):
        some = [SettingRow(settings, setting) for setting in chosen]
        made.add_section(heading, some)
        rows += some
    if page is Page.NOTIFICATIONS:
        _add_notification_test(made, services)
    if page is Page.ADVANCED:
        _add_log_buttons(made, services)
    if page is Page.PRIVACY and services.clear_activities is not None:
        _add_clearing(made, services.clear_activities)
    return made, rows


def _add_notification_test(page: SettingsPage, services: SettingsServices) -> None:
    state = services.notification_state()
    if state:
        page.add_below(WrappingLabel(state, "small", "text2"))
    if services.send_test is not None:
        button = Button(translate("Settings", "Send a test notification"), icon_name="bell")
        button.clicked.connect(services.send_test)
        page.add_below(button)


def _add_clearing(page: SettingsPage, clear: Callable[[], None]) -> None:
    button = Button(translate("Settings", "Clear local data"), "danger")
    text = translate(
        "Settings",
        "All activities are deleted from this computer and fetched anew. What is only marked here (done, snoozed, read where "
        "the system keeps no read state) is lost. Accounts, settings and unsent changes stay.",
    )
    title = translate("Settings", "Clear local data")
    verb = translate("Settings", "Clear")
    question = translate("Settings", "Delete the activities on this computer?")
    button.clicked.connect(lambda: ask_twice(page.window(), title, question, text, verb, clear))
    page.add_below(button)


def _add_log_buttons(page: SettingsPage, services: SettingsServices) -> None:
    buttons = []
    for text, icon, act in (
        (translate("Settings", "Open the log folder"), "file-text", services.open_logs),
        (translate("Settings", "Copy diagnostics"), "copy", services.copy_diagnostics),
    ):
        if act is not None:
            button = Button(text, icon_name=icon)
            button.clicked.connect(act)
            buttons.append(button)
    page.add_below(*buttons)
