"""What does the line at the foot of the sidebar say? Only what is known: it is as old as the account heard of longest ago."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from ...model.changes import AccountState, Phase
from ...model.words import translate
from .situation import OFFLINE, Situation
from .words import offline_since, slow_down, until


class Mood(StrEnum):
    """The sign before the state line."""

    GOOD = "good"
    BUSY = "busy"
    PAUSED = "paused"
    OFFLINE = "offline"
    TROUBLE = "trouble"
    NONE = ""


class Line(Struct, frozen=True):
    text: str
    mood: Mood


def state_line(at: Situation) -> Line:
    """The line at the foot of the sidebar: Up to date, 20 s ago · Live · Checking… · Getting X · Offline since 10:31."""
    filling = at.with_phase(Phase.FILLING)
    if filling:
        return Line(translate("Status", "Getting {account}").format(account=at.name(filling[0])), Mood.BUSY)
    if at.with_phase(Phase.CHECKING, Phase.STARTING):
        return Line(translate("Status", "Checking…"), Mood.BUSY)
    if at.all_offline:
        return Line(offline_since(at), Mood.OFFLINE)
    silent = [state for state in at.with_phase(Phase.TROUBLED) if state not in at.needing_you]
    if silent:
        return Line(_trouble(at, silent[0]), Mood.TROUBLE)
    if at.needing_you and len(at.needing_you) == len(at.states):
        return Line(_trouble(at, at.needing_you[0]), Mood.TROUBLE)
    if at.paused and at.paused_until is not None:
        return Line(translate("Status", "Paused until {time}").format(time=until(at.paused_until, at.now)), Mood.PAUSED)
    return _up_to_date(at)


def _up_to_date(at: Situation) -> Line:
    """For the accounts that work; a banner and a triangle tell of the others."""
    working = [state for state in at.states.values() if state not in at.needing_you]
    heard = [state.last_ok for state in working if state.last_ok is not None]
    if working and all(state.phase is Phase.LIVE for state in working):
        return Line(translate("Status", "Live"), Mood.GOOD)
    if len(heard) < len(working) or not heard:
        return Line(translate("Status", "Not checked yet") if working else "", Mood.NONE)
    return Line(translate("Status", "Up to date, {age} ago").format(age=_age(at.now.seconds_since(min(heard)))), Mood.GOOD)


def _age(seconds: float) -> str:
    if seconds < 60:
        return translate("Status", "{n} s").format(n=max(0, int(seconds)))
    if seconds < 3600:
        return translate("Status", "{n} min").format(n=int(seconds // 60))
    return translate("Status", "{n} h").format(n=int(seconds // 3600))


def _trouble(at: Situation, state: AccountState) -> str:
    if state.phase is Phase.SIGNED_OUT:
        return translate("Status", "{account} signed you out").format(account=at.name(state))
    if state.problem_kind == "SlowDown":
        return slow_down(at, state)
    if state.problem_kind in OFFLINE:
        return translate("Status", "{account} is not answering").format(account=at.name(state))
    return translate("Status", "{account} needs attention").format(account=at.name(state))
