"""How is a notice put to a Linux notification service? Services differ; what each can do is asked, never assumed.

Pure functions over the Desktop Notifications Specification 1.2, "Basic Design" and "Hints", and over what the
services that people run were seen to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dbus_fast import Variant

from ..model.text import clean_line, clean_text, escape_markup
from .notifier import Capability, Notice

LONGEST_TITLE = 120
LONGEST_BODY = 400
"""Characters that no notice is meant to reach: what a person reads is shortened before, where it is worded."""

_CATEGORY = "x-activity-desktop.activity"
_NO_BODY_CLICK = frozenset({"Xfce Notify Daemon"})
"""A click on the body only closes it there; the action `default` is drawn as a button of its own."""


@dataclass(frozen=True, slots=True)
class Server:
    """The notification service that is running now, as it describes itself."""

    name: str
    version: str
    can: frozenset[str]
    """The capabilities as the service lists them: `actions`, `body-markup`, `persistence` …"""

    def __str__(self) -> str:
        return f"{self.name} {self.version}".strip()

    def capabilities(self) -> frozenset[Capability]:
        """What it can do, in our words. No service on D-Bus brings a click to a program that has ended."""
        found = {Capability.REPLACE}
        if "body" in self.can:
            found.add(Capability.BODY)
        if "body-markup" in self.can:
            found.add(Capability.MARKUP)
        if "persistence" in self.can:
            found.add(Capability.PERSISTENT)
        if "actions" in self.can:
            found.add(Capability.BUTTONS)
            if self.name not in _NO_BODY_CLICK:
                found.add(Capability.CLICK)
        return frozenset(found)


def notify_arguments(notice: Notice, server: Server, replaces_id: int, app_name: str, app_id: str, icon: str) -> list[Any]:
    """The body of the call `Notify`, signature `susssasa{sv}i`."""
    body = clean_text(notice.body, LONGEST_BODY)
    if "body-markup" in server.can:
        body = escape_markup(body)
    server_decides_how_long = -1
    return [
        app_name,
        replaces_id,
        icon,
        clean_line(notice.title, LONGEST_TITLE),
        body,
        _actions(notice, server),
        _hints(notice, app_id),
        server_decides_how_long,
    ]


def _actions(notice: Notice, server: Server) -> list[str]:
    """Identifier and label in turn. `default` is the body click, and the first button where the service draws it as one."""
    if "actions" not in server.can:
        return []
    actions = ["default", "Open"]
    for button in notice.buttons:
        actions += [button.id, clean_line(button.label, LONGEST_TITLE)]
    return actions


def _hints(notice: Notice, app_id: str) -> dict[str, Variant]:
    normal_urgency = 1
    hints = {
        "urgency": Variant("y", normal_urgency),
        "desktop-entry": Variant("s", app_id),
        "category": Variant("s", _CATEGORY),
    }
    if notice.silent:
        hints["suppress-sound"] = Variant("b", True)
    else:
        hints["sound-name"] = Variant("s", "message-new-instant")
    if notice.transient:
        hints["transient"] = Variant("b", True)
    return hints
