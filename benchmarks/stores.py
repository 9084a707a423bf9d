"""How does a profile with a million activities come about in a minute? Straight into the store, from some thousand varied ones.

Such a profile is kept between runs, in a folder named after its size and the schema. Its account's server does not exist.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec

from activity_desktop.crm.contract import BadRecord, Capabilities, Feature
from activity_desktop.crm.fluid.translate import translate
from activity_desktop.local_server import story
from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.moment import MICROSECONDS, Instant
from activity_desktop.operations.proved import capabilities_out
from activity_desktop.store import accounts, activities, database, preparing, rows
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.database import Database
from activity_desktop.store.preparing import prepare

from .parts import Bench

ACCOUNT = "bench"
FINGERPRINT = "ACTIVITY_BENCH_STORE"
"""The variable that says which profiles a run uses."""
DIFFERENT = 5000
"""So many different activities; the others repeat their words at other times."""
PER_TRANSACTION = 5000
NOBODY = "http://127.0.0.1:9"
NEWEST_US = Instant.parse("2026-01-05T09:00:00Z").us
APART = 97 * MICROSECONDS
UNREAD_EVERY = 20
SETTINGS = {"state.onboarded": True, "reading.mark_read": "manual"}


def profile_with(bench: Bench, count: int, *, all_unread: bool = False) -> Path:
    """A profile with so many activities; one in twenty is unread, or all of the Fluid account's are."""
    name = f"{count}{'-unread' if all_unread else ''}-{fingerprint()}"
    ready = bench.stores / name
    if not ready.exists():
        _forget_outdated(bench.stores, name)
        making = bench.stores / f"{name}.part"
        shutil.rmtree(making, ignore_errors=True)
        for folder in ("data", "config"):
            (making / folder).mkdir(parents=True)
        (making / "config" / "settings.json").write_text(json.dumps(SETTINGS), "utf-8")
        fill(making / "data" / "activity.db", count, unread_every=1 if all_unread else UNREAD_EVERY)
        making.rename(ready)
    return ready


def fingerprint() -> str:
    """Another one when the store's code has changed. A run keeps the one that it began with, in its environment."""
    begun_with = os.environ.get(FINGERPRINT)
    if begun_with:
        return begun_with
    code = b"".join(Path(module.__file__ or "").read_bytes() for module in (activities, database, preparing, rows))
    code += b"".join(sorted(script.read_bytes() for script in Path(database.__file__ or "").parent.glob("migrations/*.sql")))
    return hashlib.blake2b(code, digest_size=4).hexdigest()


def store_of(profile: Path) -> Path:
    return profile / "data" / "activity.db"


def _forget_outdated(stores: Path, name: str) -> None:
    """Profiles of the same size that an earlier version of the code made."""
    for old in stores.glob(f"{name.rpartition('-')[0]}-????????*"):
        if old.name.count("-") == name.count("-"):
            shutil.rmtree(old)


def fill(path: Path, count: int, *, unread_every: int) -> None:
    """A store with `count` activities of one account, the newest first as a walk would bring them."""
    store = Database(path)
    connection = store.connection
    connection.execute("PRAGMA cache_size = -200000")
    can = Capabilities(frozenset({Feature.READ_STATE, Feature.GET, Feature.DELETE}))
    with store.write() as writing:
        accounts.add(writing, Account(id=ACCOUNT, system="fluid", name="Bench", url=NOBODY, capabilities=capabilities_out(can)))
        accounts.set_pulled(writing, ACCOUNT, filled=1, solid=count)
    numbered = enumerate(itertools.islice(itertools.cycle(list(_different())), count))
    while some := list(itertools.islice(numbered, PER_TRANSACTION)):
        arrivals = [_arrival(number, activity, unread_every) for number, activity in some]
        with store.write(waits_for_disk=False) as writing:
            activities.insert(writing, arrivals, Instant(NEWEST_US))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    store.close()


def _arrival(number: int, activity: Activity, unread_every: int) -> Arrival:
    created = Instant(NEWEST_US - number * APART)
    one = msgspec.structs.replace(activity, key=Key(ACCOUNT, str(number)), created=created)
    return Arrival(prepare(one), None if number % unread_every == 0 else created.us)


def _different() -> Iterator[Activity]:
    """The embedded server's story, as Fluid would tell it."""
    for number, draft in enumerate(story.past(7, DIFFERENT, NEWEST_US)):
        record = {name: value for name, value in draft.items() if not name.endswith("_us")}
        found = translate(msgspec.json.encode({"id": number, **record}), ACCOUNT)
        assert not isinstance(found, BadRecord)
        yield found
