"""Which picture does the tray show, and with which words?"""

from __future__ import annotations

from PySide6.QtCore import QLocale

from ...model.changes import AccountState, Phase
from ...model.words import translate
from ..tray_pictures import TrayState
from .situation import Situation
from .words import offline_since, until


def tray(at: Situation) -> tuple[TrayState, str]:
    """The tray's picture and tooltip. Priority: error, paused, unread, offline, idle."""
    if at.needing_you:
        return TrayState.ERROR, _app(_trouble(at, at.needing_you[0]))
    if at.paused and at.paused_until is not None:
        time = until(at.paused_until, at.now)
        return TrayState.PAUSED, _app(translate("Status", "notifications paused until {time}").format(time=time))
    if at.unread:
        return TrayState.UNREAD, _app(
            translate("Status", "{n} unread", None, at.unread).format(n=QLocale().toString(at.unread))
        )
    if at.all_offline:
        return TrayState.OFFLINE, _app(
            offline_since(at, start=translate("Status", "offline since {time}"), plain=translate("Status", "offline"))
        )
    filling = at.with_phase(Phase.FILLING)
    if filling:
        return TrayState.IDLE, _app(_getting(filling[0]))
    return TrayState.IDLE, _app(translate("Status", "all read"))


def _trouble(at: Situation, state: AccountState) -> str:
    text = (
        translate("Status", "{account} needs a new token")
        if state.phase is Phase.SIGNED_OUT
        else translate("Status", "{account} needs attention")
    )
    return text.format(account=at.name(state))


def _getting(state: AccountState) -> str:
    if not state.total:
        return translate("Status", "getting activities")
    percent = min(100, round(100 * state.got / state.total))
    return translate("Status", "getting activities ({percent} %)").format(percent=percent)


def _app(text: str) -> str:
    return translate("Status", "Activity, {state}").format(state=text)
