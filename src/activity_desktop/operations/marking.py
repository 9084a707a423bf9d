"""How are a hundred thousand activities marked as read while everything else goes on? What is wanted is saved at once, in one
row; the activities follow in chunks, the newest first, between which others have their turn.

A program that ends in between takes it up at its next start. What is taken back, before or after the last chunk, is marked
unread again in the same way.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import uuid
from collections.abc import Callable, Sequence

import msgspec
from msgspec import Struct

from ..model.changes import ActivitiesChanged, Change, ListRead
from ..model.clock import Clock
from ..model.moment import Instant
from ..model.problems import Problem
from ..store import marking
from ..store.database import Connection, Database
from ..store.marking import Listed, Marked

CHUNK = 250
"""Activities per transaction: about five milliseconds."""
REST = 0.002
"""Seconds between two transactions, so that neither the window nor the network waits."""
TELL_EVERY = 16
"""Chunks after which the window is told that it goes on."""
RETRY = 5.0
"""Seconds until a transaction that failed is tried again."""

_log = logging.getLogger(__name__)


class ReadListed(Struct, tag="read"):
    """What is saved while a list is being read."""

    listed: Listed


class MakeUnread(Struct, tag="unread"):
    """What is saved while it is taken back."""

    marked: list[Marked]


class Reading:
    """A list that is being read. `marked` tells what taking it back means."""

    def __init__(self, saved: ReadListed) -> None:
        self.saved = saved
        self.marked: list[Marked] = []
        self.below: int | None = None

    def take_some(self, connection: Connection, on_server: Sequence[str], now: Instant) -> bool:
        """Whether that was all."""
        listed = self.saved.listed
        chosen = marking.choose_unread(connection, listed, self.below, CHUNK)
        marking.wish(connection, listed.at_us, on_server, now)
        self.marked += chosen.marked
        self.below = chosen.lowest
        return len(chosen.marked) < CHUNK

    def wanted(self) -> ListRead:
        listed = self.saved.listed
        return ListRead(listed.query, listed.up_to, listed.spare_kept)

    def ended(self) -> Change:
        return self.wanted()


class Unreading:
    """A reading that is being taken back."""

    def __init__(self, saved: MakeUnread) -> None:
        self.saved = saved
        self._place = 0

    def take_some(self, connection: Connection, on_server: Sequence[str], now: Instant) -> bool:
        """Whether that was all."""
        marking.choose_marked(connection, self.saved.marked[self._place : self._place + CHUNK])
        marking.wish(connection, None, on_server, now)
        self._place += CHUNK
        return self._place >= len(self.saved.marked)

    def ended(self) -> Change:
        return ActivitiesChanged(everything=True)


Work = Reading | Unreading


class Marker:
    """Belongs to the engine's thread. Without `run`, as on the command line, everything is done before a method returns."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        tell: Callable[[Change], None],
        on_server: Callable[[], Sequence[str]],
        send: Callable[[], None],
    ) -> None:
        """`on_server` gives the accounts whose systems keep a read state; `send` is called when there is something to send."""
        self._database = database
        self._clock = clock
        self._tell = tell
        self._on_server = on_server
        self._send = send
        self._waiting: dict[Work, str] = {}
        """What is not yet done, and under which name it is saved."""
        self._wake: asyncio.Event | None = None
        self._chunks = 0

    # --- what is asked for ---------------------------------------------------------------------------------

    def read(self, wanted: ListRead) -> Reading:
        """Read what a list has unread. The newest of it is read when this returns."""
        listed = Listed(wanted.query, wanted.up_to, wanted.spare_kept, self._clock.now().us)
        reading = Reading(ReadListed(listed))
        self._begin(reading)
        return reading

    def count(self, reading: Reading) -> int:
        """How many activities a reading is about, those included that are still to come."""
        done = len(reading.marked)
        if reading not in self._waiting:
            return done
        return done + marking.count_unread(self._database.connection, reading.saved.listed, reading.below)

    def take_back(self, reading: Reading) -> Unreading:
        """Make unread again what a reading has read, and read no more of it."""
        self.give_up(reading)
        unreading = Unreading(MakeUnread(reading.marked))
        self._begin(unreading)
        return unreading

    def give_up(self, work: Work) -> None:
        """Do no more of it. What is done stays so."""
        if work in self._waiting:
            with self._database.write() as connection:
                marking.forget(connection, self._waiting[work])
            del self._waiting[work]
            self._tell(work.ended())

    def _begin(self, work: Work) -> None:
        name = f"{self._clock.now().us:020} {uuid.uuid4()}"
        with self._database.write() as connection:
            ended = work.take_some(connection, self._on_server(), self._clock.now())
            if not ended:
                marking.save(connection, name, msgspec.json.encode(work.saved).decode())
        self._tell(ActivitiesChanged(everything=True))
        if ended:
            self._end(work)
            return
        self._waiting[work] = name
        if self._wake is not None:
            self._wake.set()
        while self._waiting and self._wake is None:
            self._go_on()

    # --- chunk by chunk ------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Until cancelled. Begins with what an earlier process has left."""
        self._wake = asyncio.Event()
        self._waiting |= _saved(self._database.connection)
        while True:
            if not self._waiting:
                self._wake.clear()
                await self._wake.wait()
            await asyncio.sleep(self._try_to_go_on())

    def _try_to_go_on(self) -> float:
        """Gives how long to wait then: the disk may be full for a while."""
        try:
            self._go_on()
        except Problem as problem:
            _log.warning("marking is put off: %s %s", problem, problem.detail)
            return RETRY
        return REST

    def _go_on(self) -> None:
        """The next chunk of what has waited longest, in one transaction with the knowledge whether there is more to do.

        It need not wait for the disk: what a power cut takes is done again, because what is wanted has been saved.
        """
        work, name = next(iter(self._waiting.items()))
        with self._database.write(waits_for_disk=False) as connection:
            ended = work.take_some(connection, self._on_server(), self._clock.now())
            if ended:
                marking.forget(connection, name)
        self._chunks += 1
        if ended:
            del self._waiting[work]
            self._end(work)
        elif self._chunks % TELL_EVERY == 0:
            self._tell(ActivitiesChanged(everything=True))

    def _end(self, work: Work) -> None:
        self._tell(work.ended())
        self._tell(ActivitiesChanged(everything=True))
        self._send()


class ListStep:
    """A list that was read, as a step that can be taken back and done again."""

    def __init__(self, marker: Marker, reading: Reading) -> None:
        self._marker = marker
        self._work: Work = reading
        self._wanted = reading.wanted()

    def back(self) -> None:
        if isinstance(self._work, Reading):
            self._work = self._marker.take_back(self._work)

    def again(self) -> None:
        self._marker.give_up(self._work)
        self._work = self._marker.read(self._wanted)


def _saved(connection: Connection) -> dict[Work, str]:
    """What an earlier process did not come to the end of; what cannot be read any more is left alone."""
    found: dict[Work, str] = {}
    for name, words in marking.saved(connection):
        with contextlib.suppress(msgspec.MsgspecError):
            saved = msgspec.json.decode(words, type=ReadListed | MakeUnread)
            found[Reading(saved) if isinstance(saved, ReadListed) else Unreading(saved)] = name
    return found
