"""Does the running program keep at once to what was chosen on the command line?"""

from __future__ import annotations

from typing import Any

from journeys.conftest import Journey


def happen(journey: Journey, slug: str) -> str:
    """One new activity of a type; gives its ID."""
    made = journey.server.create(title=f"About {slug}", slug=slug, relation_type="product", relation_id=33333, contact_id=22222)
    return f"{journey.account}/{made['id']}"


def verdict(journey: Journey, key: str) -> dict[str, Any]:
    """What `trace` says last: the state of the notification and why."""
    return journey.app.run("trace", key)[-1]


def test_a_muted_type_stays_silent_until_it_is_heard_again(journey: Journey) -> None:
    """It comes into the inbox all the same, and `trace` says who wanted the silence. Other types go on."""
    journey.app.watch()
    happen(journey, "parcel")
    journey.app.wait_for_announcements(1)
    journey.app.run("accounts", "mute", journey.account, "--type", "parcel")
    silent, loud = happen(journey, "parcel"), happen(journey, "letter")
    assert loud in journey.app.wait_for_announcements(2)
    journey.desktop.wait_for(lambda: verdict(journey, silent)["verdict"] == "suppressed", "a verdict about the muted one")
    assert verdict(journey, silent)["reason"] == "you muted this type for this account"
    assert silent in [row["id"] for row in journey.app.run("list", "--unread")]
    journey.app.run("accounts", "unmute", journey.account, "--type", "parcel")
    again = happen(journey, "parcel")
    assert again in journey.app.wait_for_announcements(3)
    assert silent not in journey.app.wait_for_announcements(3)


def test_pausing_holds_back_and_resuming_tells(journey: Journey) -> None:
    """The program that runs holds the settings in memory: it is told, and not only its file."""
    journey.app.watch()
    journey.app.run("pause")
    held = happen(journey, "parcel")
    journey.desktop.wait_for(lambda: verdict(journey, held)["verdict"] == "held", "it being held back")
    journey.app.run("resume")
    assert held in journey.app.wait_for_announcements(1)


def test_an_account_that_a_command_removes_takes_its_popups_along(journey: Journey) -> None:
    """The program that raised them hears of it when nothing tells any more which they were (I22)."""
    journey.app.watch()
    happen(journey, "parcel")
    journey.app.wait_for_announcements(1)
    (call,) = journey.desktop.notices(1)
    journey.app.run("accounts", "remove", journey.account)
    journey.desktop.wait_for(lambda: call.id in journey.desktop.closed_calls(), "the notification to be taken back")
