"""What may a hostile server put into a record? Every system, every field, values that no server sends, into a real database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from activity_desktop.crm import registry
from activity_desktop.crm.contract import Page
from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.clock import SystemClock
from activity_desktop.model.feed import Detail
from activity_desktop.store import accounts, feed
from activity_desktop.store.accounts import Account
from activity_desktop.store.database import Database
from activity_desktop.sync.ingest import Terms, take_in
from activity_desktop.ui import times
from crm.playback import Case, Heard, cases, pull

ACCOUNT = "acc"
PLACE = "@@hostile@@"
HOSTILE = {
    "a number of thirty digits": "1" * 30,
    "a negative one": "-" + "9" * 30,
    "four hundred digits": "1" * 400,
    "a great many digits": "1" * 30_000,
    "as many with a point": "1" * 30_000 + ".5",
    "not a number": "NaN",
    "infinity": "-Infinity",
    "out of every range": "1e999999",
    "the last moment": '"9999-12-31T23:59:59.999999-12:00"',
    "the first moment": '"0001-01-01T00:00:00+14:00"',
    "the last day": '"9999-12-31"',
    "the first day": '"0001-01-01"',
    "half a character": r'"\ud800 \udfff"',
    "nothing visible": r'"\u0000\u202e\u200b\ufeff\u001b]52;c;aGk=\u0007"',
    "a long text": '"' + "x" * 30_000 + '"',
    "a long word in many objects": '{"a":' * 40 + '"x"' + "}" * 40,
    "a number for a key": '{"1": {"id": 99999999999999999999999999}}',
}


@pytest.fixture(params=registry.names())
def case(request: pytest.FixtureRequest) -> Case:
    """A system's recorded conversation with every field filled."""
    return next(found for found in cases(request.param) if found.name == "every_field")


def told(case: Case, records: list[Any], value: str = "null") -> Heard:
    """What the connector makes of these records, with a raw piece of JSON at each place that is marked."""
    answers = case.filled(records)
    mark = json.dumps(PLACE).encode()
    return pull(case, {request: body.replace(mark, value.encode()) for request, body in answers.items()})


def numbered(case: Case, number: Any, **fields: Any) -> dict[str, Any]:
    return {**case.records[0], **fields, case.id_field: number}


def stored(folder: Path, system: str, pages: list[Page]) -> list[Activity]:
    """Take the pages in as a session does, and read everything back as the window does."""
    database = Database(folder / "activity.db")
    try:
        with database.write() as connection:
            accounts.add(connection, Account(id=ACCOUNT, system=system, name="A", url="https://a.example"))
        for page in pages:
            take_in(database, page, Terms(ACCOUNT, False, "", "poll"), 0, SystemClock())
        rows = database.connection.execute("SELECT rid FROM activity").fetchall()
        keys = [Key(ACCOUNT, row[0]) for row in rows]
        details = [feed.detail(database.connection, key, local_read_state=True) for key in keys]
        return [_shown(detail) for detail in details if detail is not None]
    finally:
        database.close()


def _shown(detail: Detail) -> Activity:
    """Every time of an activity must be one that a screen can show."""
    now = SystemClock().now()
    times.in_detail(detail.activity.feed_time, now)
    times.in_detail(detail.row.time, now)
    times.due(detail.activity.starts, now)
    times.due(detail.activity.ends, now)
    if detail.activity.updated is not None:
        times.changed(detail.activity.updated, now)
    return detail.activity


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_value_in_every_field_costs_at_most_its_own_record(case: Case, value: str, tmp_path: Path) -> None:
    """The records around it arrive and are stored, and the hostile one is at least kept by its name."""
    fields = [name for name in case.records[0] if name != case.id_field]
    hostile = numbered(case, 2, **dict.fromkeys(fields, PLACE))
    heard = told(case, [numbered(case, 1), hostile, numbered(case, 3)], value)
    assert {"1", "3"} <= {activity.key.rid for activity in stored(tmp_path, case.system, heard.pages)}
    assert "2" in {*heard.activities, *(bad.rid for bad in heard.unreadable)}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_value_in_one_field_costs_that_field(case: Case, value: str, tmp_path: Path) -> None:
    """Field by field: the activity itself arrives, whatever one of its fields holds."""
    fields = [
        name for name in case.records[0] if name != case.id_field and not name.lower().startswith(("deleted", "is_deleted"))
    ]
    if len(value) > 1000:
        fields = fields[:4]  # the same code reads them all, and a page has its limits
    records = [numbered(case, number, **{name: PLACE}) for number, name in enumerate(fields, start=100)]
    heard = told(case, records, value)
    found = stored(tmp_path, case.system, heard.pages)
    assert {activity.key.rid for activity in found if not activity.unreadable} >= {str(100 + n) for n in range(len(fields))} - {
        bad.rid for bad in heard.unreadable
    }
    assert len(found) + len(heard.unreadable) >= len(fields)


@pytest.mark.parametrize("value", [*HOSTILE.values(), "true", "[1]", '""', "0", "-1", '"../../etc"', '"a/b?c#d"'])
def test_a_hostile_identifier_never_stops_the_others(case: Case, value: str, tmp_path: Path) -> None:
    """Numbers that no database holds, texts that are paths, or none at all."""
    heard = told(case, [numbered(case, 1), numbered(case, PLACE), numbered(case, 3)], value)
    assert {"1", "3"} <= {activity.key.rid for activity in stored(tmp_path, case.system, heard.pages)}


def test_an_identifier_that_comes_many_times_is_one_activity(case: Case, tmp_path: Path) -> None:
    """As a number, as a text and as a number with a point, on one page."""
    heard = told(case, [numbered(case, 7), numbered(case, "7"), numbered(case, PLACE), numbered(case, 8)], "7.0")
    assert sorted(activity.key.rid for activity in stored(tmp_path, case.system, heard.pages)) == ["7", "8"]
