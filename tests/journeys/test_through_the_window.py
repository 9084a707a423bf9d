"""Does the window do what a person expects: from a popup to the activity, and by keys alone?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from desktop import spoken
from desktop.harness import Desktop
from desktop.parts import Part
from journeys.conftest import Journey, begun


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Journey]:
    """The window is open on a filled account, on a desktop with a tray and a screen reader's bus."""
    with Desktop(notifications="dunst", keyring=True, tray="tint2") as desktop:
        spoken.start_accessibility(desktop)
        with begun(tmp_path, desktop) as journey:
            yield journey


def open_window(journey: Journey, *words: str) -> Part:
    """Start the program as the menu does, and wait until it is there."""
    part = journey.desktop.start(journey.app.command("run", *words))
    part.wait_until(lambda: journey.desktop.windows("^Activity"), "the window")
    return part


def unread_on_server(journey: Journey) -> list[int]:
    answer = httpx.get(
        f"{journey.ready.base_url}/api/user/crm/v202506/activities?unread=true&limit=200",
        headers={"Authorization": f"Bearer {journey.ready.user_token}"},
        trust_env=False,
    )
    return [activity["id"] for activity in answer.json()["activities"]]


def test_a_click_on_the_popup_opens_that_activity(window: Journey) -> None:
    """The main job: the popup is clicked, the window comes to the front with the activity, its relation and its person."""
    open_window(window)
    made = window.server.create(
        title="Velvet rope delivered",
        description="Signed for at the desk",
        formatted_description="<p>Signed for <strong>at the desk</strong></p>",
        slug="delivered",
        relation_type="product",
        relation_id=33333,
        contact_id=22222,
    )
    window.desktop.notices()
    window.desktop.click_popup()
    spoken.wait_for_words(window.desktop, "Signed for at the desk", role="label")
    title = spoken.wait_for_words(window.desktop, "Velvet rope delivered")
    assert title.showing
    spoken.wait_for_words(window.desktop, "Jane Smith")
    spoken.wait_for_words(window.desktop, "Starter Kit, Cedar")
    window.desktop.wait_for(lambda: made["id"] not in unread_on_server(window), "the server to hear that it was read")
    assert window.desktop.active_window().startswith("Activity")


def test_a_cold_start_from_a_link_opens_that_activity_and_marks_only_it(window: Journey) -> None:
    """Clicked after the program had ended: it starts on that activity, the others stay unread."""
    unread = unread_on_server(window)
    assert len(unread) > 1
    link = f"activitydesktop://v1/a/{window.account}/{unread[0]}"
    open_window(window, "--open-url", link)
    window.desktop.wait_for(lambda: unread[0] not in unread_on_server(window), "the linked one to be read")
    assert unread_on_server(window) == unread[1:]


def test_a_second_start_shows_the_first_ones_window(window: Journey) -> None:
    """One program per profile: a link from elsewhere reaches it, and changes nothing but what is shown."""
    open_window(window)
    newest = window.app.run("list", "--limit", "1")[0]
    window.app.run("open", f"activitydesktop://v1/a/{newest['id']}")
    spoken.wait_for_words(window.desktop, newest["title"])
    second = window.desktop.start(window.app.command("run"))
    window.desktop.wait_for(lambda: not second.running(), "the second start to end")
    assert second.process.returncode == 0


def test_opening_the_inbox_reads_it_and_undo_brings_it_back(window: Journey) -> None:
    """Fluid's rule, made kind: all read after a moment in sight, on the server too, and one key undoes it."""
    unread = unread_on_server(window)
    open_window(window)
    window.desktop.wait_for(lambda: not unread_on_server(window), "everything to be read")
    window.desktop.key("z")
    window.desktop.wait_for(lambda: sorted(unread_on_server(window)) == sorted(unread), "undo to reach the server")


def test_minimized_it_waits_in_the_tray_and_marks_nothing(window: Journey) -> None:
    """Started at sign-in: no window, nothing is read, and the news is announced."""
    unread = unread_on_server(window)
    part = window.desktop.start(window.app.command("run", "--minimized"))
    made = window.server.happen()
    part.wait_until(window.desktop.notify_calls, "the announcement")
    assert window.desktop.windows("^Activity,") == []
    assert sorted(unread_on_server(window)) == sorted([*unread, made[0]["id"]])


def test_everything_that_takes_the_keyboard_has_a_name(window: Journey) -> None:
    """A screen reader never says just "button"."""
    open_window(window)
    newest = window.app.run("list", "--limit", "1")[0]
    window.app.run("open", f"activitydesktop://v1/a/{newest['id']}")
    spoken.wait_for_words(window.desktop, newest["title"])
    nameless = [s for s in spoken.read(window.desktop) if s.showing and s.focusable and not s.name]
    assert nameless == []


def test_a_screen_reader_finds_the_feed_as_a_list_and_presses_a_row(window: Journey) -> None:
    """Activities with their days between them, in words; no table, no headers of rows; a press shows the detail."""
    open_window(window)
    newest = window.app.run("list", "--limit", "1")[0]
    spoken.wait_for_words(window.desktop, newest["title"], role="list item")
    told = spoken.read(window.desktop)
    feed = next(one for one in told if one.role == "list" and one.name == "Inbox")
    assert "opens" in feed.description
    assert not [one for one in told if "table" in one.role]
    assert any(one.role == "list item" and one.name.endswith("heading") for one in told)
    spoken.press(window.desktop, "list item", newest["title"])
    spoken.wait_for_words(window.desktop, newest["title"], role="label")
