"""Does the Pipedrive connector find single activities, names, deletions and the answers to the server's own filters?"""

from __future__ import annotations

import pytest

from activity_desktop.crm.contract import Searches, Walk
from activity_desktop.model.person import Person
from activity_desktop.model.problems import (
    CannotDo,
    Gone,
    Rejected,
)
from activity_desktop.model.relation import Reach, Relation
from crm.acme_pipedrive import Company, always
from crm.pipedrive_office import Office, at, ids, problem_of
from transport.raw_server import reply


def test_one_activity_comes_with_its_guests_or_not_at_all() -> None:
    """404, 410 and "deleted" all mean gone."""
    company = Company()
    company.add(attendees=[{"email": "guest@example.org", "status": "accepted"}])
    company.add(is_deleted=True)

    async def story(office: Office) -> None:
        activity = await office.connector.fetch("1")
        assert activity.people == (Person("attendee", "guest@example.org", "", "guest@example.org", "accepted"),)
        for rid in ("2", "3"):
            assert isinstance(await problem_of(office.connector.fetch(rid)), Gone)

    at(company, story)


def test_asking_by_number_finds_what_was_deleted() -> None:
    """A hundred for ten tokens; whatever is missing is asked for by itself before it counts as gone."""
    company = Company()
    company.add(6)
    company.change(2, is_deleted=True)
    del company.records[3]
    company.change(4, owner_id=78)

    async def story(office: Office) -> None:
        asked = [str(id_) for id_ in range(1, 8)]
        assert await office.connector.still_there(asked) == {"1", "4", "5", "6"}
        assert await office.connector.still_there([]) == frozenset()
        company.faults = [always(reply(200, '{"success": true, "data": [{"id": 99}]}'))]
        assert await office.connector.still_there(asked) == set(asked), "a server that ignores the question proves nothing"

    at(company, story)


def test_titles_are_asked_for_once() -> None:
    """Names cost tokens, so they are kept, and what may not be seen keeps its number."""
    relations = (Relation("deal", "300"), Relation("lead", "46c3"), Relation("organization", "5"), Relation("project", "9"))
    people = (Person("person", "1101"), Person("person", "1"), Person("attendee", "a@b.c", email="a@b.c"))

    async def story(office: Office) -> None:
        for _ in range(2):
            named, known = await office.connector.resolve(relations, people)
            assert [relation.title for relation in named] == ["Forty ladders", "Ladders?", "Acme Tools", ""]
            assert known == (Person("person", "1101", "Ada", "a@x.org"), *people[1:])
        assert len(office.server.requests) == 5

    at(Company(), story)


def test_deleted_and_forbidden_records_are_told_apart() -> None:
    """A deal that is gone, one that is still shown as deleted, one for other eyes only, and a call that is not known."""
    relations = (Relation("deal", "301"), Relation("deal", "300"), Relation("organization", "5"), Relation("lead", "no"))
    answers = {
        "/deals/301": reply(404, '{"success": false, "error": "Deal not found"}'),
        "/deals/300": reply(200, '{"success": true, "data": {"title": "Forty ladders", "is_deleted": true}}'),
        "/organizations/5": reply(403, '{"success": false, "error": "Not for you"}'),
    }
    company = Company()
    company.faults = [lambda seen, _writer: next((said for end, said in answers.items() if seen.path.endswith(end)), None)]

    async def story(office: Office) -> None:
        named, _ = await office.connector.resolve(relations, ())
        assert [(one.title, one.reach) for one in named] == [
            ("", Reach.DELETED),
            ("Forty ladders", Reach.DELETED),
            ("", Reach.FORBIDDEN),
            ("", Reach.OPEN),
        ]

    at(company, story)


def test_records_link_into_the_web_app_of_the_company() -> None:
    """By templates that a person can replace; a domain that is none is never used."""

    async def story(office: Office) -> None:
        await office.connector.sign_in()
        assert office.connector.web_url("deal", "300") == "https://acme.pipedrive.com/deal/300"
        assert (
            office.connector.web_url("activity", "8") == "https://acme.pipedrive.com/activities/list/user/everyone?selected=8"
        )
        assert office.connector.web_url("person", "a/b") == "https://acme.pipedrive.com/person/a%2Fb"
        assert office.connector.web_url("stock_level", "1") == ""
        hostile = office.restarted({"company_domain": "evil.example/"})
        assert hostile.web_url("deal", "1") == f"{office.server.url}/deal/1"

    at(Company(), story)


# --- searching on the server -----------------------------------------------------------------------------------------


def test_the_servers_own_filters_can_be_used() -> None:
    """Every parameter of the list has its filter; times go out in whole seconds."""
    company = Company()
    company.add(3, deal_id=300)
    company.add(2)

    async def story(office: Office) -> None:
        assert isinstance(office.connector, Searches)
        filters = {"deal_id": "300", "updated_since": "2025-06-01", "owner_id": "77", "sort_by": "id", "sort_direction": "desc"}
        pages = [page async for page in office.connector.search(filters)]
        assert ids(pages) == [3, 2, 1]
        assert all(page.cursor is None and page.walk is Walk.CHANGES for page in pages)
        assert office.asked()[-1]["updated_since"] == "2025-06-01T00:00:00Z"
        assert ids([page async for page in office.connector.search({"ids": "1, 5 9"})]) == [1, 5]

    at(company, story)


def test_the_company_list_filters_by_type() -> None:
    """Version 1 alone knows types, and calls things by its own names."""
    company = Company(collection=200)
    company.add(2)
    company.add(type="lunch")

    async def story(office: Office) -> None:
        await office.connector.sign_in()
        filters = {"company": "yes", "type": "lunch", "updated_until": "2026-01-01T00:00:00Z", "owner_id": "77", "done": "no"}
        assert ids([page async for page in office.connector.search(filters)]) == [3]
        sent = office.asked("/v1/activities/collection")[-1]
        assert sent == {"type": "lunch", "until": "2026-01-01 00:00:00", "user_id": "77", "done": "false", "limit": "500"}

    at(company, story)


@pytest.mark.parametrize(
    "filters",
    [
        {"type": "call"},
        {"done": "perhaps"},
        {"updated_since": "soon"},
        {"owner_id": "Sam"},
        {"colour": "red"},
        {"ids": "1," * 101},
    ],
    ids=lambda filters: next(iter(filters)),
)
def test_a_filter_that_cannot_be_used_is_named(filters: dict[str, str]) -> None:
    """Before anything is sent."""

    async def story(office: Office) -> None:
        problem = await problem_of(anext(aiter(office.connector.search(filters))))
        assert isinstance(problem, Rejected)
        assert set(problem.fields) == set(filters)
        assert not office.server.requests

    at(Company(), story)


def test_a_filter_that_the_server_ignores_is_not_passed_off_as_an_answer() -> None:
    """Everybody's activities are no answer to a question about one owner."""
    company = Company(obeys_owner=False)
    company.add(1)
    company.add(owner_id=78)

    async def story(office: Office) -> None:
        problem = await problem_of(anext(aiter(office.connector.search({"owner_id": "77"}))))
        assert isinstance(problem, Rejected)
        assert isinstance(await problem_of(anext(aiter(office.connector.search({"company": "yes"})))), CannotDo)

    at(company, story)
