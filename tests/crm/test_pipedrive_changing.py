"""Does the Pipedrive connector change activities as version 2 wants it, once, and without undoing others' work?"""

from __future__ import annotations

from typing import Any

import pytest

from activity_desktop.crm.contract import DeletesMany
from activity_desktop.model.clock import SystemClock
from activity_desktop.model.moment import Instant
from activity_desktop.model.operation import Complete, Create, Delete, Edit, SetRead
from activity_desktop.model.problems import (
    CannotDo,
    Conflict,
    Rejected,
)
from crm.acme_pipedrive import ME, Company, refused
from crm.pipedrive_office import LIST, Office, at, problem_of, request
from transport.raw_server import reply

# --- changing --------------------------------------------------------------------------------------------------------


def test_a_new_activity_goes_out_as_version_2_wants_it() -> None:
    """A primary participant instead of the read-only person, numbers as numbers, times in UTC, a note as HTML."""
    company = Company(more_planned=False)
    fields = {
        "title": "Call Ada", "due_date": "2025-07-01T17:30:00+02:00", "duration": "45", "person_id": "1101", "deal_id": "300",
        "participants": "1102\n1103", "attendees": ["Grace <grace@example.com>", "guest@example.org"], "busy": "yes",
        "location": "Gate 3", "note": "Ask for:\n<the> badge", "public_description": "See you", "priority": 911, "done": False,
    }  # fmt: skip

    async def story(office: Office) -> None:
        receipt = await office.connector.send(request(Create(fields)))
        assert office.bodies("POST") == [
            {
                "subject": "Call Ada", "type": "call", "due_date": "2025-07-01", "due_time": "15:30", "duration": "00:45",
                "deal_id": 300, "busy": True, "location": {"value": "Gate 3"}, "note": "Ask for:<br>&lt;the&gt; badge",
                "public_description": "See you", "priority": 911, "done": False,
                "participants": [
                    {"person_id": 1101, "primary": True},
                    {"person_id": 1102, "primary": False},
                    {"person_id": 1103, "primary": False},
                ],
                "attendees": [{"email": "grace@example.com", "name": "Grace"}, {"email": "guest@example.org"}],
            }
        ]  # fmt: skip
        assert receipt.activity is not None
        assert receipt.activity.starts == Instant.parse("2025-07-01T15:30:00Z")
        assert receipt.activity.ends == Instant.parse("2025-07-01T16:15:00Z")
        assert [person.id for person in receipt.activity.people[:2]] == ["1101", "1102"]
        assert {person.email for person in receipt.activity.people} >= {"grace@example.com"}, "read back with its guests"
        assert receipt.note == "Nothing further is planned for this deal."

    at(company, story)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, {"subject"}),
        ({"subject": " "}, {"subject"}),
        ({"subject": "x", "deal_id": "three hundred"}, {"deal_id"}),
        ({"subject": "x", "due_date": "soon", "duration": "long", "busy": "perhaps"}, {"due_date", "duration", "busy"}),
        ({"subject": "x", "attendees": "not an address"}, {"attendees"}),
        ({"subject": "x", "colour": "red"}, {"colour"}),
        ({"subject": "x", "due_time": "25:00"}, {"due_time"}),
        ({"subject": "x", "participants": "Ada"}, {"participants"}),
        ({"subject": "x", "priority": "whatever"}, {"priority"}),
    ],
    ids=lambda value: ",".join(value) or "nothing",
)
def test_what_would_be_refused_is_found_before_sending(fields: dict[str, Any], wrong: set[str]) -> None:
    """Each mistake is named by its field, and no token is spent."""

    async def story(office: Office) -> None:
        problem = await problem_of(office.connector.send(request(Create(fields))))
        assert isinstance(problem, Rejected)
        assert set(problem.fields) == wrong
        assert not office.server.requests

    at(Company(), story)


def test_a_time_that_is_refused_is_sent_once_more_with_seconds() -> None:
    """Some accounts want HH:MM:SS; any other refusal stands."""
    company = Company(refuses_minutes=True)

    async def story(office: Office) -> None:
        receipt = await office.connector.send(request(Create({"subject": "x", "due_date": "2025-07-01T15:30:00Z"})))
        assert [body["due_time"] for body in office.bodies("POST")] == ["15:30", "15:30:00"]
        assert receipt.activity is not None
        rid = receipt.activity.key.rid
        await office.connector.send(request(Edit({"due_date": "2025-07-02", "due_time": "09:00"}), rid))
        assert [body["due_time"] for body in office.bodies("PATCH")] == ["09:00", "09:00:00"]
        company.faults = [lambda seen, _: refused(400, "deal_id: no such deal") if seen.method == "POST" else None]
        refusal = await problem_of(office.connector.send(request(Create({"subject": "x", "due_date": "2025-07-01T15:30:00Z"}))))
        assert isinstance(refusal, Rejected)
        assert "no such deal" in refusal.title
        assert len(office.bodies("POST")) == 3

    at(company, story)


def test_an_answer_that_cannot_be_read_does_not_create_twice() -> None:
    """It was taken; what it became is told by the next look."""
    company = Company(faults=[lambda seen, _: reply(200, "<html>") if seen.method == "POST" else None])

    async def story(office: Office) -> None:
        receipt = await office.connector.send(request(Create({"subject": "x"})))
        assert receipt.activity is None
        assert len(office.bodies("POST")) == 1

    at(company, story)


