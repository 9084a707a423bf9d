"""Do a person's changes reach the server once, in order, whatever answers get lost on the way?"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from activity_desktop.crm.contract import Feature
from activity_desktop.model.activity import Key
from activity_desktop.model.changes import AccountState, Change, Told
from activity_desktop.model.feed import FeedQuery, Sending
from activity_desktop.model.operation import Complete
from activity_desktop.model.problems import Conflict, Gone, NotAllowed, NotAnswering, Offline, Problem, SignedOut
from activity_desktop.operations.desk import Desk
from activity_desktop.store import feed, outbox
from activity_desktop.store.database import Database
from activity_desktop.sync.follow import Follower, Line
from activity_desktop.sync.ingest import Terms
from activity_desktop.sync.outbox import PARK_AFTER, Sender
from activity_desktop.sync.round import Round
from sync.toy import FULL, Heard, ToyClock, ToyConnector, ToyServer, new_database

TERMS = Terms("toy", server_reads=True, user_id="me", source="poll")


@dataclass
class Office:
    """An account with three unread activities, a desk and a sender."""

    database: Database
    server: ToyServer
    connector: ToyConnector
    clock: ToyClock
    heard: Heard
    desk: Desk
    features: frozenset[Feature] = FULL

    def look(self) -> None:
        self.clock.advance(60)
        asyncio.run(Round(self.database, self.connector, TERMS, self.clock, self.heard).pull())

    def send(self) -> int:
        self.clock.advance(400)
        sender = Sender(self.database, self.connector, TERMS, self.features, self.clock, self.heard)
        return asyncio.run(sender.send_ready())

    def unread(self) -> list[str]:
        return sorted(row.key.rid for row in feed.page(self.database.connection, FeedQuery(), None, 1000) if row.unread)

    def read_on_server(self, rid: str) -> bool:
        return self.server.rows[rid].read_at is not None

    def waiting(self) -> int:
        return outbox.count(self.database.connection, "toy")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    server, clock, heard = ToyServer(), ToyClock(), Heard()
    database = new_database(tmp_path)
    desk = Desk(database, clock, heard, lambda a, f: f in FULL, lambda a, f: "no", lambda account: None)
    made = Office(database, server, ToyConnector(server, FULL), clock, heard, desk)
    for number in range(1, 4):
        server.put(str(number))
    made.look()
    yield made
    database.close()


def key(rid: str) -> Key:
    return Key("toy", rid)


def test_marking_read_shows_at_once_and_reaches_the_server(office: Office) -> None:
    """Optimistic first, confirmed later, and nothing waits afterwards."""
    office.desk.triage.mark_read([key("1")])
    assert office.unread() == ["2", "3"]
    assert not office.read_on_server("1")
    office.send()
    assert office.read_on_server("1")
    assert (office.unread(), office.waiting()) == (["2", "3"], 0)


def test_what_the_person_wants_wins_over_a_poll_until_it_is_confirmed(office: Office) -> None:
    """A look in between still says unread; the row must not flicker back."""
    office.desk.triage.mark_read([key("1")])
    office.server.put("1", title="Edited meanwhile")
    office.look()
    assert office.unread() == ["2", "3"]


def test_read_then_unread_before_sending_sends_only_the_last_wish(office: Office) -> None:
    """Coalesced while untried: one request, and unread it is."""
    office.desk.triage.mark_read([key("1")])
    office.desk.triage.mark_unread([key("1")])
    office.server.requests.clear()
    office.send()
    assert [r for r in office.server.requests if r.startswith("send")] == ["send read 1"]
    assert "1" in office.unread()


def test_a_lost_answer_is_sent_again_under_the_same_key(office: Office) -> None:
    """The effect happened, the answer did not arrive: the same operation again, with no second effect."""
    office.desk.triage.mark_read([key("1")])
    (before,) = outbox.all_waiting(office.database.connection)
    office.connector.lose_answers = 1
    office.send()
    (after,) = outbox.all_waiting(office.database.connection)
    assert (after.idempotency_key, after.attempts) == (before.idempotency_key, 1)
    office.send()
    assert office.waiting() == 0


def test_offline_days_park_nothing(office: Office) -> None:
    """Twenty failures of the network are none of the operation's own."""
    office.desk.triage.mark_read([key("1")])
    for _ in range(20):
        office.connector.fail = [Offline()]
        with pytest.raises(Offline):
            office.send()
    assert office.unread() == ["2", "3"]
    office.send()
    assert office.waiting() == 0


