"""Is each activity announced exactly once, whatever dies when, and taken back once it is read?"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from activity_desktop.model.activity import Activity, Key, Kind
from activity_desktop.model.changes import ActivitiesChanged, Announced, Change, How, Told
from activity_desktop.model.clock import SystemClock
from activity_desktop.model.moment import Instant
from activity_desktop.native.notifier import Capability, Hung, Notice, NotNotified, Outcome, Posted, Reaction
from activity_desktop.native.terminal_notifier import TerminalNotifier
from activity_desktop.notify.centre import Centre, Reacted
from activity_desktop.notify.snoozes import Snoozes
from activity_desktop.settings import definitions as choose
from activity_desktop.settings.file import Settings
from activity_desktop.store import accounts, activities, ledger
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.database import Database
from activity_desktop.store.preparing import prepare

CLOCK = SystemClock()


@dataclass
class Desktop:
    """Takes notices and remembers them. `refuse` holds reasons, one per call; `die_after_taking` stands for a kill."""

    posted: list[Notice] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    refuse: list[str] = field(default_factory=list)
    die_after_taking: bool = False
    name: str = "test desktop"
    react: Callable[[Reaction], None] = lambda reaction: None

    async def start(self, on_reaction: Callable[[Reaction], None]) -> None:
        self.react = on_reaction

    async def capabilities(self) -> frozenset[Capability]:
        return frozenset(Capability)

    async def post(self, notice: Notice, replaces: Posted | None = None) -> Posted:
        if self.refuse:
            raise NotNotified(self.refuse.pop(0))
        self.posted.append(notice)
        if self.die_after_taking:
            raise asyncio.CancelledError
        return Posted(str(len(self.posted)), ":1.1")

    async def withdraw(self, tag: str, posted: Posted | None = None) -> None:
        self.withdrawn.append(tag)

    async def close(self) -> None:
        pass


@dataclass
class Room:
    """A database with one account, a desktop, and the centre between them."""

    database: Database
    desktop: Desktop
    settings: Settings
    told: list[Change]
    reacted: list[Reacted]
    number: int = 0

    def centre(self) -> Centre:
        return Centre(self.database, self.desktop, self.settings, CLOCK, self.told.append, self.reacted.append)

    def arrive(self, count: int, centre: Centre | None = None) -> list[Key]:
        """New activities, as an ingest transaction leaves them."""
        keys = []
        with self.database.write() as connection:
            for _ in range(count):
                self.number += 1
                key = Key("toy", str(self.number))
                new = Activity(
                    key=key, kind=Kind.TASK, title=f"Title {self.number}", plain="Something happened", created=CLOCK.now()
                )
                activities.insert(connection, [Arrival(prepare(new), None)], CLOCK.now())
                keys.append(key)
            ledger.enter(connection, keys, CLOCK.now())
        if centre:
            centre.heard(ActivitiesChanged(arrived=tuple(keys)))
        return keys

    def read(self, keys: list[Key], centre: Centre) -> None:
        with self.database.write() as connection:
            for id_ in activities.ids_of(connection, keys):
                activities.set_read(connection, id_, CLOCK.now().us)
        centre.heard(ActivitiesChanged(changed=tuple(keys)))

    def announced(self) -> dict[str, list[How]]:
        found: dict[str, list[How]] = {}
        for change in self.told:
            if isinstance(change, Announced):
                found.setdefault(change.key.rid, []).append(change.how)
        return found

    def states(self) -> list[str]:
        return [row[0] for row in self.database.connection.execute("SELECT state FROM ledger ORDER BY CAST(rid AS INTEGER)")]


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    monkeypatch.setattr("activity_desktop.notify.centre.DOUBT_PAUSE", 0.05)
    database = Database(tmp_path / "activity.db")
    with database.write() as connection:
        accounts.add(connection, Account(id="toy", system="fluid", name="Toy", url="http://127.0.0.1", linked_us=0))
    yield Room(database, Desktop(), Settings(), [], [])
    database.close()


def live(centre: Centre, story: Callable[[], Awaitable[None]]) -> None:
    """Run the centre while a story happens."""

    async def run() -> None:
        task = asyncio.create_task(centre.run())
        try:
            await asyncio.wait_for(story(), 30)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    asyncio.run(run())


async def until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 - what is waited for is in the database, which has no events
        await asyncio.sleep(0.01)


def test_one_new_activity_is_one_notification(room: Room) -> None:
    """Title, body and the two buttons, and the ledger says shown."""
    centre = room.centre()

    async def story() -> None:
        room.arrive(1, centre)
        await until(lambda: bool(room.announced()))

    live(centre, story)
    (notice,) = room.desktop.posted
    assert (notice.title, notice.body) == ("Title 1", "Something happened")
    assert [button.label for button in notice.buttons] == ["Mark as read", "Snooze"]
    assert room.states() == ["shown"]


def test_a_burst_is_one_summary_that_names_each_once(room: Room) -> None:
    """Twenty at once: one notification, twenty announcements."""
    centre = room.centre()

    async def story() -> None:
        room.arrive(20, centre)
        await until(lambda: len(room.announced()) == 20)

    live(centre, story)
    assert [notice.title for notice in room.desktop.posted] == ["20 new activities"]
    assert all(hows == [How.SUMMARY] for hows in room.announced().values())


def test_a_summary_grows_in_place_while_the_burst_goes_on(room: Room) -> None:
    """Five more right after: the same notification, counting twenty-five."""
    centre = room.centre()

    async def story() -> None:
        room.arrive(20, centre)
        await until(lambda: len(room.announced()) == 20)
        room.arrive(5, centre)
        await until(lambda: len(room.announced()) == 25)

    live(centre, story)
    assert [notice.title for notice in room.desktop.posted] == ["20 new activities", "25 new activities"]
    assert len({notice.tag for notice in room.desktop.posted}) == 1


def test_a_restart_repeats_nothing(room: Room) -> None:
    """Shown yesterday, unread today: no second notification."""
    first, second = room.centre(), room.centre()

    async def once() -> None:
        room.arrive(2, first)
        await until(lambda: len(room.announced()) == 2)

    async def again() -> None:
        room.arrive(1, second)
        await until(lambda: len(room.announced()) == 3)

    live(first, once)
    live(second, again)
    assert len(room.desktop.posted) == 3


def test_killed_between_the_call_and_the_commit_it_is_raised_again_under_its_own_tag(room: Room) -> None:
    """In doubt means once more, in place of the first (I13): never lost, at most doubled."""
    room.desktop.die_after_taking = True
    first = room.centre()

    async def dies() -> None:
        room.arrive(1, first)
        await until(lambda: bool(room.desktop.posted))

    live(first, dies)
    assert room.states() == ["claimed"]
    room.desktop.die_after_taking = False

    async def next_start() -> None:
        await until(lambda: bool(room.announced()))

    live(room.centre(), next_start)
    assert len({notice.tag for notice in room.desktop.posted}) == 1
    assert (len(room.desktop.posted), room.states()) == (2, ["shown"])


def die_telling(room: Room, times: int) -> None:
    """So many programs in a row are killed right after the call to the desktop."""
    room.desktop.die_after_taking = True
    for _ in range(times):
        calls = len(room.desktop.posted)

        async def dies(before: int = calls) -> None:
            await until(lambda: len(room.desktop.posted) > before)

        live(room.centre(), dies)
    room.desktop.die_after_taking = False


def test_after_two_calls_without_a_known_end_a_quiet_summary_tells_and_no_third_popup(room: Room) -> None:
    """Killed twice in that instant: neither lost nor told thrice (I12, I13)."""
    room.arrive(1)
    die_telling(room, 2)
    assert room.states() == ["claimed"]

    async def next_start() -> None:
        await until(lambda: room.states() == ["folded"])

    live(room.centre(), next_start)
    assert [notice.title for notice in room.desktop.posted] == ["Title 1", "Title 1", "1 activity may not have been shown"]
    assert room.announced() == {"1": [How.SUMMARY]}


def test_a_summary_of_doubts_that_is_killed_as_well_comes_again_and_names_nobody(room: Room) -> None:
    """However often it dies: the popup of its own stays at two, and in the end it is told of."""
    room.arrive(2)
    die_telling(room, 9)

    async def next_start() -> None:
        await until(lambda: room.states() == ["folded", "folded"])

    live(room.centre(), next_start)
    titles = [notice.title for notice in room.desktop.posted]
    assert max(titles.count("Title 1"), titles.count("Title 2")) <= 2
    assert titles[-1].endswith("may not have been shown")


def test_what_is_known_to_be_refused_counts_for_nothing(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A service that says no ten times has shown nothing, so the eleventh call is the first."""
    monkeypatch.setattr("activity_desktop.notify.centre.RETRY", 0.01)
    room.desktop.refuse = ["too many"] * 10
    room.arrive(1)

    async def story() -> None:
        await until(lambda: bool(room.announced()))

    live(room.centre(), story)
    assert [notice.title for notice in room.desktop.posted] == ["Title 1"]


