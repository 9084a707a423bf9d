"""Does a notification really appear on a Linux desktop, and does its click really come back? Real services, really clicked."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import replace
from typing import Any

import pytest

from activity_desktop.native.linux_notifier import LinuxNotifier
from activity_desktop.native.notifier import Button, Capability, Notice, NotNotified, Outcome, Posted, Reaction
from desktop.fake_daemon import FakeDaemon
from desktop.harness import Desktop

NOTICE = Notice(
    tag="a/1",
    title="New order placed",
    body="Jane & Smith <placed> an order",
    buttons=(Button("read", "Mark as read"), Button("snooze", "Snooze")),
)


class Heard:
    """What the notifier told, for tests to wait on."""

    def __init__(self) -> None:
        self.reactions: asyncio.Queue[Reaction] = asyncio.Queue()

    async def next(self) -> Reaction:
        async with asyncio.timeout(60):
            return await self.reactions.get()

    async def nothing_more(self, notifier: LinuxNotifier, daemon: FakeDaemon) -> None:
        """Let one more notification go there and back: what was said before it has arrived then."""
        marker = await notifier.post(Notice(tag="marker", title="marker"))
        await asyncio.to_thread(daemon.emit, "ActionInvoked", "us", int(marker.platform_id), "marker")
        assert (await self.next()).button == "marker"


@contextlib.asynccontextmanager
async def started(**options: Any) -> AsyncIterator[tuple[LinuxNotifier, Heard]]:
    """A running notifier and what it told."""
    notifier, heard = LinuxNotifier("test.activity_desktop", "mail-unread", **options), Heard()
    await notifier.start(heard.reactions.put_nowait)
    try:
        yield notifier, heard
    finally:
        await notifier.close()


def run(desktop: Desktop, main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    with desktop.here():
        asyncio.run(main())


def test_a_middle_click_on_the_popup_opens_it(desktop: Desktop) -> None:
    """The whole way: the popup is on the screen, a person clicks it, and the program hears which one."""

    async def main() -> None:
        async with started() as (notifier, heard):
            await notifier.post(NOTICE)
            await asyncio.to_thread(desktop.click_popup, 2)
            assert await heard.next() == Reaction("a/1", Outcome.ACTIVATED, "default")
            assert (await heard.next()).outcome is Outcome.CLOSED

    run(desktop, main)


def test_a_left_click_only_closes_it(desktop: Desktop) -> None:
    """Closing a popup is not reading what it says."""

    async def main() -> None:
        async with started() as (notifier, heard):
            await notifier.post(NOTICE)
            await asyncio.to_thread(desktop.click_popup, 1)
            assert await heard.next() == Reaction("a/1", Outcome.CLOSED)

    run(desktop, main)


def test_dunst_gets_what_it_can_show(desktop: Desktop) -> None:
    """Markup is escaped in the body and left alone in the title; the icon, the buttons and the hints are there."""

    async def main() -> None:
        async with started() as (notifier, _heard):
            await notifier.post(replace(NOTICE, title="Tom & <b>Jerry</b>\nand\x00 \ud800more"))
            assert notifier.name.startswith("dunst 1.")
            assert {Capability.BODY, Capability.BUTTONS, Capability.CLICK, Capability.MARKUP} < await notifier.capabilities()

    run(desktop, main)
    [call] = desktop.notices()
    assert call.title == "Tom & <b>Jerry</b> and more"
    assert call.body == "Jane &amp; Smith &lt;placed&gt; an order"
    assert call.icon == "mail-unread"
    assert call.actions == ["default", "Open", "read", "Mark as read", "snooze", "Snooze"]
    assert call.hints["urgency"] == 1
    assert call.hints["desktop-entry"] == "test.activity_desktop"
    assert call.hints["suppress-sound"] is True
    assert "transient" not in call.hints
    assert call.timeout == -1


def test_the_same_tag_replaces_in_place(desktop: Desktop) -> None:
    """A second notice about the same thing is one popup, not two."""

    async def main() -> None:
        async with started() as (notifier, _heard):
            first = await notifier.post(NOTICE)
            second = await notifier.post(replace(NOTICE, title="Changed"))
            assert second == first

    run(desktop, main)
    assert [call.replaces_id for call in desktop.notices(2)] == [0, desktop.notices(2)[0].id]


def test_a_later_run_replaces_and_withdraws_what_an_earlier_one_posted(desktop: Desktop) -> None:
    """After a crash the notification that is still showing is taken over rather than shown twice."""

    async def main() -> None:
        async with started() as (notifier, _heard):
            posted = await notifier.post(NOTICE)
        async with started() as (notifier, heard):
            assert await notifier.post(NOTICE, replaces=posted) == posted
        async with started() as (notifier, heard):
            await notifier.withdraw(NOTICE.tag, posted)
            desktop.wait_for(lambda: (int(posted.platform_id), 3) in desktop.signals("NotificationClosed"), "it was closed")
            assert heard.reactions.empty()

    run(desktop, main)


@pytest.mark.parametrize("owner", ["", ":1.0", "another bus:1.0"])
def test_an_identifier_of_another_service_is_never_used(desktop: Desktop, owner: str) -> None:
    """Numbers start again with each service and each bus: an old one may be somebody else's notification by now."""

    async def main() -> None:
        async with started() as (notifier, _heard):
            await notifier.post(NOTICE, replaces=Posted("7", owner))
            await notifier.withdraw("gone", Posted("7", owner))

    run(desktop, main)
    assert desktop.notices()[0].replaces_id == 0
    assert desktop.closed_calls() == []