@pytest.mark.parametrize("problem", [NotAllowed(), Conflict()])
def test_a_refusal_is_shown_taken_back_and_can_be_retried(office: Office, problem: Problem) -> None:
    """Nothing is said to be saved that is not: the row says so, the person decides."""
    office.desk.triage.mark_read([key("1")])
    office.connector.fail = [problem]
    office.send()
    row = feed.row(office.database.connection, key("1"))
    assert row is not None
    assert row.unread
    assert row.sending in (Sending.FAILED, Sending.CONFLICT)
    assert any(isinstance(change, Told) and change.problem for change in office.heard.changes)
    office.desk.unsent.retry([key("1")])
    assert office.unread() == ["2", "3"]
    office.send()
    assert (office.unread(), office.waiting()) == (["2", "3"], 0)


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (NotAllowed(), "You may not change this in Toy. Ask an administrator for the permission."),
        (NotAllowed("This token may only read.", "Enter another one."), "This token may only read. Enter another one."),
    ],
)
def test_a_missing_permission_names_the_account(office: Office, problem: Problem, said: str) -> None:
    """Unless the system said closer what is missing."""
    office.desk.triage.mark_read([key("1")])
    office.connector.fail = [problem]
    office.send()
    row = feed.row(office.database.connection, key("1"))
    assert row is not None
    assert row.sending_note == said
    assert f"Not saved: {said}" in [change.text for change in office.heard.changes if isinstance(change, Told)]


def test_a_server_that_keeps_failing_parks_only_that_operation(office: Office) -> None:
    """Poison does not block: after eight failures of its own it is parked, the other went through."""
    office.desk.triage.mark_read([key("1")])
    for _ in range(PARK_AFTER):
        office.connector.fail = [NotAnswering()]
        office.send()
    office.desk.triage.mark_read([key("2")])
    office.send()
    assert office.server.rows["2"].read_at is not None
    (parked,) = outbox.all_waiting(office.database.connection)
    assert (parked.key.rid, parked.state) == ("1", "parked")


def test_a_signed_out_account_keeps_its_changes(office: Office) -> None:
    """401 stops the account; the change waits for the new token, uncounted."""
    office.desk.triage.mark_read([key("1")])
    office.connector.fail = [SignedOut()]
    with pytest.raises(SignedOut):
        office.send()
    (kept,) = outbox.all_waiting(office.database.connection)
    assert (kept.state, kept.counted) == ("pending", 0)


def test_a_deleted_activity_takes_its_changes_with_it(office: Office) -> None:
    """404 on a change: the activity is gone, and so is what was wanted of it."""
    office.desk.triage.mark_read([key("1")])
    office.server.remove("1")
    office.send()
    assert feed.row(office.database.connection, key("1")) is None
    assert office.waiting() == 0


def test_a_server_that_is_away_counts_against_no_change(office: Office) -> None:
    """Nothing else is answered either: the change is not to blame, however long it lasts."""
    office.desk.triage.mark_read([key("1")])
    for _ in range(PARK_AFTER + 2):
        office.connector.fail = [NotAnswering(), NotAnswering()]
        with pytest.raises(NotAnswering):
            office.send()
    assert office.unread() == ["2", "3"]
    office.send()
    assert office.waiting() == 0


def test_not_found_is_believed_only_of_what_cannot_be_found(office: Office) -> None:
    """Something on the way said 404 to a mark and to a delete: both activities are still there, and both are changed."""
    office.desk.triage.mark_read([key("1")])
    office.connector.fail = [Gone()]
    office.send()
    assert feed.row(office.database.connection, key("1")) is not None
    office.desk.editing.delete([key("2")], at_once=True)
    office.connector.fail = [Gone()]
    office.send()
    office.send()
    assert office.server.rows["1"].read_at is not None
    assert "2" not in office.server.rows
    assert office.waiting() == 0


def test_deleting_waits_for_second_thoughts_and_can_be_undone(office: Office) -> None:
    """Gone from the list at once, on the server only after eight seconds."""
    office.desk.editing.delete([key("1")])
    assert feed.row(office.database.connection, key("1")) is None
    office.desk.undo()
    assert feed.row(office.database.connection, key("1")) is not None
    office.send()
    assert "1" in office.server.rows
    office.desk.editing.delete([key("1")])
    office.send()
    assert "1" not in office.server.rows


def test_a_create_whose_answer_was_lost_is_looked_for_before_a_second_one(office: Office) -> None:
    """No activity twice: the second try finds the first one's effect."""
    office.desk.editing.create("toy", {"title": "Written here"})
    office.connector.lose_answers = 1
    office.send()
    office.send()
    assert [a.title for a in office.server.rows.values()].count("Written here") == 1
    assert office.waiting() == 0
    assert "find created" in office.server.requests


def test_what_is_neither_here_nor_there_does_not_wait(office: Office) -> None:
    """An activity that was forgotten here and deleted there: the change of it is over."""
    with office.database.write() as connection:
        outbox.add(connection, key("99"), Complete(True), office.clock.now())
    office.send()
    assert office.waiting() == 0


def test_what_a_killed_command_was_sending_is_sent_by_the_next_one(office: Office) -> None:
    """No window is started in between. Until nobody can be sending it any more it is left alone: that would be sent twice."""
    office.desk.triage.mark_read([key("1")])
    (waiting,) = outbox.all_waiting(office.database.connection)
    with office.database.write() as connection:
        assert outbox.claim(connection, [waiting.op], office.clock.now())  # and the process dies
    assert office.send() == 0
    assert not office.read_on_server("1")
    assert (
        outbox.next_abandoned_us(office.database.connection, "toy") == office.clock.now().plus(outbox.LONGEST_SENDING - 400).us
    )
    office.clock.advance(outbox.LONGEST_SENDING)
    assert office.send() == 1
    assert office.read_on_server("1")
    assert outbox.next_abandoned_us(office.database.connection, "toy") is None


