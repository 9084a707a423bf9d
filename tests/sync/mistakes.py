"""Which mistakes would break the promises? Each is one function of the engine, written wrongly on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from msgspec import structs

from activity_desktop.model.activity import Activity, Key
from activity_desktop.notify.centre import Centre
from activity_desktop.notify.withdrawing import Withdrawing
from activity_desktop.operations.marking import Marker
from activity_desktop.operations.triage import Triage
from activity_desktop.store import accounts, activities, ledger, outbox
from activity_desktop.store.database import Connection
from activity_desktop.store.facts import Missed
from activity_desktop.store.outbox import Waiting
from activity_desktop.sync import absence, ingest, plan
from activity_desktop.sync import outbox as sending
from activity_desktop.sync import round as looking

Patch = pytest.MonkeyPatch


@dataclass(frozen=True)
class Mistake:
    """`variant`: the server on which it shows."""

    name: str
    variant: str
    make: Callable[[Patch], None]


MISTAKES: list[Mistake] = []


def mistake(variant: str) -> Callable[[Callable[[Patch], None]], Callable[[Patch], None]]:
    def add(make: Callable[[Patch], None]) -> Callable[[Patch], None]:
        MISTAKES.append(Mistake(make.__name__, variant, make))
        return make

    return add


# --- taking in what a server says ---------------------------------------------------------------------------


@mistake("versioned")
def no_version_guard(patch: Patch) -> None:
    """A replayed event replaces a newer one."""
    patch.setattr(plan, "_stale", lambda known, new, setting: known.gone == 1 and known.fact > setting.begin)


@mistake("bare")
def no_fact_guard(patch: Patch) -> None:
    """A list from before a confirmed mark undoes it."""
    patch.setattr(plan, "_stale", lambda known, new, setting: known.gone == 1 and known.fact > setting.begin)


@mistake("silent")
def assumed_without_a_fact(patch: Patch) -> None:
    """A mark whose answer was empty is stored like anything else."""

    def assume(connection: Connection, key: Key, read_us: int | None) -> None:
        for id_ in activities.ids_of(connection, [key]):
            activities.set_read(connection, id_, read_us)

    patch.setattr(sending, "assume_read", assume)


@mistake("versioned")
def answers_bring_back_the_deleted(patch: Patch) -> None:
    """The answer to a mark arrives after the activity was deleted."""
    take = ingest.take_fact
    patch.setattr(sending, "take_fact", lambda connection, new, terms, begin, clock: take(connection, new, terms, 10**9, clock))


@mistake("versioned")
def the_last_of_a_page_wins(patch: Patch) -> None:
    """Two facts about one activity in one page, in whatever order."""
    patch.setattr(ingest, "_all_activities", lambda page, account: list(page.activities))


@mistake("versioned")
def deleted_here_hears_nothing(patch: Patch) -> None:
    """What happens to an activity between its deletion and the undo of it is skipped."""
    decide = plan.decide

    def deaf(known: Any, new: Any, setting: Any) -> plan.Decision:
        return plan.Decision(plan.Do.IGNORE) if known and known.gone == 2 else decide(known, new, setting)

    patch.setattr(ingest, "decide", deaf)


@mistake("versioned")
def cursor_before_rows(patch: Patch) -> None:
    """The cursor has a transaction of its own, before the rows."""
    take_in = ingest.take_in

    def in_two(database: Any, page: Any, terms: Any, begin: int, clock: Any) -> Any:
        if page.cursor is not None:
            with database.write() as connection:
                accounts.set_pulled(connection, terms.account, cursor=page.cursor)
        return take_in(database, page, terms, begin, clock)

    patch.setattr(looking, "take_in", in_two)


@mistake("versioned")
def ledger_after_rows(patch: Patch) -> None:
    """What is new is entered into the ledger in a transaction of its own, after the rows."""
    take_in, enter = ingest.take_in, ledger.enter
    waiting: list[tuple[list[Key], Any]] = []

    def in_two(database: Any, page: Any, terms: Any, begin: int, clock: Any) -> Any:
        waiting.clear()
        taken = take_in(database, page, terms, begin, clock)
        with database.write() as connection:
            for keys, now in waiting:
                enter(connection, keys, now)
        return taken

    patch.setattr(ledger, "enter", lambda connection, keys, now: waiting.append((list(keys), now)))
    patch.setattr(looking, "take_in", in_two)


@mistake("versioned")
def old_ones_are_news(patch: Patch) -> None:
    """The first fill announces what was there long before."""
    at_arrival = plan._at_arrival
    patch.setattr(plan, "_at_arrival", lambda new, setting: (at_arrival(new, setting)[0], True))


@mistake("bare")
def walk_not_solid(patch: Patch) -> None:
    """A page that an interrupted walk stored is taken for the end of the news."""
    store_all = ingest._store_all

    def trusting(connection: Any, prepared: Any, setting: Any, solid: int, terms: Any, result: Any) -> None:
        store_all(connection, prepared, setting, 10**9, terms, result)

    patch.setattr(ingest, "_store_all", trusting)


@mistake("bare")
def absence_believed_at_once(patch: Patch) -> None:
    """One walk missed it, so it is gone."""

    async def gone(self: Any, missed: Missed) -> bool:
        return True

    patch.setattr(absence, "MISSING_BEFORE_GONE", 1)
    patch.setattr(absence.Absence, "is_certain", gone)


@mistake("versioned")
def interrupted_fill_leaves_ghosts(patch: Patch) -> None:
    """What was deleted between two halves of a first fill stays for ever."""
    patch.setattr(absence.Absence, "note", lambda self, seen, newest_before: None)


# --- sending what the person wants --------------------------------------------------------------------------


@mistake("versioned")
def no_inflight_reset(patch: Patch) -> None:
    """What was being sent when the process died is never sent again."""
    patch.setattr(outbox, "reset", lambda connection, ops=None: None)
    patch.setattr(outbox, "take_up_abandoned", lambda connection, account, now: None)


@mistake("versioned")
def drop_overlay_any_gen(patch: Patch) -> None:
    """An old mark's answer takes the newer wish away."""

    def drop(connection: Connection, waiting: Waiting) -> None:
        ids = activities.ids_of(connection, [waiting.key])
        connection.executemany("DELETE FROM overlay WHERE activity = ?", ((id_,) for id_ in ids))
        activities.derive_unread(connection, ids)

    patch.setattr(outbox, "drop_overlay", drop)


