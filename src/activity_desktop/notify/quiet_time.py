"""Is this a time to be quiet? While it is, announcements are held; afterwards one notification tells of all of them."""

from __future__ import annotations

from ..model.clock import Clock, note_the_zone
from ..model.moment import Instant
from ..settings import definitions as choose
from ..settings.file import Settings
from ..store import ledger
from ..store.database import Connection
from .policy import is_quiet

ASK_AGAIN = 30.0
"""Seconds between two questions whether the quiet time is over, while something is held."""


class QuietTime:
    """Paused by the person, or between the hours that they chose. Belongs to the engine's event loop."""

    def __init__(self, connection: Connection, settings: Settings, clock: Clock) -> None:
        self._connection = connection
        self._settings = settings
        self._clock = clock
        self._held_since: Instant | None = None

    def paused(self) -> bool:
        return self._settings.get(choose.PAUSED_UNTIL) > self._clock.now().us

    def quiet(self) -> bool:
        """Whether it is between the quiet hours, by the clock of the time zone that the person is in."""
        get = self._settings.get
        note_the_zone()
        now = f"{self._clock.now().local():%H:%M}"
        return get(choose.QUIET) and is_quiet(get(choose.QUIET_FROM), get(choose.QUIET_TO), now)

    def held(self) -> None:
        """Something is held from now on, or since earlier."""
        self._held_since = self._held_since or self._clock.now()

    def is_over(self) -> bool:
        """Something was held, and it need not be any longer."""
        return self._held_since is not None and not (self.paused() or self.quiet())

    def end(self) -> Instant | None:
        """Nothing is held any more. Gives since when something was."""
        since, self._held_since = self._held_since, None
        return since

    def ask_again(self) -> float | None:
        """In how many seconds to ask whether it is over; None where nothing is held, also by an earlier process."""
        if self._held_since is None and ledger.count(self._connection, "held"):
            self.held()
        return ASK_AGAIN if self._held_since is not None else None
