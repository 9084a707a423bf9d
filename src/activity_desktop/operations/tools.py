"""What does every verb at the desk work with? The database, whom to tell, what an account can, and how its outbox is woken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..crm.contract import Feature
from ..model.activity import Key
from ..model.changes import ActivitiesChanged, Change
from ..model.clock import Clock
from ..model.problems import NotFound
from ..store import activities, feed
from ..store.database import Database


@dataclass(frozen=True, slots=True)
class Tools:
    """`can` and `why_not` answer for an account and a feature; `send_soon` wakes an account's outbox."""

    database: Database
    clock: Clock
    tell: Callable[[Change], None]
    can: Callable[[str, Feature], bool]
    why_not: Callable[[str, Feature], str]
    send_soon: Callable[[str], None]
    wake_snoozes: Callable[[], None]

    def changed(self, keys: Sequence[Key]) -> None:
        """Tell that these activities are different now."""
        if keys:
            self.tell(ActivitiesChanged.of(changed=keys))

    def send(self, keys: Sequence[Key]) -> None:
        """Something of these waits to be sent."""
        for account in {key.account for key in keys}:
            self.send_soon(account)

    def still_here(self, keys: Sequence[Key]) -> list[Key]:
        """Those of which something is here, if only that they are gone: an account may have been removed since. Raises
        NotFound where none is."""
        here = [key for key in keys if activities.ids_of(self.database.connection, [key])]
        if keys and not here:
            raise NotFound
        return here

    def title(self, key: Key) -> str:
        """Empty where there is no such activity."""
        row = feed.row(self.database.connection, key)
        return row.title if row else ""