def test_a_read_one_is_taken_off_the_screen(desktop: Desktop) -> None:
    """Withdrawing closes the popup, and is not told as if the person had done it. Twice does no harm."""

    async def main() -> None:
        async with started() as (notifier, heard):
            posted = await notifier.post(NOTICE)
            desktop.wait_for(lambda: desktop.windows("Dunst"), "the popup")
            await notifier.withdraw(NOTICE.tag)
            await notifier.withdraw(NOTICE.tag)
            desktop.wait_for(lambda: not desktop.windows("Dunst"), "the popup gone")
            await notifier.post(replace(NOTICE, tag="a/2"))
            assert heard.reactions.empty()
            assert desktop.closed_calls() == [int(posted.platform_id)]

    run(desktop, main)


def test_a_restarted_service_starts_from_nothing(desktop: Desktop) -> None:
    """Its identifiers begin again at one; none of ours may be mistaken for another program's."""

    async def main() -> None:
        async with started() as (notifier, heard):
            before = await notifier.post(NOTICE)
            await asyncio.to_thread(desktop.stop_notifications)
            assert await heard.next() == Reaction("a/1", Outcome.CLOSED)
            await asyncio.to_thread(desktop.start_notifications)
            after = await notifier.post(NOTICE, replaces=before)
            assert after.owner != before.owner
            await asyncio.to_thread(desktop.click_popup, 2)
            assert (await heard.next()).outcome is Outcome.ACTIVATED

    run(desktop, main)
    assert [call.replaces_id for call in desktop.notices(2)] == [0, 0]


def test_without_a_service_it_says_so_and_works_once_there_is_one(bare_desktop: Desktop) -> None:
    """Nothing is lost silently: posting fails in words until a service is there, and then succeeds without a restart."""

    async def main() -> None:
        async with started() as (notifier, _heard):
            assert await notifier.capabilities() == frozenset()
            assert notifier.name == "no notification service"
            with pytest.raises(NotNotified, match="no notification service"):
                await notifier.post(NOTICE)
            await notifier.withdraw(NOTICE.tag)
            with FakeDaemon(bare_desktop.bus):
                assert (await notifier.post(NOTICE)).platform_id == "1"

    run(bare_desktop, main)


