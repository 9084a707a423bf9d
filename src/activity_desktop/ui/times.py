"""How is a time written: "2 min", "Yesterday, 17:26", "in 2 h"? Pure functions of a moment and of now, in the person's locale.

Instants are shown in local time; a day is the same day everywhere and is never converted. "Now" is always an argument.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale, QTime

from ..model.moment import Day, Instant, Moment
from ..model.words import translate

SKEW_SECONDS = 300
"""A server's clock may run ahead by this much: such a time is "now" rather than in the future."""
_MINUTE = 60
_HOUR = 3600
_WEEKDAY = "d{3,4}"
_LONG_MONTH = "M{3,4}"
_AROUND = " ,،"
_DAY = "d{1,2}[.日일]?"
_MONTH = "M{1,4}[.月월]?"
_BETWEEN = "(?:'[^']*'|[^dMy'])*"
_DAY_AND_MONTH = f"{_DAY}{_BETWEEN}{_MONTH}|{_MONTH}{_BETWEEN}{_DAY}"
"""Day and month with what stands between them, however the locale orders them. Compiled when the first day is written."""
_NARROW_NO_BREAK_SPACE = "\u202f"


def in_row(moment: Instant | None, now: Instant) -> str:
    """In a list that is grouped by day, whose headers name the day: now, 2 min, 09:12."""
    return "" if moment is None else _recent(moment, now) or clock(moment.local())


def ungrouped(moment: Instant | None, now: Instant) -> str:
    """In search results and mini rows: the same, but earlier days are named: Yesterday, 12 Nov, 12 Nov 2024."""
    if moment is None:
        return ""
    recent = _recent(moment, now)
    if recent:
        return recent
    day, today = moment.local().date(), now.local().date()
    if day == today:
        return clock(moment.local())
    if day == today - timedelta(days=1):
        return _yesterday()
    return short_date(day, today)


def in_detail(moment: Instant | None, now: Instant) -> str:
    """In full: now; Today, 10:30; Yesterday, 17:26; 12 November, 17:26; 12 November 2024, 17:26."""
    if moment is None:
        return no_date()
    age = now.seconds_since(moment)
    if -SKEW_SECONDS <= age < _MINUTE:
        return _now()
    local = moment.local()
    return _day_and_clock(_day_in_words(local.date(), now.local().date()), clock(local))


def day_header(day: date | None, today: date) -> str:
    """Today; Yesterday; Tomorrow; Monday, 17 November; with the year when it is another one."""
    if day is None:
        return no_date()
    if day == today:
        return _today()
    if abs((day - today).days) == 1:
        return _day_in_words(day, today)
    weekday = QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.LongFormat)
    return translate("Times", "{weekday}, {date}").format(weekday=_capital(weekday), date=long_date(day, today))


def due(moment: Moment | None, now: Instant) -> str:
    """When something will happen, for a list: in 2 h; Tomorrow, 09:00; Wed, 09:00; 12 Nov, 09:00. Days have no clock time."""
    if moment is None:
        return ""
    if isinstance(moment, Day):
        return _coming_day(moment.date, now.local().date())
    ahead = moment.seconds_since(now)
    local, today = moment.local(), now.local().date()
    if ahead >= 0 and local.date() == today:
        return ahead_of(moment, now)
    return _day_and_clock(_coming_day(local.date(), today), clock(local))


def due_in_row(moment: Moment | None, now: Instant) -> str:
    """The same in a list that is grouped by day, whose headers name the day: in 2 h; 09:00; a whole day says so."""
    if moment is None:
        return ""
    if isinstance(moment, Day):
        return translate("Times", "All day")
    return ahead_of(moment, now) if 0 <= moment.seconds_since(now) < _HOUR else clock(moment.local())


def scheduled(starts: Moment, ends: Instant | None, now: Instant) -> str:
    """A schedule in full: Today, 14:00 to 14:30; Tomorrow; 3 December, 09:00 to 4 December, 17:00."""
    today = now.local().date()
    if isinstance(starts, Day):
        return _day_in_words(starts.date, today)
    begin = starts.local()
    text = _day_and_clock(_day_in_words(begin.date(), today), clock(begin))
    if ends is None or ends <= starts:
        return text
    end = ends.local()
    until = clock(end) if end.date() == begin.date() else _day_and_clock(_day_in_words(end.date(), today), clock(end))
    return translate("Times", "{start} to {end}").format(start=text, end=until)


def ahead_of(moment: Moment | None, now: Instant) -> str:
    """How far ahead: in 5 min, in 2 h, in 3 days; empty for what is past or further than a week."""
    if not isinstance(moment, Instant):
        return ""
    ahead = moment.seconds_since(now)
    if ahead < 0 or ahead >= 7 * 24 * _HOUR:
        return ""
    if ahead < _HOUR:
        return translate("Times", "in %n min", None, max(1, round(ahead / _MINUTE)))
    if ahead < 24 * _HOUR:
        return translate("Times", "in %n h", None, round(ahead / _HOUR))
    return translate("Times", "in %n day(s)", None, round(ahead / (24 * _HOUR)))


