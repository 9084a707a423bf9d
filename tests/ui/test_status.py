"""Do state line, banner and tray tell the truth, the most urgent first?"""

from __future__ import annotations

from typing import Any

import pytest

from activity_desktop.model.changes import AccountState, Phase
from activity_desktop.model.feed import AccountRow
from activity_desktop.model.moment import Instant
from activity_desktop.ui.icons import TrayState
from activity_desktop.ui.status.banner import notice, request_for_administrator
from activity_desktop.ui.status.line import Mood, state_line
from activity_desktop.ui.status.situation import Situation
from activity_desktop.ui.status.tray import tray
from ui.listing import NOON


def at(*states: AccountState, unread: int = 0, paused_until: Instant | None = None) -> Situation:
    names = {"n": "Northwind CRM", "p": "Pipedrive"}
    return Situation({state.account: state for state in states}, names, unread, NOON, paused_until)


def one(account: str, phase: Phase, ago: float | None = 20, **more: Any) -> AccountState:
    return AccountState(account, phase, last_ok=None if ago is None else NOON.plus(-ago), **more)


def troubled(account: str, kind: str, ago: float | None = 60, **more: Any) -> AccountState:
    return one(account, Phase.TROUBLED, ago, problem_kind=kind, problem_title=f"{kind}.", **more)


SOON = NOON.plus(900)
LIVE = one("n", Phase.LIVE)
WAITING = one("p", Phase.WAITING, 200)
OFFLINE = troubled("n", "Offline", 89 * 60)
SIGNED_OUT = one("p", Phase.SIGNED_OUT, problem_kind="SignedOut")


@pytest.mark.parametrize(
    ("situation", "text", "mood"),
    [
        (at(), "", Mood.NONE),
        (at(LIVE), "Live", Mood.GOOD),
        (at(LIVE, WAITING), "Up to date, 3 min ago", Mood.GOOD),
        (at(one("n", Phase.WAITING)), "Up to date, 20 s ago", Mood.GOOD),
        (at(one("n", Phase.WAITING, None)), "Not checked yet", Mood.NONE),
        (at(LIVE, one("p", Phase.CHECKING)), "Checking…", Mood.BUSY),
        (at(one("n", Phase.FILLING, None), WAITING), "Getting Northwind CRM", Mood.BUSY),
        (at(OFFLINE), "Offline since 10:31", Mood.OFFLINE),
        (at(OFFLINE, SIGNED_OUT), "Offline since 10:31", Mood.OFFLINE),
        (at(troubled("n", "Offline", 11.9 * 3600)), "Offline since 00:06", Mood.OFFLINE),
        (at(troubled("n", "Offline", 20 * 3600)), "Offline since yesterday at 16:00", Mood.OFFLINE),
        (at(troubled("n", "Offline", None)), "Offline", Mood.OFFLINE),
        (at(LIVE, troubled("p", "NotAnswering")), "Pipedrive is not answering", Mood.TROUBLE),
        (at(LIVE, SIGNED_OUT), "Live", Mood.GOOD),
        (at(SIGNED_OUT), "Pipedrive signed you out", Mood.TROUBLE),
        (at(LIVE, paused_until=NOON.plus(7200)), "Paused until 14:00", Mood.PAUSED),
        (at(LIVE, paused_until=NOON.plus(-1)), "Live", Mood.GOOD),
        (at(troubled("p", "SlowDown", next_look=SOON)), "Pipedrive asks us to slow down. Next check at 12:15.", Mood.TROUBLE),
    ],
)  # fmt: skip
def test_the_state_line_says_how_things_stand(situation: Situation, text: str, mood: Mood) -> None:
    """Never more than is known: as old as the account heard of longest ago."""
    line = state_line(situation)
    assert (line.text, line.mood) == (text, mood)


@pytest.mark.parametrize(
    ("situation", "text", "action"),
    [
        (at(LIVE, WAITING), None, ""),
        (at(OFFLINE, SIGNED_OUT), "Pipedrive signed you out. The token no longer works.", "sign_in"),
        (at(OFFLINE), "Offline. Your changes are kept.", "check_now"),
        (at(LIVE, troubled("p", "NotAnswering", 60)), None, ""),
        (at(LIVE, troubled("p", "NotAnswering", 700)), "Pipedrive is not answering. That is on their side.", "check_now"),
        (at(LIVE, troubled("p", "SlowDown", next_look=NOON.plus(100))), None, ""),
        (at(LIVE, troubled("p", "SlowDown", next_look=SOON)), "Pipedrive asks us to slow down. Next check at 12:15.", ""),
        (at(LIVE, troubled("p", "KeyringLocked")), "Your system keyring is locked. Unlock it to receive activities.", "unlock"),
        (at(LIVE, troubled("p", "NotSecure")), "Pipedrive: NotSecure.", "advanced"),
        (at(LIVE, troubled("p", "NotAllowed")), "Pipedrive: NotAllowed.", "copy_request"),
        (at(LIVE, troubled("p", "WrongServer")), "Pipedrive: WrongServer.", "sign_in"),
        (at(one("n", Phase.LIVE, clock_behind_s=725)), "This computer's clock is 12 minutes behind that of Northwind CRM.", ""),
        (at(one("p", Phase.LIVE, clock_behind_s=-400)), "This computer's clock is 6 minutes ahead of that of Pipedrive.", ""),
        (at(one("n", Phase.LIVE, clock_behind_s=299)), None, ""),
    ],
)  # fmt: skip
def test_one_banner_at_most_and_only_for_what_lasts(situation: Situation, text: str | None, action: str) -> None:
    """Needs you, before offline, before asked to slow down."""
    found = notice(situation)
    assert (found.text if found else None) == text
    assert (found.action if found else "") == action


@pytest.mark.parametrize(
    ("situation", "state", "tip"),
    [
        (at(LIVE), TrayState.IDLE, "Activity, all read"),
        (at(LIVE, unread=3), TrayState.UNREAD, "Activity, 3 unread"),
        (at(OFFLINE), TrayState.OFFLINE, "Activity, offline since 10:31"),
        (at(OFFLINE, unread=3), TrayState.UNREAD, "Activity, 3 unread"),
        (at(LIVE, unread=3, paused_until=NOON.plus(7200)), TrayState.PAUSED, "Activity, notifications paused until 14:00"),
        (at(SIGNED_OUT, unread=3, paused_until=NOON.plus(7200)), TrayState.ERROR, "Activity, Pipedrive needs a new token"),
        (at(troubled("n", "NotSecure")), TrayState.ERROR, "Activity, Northwind CRM needs attention"),
        (at(one("n", Phase.FILLING, got=240, total=1200)), TrayState.IDLE, "Activity, getting activities (20 %)"),
        (at(one("n", Phase.FILLING, got=240)), TrayState.IDLE, "Activity, getting activities"),
    ],
)
def test_the_tray_shows_the_most_urgent_state(situation: Situation, state: TrayState, tip: str) -> None:
    """Error, paused, unread, offline, idle."""
    assert tray(situation) == (state, tip)


def test_a_request_for_the_administrator_names_user_place_and_permission() -> None:
    """So that it can be sent as it is."""
    account = AccountRow("p", "pipedrive", "Pipedrive", "Sales", "https://acme.pipedrive.com", user_name="Ada Lovelace")
    state = AccountState("p", Phase.TROUBLED, problem_title="This user may not read.", problem_remedy="Ask for “read”.")
    said = request_for_administrator(account, state)
    expected = "My user Ada Lovelace at https://acme.pipedrive.com lacks a permission: This user may not read. Ask for “read”."
    assert said == expected
