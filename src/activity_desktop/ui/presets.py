"""Which moments are offered when something can wait? Later today, tomorrow, Monday, in a month; pure functions of the time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QLocale

from ..model.moment import Instant
from . import times

translate = QCoreApplication.translate
LATER_HOUR, EVENING_HOUR, MORNING_HOUR = 17, 20, 9
LATER_UNTIL = 16
"""From this hour on, "later today" would be too soon: it becomes the evening."""
EVENING_UNTIL = 19


class Preset(Struct, frozen=True):
    """One of them, with its words and its time in words."""

    label: str
    until: Instant
    when: str


def presets(now: Instant) -> list[Preset]:
    """Later today or this evening while there is one, tomorrow, Monday, in a month."""
    local = now.local()
    today = local.date()
    found: list[Preset] = []
    if local.hour < LATER_UNTIL:
        found.append(_preset(translate("Snooze", "Later today"), at(today, LATER_HOUR), now))
    elif local.hour < EVENING_UNTIL:
        found.append(_preset(translate("Snooze", "This evening"), at(today, EVENING_HOUR), now))
    found.append(_preset(translate("Snooze", "Tomorrow"), at(today + timedelta(days=1), MORNING_HOUR), now))
    monday = today + timedelta(days=7 - today.weekday())
    if monday != today + timedelta(days=1):
        found.append(_preset(translate("Snooze", "Monday"), at(monday, MORNING_HOUR), now))
    found.append(_preset(translate("Snooze", "In a month"), at(a_month_after(today), MORNING_HOUR), now))
    return found


def at(day: date, hour: int) -> Instant:
    """That hour of a local day."""
    return Instant.of(datetime.combine(day, time(hour)).astimezone())


def a_month_after(day: date) -> date:
    """The same day of the next month, or its last day where it is shorter."""
    from calendar import monthrange  # brings the names of all days and months

    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _preset(label: str, until: Instant, now: Instant) -> Preset:
    """With the time at its end: 17:00 today, Sat 09:00 tomorrow, 24 Nov, 09:00 later."""
    local, today = until.local(), now.local().date()
    clock = times.clock(local)
    if local.date() == today:
        return Preset(label, until, clock)
    if local.date() == today + timedelta(days=1):
        weekday = QLocale().standaloneDayName(local.isoweekday(), QLocale.FormatType.ShortFormat)
        return Preset(label, until, translate("Snooze", "{day} {time}").format(day=weekday, time=clock))
    day = times.short_date(local.date(), today)
    return Preset(label, until, translate("Snooze", "{day}, {time}").format(day=day, time=clock))
