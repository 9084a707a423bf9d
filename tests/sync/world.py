"""What can happen to the engine, one thing at a time? A model of server, network, desktop and person around the real engine.

Nothing moves by itself: each request waits until somebody says that the server handles it, that its answer arrives, or that
one of them is lost; each call to the desktop waits until it is taken or refused. Whoever drives the world (hypothesis in
`test_machine`, a story in `test_seeded_mistakes`) thereby chooses every interleaving, and `check` says after each step
whether a promise was broken. A crash ends everything between two transactions and opens the same file again.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from activity_desktop.crm.contract import Feature, Page
from activity_desktop.model.activity import Key
from activity_desktop.model.changes import Change
from activity_desktop.model.feed import FeedQuery, Shelf
from activity_desktop.notify.centre import Centre
from activity_desktop.notify.snoozes import Snoozes
from activity_desktop.operations.desk import Desk
from activity_desktop.settings.file import Settings
from activity_desktop.store import feed, outbox
from activity_desktop.store.database import Connection
from activity_desktop.store.facts import fact_number
from activity_desktop.sync.ingest import Terms
from activity_desktop.sync.outbox import Sender
from activity_desktop.sync.round import Round, needs_sweep
from sync.network import Connector, Screen, Server, Wire
from sync.promises import OLD, Promises
from sync.toy import BARE, FULL, START, ToyClock, new_database

TERMS = Terms("toy", server_reads=True, user_id="me", source="poll")
STEPS = 40
"""Turns of the event loop after which everything that could go on has gone on."""


class Killed(BaseException):
    """The process ends here, between two statements."""


class World(Promises):
    """One account of one person, on one computer. Methods are things that happen."""

    def __init__(self, features: frozenset[Feature] = FULL, *, echo: bool = True) -> None:
        self.features = features
        self.folder = Path(tempfile.mkdtemp(prefix="world-"))
        self.loop = asyncio.new_event_loop()
        self.wire = Wire()
        self.server = Server()
        self.clock = ToyClock()
        self.screen = Screen(self.wire, self._is_unread)
        self.screen.keys_of = self._claimed_with
        self.connector = Connector(self.server, features, self.wire, echo=echo)
        self.settings = Settings()
        self.versions: dict[str, int] = {}
        self.allowed: Counter[str] = Counter()
        self.excused: set[str] = set()
        self.created = 0
        self.confirmed: dict[str, int] = {}
        self.wishes: dict[str, bool] = {}
        self.lives = 0
        self.dead = False
        self._commits_left: int | None = None
        for number in range(1, OLD + 1):
            self.server.put(str(number), created=START.plus(number - 1000))
        self._start()

    # --- the process ---------------------------------------------------------------------------------------

    def _start(self) -> None:
        self.dead = False
        self.lives += 1
        self.database = new_database(self.folder)
        self.database.connection.execute("PRAGMA synchronous = OFF")  # a killed process loses nothing by it
        self._guard_writes()
        with self.database.write() as connection:
            outbox.reset(connection)
        self.tasks: dict[str, asyncio.Task[Any]] = {}
        self.snoozing = Snoozes(self.database, self.clock, self._heard)
        self.centre = Centre(self.database, self.screen, self.settings, self.clock, self._heard, lambda reacted: None)
        self.desk = Desk(
            self.database,
            self.clock,
            self._heard,
            lambda account, feature: feature in self.features,
            lambda account, feature: "no",
            lambda account: None,
        )
        self._run("centre", self.centre.run())
        self.settle()

    def _guard_writes(self) -> None:
        """Let `crash_at` end the process before or after a commit."""
        write = self.database.write

        @contextmanager
        def guarded(*, waits_for_disk: bool = True) -> Iterator[Connection]:
            self._count_down(before=True)
            with write(waits_for_disk=waits_for_disk) as connection:
                yield connection
            self._count_down(before=False)

        self.database.write = guarded  # type: ignore[method-assign]  # the crash point that this world is about

    def _count_down(self, *, before: bool) -> None:
        if self.dead:
            raise Killed
        if self._commits_left is None:
            return
        self._commits_left -= 1
        if self._commits_left < 0:
            self._commits_left = None
            self.dead = True
            raise Killed

    def _heard(self, change: Change) -> None:
        self.centre.heard(change)

    def _run(self, name: str, work: Coroutine[Any, Any, Any]) -> None:
        if name in self.tasks and not self.tasks[name].done():
            work.close()
            return
        self.tasks[name] = self.loop.create_task(work)

    def settle(self) -> None:
        """Let everything go on until it waits for the world again."""

        async def turns() -> None:
            for _ in range(STEPS):
                await asyncio.sleep(0)

        self.wire.time += 1
        self.loop.run_until_complete(turns())
        if self.dead:
            self.crash()
        for task in self.tasks.values():
            if task.done() and not task.cancelled() and isinstance(task.exception(), AssertionError):
                task.result()

    def crash(self) -> None:
        """SIGKILL: what is committed stays, everything else is gone, and the program starts again."""
        self.dead = True
        for row in self.database.connection.execute("SELECT rid FROM ledger WHERE state = 'claimed'").fetchall():
            self.allowed[row[0]] += 1
        self._end_tasks()
        self.database.close()
        self._commits_left = None
        self._start()

    def _end_tasks(self) -> None:
        tasks = list(self.tasks.values())
        for task in tasks:
            task.cancel()
        self.loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))

    def crash_at(self, boundary: int) -> None:
        """SIGKILL at the next transaction boundary but so many."""
        self._commits_left = boundary

    def close(self) -> None:
        self.dead = True
        with suppress(BaseException):
            self._end_tasks()
        self.database.close()
        self.loop.run_until_complete(self.loop.shutdown_asyncgens())
        self.loop.close()
        shutil.rmtree(self.folder)

    @contextmanager
    def _acting(self) -> Iterator[None]:
        """A synchronous act of the person, which a crash may cut short."""
        with suppress(Killed):
            yield
        self.settle()

    # --- the server and other devices ----------------------------------------------------------------------

    def someone_creates(self) -> str:
        self.created += 1
        rid = str(100 + self.created)
        self.server.put(rid, created=self.clock.now().plus(self.created / 1000))
        return rid

    def someone_edits(self, rid: str) -> None:
        self.server.put(rid, title=f"{self.server.rows[rid].title}'")

    def someone_reads(self, rid: str, *, read: bool = True) -> None:
        self.wishes.pop(rid, None)
        self.server.put(rid, read_at=self.clock.now() if read else None)

    def someone_deletes(self, rid: str) -> None:
        self.server.remove(rid)

    # --- the network ---------------------------------------------------------------------------------------

    def server_handles(self, number: int = 0) -> None:
        """A request arrives; its answer is on its way."""
        self.wire.calls[number].handle()

    def answer_arrives(self, number: int = 0) -> None:
        call = self.wire.calls[number]
        call.handle()
        before = self._read_state() if call.name.startswith(("list", "get")) else {}
        if call.problem is not None:
            call.answer.set_exception(call.problem)
        else:
            call.answer.set_result(call.result)
        self.settle()
        self.check_fence(call, before)
        if call.name.startswith("send read") and call.problem is None:
            self.confirmed[call.name.removeprefix("send read ")] = self.wire.time

    def fails(self, number: int, problem: Exception, *, arrived: bool = False) -> None:
        """A request or (with `arrived`) its answer is lost, or the server refuses it."""
        call = self.wire.calls[number]
        if arrived:
            call.handle()
        call.answer.set_exception(problem)
        self.settle()

    def stream_page(self, begin: int, length: int, order: int = 0) -> None:
        """Events that came together: from any point up to where we are (a replay), each maybe twice, in any order."""
        known = int(self._cursor() or 0)
        events = [event for event in self.server.history if event[0] > min(begin, known)][:length]
        if not events or self._cursor() is None:
            return
        last = events[-1][0]
        if order:
            events = events + events[:order]
            random.Random(order).shuffle(events)  # noqa: S311 - an order, not a secret
        page = Page(
            tuple(event[2] for event in events if event[2] is not None),
            gone=tuple(event[1] for event in events if event[2] is None and event[1] not in self.server.rows),
            cursor=str(last),
            news=True,
        )
        with suppress(Killed):
            self._round().store(page, fact_number(self.database.connection))
        self.settle()

    def _cursor(self) -> str | None:
        row = self.database.connection.execute("SELECT cursor FROM pull WHERE account = 'toy' AND filled = 1").fetchone()
        return row[0] if row else None

    # --- the engine's own motions --------------------------------------------------------------------------

    def _round(self) -> Round:
        return Round(self.database, self.connector, TERMS, self.clock, self._heard)

    def look(self, *, sweep: bool = False) -> None:
        filled = self.database.connection.execute("SELECT filled FROM pull").fetchone()[0]
        self._run("pull", self._look(sweep=bool(sweep and filled and needs_sweep(self.features))))
        self.settle()

    async def _look(self, *, sweep: bool) -> None:
        """Whatever was there when a look began is here when it has ended, unless rows moved under its pages (I2)."""
        there = set(self.server.rows)
        whole = sweep or self._cursor() is None
        if whole:
            self.server.shifted = False
        await self._round().pull(sweep=sweep)
        if not self.server.shifted or self.connector.versioned:
            known = {row[0] for row in self.database.connection.execute("SELECT rid FROM activity")}
            assert there & set(self.server.rows) <= known, f"a look did not find {there - known} (I2)"

    def send(self) -> None:
        sender = Sender(self.database, self.connector, TERMS, self.features, self.clock, self._heard)
        self._run("send", sender.send_ready())
        self.settle()

    def time_passes(self, seconds: float) -> None:
        self.clock.advance(seconds)
        with self._acting():
            back = self.snoozing.bring_back()
            self.excused.update(key.rid for key in back)
            self.allowed.update(key.rid for key in back)
            self.centre.poke()

    # --- the person ----------------------------------------------------------------------------------------

    def marks(self, rid: str, *, read: bool = True) -> None:
        self.excused.add(rid)
        life = self.lives
        with self._acting():
            was_unread = rid in self.unread()
            (self.desk.triage.mark_read if read else self.desk.triage.mark_unread)([Key("toy", rid)])
            if was_unread or not read:
                self.wishes[rid] = read
        if self.lives > life:
            self.wishes.pop(rid, None)  # killed before or after it was saved

    def deletes(self, rid: str) -> None:
        self.excused.add(rid)
        with self._acting():
            self.desk.editing.delete([Key("toy", rid)])

    def snoozes(self, rid: str, seconds: float = 100) -> None:
        self.excused.add(rid)
        with self._acting():
            self.desk.triage.snooze([Key("toy", rid)], self.clock.now().plus(seconds))

    def finishes(self, rid: str) -> None:
        self.excused.add(rid)
        self.wishes.pop(rid, None)
        with self._acting():
            self.desk.triage.finish([Key("toy", rid)])

    def undoes(self) -> None:
        self.wishes.clear()
        with self._acting():
            self.desk.undo()

    def redoes(self) -> None:
        self.excused.update(self.here())
        with self._acting():
            self.desk.redo()

    def retries(self) -> None:
        self.wishes.clear()
        with self._acting():
            self.desk.unsent.retry([Key("toy", rid) for rid in self.here()])

    def completes(self, rid: str) -> None:
        if Feature.COMPLETE in self.features:
            with self._acting():
                self.desk.editing.complete(Key("toy", rid))

    def writes(self) -> None:
        if Feature.CREATE in self.features:
            self.created += 1
            with self._acting():
                self.desk.editing.create("toy", {"title": f"Written {self.created}"})

    def visits(self, rendered: int) -> None:
        """The inbox was on the screen with everything up to an arrival number, and that is read now."""
        connection = self.database.connection
        wanted = {row[0] for row in connection.execute(
            "SELECT rid FROM activity WHERE unread = 1 AND shelf = 0 AND kept = 0 AND id <= ?", (rendered,)
        )}  # fmt: skip
        before = set(self.unread())
        self.excused |= wanted
        self.wishes = {rid: read for rid, read in self.wishes.items() if rid not in wanted}
        with self._acting():
            self.desk.triage.read_visit(FeedQuery(), rendered)
            marked = before - set(self.unread())
            assert marked == wanted, f"the visit marked {marked}, and not {wanted} (I18)"

    # --- what is there -------------------------------------------------------------------------------------

    def here(self) -> list[str]:
        """What the person sees, on any shelf."""
        rows = feed.page(self.database.connection, FeedQuery(Shelf.EVERYTHING), None, -1)
        return sorted((row.key.rid for row in rows), key=int)

    def unread(self) -> list[str]:
        rows = self.database.connection.execute("SELECT rid FROM activity WHERE unread = 1")
        return sorted((row[0] for row in rows), key=int)

    def waiting(self) -> int:
        return outbox.count(self.database.connection, "toy")

    def newest_arrival(self) -> int:
        row = self.database.connection.execute("SELECT max(id) FROM activity").fetchone()
        return int(row[0] or 0)

    def _is_unread(self, key: Key) -> bool:
        row = self.database.connection.execute(
            "SELECT 1 FROM activity WHERE account = ? AND rid = ? AND unread = 1 AND shelf = 0", key
        )
        return row.fetchone() is not None

    def _claimed_with(self, tag: str) -> list[Key]:
        """Whom a call that is being made tells of."""
        rows = self.database.connection.execute("SELECT account, rid FROM ledger WHERE tag = ? AND state = 'claimed'", (tag,))
        return [Key(row[0], row[1]) for row in rows]

    def _read_state(self) -> dict[str, int]:
        return {row[0]: row[1] for row in self.database.connection.execute("SELECT rid, unread FROM activity WHERE gone = 0")}

    # --- coming to rest ------------------------------------------------------------------------------------

    def quiesce(self) -> None:
        """Faults end, the world stands still, everything runs to its end; then all promises hold."""
        self._commits_left = None
        for _ in range(8):
            self.time_passes(400)
            self.look(sweep=True)
            self.send()
            self._let_all_through()
        self.look(sweep=True)
        self._let_all_through()
        self.check()
        self.check_convergence()
        self.check_announcements()

    def _let_all_through(self) -> None:
        for _ in range(1000):
            if not self.wire.calls:
                return
            self.answer_arrives(0)
            self.check()
        raise AssertionError("it never comes to rest")


VARIANTS = {"versioned": (FULL, True), "bare": (BARE, True), "silent": (BARE, False)}
"""Servers: with versions and changes; with nothing but a list; the same, and its answers to changes are empty."""