def test_what_another_process_sends_is_not_sent_by_a_session_that_begins(office: Office, tmp_path: Path) -> None:
    """A command creates one while the window, whose network comes and goes, signs in anew: there is one of it afterwards."""
    op = office.desk.editing.create("toy", {"title": "New"})
    with office.database.write() as connection:
        outbox.claim(connection, [op], office.clock.now())

    async def nothing() -> None:
        """A connection that needs no closing."""

    async def session() -> None:
        async def connect() -> Line:
            return Line(office.connector, nothing, nothing)

        up_to_date = asyncio.Event()

        def hear(change: Change) -> None:
            if isinstance(change, AccountState) and change.last_ok is not None:
                up_to_date.set()

        running = asyncio.ensure_future(Follower(office.database, "toy", connect, office.clock, hear, lambda *_: None).run())
        await up_to_date.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(session())
    assert [entry.state for entry in outbox.all_waiting(office.database.connection)] == ["sending"]


def test_what_waits_behind_another_wakes_nobody_before_that_one_may_go(office: Office) -> None:
    """The first mark failed and is tried again later; the second one, of the same field, cannot go before it."""
    office.desk.triage.mark_read([key("1")])
    office.connector.fail = [Problem("Something is odd.")]
    office.send()
    first = outbox.all_waiting(office.database.connection)[0]
    office.desk.triage.mark_unread([key("1")])
    assert outbox.count(office.database.connection, "toy") == 2
    assert first.not_before > office.clock.now()
    assert outbox.next_ready_us(office.database.connection, "toy", office.clock.now()) == first.not_before.us


def test_a_creation_that_is_answered_by_not_found_holds_up_nothing(office: Office) -> None:
    """A server that takes none, or something on the way to it: what else waits is sent, and the person decides in the end."""
    office.desk.editing.create("toy", {"title": "Written here"})
    office.desk.triage.mark_read([key("1")])
    office.connector.creates = False
    for _ in range(PARK_AFTER):
        office.send()
        assert office.read_on_server("1")
    (waiting,) = outbox.all_waiting(office.database.connection)
    assert (waiting.state, waiting.problem) == ("parked", "CannotDo")
    office.connector.creates = True
    office.desk.unsent.retry_one(waiting.op)
    office.send()
    assert [a.title for a in office.server.rows.values()].count("Written here") == 1
    assert office.waiting() == 0


def test_many_marks_become_one_call_only_when_it_says_the_same(office: Office) -> None:
    """Everything is read: one bulk call. One kept unread: never, because the bulk call would mark it too."""
    office.features = FULL | {Feature.BULK_READ}
    for number in range(4, 40):
        office.server.put(str(number))
    office.look()
    office.desk.triage.mark_unread([key("5")])
    office.send()
    office.desk.triage.mark_read([key(str(n)) for n in range(1, 40) if n != 5])
    office.send()
    assert not any(r.startswith("read up to") for r in office.server.requests)
    assert office.unread() == ["5"]
    for number in range(40, 80):
        office.server.put(str(number))
    office.look()
    office.desk.triage.mark_all_read(FeedQuery())
    office.send()
    assert any(r.startswith("read up to") for r in office.server.requests)
    assert (office.unread(), office.waiting()) == ([], 0)


def test_undo_brings_unread_back_on_the_server_too(office: Office) -> None:
    """Undo is one more change through the same outbox."""
    office.desk.triage.mark_all_read(FeedQuery())
    office.send()
    assert office.unread() == []
    office.desk.undo()
    office.send()
    assert office.unread() == ["1", "2", "3"]
    assert all(activity.read_at is None for activity in office.server.rows.values())
    office.look()
    assert office.unread() == ["1", "2", "3"]


def test_reading_the_inbox_spares_what_is_kept_and_what_came_later(office: Office) -> None:
    """Exactly what was on the screen, unread and not kept (I18)."""
    rows = feed.page(office.database.connection, FeedQuery(), None, 100)
    seen = max(row.id for row in rows)
    office.desk.triage.mark_unread([key("2")])
    office.server.put("9")
    office.look()
    office.desk.triage.read_visit(FeedQuery(), seen)
    assert office.unread() == ["2", "9"]


def test_several_deletions_are_one_call_where_the_system_takes_them_together(office: Office) -> None:
    """Three deletions, one request; one that the bulk call leaves out is then deleted by itself."""
    asked: list[list[str]] = []

    async def delete_many(rids: Sequence[str]) -> frozenset[str]:
        asked.append(list(rids))
        for rid in rids[:2]:
            office.server.remove(rid)
        return frozenset(rids[:2])

    office.connector.delete_many = delete_many  # type: ignore[attr-defined]  # this is what makes it a `DeletesMany`
    office.desk.editing.delete([key("1"), key("2"), key("3")])
    office.send()
    assert asked == [["1", "2", "3"]]
    assert "send all 3" in office.server.requests
    assert (list(office.server.rows), office.waiting()) == ([], 0)
