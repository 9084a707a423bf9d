"""What does an endpoint work with? The parts of one running server, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from .activities import Activities
from .hub import Hub
from .limits import Limits
from .people import People
from .store import Store
from .tokens import Tokens


@dataclass(frozen=True)
class Context:
    """One running server."""

    database: Store
    activities: Activities
    people: People
    tokens: Tokens
    hub: Hub
    limits: Limits
    bare: bool
    """Only what the document has: nothing is advertised, no cursor, no seq, no ETag."""

    @cached_property
    def secret(self) -> bytes:
        return self.database.secret

    @cached_property
    def instance(self) -> str:
        """Names this database: another one's seqs mean nothing to it."""
        return self.database.meta("instance") or ""


def open_context(database: Store, limits: Limits, *, bare: bool) -> Context:
    hub = Hub(limits.stream_lag)
    return Context(database, Activities(database, hub), People(database), Tokens(database), hub, limits, bare)
