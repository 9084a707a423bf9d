"""Is desktop-notifier, which serves macOS and Windows, used rightly? Its Linux side shows it here, on a real service."""

from __future__ import annotations

import asyncio
import platform
from dataclasses import replace

import pytest

from activity_desktop.native.linux_notifier import LinuxNotifier
from activity_desktop.native.notifier import Button, Capability, Notice, NotNotified, Outcome, Reaction
from activity_desktop.native.notifiers import make_notifier
from activity_desktop.native.other_notifier import OtherNotifier
from desktop.harness import Desktop

NOTICE = Notice("a/" + "1" * 100, "New order placed", "by Jane", (Button("read", "Mark as read"),))


def test_each_platform_gets_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """One function decides; callers never ask for the platform."""
    assert isinstance(make_notifier("id"), LinuxNotifier)
    monkeypatch.setattr(platform, "system", lambda: "Darwin")
    assert isinstance(make_notifier("id"), OtherNotifier)


async def _let_go(notifier: OtherNotifier) -> None:
    """Close, and end the D-Bus connection that the library leaves open; the systems it serves have none."""
    await notifier.close()
    bus = notifier._desktop._backend.bus
    bus.disconnect()
    await bus.wait_for_disconnect()


def test_clicks_buttons_and_dismissals_come_back_with_our_tag(desktop: Desktop) -> None:
    """The library's own identifiers are never seen outside."""

    async def main() -> None:
        heard: asyncio.Queue[Reaction] = asyncio.Queue()
        notifier = OtherNotifier()
        await notifier.start(heard.put_nowait)
        assert Capability.CLICK in await notifier.capabilities()
        posted = await notifier.post(NOTICE)
        assert len(posted.platform_id) == 64
        await asyncio.to_thread(desktop.click_popup, 2)
        assert await heard.get() == Reaction(NOTICE.tag, Outcome.ACTIVATED)
        await notifier.post(NOTICE)
        await asyncio.to_thread(desktop.wait_for, lambda: desktop.windows("Dunst"), "the popup")
        await notifier.withdraw(NOTICE.tag)
        await asyncio.to_thread(desktop.wait_for, lambda: not desktop.windows("Dunst"), "the popup gone")
        await _let_go(notifier)

    with desktop.here():
        asyncio.run(main())


def test_a_send_that_only_looks_sent_is_a_failure(desktop: Desktop) -> None:
    """The library swallows every failure; without its word that it was dispatched, nothing was shown."""

    async def main() -> None:
        notifier = OtherNotifier()
        with pytest.raises(NotNotified, match="not started"):
            await notifier.post(NOTICE)
        await notifier.start(lambda _reaction: None)
        await notifier.post(replace(NOTICE, title="half a pair \ud800"))
        desktop.stop_notifications()
        with pytest.raises(NotNotified, match="refused"):
            await notifier.post(NOTICE)
        await _let_go(notifier)

    with desktop.here():
        asyncio.run(main())