def test_without_a_bus_it_says_so(bare_desktop: Desktop) -> None:
    """A session without D-Bus is a failure in words, not a crash."""
    bare_desktop.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bare_desktop.folder}/nowhere"

    async def main() -> None:
        async with started() as (notifier, _heard):
            with pytest.raises(NotNotified, match="D-Bus"):
                await notifier.post(NOTICE)
            await notifier.withdraw(NOTICE.tag, Posted("1", "x"))

    run(bare_desktop, main)


def test_a_hung_service_gets_one_call_and_shows_it_once(desktop: Desktop) -> None:
    """While it hangs, posting fails and nothing piles up; when it wakes, trying again does not show it a second time."""

    async def main() -> None:
        async with started(patience=0.5) as (notifier, _heard):
            await notifier.capabilities()
            desktop.daemon.pause()
            for _ in range(3):
                with pytest.raises(NotNotified, match="answer"):
                    await notifier.post(NOTICE)
            desktop.daemon.resume()
            await asyncio.to_thread(desktop.notices)
            await _retried(notifier)

    run(desktop, main)
    assert len(desktop.notify_calls()) == 1


async def _retried(notifier: LinuxNotifier) -> Posted:
    """Post until it is taken: the answer may still be on its way to us."""
    async with asyncio.timeout(60):
        while True:
            with contextlib.suppress(NotNotified):
                return await notifier.post(NOTICE)
            await asyncio.sleep(0)


def test_what_was_read_while_the_service_hung_is_closed_when_it_wakes(bare_desktop: Desktop) -> None:
    """A late answer to something that was withdrawn meanwhile leaves nothing on the screen."""

    async def main() -> None:
        with FakeDaemon(bare_desktop.bus) as daemon:
            async with started(patience=0.5) as (notifier, _heard):
                daemon.silent.set()
                with pytest.raises(NotNotified):
                    await notifier.post(NOTICE)
                await notifier.withdraw(NOTICE.tag)
                daemon.catch_up()
                await asyncio.to_thread(bare_desktop.wait_for, lambda: daemon.closed == [1], "it was closed")

    run(bare_desktop, main)


def test_a_service_that_dies_with_a_call_unanswered_is_a_failure(bare_desktop: Desktop) -> None:
    """The bus tells that nobody will answer; waiting ends at once."""

    async def main() -> None:
        async with started(patience=60) as (notifier, _heard):
            with FakeDaemon(bare_desktop.bus) as daemon:
                daemon.silent.set()
                posting = asyncio.create_task(notifier.post(NOTICE))
                await asyncio.to_thread(bare_desktop.wait_for, bare_desktop.notify_calls, "the call")
            with pytest.raises(NotNotified, match="NoReply"):
                await posting

    run(bare_desktop, main)


def test_a_refusal_is_not_taken_for_sent(bare_desktop: Desktop) -> None:
    """Plasma refuses bursts with an error: that one was not shown, and the next may be."""

    async def main() -> None:
        with FakeDaemon(bare_desktop.bus, refuse="org.freedesktop.Notifications.Error.ExcessNotificationGeneration") as daemon:
            async with started() as (notifier, _heard):
                with pytest.raises(NotNotified, match=r"ExcessNotificationGeneration: not today"):
                    await notifier.post(NOTICE)
                daemon.refuse = ""
                await notifier.post(NOTICE)

    run(bare_desktop, main)


def test_a_service_without_actions_or_markup_gets_neither(bare_desktop: Desktop) -> None:
    """Some services show a dialog, or the raw text, when given what they did not offer."""

    async def main() -> None:
        with FakeDaemon(bare_desktop.bus, can=("body",)):
            async with started() as (notifier, _heard):
                await notifier.post(replace(NOTICE, silent=False, transient=True))
                assert await notifier.capabilities() == {Capability.BODY, Capability.REPLACE}

    run(bare_desktop, main)
    [call] = bare_desktop.notices()
    assert call.actions == []
    assert call.body == NOTICE.body
    assert call.hints["transient"] is True
    assert "suppress-sound" not in call.hints


