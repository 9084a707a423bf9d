"""What is the truth about the accounts, in one line, in one banner, and in the tray? Pure functions of their states.

The state line and the tray must never claim more than is known: "up to date" is as old as the account that was heard
of longest ago.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QLocale

from ..model.changes import AccountState, Phase
from ..model.feed import AccountRow
from ..model.moment import Instant
from ..model.words import translate
from ..settings import definitions as choose
from ..settings.file import Settings
from . import times
from .backend import Reads
from .tray_pictures import TrayState

if TYPE_CHECKING:
    from .theme.tokens import Tone

_OFFLINE = frozenset({"Offline", "HostNotFound", "NotAnswering"})
_NEEDS_YOU = frozenset({"SignedOut", "KeyringLocked", "NoKeyring", "NotSecure", "NotAllowed", "WrongServer"})
LONG_S = 600.0
"""So long a server may fail to answer before a banner says so."""
CLOCK_S = 300
"""So far may two clocks be apart before a banner says so."""
SLOW_S = 300.0
"""Being asked to slow down for longer than this is worth a banner."""


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


class Notice(Struct, frozen=True):
    """A banner. `action` is one of sign_in, unlock, account, advanced, copy_request, check_now, or empty; `account` is whom
    it is about."""

    tone: Tone
    icon: str
    text: str
    label: str = ""
    action: str = ""
    account: str = ""


class Situation(Struct, frozen=True):
    """What the three are made from."""

    states: Mapping[str, AccountState]
    names: Mapping[str, str]
    unread: int
    now: Instant
    paused_until: Instant | None = None

    def name(self, state: AccountState) -> str:
        return self.names.get(state.account, state.account)

    @property
    def paused(self) -> bool:
        return self.paused_until is not None and self.paused_until > self.now

    def with_phase(self, *phases: Phase) -> list[AccountState]:
        return [state for state in self.states.values() if state.phase in phases]

    @property
    def offline(self) -> list[AccountState]:
        return [state for state in self.with_phase(Phase.TROUBLED) if state.problem_kind in _OFFLINE]

    @property
    def all_offline(self) -> bool:
        return bool(self.states) and len(self.offline) == len(self.states) - len(self.with_phase(Phase.SIGNED_OUT)) > 0

    @property
    def needing_you(self) -> list[AccountState]:
        troubled = [state for state in self.with_phase(Phase.TROUBLED) if state.problem_kind in _NEEDS_YOU]
        return self.with_phase(Phase.SIGNED_OUT) + troubled


def situation(backend: Reads, settings: Settings, now: Instant) -> Situation:
    """How things stand, for the state line, the banner and the tray."""
    until = settings.get(choose.PAUSED_UNTIL)
    return Situation(
        states=backend.states(),
        names={account.id: account.name for account in backend.accounts()},
        unread=backend.counts().unread,
        now=now,
        paused_until=Instant(until) if until else None,
    )


def state_line(at: Situation) -> Line:
    """The line at the foot of the sidebar: Up to date, 20 s ago · Live · Checking… · Getting X · Offline since 10:31."""
    filling = at.with_phase(Phase.FILLING)
    if filling:
        return Line(translate("Status", "Getting {account}").format(account=at.name(filling[0])), Mood.BUSY)
    if at.with_phase(Phase.CHECKING, Phase.STARTING):
        return Line(translate("Status", "Checking…"), Mood.BUSY)
    if at.all_offline:
        return Line(_offline_since(at), Mood.OFFLINE)
    silent = [state for state in at.with_phase(Phase.TROUBLED) if state not in at.needing_you]
    if silent:
        return Line(_trouble(at, silent[0]), Mood.TROUBLE)
    if at.needing_you and len(at.needing_you) == len(at.states):
        return Line(_trouble(at, at.needing_you[0]), Mood.TROUBLE)
    if at.paused and at.paused_until is not None:
        return Line(translate("Status", "Paused until {time}").format(time=_until(at.paused_until, at.now)), Mood.PAUSED)
    return _up_to_date(at)


def notice(at: Situation) -> Notice | None:
    """The one banner, by priority: needs you, offline, asked to slow down, a wrong clock. Only what lasts."""
    needing = at.needing_you
    if needing:
        return _needs_you(at, needing[0])
    if at.all_offline:
        return Notice(
            "warning",
            "wifi-off",
            translate("Status", "Offline. Your changes are kept."),
            translate("Status", "Try now"),
            "check_now",
        )
    silent = [state for state in at.offline if _since(state, at.now) >= LONG_S]
    if silent:
        text = translate("Status", "{account} is not answering. That is on their side.").format(account=at.name(silent[0]))
        return Notice("warning", "server-off", text, translate("Status", "Try now"), "check_now", silent[0].account)
    slowed = [
        state for state in at.with_phase(Phase.TROUBLED) if state.problem_kind == "SlowDown" and _waits_long(state, at.now)
    ]
    if slowed:
        return Notice("info", "hourglass", _slow(at, slowed[0]), account=slowed[0].account)
    apart = [state for state in at.states.values() if abs(state.clock_behind_s) > CLOCK_S]
    if apart:
        return Notice("warning", "clock-alert", _clock(at, apart[0]), account=apart[0].account)
    return None


def tray(at: Situation) -> tuple[TrayState, str]:
    """The tray's picture and tooltip. Priority: error, paused, unread, offline, idle."""
    if at.needing_you:
        return TrayState.ERROR, _app(_tray_trouble(at, at.needing_you[0]))
    if at.paused and at.paused_until is not None:
        until = _until(at.paused_until, at.now)
        return TrayState.PAUSED, _app(translate("Status", "notifications paused until {time}").format(time=until))
    if at.unread:
        return TrayState.UNREAD, _app(
            translate("Status", "{n} unread", None, at.unread).format(n=QLocale().toString(at.unread))
        )
    if at.all_offline:
        return TrayState.OFFLINE, _app(
            _offline_since(at, start=translate("Status", "offline since {time}"), plain=translate("Status", "offline"))
        )
    filling = at.with_phase(Phase.FILLING)
    if filling:
        return TrayState.IDLE, _app(_getting(filling[0]))
    return TrayState.IDLE, _app(translate("Status", "all read"))


