"""With which words do the line, the banner and the tray say the same?"""

from __future__ import annotations

from ...model.changes import AccountState
from ...model.moment import Instant
from ...model.words import translate
from .. import times
from .situation import Situation


def offline_since(at: Situation, start: str = "", plain: str = "") -> str:
    heard = [state.last_ok for state in at.offline if state.last_ok is not None]
    if not heard:
        return plain or translate("Status", "Offline")
    return (start or translate("Status", "Offline since {time}")).format(time=times.since(max(heard), at.now))


def slow_down(at: Situation, state: AccountState) -> str:
    if state.next_look is None:
        return translate("Status", "{account} asks us to slow down.").format(account=at.name(state))
    text = translate("Status", "{account} asks us to slow down. Next check at {time}.")
    return text.format(account=at.name(state), time=_moment(state.next_look, at.now))


def until(moment: Instant, now: Instant) -> str:
    """A time of today, else with its day. Far away means: until the person resumes."""
    if moment.seconds_since(now) > 300 * 86400:
        return translate("Status", "you resume")
    return _moment(moment, now)


def _moment(moment: Instant, now: Instant) -> str:
    """Only the clock for today, else the day as well."""
    same_day = moment.local().date() == now.local().date()
    return times.clock(moment.local()) if same_day else times.in_detail(moment, now)
