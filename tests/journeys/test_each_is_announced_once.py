"""Is every activity announced exactly once, whatever was down, closed, killed or in a hurry?"""

from __future__ import annotations

import time

import httpx

from journeys.app import each_once, ids
from journeys.conftest import Journey


def test_five_live_half_a_second_apart_are_five_notifications(journey: Journey) -> None:
    """The ordinary case: each pops up by itself, within a moment."""
    journey.app.watch()
    made = []
    for _ in range(5):
        made += journey.server.happen()
        time.sleep(0.5)  # the pace of the story, not a wait for something
    each_once(journey.app.wait_for_announcements(5), ids(journey.account, made))
    assert [event["how"] for event in journey.app.announced()] == ["single"] * 5
    assert len(journey.desktop.notices(5)) == 5


def test_forty_a_tenth_of_a_second_apart_are_grouped(journey: Journey) -> None:
    """A burst interrupts a few times, not forty."""
    journey.app.watch()
    made = []
    for _ in range(40):
        made += journey.server.happen()
        time.sleep(0.1)  # the pace of the story
    each_once(journey.app.wait_for_announcements(40), ids(journey.account, made))
    hows = [event["how"] for event in journey.app.announced()]
    assert hows.count("summary") > 20
    assert len({call.id for call in journey.desktop.notify_calls()}) < 20


def test_bursts_of_twenty_and_of_a_thousand_are_one_summary_each(journey: Journey) -> None:
    """One notification says how many."""
    journey.app.watch()
    made = journey.server.happen(20)
    each_once(journey.app.wait_for_announcements(20), ids(journey.account, made))
    assert {event["how"] for event in journey.app.announced()} == {"summary"}
    more = journey.server.happen(1000)
    each_once(journey.app.wait_for_announcements(1020), ids(journey.account, made + more))
    assert len({call.id for call in journey.desktop.notify_calls()}) <= 3


def test_twenty_and_two_hundred_and_fifty_missed_while_the_server_was_away(journey: Journey) -> None:
    """The connection comes back, and with it everything, once; meanwhile the state line said the truth."""
    journey.app.watch()
    for missed in (20, 250):
        journey.server.stop()
        journey.desktop.wait_for(
            lambda: journey.app.phases()[-1] == "troubled", "the state line to say that something is wrong"
        )
        before = len(journey.app.announced())
        journey.server.start()
        made = journey.server.happen(missed)
        journey.app.wait_for_announcements(before + missed)
        new = [event["id"] for event in journey.app.announced()[before:]]
        assert sorted(new) == sorted(ids(journey.account, made))
        journey.desktop.wait_for(lambda: journey.app.phases()[-1] == "live", "the state line to say that all is well")


def test_thirty_that_came_while_the_program_was_closed(journey: Journey) -> None:
    """At the next start: one summary, each once; and at the one after that, nothing."""
    made = journey.server.happen(30)
    journey.app.watch()
    each_once(journey.app.wait_for_announcements(30), ids(journey.account, made))
    journey.app.stop()
    journey.app.watch()
    (last,) = journey.server.happen()
    each_once(journey.app.wait_for_announcements(1), {f"{journey.account}/{last['id']}"})


def test_a_kill_in_the_middle_loses_nothing_and_repeats_nothing(journey: Journey) -> None:
    """Announced before the kill stays announced; what came after it is announced at the next start."""
    journey.app.watch()
    first = journey.server.happen(2)
    each_once(journey.app.wait_for_announcements(2), ids(journey.account, first))
    journey.app.kill()
    second = journey.server.happen(2)
    journey.app.watch()
    each_once(journey.app.wait_for_announcements(2), ids(journey.account, second))


def test_read_on_another_device_is_read_here_and_its_notification_goes(journey: Journey) -> None:
    """R11: nothing on the screen tells of what was read on the phone."""
    journey.app.watch()
    (made,) = journey.server.happen()
    journey.app.wait_for_announcements(1)
    (call,) = journey.desktop.notices()
    url = f"{journey.ready.base_url}/api/user/crm/v202506/activities/{made['id']}"
    answer = httpx.patch(
        url,
        json={"activity": {"read_at": "now"}},
        headers={"Authorization": f"Bearer {journey.ready.user_token}"},
        trust_env=False,
    )
    assert answer.status_code == 200
    journey.desktop.wait_for(lambda: call.id in journey.desktop.closed_calls(), "the notification to be withdrawn")
    (shown,) = journey.app.run("show", f"{journey.account}/{made['id']}")
    assert shown["unread"] is False


def test_a_click_on_the_popup_names_its_activity_and_buttons_act(journey: Journey) -> None:
    """The real popup of a real daemon, clicked with a real mouse."""
    journey.app.watch()
    (made,) = journey.server.happen()
    journey.app.wait_for_announcements(1)
    journey.desktop.notices()
    journey.desktop.click_popup()
    clicked = journey.desktop.wait_for(
        lambda: [event for event in journey.app.events() if event.get("event") == "clicked"], "the click to arrive"
    )
    assert clicked[0]["link"] == f"activitydesktop://v1/a/{journey.account}/{made['id']}"


def test_unread_by_hand_stays_unread_through_looks(journey: Journey) -> None:
    """Marked unread to revisit it: two looks later it is still unread, here and on the server."""
    newest = journey.app.run("list", "--limit", "1")[0]["id"]
    journey.app.run("mark", "unread", newest)
    journey.app.run("sync")
    journey.app.run("sync")
    (shown,) = journey.app.run("show", newest)
    assert (shown["unread"], shown["kept"], shown["raw"]["read_at"]) == (True, True, None)
