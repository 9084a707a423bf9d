"""Is a person reminded of what is due once for each time it is due, quietly, and is that taken back?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

from activity_desktop.model.activity import Activity, Key, Kind
from activity_desktop.model.changes import ActivitiesChanged, Announced, Change, How
from activity_desktop.model.clock import SystemClock
from activity_desktop.model.moment import Day, Instant, Moment
from activity_desktop.native.notifier import Notice
from activity_desktop.notify.centre import Centre
from activity_desktop.notify.due_reminders import DueReminders
from activity_desktop.settings import definitions as choose
from activity_desktop.settings.file import Settings
from activity_desktop.store import accounts, activities, stations
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.database import Database
from activity_desktop.store.preparing import prepare
from notify.test_centre import Desktop, live, until

NOON = Instant.parse("2026-03-02T12:00:00Z")
MINUTE, HOUR = 60.0, 3600.0


class SetClock(SystemClock):
    """Shows what it was set to."""

    at = NOON

    def now(self) -> Instant:
        return self.at


@dataclass
class Desk:
    """A computer with one account, whose time is set by hand."""

    database: Database
    desktop: Desktop = field(default_factory=Desktop)
    settings: Settings = field(default_factory=Settings)
    clock: SetClock = field(default_factory=SetClock)
    told: list[Change] = field(default_factory=list)
    centre: Centre | None = None

    def program(self) -> DueReminders:
        """One start of the program, which looks at once."""
        self.centre = Centre(self.database, self.desktop, self.settings, self.clock, self.told.append, lambda _: None)
        reminders = DueReminders(self.database, self.settings, self.clock, self.told.append)
        reminders.remind()
        return reminders

    def put(self, rid: str, starts: Moment, *, read: bool = True, **values: object) -> Key:
        """An activity that has been here for an hour, and was looked at."""
        key = Key("toy", rid)
        new = Activity(key=key, kind=Kind.CALL, title=f"Call {rid}", done=False, created=self.clock.at, starts=starts, **values)  # type: ignore[arg-type]  # fields by name
        arrived = self.clock.at.plus(-HOUR)
        with self.database.write() as connection:
            activities.insert(connection, [Arrival(prepare(new), arrived.us if read else None)], arrived)
        return key

    def later(self, seconds: float, reminders: DueReminders) -> list[Key]:
        self.clock.at = self.clock.at.plus(seconds)
        return reminders.remind()

    def shown(self, keys: list[Key]) -> list[Notice]:
        """What pops up when this is told of."""
        centre = self.centre
        assert centre is not None

        async def story() -> None:
            centre.heard(ActivitiesChanged(changed=tuple(keys)))
            await until(lambda: self._settled(keys))

        live(centre, story)
        return self.desktop.posted

    def _settled(self, keys: list[Key]) -> bool:
        return not {"due", "claimed"} & {self.state(key) for key in keys}

    def state(self, key: Key) -> str:
        row = self.database.connection.execute("SELECT state FROM ledger WHERE account = ? AND rid = ?", key).fetchone()
        return row[0] if row else ""

    def change(self, sql: str) -> None:
        with self.database.write() as connection:
            connection.execute(sql)
            activities.derive_unread(connection, [row[0] for row in connection.execute("SELECT id FROM activity").fetchall()])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    database = Database(tmp_path / "activity.db")
    with database.write() as connection:
        accounts.add(connection, Account(id="toy", system="pipedrive", name="Toy", url="http://127.0.0.1", linked_us=0))
    yield Desk(database)
    database.close()


@pytest.fixture
def paris(travel: Callable[[str], None]) -> None:
    """Where it is 13:00 at that noon."""
    travel("Europe/Paris")


@pytest.mark.usefixtures("paris")
def test_what_is_due_is_told_of_at_its_time_and_unread_until_looked_at(desk: Desk) -> None:
    """Title, when, the two buttons, and no sound; the ledger and the trace say why (I37)."""
    reminders = desk.program()
    key = desk.put("1", NOON.plus(HOUR), body="Ask for the sheet")
    assert desk.later(HOUR - 1, reminders) == []
    assert desk.later(1, reminders) == [key]
    (notice,) = desk.shown([key])
    assert (notice.title, notice.body) == ("Call 1", "Call, due today at 14:00 · Ask for the sheet")
    assert ([button.id for button in notice.buttons], notice.silent) == (["done", "snooze"], True)
    (row,) = desk.database.connection.execute("SELECT unread, kept FROM activity").fetchall()
    assert tuple(row) == (1, 0)
    noted = [station.name for station in stations.of_activity(desk.database.connection, key)]
    assert noted == ["reminder", "announced"]


def test_one_reminder_for_each_due_time_whatever_happens(desk: Desk) -> None:
    """Also after a sleep over it, a restart, a clock set back, and another lead time; moved to later, once more then (I37)."""
    desk.settings.set(choose.REMIND, 15)
    reminders = desk.program()
    key = desk.put("1", NOON.plus(HOUR))
    assert desk.later(8 * HOUR, reminders) == [key]
    assert desk.later(MINUTE, reminders) == []
    again = desk.program()
    desk.settings.set(choose.REMIND, 0)
    assert desk.later(-10 * HOUR, again) == []
    assert desk.later(12 * HOUR, again) == []
    moved = Activity(key=key, title="Call 1", done=False, created=NOON, starts=desk.clock.at.plus(HOUR))
    with desk.database.write() as connection:
        activities.update(connection, activities.ids_of(connection, [key])[0], prepare(moved))
    assert desk.later(2 * HOUR, again) == [key]
    assert desk.later(2 * HOUR, again) == []


def test_a_start_catches_up_with_what_came_due_while_the_program_was_closed(desk: Desk) -> None:
    """But not with what was over before it was known here, nor with the past of an account (I37)."""
    old = desk.put("old", NOON.plus(-48 * HOUR))
    desk.program()
    missed = desk.put("missed", NOON.plus(HOUR))
    desk.clock.at = NOON.plus(5 * HOUR)
    late = desk.put("logged", NOON.plus(2 * HOUR))
    reminders = DueReminders(desk.database, desk.settings, desk.clock, desk.told.append)
    assert reminders.remind() == [missed]
    assert (desk.state(old), desk.state(late)) == ("", "")


@pytest.mark.usefixtures("paris")
def test_of_a_whole_day_one_is_reminded_in_the_morning_there(desk: Desk) -> None:
    """At nine o'clock, wherever one is then (I37)."""
    desk.clock.at = Instant.parse("2026-03-01T20:00:00Z")
    reminders = desk.program()
    key = desk.put("1", Day(date(2026, 3, 2)))
    assert desk.later(11.9 * HOUR, reminders) == []
    assert desk.later(0.2 * HOUR, reminders) == [key]
    (notice,) = desk.shown([key])
    assert notice.body == "Call, due today"
    assert desk.later(timedelta(days=1).total_seconds(), reminders) == []


