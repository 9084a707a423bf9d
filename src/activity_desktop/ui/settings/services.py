"""What does the settings window need from the program, besides the settings themselves?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def _nothing() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class SettingsServices:
    """Callables; where one is None, its button is left out. All are called on the GUI thread."""

    add_account: Callable[[], None] | None = None
    new_token: Callable[[str], None] | None = None
    """For the account of this identifier."""
    remove_account: Callable[[str], None] | None = None
    """The person has confirmed it."""
    test_account: Callable[[str, Callable[[str], None]], None] | None = None
    """Try the connection of the account of this identifier; what came out is told in a sentence."""
    show_certificate: Callable[[str, Callable[[str], None]], None] | None = None
    """Which certificate the server of the account of this identifier shows, in some lines."""
    clear_activities: Callable[[], None] | None = None
    """Throw away what was fetched and fetch it anew. The person has confirmed it."""
    send_test: Callable[[], None] | None = None
    notification_state: Callable[[], str] = _nothing
    """Whether the desktop shows notifications, in a sentence."""
    where_kept: Callable[[], tuple[tuple[str, str], ...]] = tuple
    """(what, where) pairs: activities, settings, log, secrets."""
    open_logs: Callable[[], None] | None = None
    copy_diagnostics: Callable[[], None] | None = None
    """To the clipboard, without secrets."""
    version: str = ""
