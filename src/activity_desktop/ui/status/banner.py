"""Which one banner stands above everything? What needs the person comes first, and only what lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ...model.changes import AccountState, Phase
from ...model.feed import AccountRow
from ...model.moment import Instant
from ...model.words import translate
from .situation import Situation
from .words import slow_down

if TYPE_CHECKING:
    from ..theme.tokens import Tone

LONG_S = 600.0
"""So long a server may fail to answer before a banner says so."""
CLOCK_S = 300
"""So far may two clocks be apart before a banner says so."""
SLOW_S = 300.0
"""Being asked to slow down for longer than this is worth a banner."""


class Notice(Struct, frozen=True):
    """A banner. `action` is one of sign_in, unlock, account, advanced, copy_request, check_now, or empty; `account` is whom
    it is about."""

    tone: Tone
    icon: str
    text: str
    label: str = ""
    action: str = ""
    account: str = ""


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
        return Notice("info", "hourglass", slow_down(at, slowed[0]), account=slowed[0].account)
    apart = [state for state in at.states.values() if abs(state.clock_behind_s) > CLOCK_S]
    if apart:
        return Notice("warning", "clock-alert", _clock(at, apart[0]), account=apart[0].account)
    return None


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


def _since(state: AccountState, now: Instant) -> float:
    return 0.0 if state.last_ok is None else now.seconds_since(state.last_ok)


def _waits_long(state: AccountState, now: Instant) -> bool:
    return state.next_look is not None and state.next_look.seconds_since(now) > SLOW_S