def test_xfce_draws_open_as_its_first_button(desktop: Desktop) -> None:
    """Its popups have no body click, so the way in is a button; the real service is asked."""
    desktop.stop_notifications()
    desktop.start_notifications("xfce4-notifyd")

    async def main() -> None:
        async with started() as (notifier, heard):
            can = await notifier.capabilities()
            assert Capability.BUTTONS in can
            assert Capability.CLICK not in can
            for place in ((0.2, 0.75), (0.85, 0.75)):  # the older releases spread their buttons, the newer keep them right
                await notifier.post(replace(NOTICE, buttons=()))
                await asyncio.to_thread(_click_until_something_happens, desktop, place)
                reaction = await heard.next()
                if reaction.outcome is Outcome.ACTIVATED:
                    break
            assert reaction == Reaction("a/1", Outcome.ACTIVATED, "default")

    run(desktop, main)


def _click_until_something_happens(desktop: Desktop, place: tuple[float, float]) -> None:
    """Xfce's popup fades in, so a click may come too early. One beside the button closes it."""
    before = len(desktop.signals("NotificationClosed"))

    def happened() -> bool:
        if desktop.windows("Xfce4-notifyd"):
            desktop.click_window("Xfce4-notifyd", at=place)
        return len(desktop.signals("NotificationClosed")) > before

    desktop.wait_for(happened, "an answer to a click")


def test_each_restart_is_asked_again_what_it_can(bare_desktop: Desktop) -> None:
    """A person may change the desktop's service while the program runs."""

    async def main() -> None:
        async with started() as (notifier, _heard):
            with FakeDaemon(bare_desktop.bus, name="One", can=("body",)):
                assert Capability.BUTTONS not in await notifier.capabilities()
                assert notifier.name == "One 1"
            await _until(lambda: notifier.name == "no notification service")
            with FakeDaemon(bare_desktop.bus, name="Two"):
                assert Capability.BUTTONS in await notifier.capabilities()
                assert notifier.name == "Two 1"

    run(bare_desktop, main)


async def _until(condition: Callable[[], bool]) -> None:
    """Let the loop hear what is on its way."""
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110 - what is awaited is the notifier's own, and has no event
            await asyncio.sleep(0)


def test_the_activation_token_comes_with_the_click_it_belongs_to(bare_desktop: Desktop) -> None:
    """On Wayland only the token lets the window come to the front; it is good for one click."""

    async def main() -> None:
        with FakeDaemon(bare_desktop.bus) as daemon:
            async with started() as (notifier, heard):
                await notifier.post(NOTICE)
                await notifier.post(replace(NOTICE, tag="a/2"))
                daemon.emit("ActivationToken", "us", 1, "token-of-one")
                daemon.emit("ActionInvoked", "us", 2, "default")
                daemon.emit("ActionInvoked", "us", 1, "default")
                daemon.emit("ActionInvoked", "us", 1, "read")
                assert await heard.next() == Reaction("a/2", Outcome.ACTIVATED, "default", "")
                assert await heard.next() == Reaction("a/1", Outcome.ACTIVATED, "default", "token-of-one")
                assert await heard.next() == Reaction("a/1", Outcome.ACTIVATED, "read", "")

    run(bare_desktop, main)