@pytest.mark.parametrize(
    ("how", "values"),
    [
        ("done there", {"done": True}),
        ("cancelled", {"status": "Cancelled"}),
        ("archived", {"active": False}),
        ("deleted", {}),
        ("done here", {}),
        ("snoozed", {}),
        ("never", {}),
    ],
)
def test_what_needs_no_reminder_has_none(desk: Desk, how: str, values: dict[str, object]) -> None:
    """Finished, put away, deleted, or not wanted at all: silence, and nothing becomes unread (I37)."""
    reminders = desk.program()
    key = Key("toy", "1")
    new = Activity(key=key, **{"done": False, "starts": NOON.plus(HOUR), "created": NOON, **values})  # type: ignore[arg-type]  # fields by name
    with desk.database.write() as connection:
        activities.insert(connection, [Arrival(prepare(new), NOON.us)], NOON.plus(-HOUR))
        if how == "deleted":
            activities.set_gone(connection, activities.ids_of(connection, [key]), 1)
    if how in ("done here", "snoozed"):
        desk.change(f"UPDATE activity SET shelf = {2 if how == 'done here' else 1}")  # noqa: S608 - a number
    if how == "never":
        desk.settings.set(choose.REMIND, -1)
    assert desk.later(2 * HOUR, reminders) == []
    desk.settings.set(choose.REMIND, 0)
    assert desk.later(2 * HOUR, reminders) == []
    assert desk.database.connection.execute("SELECT unread FROM activity").fetchone()[0] == 0


@pytest.mark.parametrize(
    ("setting", "state"),
    [("paused", "held"), ("off", "suppressed"), ("muted", "suppressed"), ("reminded there", "suppressed")],
)
def test_a_reminder_goes_the_way_of_every_announcement(desk: Desk, setting: str, state: str) -> None:
    """Held while notifications are paused, and then told of; silent where they are off, muted, or where the system has
    reminded already (I37)."""
    reminders = desk.program()
    key = desk.put("1", NOON.plus(HOUR), reminded=setting == "reminded there")
    if setting == "paused":
        desk.settings.set(choose.PAUSED_UNTIL, NOON.plus(9 * HOUR).us)
    if setting == "off":
        desk.settings.set(choose.NOTIFY, False)
    if setting == "muted":
        desk.change("UPDATE account SET notify = 0")
    desk.later(HOUR, reminders)
    assert (desk.shown([key]), desk.state(key)) == ([], state)
    if setting == "paused":
        desk.settings.set(choose.PAUSED_UNTIL, 0)
        (notice,) = _shown_after_the_pause(desk, key)
        assert notice.body.startswith("Call, due")