@mistake("versioned")
def coalesce_attempted(patch: Patch) -> None:
    """A newer mark replaces one that may be on its way already."""
    add_marks = outbox.add_marks

    def add_over(connection: Connection, keys: Sequence[Key], operation: Any, now: Any) -> None:
        connection.executemany("DELETE FROM outbox WHERE account = ? AND rid = ?", keys)
        add_marks(connection, keys, operation, now)

    patch.setattr(outbox, "add_marks", add_over)


@mistake("versioned")
def no_order(patch: Patch) -> None:
    """A newer mark does not wait for the older one."""

    def ready(connection: Connection, account: str, now: Any, limit: int) -> list[Waiting]:
        waiting = [w for w in outbox.all_waiting(connection, account) if w.state == "pending" and w.not_before.us <= now.us]
        return waiting[::-1][:limit]

    patch.setattr(outbox, "ready", ready)


@mistake("versioned")
def refused_ones_block(patch: Patch) -> None:
    """A later change of the same activity waits for one that was refused."""
    ready = outbox.ready

    def behind(connection: Connection, account: str, now: Any, limit: int) -> list[Waiting]:
        parked = {w.key for w in outbox.all_waiting(connection, account) if w.state == "parked"}
        return [w for w in ready(connection, account, now, limit) if w.key not in parked]

    patch.setattr(outbox, "ready", behind)


@mistake("versioned")
def create_blindly(patch: Patch) -> None:
    """A create whose answer was lost is simply sent again."""

    async def none(self: Any, request: Any) -> Activity | None:
        return None

    patch.setattr("sync.world.Connector.find_created", none)


@mistake("versioned")
def undo_forgets_the_outbox(patch: Patch) -> None:
    """A mark changes the screen in one transaction and is queued in another."""

    def in_two(self: Any, keys: Sequence[Key], at_us: int | None, kept: int) -> None:
        with self._tools.database.write() as connection:
            for id_ in activities.ids_of(connection, keys):
                connection.execute("INSERT OR REPLACE INTO overlay VALUES (?, ?, 1)", (id_, at_us))
                activities.derive_unread(connection, [id_])

    patch.setattr(Triage, "_store_read", in_two)


@mistake("versioned")
def feed_race(patch: Patch) -> None:
    """What arrived after the list was drawn is marked with it."""
    read = Marker.read
    patch.setattr(Marker, "read", lambda self, wanted: read(self, structs.replace(wanted, up_to=1_000_000)))


@mistake("versioned")
def pins_are_read_too(patch: Patch) -> None:
    """Looking at the inbox reads what was kept unread."""
    read = Marker.read
    patch.setattr(Marker, "read", lambda self, wanted: read(self, structs.replace(wanted, spare_kept=False)))


# --- telling the person -------------------------------------------------------------------------------------


@mistake("versioned")
def notify_after_mark(patch: Patch) -> None:
    """Called shown before the desktop was asked."""
    claim = ledger.claim

    def too_early(connection: Connection, keys: Iterable[Key], session: str, tag: str, now: Any) -> None:
        keys = list(keys)
        claim(connection, keys, session, tag, now)
        connection.executemany("UPDATE ledger SET state = 'shown' WHERE account = ? AND rid = ?", keys)

    patch.setattr(ledger, "claim", too_early)


@mistake("versioned")
def doubt_forgotten(patch: Patch) -> None:
    """What was claimed when the process died is never looked at again."""
    patch.setattr(ledger, "release_doubtful", lambda connection, session: None)


@mistake("versioned")
def doubt_without_end(patch: Patch) -> None:
    """What is in doubt is raised again as often as the process dies over it."""
    patch.setattr(ledger, "TRIES", 1000)


@mistake("versioned")
def refusal_forgotten(patch: Patch) -> None:
    """What the desktop refused stays claimed."""
    patch.setattr(ledger, "release", lambda connection, keys, reason: None)


@mistake("versioned")
def announced_at_every_start(patch: Patch) -> None:
    """A start releases what was shown, too."""
    patch.setattr(
        ledger,
        "release_doubtful",
        lambda connection, session: connection.execute("UPDATE ledger SET state = 'due' WHERE state = 'shown'"),
    )


@mistake("versioned")
def judged_long_before(patch: Patch) -> None:
    """All that is due is judged first, and raised one after the other."""

    async def look(self: Any) -> None:
        changes, self._unsettled = self._unsettled, []
        await self.withdrawing.changed(changes)
        for row, verdict in self._judging.to_raise():
            await self._raising.single(row, verdict)

    patch.setattr(Centre, "_look", look)


@mistake("versioned")
def nothing_is_withdrawn(patch: Patch) -> None:
    """A popup outlives its news."""

    async def withdraw(self: Any, keys: Any) -> None:
        pass

    patch.setattr(Withdrawing, "settled", withdraw)