def test_signals_sent_twice_are_heard_once(bare_desktop: Desktop) -> None:
    """GNOME sends each signal to everybody and once more to us; Plasma closes twice."""

    async def main() -> None:
        with FakeDaemon(bare_desktop.bus) as daemon:
            async with started() as (notifier, heard):
                await notifier.post(NOTICE)
                us = bare_desktop.notices()[0].sender
                for member, signature, last in (("ActionInvoked", "us", "default"), ("NotificationClosed", "uu", 2)):
                    daemon.emit(member, signature, 1, last)
                    daemon.emit(member, signature, 1, last, to=us)
                assert (await heard.next()).outcome is Outcome.ACTIVATED
                assert (await heard.next()).outcome is Outcome.CLOSED
                await heard.nothing_more(notifier, daemon)

    run(bare_desktop, main)


def test_another_programs_notification_and_an_impostor_are_not_ours(bare_desktop: Desktop) -> None:
    """Everybody on the bus may send us anything; only the service that answered us is believed, about what we posted."""

    async def main() -> None:
        with FakeDaemon(bare_desktop.bus) as daemon:
            async with started() as (notifier, heard):
                await notifier.post(NOTICE)
                us = bare_desktop.notices()[0].sender
                with FakeDaemon(bare_desktop.bus) as impostor:  # waits in line for the name, and speaks out of turn
                    impostor.emit("ActionInvoked", "us", 1, "default", to=us)
                    impostor.emit("NotificationClosed", "uu", 1, 2, to=us)
                    daemon.emit("ActionInvoked", "us", 99, "default")
                    daemon.emit("ActionInvoked", "s", "odd")
                    await heard.nothing_more(notifier, daemon)

    run(bare_desktop, main)


def test_a_click_in_the_history_still_opens_it(bare_desktop: Desktop) -> None:
    """A popup that has timed out can be clicked in the desktop's list hours later."""

    async def main() -> None:
        with FakeDaemon(bare_desktop.bus) as daemon:
            async with started() as (notifier, heard):
                await notifier.post(NOTICE)
                daemon.emit("NotificationClosed", "uu", 1, 1)
                daemon.emit("ActionInvoked", "us", 1, "default")
                assert (await heard.next()).outcome is Outcome.CLOSED
                assert (await heard.next()).outcome is Outcome.ACTIVATED

    run(bare_desktop, main)


def test_after_the_bus_dropped_it_connects_again(bare_desktop: Desktop) -> None:
    """A session bus that is restarted takes every connection with it; the next notification goes over a new one."""

    async def main() -> None:
        async with started() as (notifier, heard):
            with FakeDaemon(bare_desktop.bus):
                before = await notifier.post(NOTICE)
                await asyncio.to_thread(bare_desktop.restart_bus)
            assert await heard.next() == Reaction("a/1", Outcome.CLOSED)
            with FakeDaemon(bare_desktop.bus):
                after = await notifier.post(NOTICE, replaces=before)
                assert after.owner != before.owner
            await asyncio.to_thread(bare_desktop.bus.stop)
            with pytest.raises(NotNotified):
                await notifier.post(NOTICE)

    run(bare_desktop, main)


def test_many_at_once_are_each_taken(bare_desktop: Desktop) -> None:
    """Posting from several tasks at the same time neither mixes them up nor refuses one."""

    async def main() -> None:
        with FakeDaemon(bare_desktop.bus):
            async with started() as (notifier, _heard):
                notices = [replace(NOTICE, tag=f"a/{n}") for n in range(50)]
                posted = await asyncio.gather(*(notifier.post(notice) for notice in notices))
                assert len({one.platform_id for one in posted}) == 50

    run(bare_desktop, main)


def test_it_works_in_a_thread_that_is_not_the_main_one(bare_desktop: Desktop) -> None:
    """The engine has a thread of its own; the main one belongs to the window."""
    taken: list[Posted] = []

    async def main() -> None:
        async with started() as (notifier, _heard):
            taken.append(await notifier.post(NOTICE))

    with FakeDaemon(bare_desktop.bus), bare_desktop.here():
        thread = threading.Thread(target=lambda: asyncio.run(main()))
        thread.start()
        thread.join(60)
    assert [posted.platform_id for posted in taken] == ["1"]
