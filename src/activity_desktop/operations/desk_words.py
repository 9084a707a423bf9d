"""With which words is a person told what they have just done?"""

from __future__ import annotations

from collections.abc import Sequence

from ..model.day_names import day_and_month, weekday
from ..model.moment import Instant
from ..model.words import translate


def finished(titles: Sequence[str], count: int) -> str:
    """One is told by its title; `titles` are the first ones, empty where there is none."""
    if count == 1:
        return translate("Told", "Done, {title}").format(title=titles[0] or _activity())
    return translate("Told", "%n done", None, count)


def deleted(titles: Sequence[str], count: int) -> str:
    """As `finished`."""
    if count == 1:
        return translate("Told", "Deleted, {title}").format(title=titles[0] or _activity())
    return translate("Told", "%n activity(ies) deleted", None, count)


def completed(account: str, done: bool) -> str:
    """In which system it is done, or open again."""
    words = translate("Told", "Completed in {account}") if done else translate("Told", "Reopened in {account}")
    return words.format(account=account)


def back() -> str:
    return translate("Told", "Back in your inbox")


def snoozed(until: Instant, now: Instant) -> str:
    """Today and tomorrow are called so; a day of another year says which."""
    local = until.local()
    days = (local.date() - now.local().date()).days
    if days == 0:
        words = translate("Told", "Snoozed until {time}")
    elif days == 1:
        words = translate("Told", "Snoozed until tomorrow, {time}")
    else:
        words = translate("Told", "Snoozed until {weekday}, {date}, {time}")
    date = day_and_month(local.date()) if local.year == now.local().year else f"{day_and_month(local.date())} {local.year}"
    return words.format(weekday=weekday(local.date()), date=date, time=f"{local:%H:%M}")


def _activity() -> str:
    return translate("Told", "activity")
