"""What can a person choose, and what is each choice unless they do?

To add one: 1. add a line here, on the page where it belongs; 2. use it: `settings.get(THE_SETTING)`. The settings window
shows it by itself, on its page, with its label and help; the file keeps it under its key.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T", bool, int, str)


class Page(StrEnum):
    NOTIFICATIONS = "Notifications"
    READING = "Reading"
    APPEARANCE = "Appearance"
    KEYBOARD = "Keyboard"
    PRIVACY = "Privacy and data"
    ADVANCED = "Advanced"


class Setting(Struct, Generic[T], frozen=True):
    """One choice. `choices` are (value, label) pairs where only some values make sense; `least` and `most` bound a number.

    With `other`, which is what the last choice is called, any text that matches `pattern` can be typed instead.
    """

    key: str
    default: T
    page: Page
    label: str
    help: str = ""
    choices: tuple[tuple[T, str], ...] = ()
    least: int = 0
    most: int = 1_000_000
    other: str = ""
    pattern: str = ""


NOTIFY = Setting("notifications.on", True, Page.NOTIFICATIONS, "Show notifications")
BUNDLE = Setting(
    "notifications.bundle",
    "bursts",
    Page.NOTIFICATIONS,
    "Bundle into one",
    "Many activities at once become one notification that counts them.",
    choices=(("bursts", "When many come at once"), ("always", "Always"), ("never", "Never")),
)
HIDE_DETAILS = Setting(
    "notifications.hide_details", False, Page.NOTIFICATIONS, "Hide details", "Show that something happened, not what."
)
NOTIFY_IN_FRONT = Setting(
    "notifications.in_front",
    True,
    Page.NOTIFICATIONS,
    "Also when the window is in front",
    "Off: the new row in the list is enough.",
)
QUIET = Setting(
    "notifications.quiet",
    False,
    Page.NOTIFICATIONS,
    "Quiet hours",
    "What arrives then is told of in one notification afterwards.",
)
QUIET_FROM = Setting("notifications.quiet_from", "19:00", Page.NOTIFICATIONS, "Quiet from")
QUIET_TO = Setting("notifications.quiet_to", "08:00", Page.NOTIFICATIONS, "Quiet until")
REMIND = Setting(
    "notifications.remind_min",
    0,
    Page.NOTIFICATIONS,
    "Remind me of what is due",
    "Of whole days at 9:00. What is done, snoozed, muted or in quiet hours pops up as little as anything else.",
    choices=((-1, "Never"), (0, "At its time"), (5, "5 minutes before"), (15, "15 minutes before"), (60, "An hour before")),
    least=-1,
)
LOOK_EVERY = Setting(
    "notifications.look_every_min",
    0,
    Page.NOTIFICATIONS,
    "Look for news",
    "A system that tells of news by itself is always heard at once. One that asks for patience gets it.",
    choices=((0, "As often as is sensible"), (1, "Every minute"), (5, "Every 5 minutes"), (15, "Every 15 minutes"),
             (30, "Every 30 minutes")),
)  # fmt: skip
SOUND = Setting("notifications.sound", False, Page.NOTIFICATIONS, "Play the system's sound")
PAUSED_UNTIL = Setting("notifications.paused_until_us", 0, Page.NOTIFICATIONS, "Paused until", most=2**62)

MARK_READ = Setting(
    "reading.mark_read",
    "visit",
    Page.READING,
    "Mark as read",
    choices=(("visit", "When I open the inbox"), ("select", "When I select an activity"), ("manual", "Only when I say so")),
)
AFTER_DONE = Setting(
    "reading.after_done",
    "next",
    Page.READING,
    "After Done or Snooze go to",
    choices=(("next", "The next activity"), ("previous", "The previous activity"), ("list", "The list")),
)
NEW_MARKERS = Setting(
    "reading.new_markers",
    "visit",
    Page.READING,
    "Keep “new” markers for",
    choices=(("visit", "The visit"), ("hour", "An hour"), ("day", "A day")),
)
CLOSE_ON_ESCAPE = Setting("reading.close_on_escape", False, Page.READING, "Esc in the list closes the window")
DONE_COMPLETES = Setting(
    "reading.done_completes",
    "off",
    Page.READING,
    "Done also completes in the CRM",
    choices=(("off", "Never"), ("ask", "Ask"), ("on", "Always")),
)

SCHEME = Setting(
    "appearance.scheme",
    "system",
    Page.APPEARANCE,
    "Colours",
    choices=(("system", "As the system"), ("light", "Light"), ("dark", "Dark")),
)
TEXT_SIZE = Setting("appearance.text_size", 100, Page.APPEARANCE, "Text size in percent", least=80, most=200)
LANGUAGE = Setting(
    "appearance.language",
    "system",
    Page.APPEARANCE,
    "Language",
    "Takes effect when Activity is started again.",
    choices=(("system", "As the system"), ("en", "English"), ("de", "Deutsch")),
)
DENSITY = Setting(
    "appearance.density",
    "comfortable",
    Page.APPEARANCE,
    "Rows",
    choices=(("comfortable", "Comfortable"), ("compact", "Compact")),
)
GLYPHS = Setting("appearance.glyphs", True, Page.APPEARANCE, "Show which account an activity is from")
MOTION = Setting(
    "appearance.motion",
    "system",
    Page.APPEARANCE,
    "Motion",
    choices=(("system", "As the system"), ("full", "Full"), ("less", "Less")),
)
TRAY_ICON = Setting(
    "appearance.tray_icon",
    "automatic",
    Page.APPEARANCE,
    "Tray icon",
    choices=(("automatic", "Automatic"), ("light", "Light"), ("dark", "Dark")),
)
TRAY_COUNT = Setting("appearance.tray_count", False, Page.APPEARANCE, "Show the count in the tray icon")

SINGLE_LETTERS = Setting(
    "keyboard.single_letters", True, Page.KEYBOARD, "Single-letter shortcuts", "Turn them off when you dictate text."
)
SHORTCUTS = Setting("keyboard.shortcuts", "{}", Page.KEYBOARD, "Changed shortcuts")

KEEP_DAYS = Setting(
    "privacy.keep_days",
    0,
    Page.PRIVACY,
    "Keep activities for",
    "Unread, kept and unsent ones always stay.",
    choices=((30, "30 days"), (90, "90 days"), (365, "1 year"), (0, "Forever")),
)

START_AT_SIGN_IN = Setting("advanced.start_at_sign_in", False, Page.ADVANCED, "Start when I sign in")
CLOSE_WITHOUT_TRAY = Setting(
    "advanced.close_without_tray",
    "ask",
    Page.ADVANCED,
    "Closing the window where there is no tray",
    choices=(("ask", "Ask"), ("keep", "Keep running"), ("quit", "Quit")),
)
PROXY = Setting(
    "advanced.proxy",
    "system",
    Page.ADVANCED,
    "Proxy",
    "Your own is an address such as http://proxy.example:3128. Takes effect with the next connection.",
    choices=(("system", "As the system"), ("none", "None")),
    other="Your own…",
    pattern=r"(https?|socks5h?)://[^\s/]+/?",
)
CERTIFICATES = Setting(
    "advanced.certificates", "", Page.ADVANCED, "Extra certificate file", "For servers with your company's own certificates."
)

LOG_EVERYTHING = Setting(
    "advanced.log_everything",
    False,
    Page.ADVANCED,
    "Write everything in the log",
    "For as long as a problem is looked for. Tokens are never written.",
)

DEMO_PORT = Setting("state.demo_port", 0, Page.ADVANCED, "Port of the embedded demo server", most=65535)
LIGHT_PANEL = Setting("state.light_panel", False, Page.ADVANCED, "The system's scheme was light when last seen")
ONBOARDED = Setting("state.onboarded", False, Page.ADVANCED, "First run is done")
DONE_CLICKS = Setting("state.done_clicks", 0, Page.ADVANCED, "How often Done was clicked")
GEOMETRY = Setting("state.geometry", "{}", Page.ADVANCED, "Window geometry")

HIDDEN = frozenset(one.key for one in (PAUSED_UNTIL, DEMO_PORT, LIGHT_PANEL, SHORTCUTS, ONBOARDED, DONE_CLICKS, GEOMETRY))
"""Kept in the same file, and set elsewhere than in the settings window."""

ALL: tuple[Setting[bool] | Setting[int] | Setting[str], ...] = tuple(
    value for value in list(globals().values()) if isinstance(value, Setting)
)
