"""What tells a person of something where there is no desktop? The terminal, if the desktop has no notification service.

Used by `watch` and by the demo without a screen. A real service is always tried first.
"""

from __future__ import annotations

from collections.abc import Callable

from .notifier import Capability, Hung, Notice, Notifier, NotNotified, Posted, Reaction


class TerminalNotifier:
    """The desktop's service where there is one; else the words count as shown, because the command line prints them."""

    def __init__(self, desktop: Notifier) -> None:
        self._desktop = desktop
        self._by_terminal = 0

    @property
    def name(self) -> str:
        return self._desktop.name or "terminal"

    async def start(self, on_reaction: Callable[[Reaction], None]) -> None:
        await self._desktop.start(on_reaction)

    async def capabilities(self) -> frozenset[Capability]:
        try:
            return await self._desktop.capabilities()
        except NotNotified:
            return frozenset({Capability.BODY})

    async def post(self, notice: Notice, replaces: Posted | None = None) -> Posted:
        try:
            return await self._desktop.post(notice, replaces)
        except Hung:
            raise  # it is there, and shows what it was given as soon as it answers again
        except NotNotified:
            self._by_terminal += 1
            return Posted(f"terminal-{self._by_terminal}", "terminal")

    async def withdraw(self, tag: str, posted: Posted | None = None) -> None:
        if posted is None or posted.owner != "terminal":
            await self._desktop.withdraw(tag, posted)

    async def close(self) -> None:
        await self._desktop.close()