def _shown_after_the_pause(desk: Desk, key: Key) -> list[Notice]:
    centre = desk.centre
    assert centre is not None

    async def story() -> None:
        centre.poke()
        await until(lambda: desk.state(key) == "shown")

    live(centre, story)
    return desk.desktop.posted


def test_many_at_once_are_one_notification(desk: Desk) -> None:
    """Monday, nine o'clock (I37)."""
    reminders = desk.program()
    for number in range(12):
        desk.put(str(number), NOON.plus(HOUR))
    keys = desk.later(HOUR, reminders)
    (notice,) = desk.shown(keys)
    assert notice.title == "12 activities due"
    told = [change for change in desk.told if isinstance(change, Announced)]
    assert [change.how for change in told] == [How.SUMMARY] * 12


@pytest.mark.parametrize("how", ["read", "done there", "moved", "deleted"])
def test_a_reminder_is_taken_back_when_it_is_settled(desk: Desk, how: str) -> None:
    """Whatever settles it, and wherever that was done (I37)."""
    reminders = desk.program()
    key = desk.put("1", NOON.plus(HOUR))
    desk.shown(desk.later(HOUR, reminders))
    with desk.database.write() as connection:
        (id_,) = activities.ids_of(connection, [key])
        values = {"done": how == "done there", "starts": NOON.plus((9 if how == "moved" else 1) * HOUR)}
        if how == "read":
            activities.mark_here(connection, [key], NOON.us)
        elif how == "deleted":
            activities.set_gone(connection, [id_], 1)
        else:
            activities.update(connection, id_, prepare(Activity(key=key, title="Call 1", **values)))  # type: ignore[arg-type]  # fields by name
    _hear(desk, lambda centre: centre.withdrawing.settled([key]))
    assert desk.desktop.withdrawn == ["activity:toy/1"]


def _hear(desk: Desk, what: Callable[[Centre], Awaitable[None]]) -> None:
    assert desk.centre is not None
    asyncio.run(_awaited(what(desk.centre)))


async def _awaited(work: Awaitable[None]) -> None:
    await work


def test_a_reminder_takes_the_place_of_what_told_that_it_is_new(desk: Desk) -> None:
    """One activity never has two notifications on the screen (I37)."""
    reminders = desk.program()
    key = desk.put("1", NOON.plus(HOUR), read=False)
    with desk.database.write() as connection:
        connection.execute("INSERT INTO ledger (account, rid, state, due_us) VALUES ('toy', '1', 'due', 0)")
    desk.shown([key])
    desk.shown(desk.later(HOUR, reminders))
    assert {notice.tag for notice in desk.desktop.posted} == {"activity:toy/1"}
    assert len(desk.desktop.posted) == 2


@pytest.mark.parametrize(
    ("address", "buttons", "host"),
    [
        ("https://meet.example.com/abc", ["join", "snooze"], "meet.example.com"),
        ("https://exämple.com:8443/x", ["join", "snooze"], "xn--exmple-cua.com:8443"),
        ("http://meet.example.com/abc", ["done", "snooze"], ""),
        ("https://meet.example.com@evil.example/", ["done", "snooze"], ""),
        ("file:///etc/passwd", ["done", "snooze"], ""),
    ],
)
def test_a_meeting_can_be_joined_where_its_address_is_encrypted(
    desk: Desk, address: str, buttons: list[str], host: str
) -> None:
    """With the host in sight; any other address is never offered."""
    reminders = desk.program()
    key = desk.put("1", NOON.plus(HOUR), join_url=address)
    (notice,) = desk.shown(desk.later(HOUR, reminders))
    assert [button.id for button in notice.buttons] == buttons
    assert (host in notice.body) if host else ("example" not in notice.body), key


@pytest.mark.parametrize("steps", range(5))
def test_what_is_woken_and_ended_in_one_moment_ends(desk: Desk, steps: int) -> None:
    """Whatever the loop does between the two: else a program that quits would hang."""
    reminders = desk.program()

    async def story() -> None:
        task = asyncio.create_task(reminders.run())
        for _ in range(3):
            await asyncio.sleep(0)
        reminders.poke()
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        done, _ = await asyncio.wait([task], timeout=5)
        assert done, "it goes on"

    asyncio.run(story())