def changed(moment: Instant, now: Instant) -> str:
    """When it was last changed: changed 41 min ago; changed today, 09:12; changed 12 November, 17:26."""
    age = now.seconds_since(moment)
    if -SKEW_SECONDS <= age < _MINUTE:
        return translate("Times", "changed just now")
    if 0 <= age < _HOUR:
        return translate("Times", "changed %n min ago", None, int(age // _MINUTE))
    local, today = moment.local(), now.local().date()
    if local.date() == today:
        return translate("Times", "changed today, {time}").format(time=clock(local))
    return translate("Times", "changed {date}, {time}").format(date=long_date(local.date(), today), time=clock(local))


def spoken(moment: Instant | None, now: Instant) -> str:
    """For screen readers, in whole words: just now, 2 minutes ago, today at 09:12, yesterday at 17:26, 12 November at 17:26."""
    if moment is None:
        return no_date()
    age = now.seconds_since(moment)
    if -SKEW_SECONDS <= age < _MINUTE:
        return translate("Times", "just now")
    if 0 <= age < _HOUR:
        return translate("Times", "%n minute(s) ago", None, int(age // _MINUTE))
    local, today = moment.local(), now.local().date()
    if local.date() == today:
        words = translate("Times", "today at {time}")
    elif local.date() == today - timedelta(days=1):
        words = translate("Times", "yesterday at {time}")
    else:
        words = translate("Times", "{date} at {time}")
    return words.format(date=long_date(local.date(), today), time=clock(local))


def since(moment: Instant, now: Instant) -> str:
    """In the middle of a sentence: 10:31, which leaves no doubt for half a day, also across midnight; yesterday at 17:26."""
    recent = moment.local().date() == now.local().date() or now.seconds_since(moment) < _HOUR * 12
    return clock(moment.local()) if recent else spoken(moment, now)


def exact(moment: Instant) -> str:
    """For tooltips: the full date, the time to the second, and the distance from UTC."""
    local = moment.local()
    offset = local.utcoffset() or timedelta()
    hours = offset.total_seconds() / _HOUR
    zone = f"UTC{hours:+g}" if hours == int(hours) else f"UTC{hours:+.2f}"
    day = QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.LongFormat)
    return translate("Times", "{date} at {time} ({zone})").format(date=day, time=clock(local, seconds=True), zone=zone)


def utc(moment: Moment) -> str:
    """The original value, for the "Details" of an activity."""
    return moment.rfc3339() if isinstance(moment, Instant) else moment.iso()


def clock(local: datetime, seconds: bool = False) -> str:
    """The time of day as this locale writes it, with 12 or 24 hours."""
    locale = QLocale()
    time = QTime(local.hour, local.minute, local.second)
    text = locale.toString(time, _clock_format(locale, seconds=seconds))
    return text.replace(_NARROW_NO_BREAK_SPACE, " ")


def long_date(day: date, today: date) -> str:
    """12 November, or 12 November 2024 when it is another year; in the order of the locale."""
    return _date(day, "MMMM", with_year=day.year != today.year)


def short_date(day: date, today: date) -> str:
    """12 Nov, or 12 Nov 2024 when it is another year."""
    return _date(day, "MMM", with_year=day.year != today.year)


def no_date() -> str:
    return translate("Times", "No date")


def _recent(moment: Instant, now: Instant) -> str:
    """`now` and `2 min`, for the last hour; empty for everything else."""
    age = now.seconds_since(moment)
    if -SKEW_SECONDS <= age < _MINUTE:
        return _now()
    if 0 <= age < _HOUR:
        return translate("Times", "%n min", None, int(age // _MINUTE))
    return ""


def _day_in_words(day: date, today: date) -> str:
    names = {-1: _yesterday(), 0: _today(), 1: translate("Times", "Tomorrow")}
    return names.get((day - today).days) or long_date(day, today)


def _coming_day(day: date, today: date) -> str:
    """Today, Tomorrow, the weekday within the next six days, else the date."""
    ahead = (day - today).days
    if ahead in (-1, 0, 1):
        return _day_in_words(day, today)
    if 1 < ahead < 7:
        return _capital(QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat))
    return short_date(day, today)


def _date(day: date, month: str, *, with_year: bool) -> str:
    """Qt has no skeletons for dates, so what is wanted is cut out of the locale's long format, in its own order."""
    locale = QLocale()
    long = locale.dateFormat(QLocale.FormatType.LongFormat)
    whole = re.sub(_WEEKDAY, "", long).strip(_AROUND)
    core = re.search(_DAY_AND_MONTH, whole)
    pattern = whole if with_year or core is None else core[0]
    return locale.toString(QDate(day.year, day.month, day.day), re.sub(_LONG_MONTH, month, pattern))


def _clock_format(locale: QLocale, *, seconds: bool) -> str:
    short = locale.timeFormat(QLocale.FormatType.ShortFormat)
    if not seconds:
        return short
    return short.replace("mm", "mm:ss", 1) if "ss" not in short else short


def _day_and_clock(day: str, time: str) -> str:
    return translate("Times", "{day}, {time}").format(day=day, time=time)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _now() -> str:
    return translate("Times", "now")


def _today() -> str:
    return translate("Times", "Today")


def _yesterday() -> str:
    return translate("Times", "Yesterday")