def test_a_service_that_hangs_is_told_of_once_and_what_it_missed_is_announced_when_it_is_back(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hanging is not absence: nothing counts as shown, and nothing is lost (F40)."""
    monkeypatch.setattr("activity_desktop.notify.centre.RETRY", 0.01)
    take, hangs = room.desktop.post, [True] * 3

    async def post(notice: Notice, replaces: Posted | None = None) -> Posted:
        if hangs:
            raise Hung("no answer", handed_over=not hangs.pop())
        return await take(notice, replaces)

    monkeypatch.setattr(room.desktop, "post", post)
    centre = Centre(room.database, TerminalNotifier(room.desktop), room.settings, CLOCK, room.told.append, room.reacted.append)

    async def story() -> None:
        room.arrive(1, centre)
        await until(lambda: bool(room.announced()))

    live(centre, story)
    assert len([told for told in room.told if isinstance(told, Told)]) == 1
    assert [notice.title for notice in room.desktop.posted] == ["Title 1"]


def test_a_popup_that_may_still_come_is_withdrawn_when_its_activity_is_read_meanwhile(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The service took the call and hangs; the person reads it on the phone; the popup must not come."""
    monkeypatch.setattr("activity_desktop.notify.centre.RETRY", 0.01)

    async def post(notice: Notice, replaces: Posted | None = None) -> Posted:
        raise Hung("no answer", handed_over=True)

    monkeypatch.setattr(room.desktop, "post", post)
    centre = room.centre()

    async def story() -> None:
        keys = room.arrive(1, centre)
        await until(lambda: any(isinstance(told, Told) for told in room.told))
        room.read(keys, centre)
        await until(lambda: bool(room.desktop.withdrawn))

    live(centre, story)
    assert set(room.desktop.withdrawn) == {"activity:toy/1"}


def test_killed_between_storing_and_telling_it_is_raised_at_the_next_start(room: Room) -> None:
    """Due is due, whoever stored it."""
    room.arrive(1)

    async def story() -> None:
        await until(lambda: bool(room.announced()))

    live(room.centre(), story)
    assert len(room.desktop.posted) == 1


def test_a_refused_notification_is_not_called_shown(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """The desktop said no: due again, and raised once it says yes."""
    monkeypatch.setattr("activity_desktop.notify.centre.RETRY", 0.01)
    room.desktop.refuse = ["no service", "too many"]
    centre = room.centre()

    async def story() -> None:
        room.arrive(1, centre)
        await until(lambda: bool(room.announced()))

    live(centre, story)
    assert (len(room.desktop.posted), room.states()) == (1, ["shown"])


def test_read_before_it_could_be_announced_is_never_announced(room: Room) -> None:
    """Another device was faster (I17)."""
    centre = room.centre()

    async def story() -> None:
        keys = room.arrive(1)
        room.read(keys, centre)
        await until(lambda: room.states() == ["suppressed"])

    live(centre, story)
    assert room.desktop.posted == []


def test_a_notification_is_withdrawn_once_its_activity_is_read_anywhere(room: Room) -> None:
    """Nothing on the screen tells of what is no longer news."""
    centre = room.centre()

    async def story() -> None:
        keys = room.arrive(1, centre)
        await until(lambda: bool(room.announced()))
        room.read(keys, centre)
        await until(lambda: bool(room.desktop.withdrawn))

    live(centre, story)
    assert room.desktop.withdrawn == ["activity:toy/1"]


def test_a_summary_stays_until_the_last_of_its_activities_is_read(room: Room) -> None:
    """Nineteen of twenty read: it still has something to say."""
    centre = room.centre()

    async def story() -> None:
        keys = room.arrive(20, centre)
        await until(lambda: len(room.announced()) == 20)
        room.read(keys[:19], centre)
        single = room.arrive(1, centre)
        await until(lambda: len(room.announced()) == 21)
        assert room.desktop.withdrawn == []
        room.read([*keys[19:], *single], centre)
        await until(lambda: bool(room.desktop.withdrawn))

    live(centre, story)


def test_what_was_read_while_the_program_was_closed_is_withdrawn_at_start(room: Room) -> None:
    """The notification outlived the program; the news did not."""
    first, second = room.centre(), room.centre()
    keys: list[Key] = []

    async def once() -> None:
        keys.extend(room.arrive(1, first))
        await until(lambda: bool(room.announced()))

    async def later() -> None:
        await until(lambda: bool(room.desktop.withdrawn))

    live(first, once)
    with room.database.write() as connection:
        activities.set_read(connection, 1, CLOCK.now().us)
    live(second, later)
    assert room.desktop.withdrawn == ["activity:toy/1"]


def test_a_pause_holds_everything_and_ends_in_one_notification(room: Room) -> None:
    """Nothing pops up, nothing is lost."""
    room.settings.set(choose.PAUSED_UNTIL, CLOCK.now().plus(3600).us)
    centre = room.centre()

    async def story() -> None:
        room.arrive(3, centre)
        await until(lambda: room.states() == ["held"] * 3)
        assert room.desktop.posted == []
        room.settings.set(choose.PAUSED_UNTIL, 0)
        centre.poke()
        await until(lambda: len(room.announced()) == 3)

    live(centre, story)
    (notice,) = room.desktop.posted
    assert notice.title == "While you were away"


@pytest.mark.parametrize(("zone", "states"), [("UTC", ["held"]), ("Etc/GMT+12", ["shown"])])
def test_quiet_hours_travel_with_the_computer(room: Room, travel: Callable[[str], None], zone: str, states: list[str]) -> None:
    """Quiet at home is not quiet twelve hours further west, though the program has run all the while."""
    travel("UTC")
    hour = CLOCK.now().local().hour
    room.settings.set(choose.QUIET, True)
    room.settings.set(choose.QUIET_FROM, f"{hour:02}:00")
    room.settings.set(choose.QUIET_TO, f"{(hour + 2) % 24:02}:00")
    os.environ["TZ"] = zone  # and nobody tells the C library
    centre = room.centre()

    async def story() -> None:
        room.arrive(1, centre)
        await until(lambda: room.states() == states)

    live(centre, story)


def test_hidden_details_are_in_no_notification(room: Room) -> None:
    """On a shared screen: that something happened, not what."""
    room.settings.set(choose.HIDE_DETAILS, True)
    centre = room.centre()

    async def story() -> None:
        room.arrive(1, centre)
        await until(lambda: bool(room.announced()))

    live(centre, story)
    (notice,) = room.desktop.posted
    assert "Title" not in notice.title + notice.body
    assert "happened" not in notice.body


def test_a_click_names_its_activities_and_a_closed_popup_means_nothing(room: Room) -> None:
    """Expired or dismissed never means read."""
    centre = room.centre()

    async def story() -> None:
        room.arrive(1, centre)
        await until(lambda: bool(room.announced()))
        room.desktop.react(Reaction("activity:toy/1", Outcome.CLOSED))
        room.desktop.react(Reaction("activity:toy/1", Outcome.ACTIVATED, "default", "token"))

    live(centre, story)
    assert room.reacted == [Reacted("default", (Key("toy", "1"),), "activity:toy/1", "token")]


def test_a_click_counts_also_where_it_cannot_be_written_down(room: Room) -> None:
    """The disk is full: the activity opens all the same."""
    centre = room.centre()

    async def story() -> None:
        room.arrive(1, centre)
        await until(lambda: bool(room.announced()))
        room.database.connection.execute("PRAGMA query_only = ON").fetchall()
        room.desktop.react(Reaction("activity:toy/1", Outcome.ACTIVATED, "default", "token"))
        room.database.connection.execute("PRAGMA query_only = OFF").fetchall()

    live(centre, story)
    assert room.reacted == [Reacted("default", (Key("toy", "1"),), "activity:toy/1", "token")]


def test_a_snoozed_activity_comes_back_unread_and_is_announced_once_more(room: Room) -> None:
    """Its time has come: one more notification, with other buttons."""
    centre = room.centre()
    snoozes = Snoozes(room.database, CLOCK, centre.heard)

    async def story() -> None:
        keys = room.arrive(1, centre)
        await until(lambda: bool(room.announced()))
        room.read(keys, centre)
        with room.database.write() as connection:
            connection.execute("UPDATE activity SET shelf = 1, snoozed_us = ?", (Instant.parse("2020-01-01T00:00:00Z").us,))
        task = asyncio.create_task(snoozes.run())
        await until(lambda: len(room.desktop.posted) == 2)
        task.cancel()

    live(centre, story)
    assert [button.label for button in room.desktop.posted[1].buttons] == ["Done", "Snooze 1 hour"]


def test_what_was_deleted_while_it_was_snoozed_wakes_nobody(room: Room) -> None:
    """Its time comes and goes; the program sleeps on."""
    told: list[Change] = []
    snoozes = Snoozes(room.database, CLOCK, told.append)
    room.arrive(1)
    with room.database.write() as connection:
        connection.execute(
            "UPDATE activity SET shelf = 1, gone = 1, snoozed_us = ?", (Instant.parse("2020-01-01T00:00:00Z").us,)
        )
    assert snoozes.bring_back() == []
    assert snoozes.seconds_to_sleep() is None


def test_whoever_looks_at_the_inbox_needs_no_popup_about_it(room: Room) -> None:
    """They are taken back though nothing was read, and none of them comes again; another account's stay."""
    centre = room.centre()

    async def story() -> None:
        room.arrive(2, centre)
        await until(lambda: len(room.desktop.posted) == 2)
        await centre.withdrawing.seen("another")
        assert room.desktop.withdrawn == []
        await centre.withdrawing.seen(None)
        assert sorted(room.desktop.withdrawn) == sorted(notice.tag for notice in room.desktop.posted)
        room.arrive(1, centre)
        await until(lambda: len(room.desktop.posted) == 3)
        assert room.states() == ["shown", "shown", "shown"]

    live(centre, story)
