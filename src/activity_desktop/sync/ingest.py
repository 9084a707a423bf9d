"""How is a page of a server's answer stored? In one transaction: rows, ledger and cursor together, or nothing.

A cursor is therefore never ahead of what it stands for, whatever kills the process when.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..crm.contract import BadRecord, Page
from ..model.activity import Activity, Key
from ..model.clock import Clock
from ..model.moment import Instant
from ..store import accounts, activities, ledger, naming, outbox, own_types, shelves, stations
from ..store.activities import Arrival, Known
from ..store.database import Connection, Database
from ..store.facts import next_fact, not_known_gone
from ..store.preparing import Prepared, prepare
from .plan import Do, Setting, believable, decide

MOST_ASIDE_OF_A_PAGE = 100
"""Unreadable records that are kept: of a server that sends nothing else, the first few tell enough."""


@dataclass(slots=True)
class Ingested:
    """What a page changed. `all_solid`: every activity on it was known from a walk that came to its end, and is unchanged."""

    arrived: list[Key] = field(default_factory=list)
    changed: list[Key] = field(default_factory=list)
    removed: list[Key] = field(default_factory=list)
    announced: int = 0
    seen: list[int] = field(default_factory=list)
    all_solid: bool = True

    def add(self, other: Ingested) -> None:
        """What another part of the same page changed."""
        self.arrived += other.arrived
        self.changed += other.changed
        self.removed += other.removed
        self.announced += other.announced
        self.seen += other.seen
        self.all_solid = self.all_solid and other.all_solid

    @property
    def anything(self) -> bool:
        return bool(self.arrived or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Terms:
    """What is true of the account, apart from the page."""

    account: str
    server_reads: bool
    user_id: str
    source: str
    """How the page came: `stream`, `poll`, `answer` …, for the trace."""


def take_in(database: Database, page: Page, terms: Terms, begin: int, clock: Clock) -> Ingested:
    """Store a page. `begin` is `fact_number` from before its request was sent.

    It does not wait for the disk: what a power cut takes, cursor included, the server tells again, and no announcement
    is remembered before what it tells of is on the disk.
    """
    named = naming.fill_in(database.connection, _all_activities(page, terms.account))
    prepared = {p.activity.key.rid: p for p in map(prepare, named)}
    now = clock.now()
    result = Ingested()
    with database.write(waits_for_disk=False) as connection:
        linked_us = accounts.linked_us(connection, terms.account)
        if linked_us is None:
            return result
        pulled = accounts.pulled(connection, terms.account)
        setting = Setting(terms.server_reads, not pulled.filled, Instant(linked_us), terms.user_id, now, begin)
        _store_all(connection, prepared, setting, pulled.solid, terms, result)
        result.removed += take_gone(connection, [Key(terms.account, rid) for rid in page.gone])
        _keep_aside(connection, terms.account, page.unreadable, now)
        if page.cursor is not None:
            accounts.set_pulled(connection, terms.account, cursor=page.cursor)
        if page.place is not None and not pulled.filled:
            accounts.set_pulled(connection, terms.account, place=page.place)
    return result


def take_fact(connection: Connection, activity: Activity, terms: Terms, begin: int, clock: Clock) -> None:
    """Store what a server answered to a change of ours: a confirmed fact that older answers never undo.

    `begin` is `fact_number` from before the request: what has been deleted since does not come back by its answer.
    """
    (activity,) = naming.fill_in(connection, [activity])
    prepared = prepare(activity)
    known = activities.known(connection, activity.key.account, [activity.key.rid]).get(activity.key.rid)
    fact = next_fact(connection)
    own_types.note(connection, [activity])
    if known is None:
        server_read = activity.read_at.us if activity.read_at else None
        read = server_read if terms.server_reads else clock.now().us
        activities.insert(connection, [Arrival(prepared, read)], clock.now())
        ledger.enter(connection, [activity.key], clock.now())
        ledger.settle(connection, activity.key, "suppressed", "written here", clock.now())
        return
    if _older(known, activity, clock.now()) or (known.gone == 1 and known.fact > begin):
        return
    activities.update(connection, known.id, prepared, fact=fact)
    read_us = (activity.read_at.us if activity.read_at else None) if terms.server_reads else known.read_us
    activities.set_read(connection, known.id, read_us, fact=fact)


def take_look(connection: Connection, activity: Activity, terms: Terms, begin: int, clock: Clock) -> None:
    """Store one activity that was asked for by name, unless something was confirmed after the question."""
    known = activities.known(connection, activity.key.account, [activity.key.rid]).get(activity.key.rid)
    if known is None or known.fact <= begin:
        take_fact(connection, activity, terms, begin, clock)


def _older(known: Known, activity: Activity, now: Instant) -> bool:
    """Something newer than this answer has already come, by a stream that was faster."""
    if known.version is None or activity.version is None or not believable(known.version, now):
        return False
    return activity.version < known.version


def assume_read(connection: Connection, key: Key, read_us: int | None) -> None:
    """The server took a mark and echoed nothing: what was asked is the fact.

    What the row last heard from the server is forgotten with it, so that the next answer is compared anew.
    """
    fact = next_fact(connection)
    for id_ in activities.ids_of(connection, [key]):
        activities.set_read(connection, id_, read_us, fact=fact)
        activities.forget_hash(connection, id_)


def take_gone(connection: Connection, keys: Sequence[Key]) -> list[Key]:
    """These are deleted on the server: a fact, with which all that was wanted of them ends. Gives those that were here."""
    left: list[Key] = []
    for key in keys:
        id_ = not_known_gone(connection, key)
        if id_ is not None:
            activities.set_gone(connection, [id_], 1, fact=next_fact(connection))
            outbox.drop_all_of(connection, key)
            left.append(key)
    return left


def _all_activities(page: Page, account: str) -> list[Activity]:
    """The readable ones, and a stand-in for each unreadable one that at least has an identifier.

    Of several facts about one activity the newest version stands last, and counts; without versions the page's order does.
    """
    stand_ins = [
        Activity(key=Key(account, bad.rid), title=f"Activity {bad.rid}", raw=bad.raw, unreadable=True)
        for bad in page.unreadable
        if bad.rid
    ]
    return [*stand_ins, *sorted(page.activities, key=lambda activity: activity.version or 0)]


def _store_all(
    connection: Connection, prepared: dict[str, Prepared], setting: Setting, solid: int, terms: Terms, result: Ingested
) -> None:
    known = activities.known(connection, terms.account, list(prepared))
    arrivals: list[Arrival] = []
    news: list[Key] = []
    for rid, new in prepared.items():
        old = known.get(rid)
        decision = decide(old, new, setting)
        match decision.do:
            case Do.INSERT | Do.ANOTHER:
                if old:
                    _forget_namesake(connection, new.activity.key, old)
                arrivals.append(Arrival(new, decision.read_us))
                result.arrived.append(new.activity.key)
                if decision.announce:
                    news.append(new.activity.key)
            case Do.UPDATE if old:
                activities.update(connection, old.id, new)
                _read_elsewhere(connection, old.id, decision.read_us)
                result.changed.append(new.activity.key)
            case Do.REMOVE if old:
                result.removed += take_gone(connection, [new.activity.key])
            case Do.SAME if old and new.activity.version is not None:
                activities.newer_version(connection, old.id, new.activity.version)
        if old and decision.do is not Do.ANOTHER:
            result.seen.append(old.id)
        if decision.do is not Do.SAME or (old and old.id > solid):
            result.all_solid = False
    activities.still_there(connection, result.seen)
    result.seen += activities.insert(connection, arrivals, setting.now)
    ledger.enter(connection, news, setting.now)
    stations.note(connection, news, "stored", f"came by {terms.source}", setting.now)
    own_types.note(connection, (new.activity for new in prepared.values()))
    result.announced = len(news)


def _forget_namesake(connection: Connection, key: Key, old: Known) -> None:
    """The server has given the name of an activity to another one; what was wanted of the old one cannot be had any more."""
    outbox.drop_all_of(connection, key)
    activities.forget(connection, old.id)
    ledger.forget(connection, key)


def _read_elsewhere(connection: Connection, id_: int, read_us: int | None) -> None:
    """A read time from the server. It ends "kept" only when it is later than the moment of keeping."""
    if read_us is not None and shelves.end_keeping(connection, id_, read_us):
        activities.drop_local_wish(connection, id_)
    activities.set_read(connection, id_, read_us)


def _keep_aside(connection: Connection, account: str, bad: Sequence[BadRecord], now: Instant) -> None:
    if bad:
        from ..store import quarantine  # most servers never send such a record, and need not be ready for one

        quarantine.keep(connection, account, [(one.rid, one.error, one.raw) for one in bad[:MOST_ASIDE_OF_A_PAGE]], now)
