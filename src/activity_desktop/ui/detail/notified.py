"""Why was a person told of this activity, or not? What the ledger says of its notification, in whole sentences."""

from __future__ import annotations

from ...model.feed import Announcement
from ...model.moment import Instant
from ...model.words import QT_TRANSLATE_NOOP, translate
from .. import times

_STATES = {
    "due": QT_TRANSLATE_NOOP("Notified", "About to be shown."),
    "claimed": QT_TRANSLATE_NOOP("Notified", "About to be shown."),
    "held": QT_TRANSLATE_NOOP("Notified", "Held back for a summary."),
    "shown": QT_TRANSLATE_NOOP("Notified", "Shown: {time}."),
    "folded": QT_TRANSLATE_NOOP("Notified", "Told of in a summary: {time}."),
    "suppressed": QT_TRANSLATE_NOOP("Notified", "Not shown."),
}
_REASONS = {
    "it is new": QT_TRANSLATE_NOOP("Notified", "It was new."),
    "it is due": QT_TRANSLATE_NOOP("Notified", "It was due."),
    "it was finished, or moved to another time": QT_TRANSLATE_NOOP("Notified", "It was finished, or moved to another time."),
    "its system has reminded of it already": QT_TRANSLATE_NOOP("Notified", "Its system had reminded you already."),
    "snooze ended": QT_TRANSLATE_NOOP("Notified", "Its snooze had ended."),
    "after quiet time": QT_TRANSLATE_NOOP("Notified", "It arrived during quiet time."),
    "told of after quiet time": QT_TRANSLATE_NOOP("Notified", "It arrived during quiet time."),
    "told of in a summary": QT_TRANSLATE_NOOP("Notified", "Many came at once."),
    "notifications are paused": QT_TRANSLATE_NOOP("Notified", "Notifications were paused."),
    "quiet hours": QT_TRANSLATE_NOOP("Notified", "It arrived during quiet hours."),
    "written here": QT_TRANSLATE_NOOP("Notified", "You wrote it here."),
    "it was deleted before it could be announced": QT_TRANSLATE_NOOP("Notified", "It was deleted before."),
    "it was already read": QT_TRANSLATE_NOOP("Notified", "It was already read."),
    "it was already done or snoozed": QT_TRANSLATE_NOOP("Notified", "It was already done or snoozed."),
    "notifications are turned off": QT_TRANSLATE_NOOP("Notified", "Notifications were turned off."),
    "notifications are turned off for this account": QT_TRANSLATE_NOOP("Notified", "You had muted this account."),
    "it is muted in the CRM, or addressed to somebody else": QT_TRANSLATE_NOOP(
        "Notified", "It is muted in the CRM, or addressed to somebody else."
    ),
    "you muted this type for this account": QT_TRANSLATE_NOOP("Notified", "You had muted this type."),
    "the window was in front, and you chose no notifications then": QT_TRANSLATE_NOOP(
        "Notified", "The window was in front, and you chose no notifications then."
    ),
    "two calls had no known end, so a summary without titles told of it": QT_TRANSLATE_NOOP(
        "Notified", "Two tries had no known end, so a summary without titles told of it."
    ),
}
"""The ledger's reasons. One that is not here, such as what a desktop refused with, is shown as it is."""


def notified(announcement: Announcement | None, now: Instant) -> str:
    """What became of the notification, and why."""
    if announcement is None:
        return translate("Notified", "Not shown. It came with the first fill, and old ones are no news.")
    time = times.in_detail(announcement.at, now) if announcement.at else ""
    state = translate("Notified", _STATES.get(announcement.state, "")).format(time=time)
    reason = translate("Notified", _REASONS[announcement.reason]) if announcement.reason in _REASONS else announcement.reason
    return f"{state} {reason}".strip()