def test_an_edit_sends_only_what_was_named() -> None:
    """Three states: set, cleared, untouched. People who were not named stay."""
    company = Company()
    guests = [{"email": "g@x.org", "name": "G", "status": "accepted", "person_id": None}]
    people = [{"person_id": 1, "primary": True}, {"person_id": 2, "primary": False}]
    company.add(due_date="2025-07-01", due_time="10:00", person_id=1, participants=people, attendees=guests, note="old")

    async def story(office: Office) -> None:
        known = await office.connector.fetch("1")
        changes = {
            "subject": "New",
            "due_date": "2025-07-03",
            "note": None,
            "person_id": 3,
            "attendees": ["G <g@x.org>", "h@x.org"],
        }
        receipt = await office.connector.send(request(Edit(changes), 1, known=known))
        assert office.bodies("PATCH") == [
            {
                "subject": "New",
                "due_date": "2025-07-03",
                "due_time": None,
                "note": None,
                "participants": [{"person_id": 3, "primary": True}, {"person_id": 2, "primary": False}],
                "attendees": [guests[0], {"email": "h@x.org"}],
            }
        ]
        assert receipt.activity is not None
        assert receipt.activity.title == "New"
        assert not isinstance(receipt.activity.starts, Instant)

    at(company, story)


def test_an_edit_of_what_somebody_else_edited_is_a_conflict() -> None:
    """Only where it is the same field: two people may change two fields."""
    company = Company()
    company.add()

    async def story(office: Office) -> None:
        known = await office.connector.fetch("1")
        company.change(1, subject="Theirs")
        assert isinstance(await problem_of(office.connector.send(request(Edit({"title": "Mine"}), 1, known=known))), Conflict)
        assert not office.bodies("PATCH")
        receipt = await office.connector.send(request(Edit({"location": "Here"}), 1, known=known))
        assert receipt.activity is not None
        assert (receipt.activity.title, receipt.activity.location) == ("Theirs", "Here")
        same = await office.connector.send(request(Edit({"subject": "Theirs"}), 1, known=known))
        assert same.activity is not None

    at(company, story)


def test_completing_and_reopening() -> None:
    """A real boolean each way."""
    company = Company()
    company.add()

    async def story(office: Office) -> None:
        for done in (True, False):
            receipt = await office.connector.send(request(Complete(done), 1))
            assert receipt.activity is not None
            assert receipt.activity.done is done
        assert office.bodies("PATCH") == [{"done": True}, {"done": False}]

    at(company, story)


def test_deleting_what_is_gone_is_done() -> None:
    """200, 404 and 410 with success all end the same way."""
    company = Company()
    company.add(2, is_deleted=False)

    async def story(office: Office) -> None:
        for rid in (1, 1, 9):
            assert (await office.connector.send(request(Delete(), rid))).gone
        assert company.records[1]["is_deleted"]
        assert not company.records[2]["is_deleted"]

    at(company, story)


@pytest.mark.parametrize(("bulk", "singly"), [(200, 0), (410, 5), (404, 5), (403, 5)])
def test_many_are_deleted_at_once_where_the_server_still_can(bulk: int, singly: int) -> None:
    """Otherwise one by one, and the dead call is not tried again."""
    company = Company(bulk=bulk)
    company.add(10)

    async def story(office: Office) -> None:
        assert isinstance(office.connector, DeletesMany)
        for start in (1, 6):
            rids = [str(id_) for id_ in range(start, start + 5)]
            assert await office.connector.delete_many(rids) == set(rids)
        assert all(row["is_deleted"] for row in company.records.values())
        sent = [seen for seen in office.server.requests if seen.method == "DELETE"]
        assert len([seen for seen in sent if seen.path.startswith(f"{LIST}/")]) == 2 * singly
        assert len([seen for seen in sent if seen.path == "/v1/activities"]) == (1 if singly else 2)

    at(company, story)


def test_what_pipedrive_cannot_do_is_said() -> None:
    """Read state and streams do not exist there."""

    async def story(office: Office) -> None:
        assert isinstance(await problem_of(office.connector.send(request(SetRead(1), 1))), CannotDo)
        assert isinstance(await problem_of(office.connector.send_read_up_to("x")), CannotDo)
        with pytest.raises(CannotDo):
            office.connector.stream(None)
        assert not office.server.requests

    at(Company(), story)


# --- a create whose answer was lost ----------------------------------------------------------------------------------


def test_a_create_whose_answer_was_lost_is_found() -> None:
    """By subject and type among what was added since the person asked, by the server's clock."""
    company = Company()
    company.add(subject="Call Ada")

    async def story(office: Office) -> None:
        company.now = company.now.plus(3600)
        asked = SystemClock().now()
        create = request(Create({"subject": "Call Ada"}), asked=asked)
        assert await office.connector.find_created(create) is None, "an older one of the same name is not it"
        company.add(subject="Call Ada", creator_user_id=ME)
        found = await office.connector.find_created(create)
        assert found is not None
        assert found.key.rid == "2"

    at(company, story)


def test_a_doubtful_create_is_not_sent_again_blindly() -> None:
    """Without the time of asking, one of the same name cannot be told from an older one."""
    company = Company()

    async def story(office: Office) -> None:
        create = request(Create({"subject": "Call Ada"}))
        assert await office.connector.find_created(create) is None
        company.add(subject="Call Ada")
        assert isinstance(await problem_of(office.connector.find_created(create)), CannotDo)

    at(company, story)