# --- sentences -------------------------------------------------------------------------------------------------------


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


def _offline_since(at: Situation, start: str = "", plain: str = "") -> str:
    heard = [state.last_ok for state in at.offline if state.last_ok is not None]
    if not heard:
        return plain or translate("Status", "Offline")
    return (start or translate("Status", "Offline since {time}")).format(time=_moment(max(heard), at.now))


def _trouble(at: Situation, state: AccountState) -> str:
    if state.phase is Phase.SIGNED_OUT:
        return translate("Status", "{account} signed you out").format(account=at.name(state))
    if state.problem_kind == "SlowDown":
        return _slow(at, state)
    if state.problem_kind in _OFFLINE:
        return translate("Status", "{account} is not answering").format(account=at.name(state))
    return translate("Status", "{account} needs attention").format(account=at.name(state))


def _tray_trouble(at: Situation, state: AccountState) -> str:
    text = (
        translate("Status", "{account} needs a new token")
        if state.phase is Phase.SIGNED_OUT
        else translate("Status", "{account} needs attention")
    )
    return text.format(account=at.name(state))


def _slow(at: Situation, state: AccountState) -> str:
    if state.next_look is None:
        return translate("Status", "{account} asks us to slow down.").format(account=at.name(state))
    text = translate("Status", "{account} asks us to slow down. Next check at {time}.")
    return text.format(account=at.name(state), time=_moment(state.next_look, at.now))


def _needs_you(at: Situation, state: AccountState) -> Notice:
    if state.phase is Phase.SIGNED_OUT or state.problem_kind == "SignedOut":
        text = translate("Status", "{account} signed you out. The token no longer works.").format(account=at.name(state))
        return Notice("danger", "key-round", text, translate("Status", "Enter token"), "sign_in", state.account)
    if state.problem_kind == "KeyringLocked":
        text = translate("Status", "Your system keyring is locked. Unlock it to receive activities.")
        return Notice("danger", "lock", text, translate("Status", "Unlock"), "unlock", state.account)
    text = f"{at.name(state)}: {state.problem_title}"
    match state.problem_kind:
        case "NotSecure":
            label = translate("Status", "Add certificate…")
            return Notice("danger", "shield-alert", text, label, "advanced", state.account)
        case "NotAllowed":
            label = translate("Status", "Copy request")
            return Notice("danger", "lock", text, label, "copy_request", state.account)
        case "WrongServer":
            return Notice("danger", "triangle-alert", text, translate("Status", "Edit address"), "sign_in", state.account)
    return Notice("danger", "triangle-alert", text, translate("Status", "Show account"), "account", state.account)


def _clock(at: Situation, state: AccountState) -> str:
    """Whose clock is right cannot be known: it is said only how far they are apart."""
    minutes = abs(state.clock_behind_s) // 60
    if state.clock_behind_s > 0:
        words = translate("Status", "This computer's clock is %n minute(s) behind that of {account}.", None, minutes)
    else:
        words = translate("Status", "This computer's clock is %n minute(s) ahead of that of {account}.", None, minutes)
    return words.format(account=at.name(state))


def request_for_administrator(account: AccountRow, state: AccountState) -> str:
    """What a person may send to whoever gives out permissions."""
    words = translate("Status", "My user {user} at {url} lacks a permission: {problem} {remedy}")
    user = account.user_name or account.user_id
    return words.format(user=user, url=account.url, problem=state.problem_title, remedy=state.problem_remedy)


def _getting(state: AccountState) -> str:
    if not state.total:
        return translate("Status", "getting activities")
    percent = min(100, round(100 * state.got / state.total))
    return translate("Status", "getting activities ({percent} %)").format(percent=percent)


def _since(state: AccountState, now: Instant) -> float:
    return 0.0 if state.last_ok is None else now.seconds_since(state.last_ok)


def _waits_long(state: AccountState, now: Instant) -> bool:
    return state.next_look is not None and state.next_look.seconds_since(now) > SLOW_S


def _until(moment: Instant, now: Instant) -> str:
    """A time of today, else with its day. Far away means: until the person resumes."""
    if moment.seconds_since(now) > 300 * 86400:
        return translate("Status", "you resume")
    return _moment(moment, now)


def _moment(moment: Instant, now: Instant) -> str:
    """Only the clock for today, else the day as well."""
    same_day = moment.local().date() == now.local().date()
    return times.clock(moment.local()) if same_day else times.in_detail(moment, now)


def _app(text: str) -> str:
    return translate("Status", "Activity, {state}").format(state=text)
