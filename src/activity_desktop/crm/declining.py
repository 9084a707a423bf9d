"""What does a connector answer where its system has no such thing? The reason that the system declares."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from ..model.problems import CannotDo
from .contract import Feature, Page, System


def cannot(system: System, feature: Feature) -> CannotDo:
    """The problem to raise, with the reason that the system declares."""
    return CannotDo(system.capabilities.reason(feature))


class Declining:
    """What most systems cannot: stream, be asked for many activities at once, mark everything read. Who can, overrides it."""

    system: System

    def stream(self, cursor: str | None) -> AsyncIterator[Page]:  # noqa: ARG002 - the contract's parameter
        raise cannot(self.system, Feature.STREAM)

    async def still_there(self, rids: Sequence[str]) -> frozenset[str]:  # noqa: ARG002 - as above
        raise cannot(self.system, Feature.STILL_THERE)

    async def send_read_up_to(self, cursor: str) -> None:  # noqa: ARG002 - as above
        raise cannot(self.system, Feature.BULK_READ)
