"""How does a notification reach macOS and Windows, and its click come back? Through desktop-notifier.

What that library leaves open is settled here. Its `send` never fails, so only its "dispatched" callback is believed.
Identifiers are ours, so that the same tag replaces in place, and so are those of buttons, because macOS remembers
buttons by their titles. Outside an app bundle macOS gives it a stand-in that shows nothing; that is told, not hidden.
Callbacks come on the system's thread and are handed to the loop.
"""

from __future__ import annotations

import asyncio
import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..model.text import clean_line, clean_text
from .notifier import Capability, Hung, Notice, NotNotified, Outcome, Posted, Reaction

_PATIENCE = 5.0
_LONGEST_TAG = 64
"""Characters that Windows allows in a toast's tag."""


class OtherNotifier:
    """Satisfies `native.notifier.Notifier`."""

    def __init__(self, icon: Path | str = "", app_name: str = "Activity") -> None:
        self.name = "no notification service"
        self._icon, self._app_name = icon, app_name
        self._desktop: Any = None
        self._why_not = "it was not started"
        self._tags: dict[str, str] = {}
        self._on_reaction: Callable[[Reaction], None] = lambda _reaction: None

    async def start(self, on_reaction: Callable[[Reaction], None]) -> None:
        self._on_reaction = on_reaction
        self._loop = asyncio.get_running_loop()
        try:
            from desktop_notifier import DesktopNotifier, Icon

            icon = Icon(path=Path(self._icon)) if self._icon else None
            self._desktop = DesktopNotifier(self._app_name, icon)
        except Exception as error:  # noqa: BLE001 - the platform's own errors, of types that only exist there
            self._why_not = f"{type(error).__name__}: {error}"
            return
        self.name = f"{sys.platform} through desktop-notifier"
        self._desktop.on_clicked = lambda identifier: self._hear(identifier, Outcome.ACTIVATED)
        self._desktop.on_button_pressed = lambda identifier, button: self._hear(identifier, Outcome.ACTIVATED, button)
        self._desktop.on_dismissed = lambda identifier: self._hear(identifier, Outcome.CLOSED)

    async def capabilities(self) -> frozenset[Capability]:
        if self._desktop is None or not await self._desktop.get_capabilities():
            return frozenset()
        return frozenset(
            {Capability.BODY, Capability.BUTTONS, Capability.CLICK, Capability.REPLACE, Capability.PERSISTENT},
        )

    async def post(self, notice: Notice, replaces: Posted | None = None) -> Posted:  # noqa: ARG002 - the tag says it all
        """`replaces` needs no look: the identifier is made of the tag, in every run the same."""
        if self._desktop is None:
            raise NotNotified(self._why_not)
        if not await self.capabilities():
            raise NotNotified("this system shows notifications only for an installed application")
        from desktop_notifier import DEFAULT_SOUND, Button, Notification

        dispatched: list[bool] = []
        identifier = _identifier(notice.tag)
        self._tags[identifier] = notice.tag
        notification = Notification(
            clean_line(notice.title),
            clean_text(notice.body),
            buttons=tuple(Button(title=clean_line(button.label), identifier=button.id) for button in notice.buttons),
            sound=None if notice.silent else DEFAULT_SOUND,
            identifier=identifier,
            on_dispatched=lambda: dispatched.append(True),
        )
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._desktop.send_notification(notification)
        except TimeoutError:
            raise Hung(f"the system did not answer within {_PATIENCE:g} seconds", handed_over=True) from None
        if not dispatched:
            raise NotNotified("the system refused it; desktop-notifier's log says why")
        return Posted(platform_id=identifier, owner=sys.platform)

    async def withdraw(self, tag: str, posted: Posted | None = None) -> None:
        if self._desktop is not None:
            await self._desktop.clear(posted.platform_id if posted is not None else _identifier(tag))

    async def close(self) -> None:
        self._on_reaction = lambda _reaction: None

    def _hear(self, identifier: str, outcome: Outcome, button: str = "default") -> None:
        """An identifier that this run did not give is from an earlier one, where it was the tag itself."""
        reaction = Reaction(self._tags.get(identifier, identifier), outcome, button)
        self._loop.call_soon_threadsafe(lambda: self._on_reaction(reaction))


def _identifier(tag: str) -> str:
    return tag if len(tag) <= _LONGEST_TAG else hashlib.sha256(tag.encode()).hexdigest()
