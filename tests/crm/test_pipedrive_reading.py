"""Does the Pipedrive connector read and follow every activity, whatever the company's server does?"""

from __future__ import annotations

import pytest

from activity_desktop.crm.contract import Walk
from activity_desktop.model.moment import Instant
from activity_desktop.model.operation import Complete
from activity_desktop.model.problems import (
    NotAllowed,
    NotAnswering,
    Problem,
    ReplayGone,
    SlowDown,
    WrongServer,
)
from crm.acme_pipedrive import BLOCK, Company, hang_up, on_list, refused
from crm.pipedrive_office import Office, at, ids, problem_of, request

# --- reading ---------------------------------------------------------------------------------------------------------


def test_1250_activities_come_over_cursor_pages_newest_first() -> None:
    """Each once, in three pages of at most 500; only the end of the walk moves the position."""
    company = Company()
    company.add(1250)

    async def story(office: Office) -> None:
        pages = await office.pull(None)
        assert ids(pages) == list(range(1250, 0, -1))
        assert [(len(page.activities), page.complete, page.cursor is None) for page in pages] == [
            (500, False, True),
            (500, False, True),
            (250, True, False),
        ]
        assert {query["limit"] for query in office.asked()} == {"500"}
        assert {query["include_fields"] for query in office.asked()} == {"attendees"}

    at(company, story)


def test_what_appears_in_the_list_hours_late_is_found_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Written into a copy of the database that lagged behind: older than all that was read, and not missed for ever."""
    monkeypatch.setattr("activity_desktop.crm.pipedrive.connector.FAR_BACK_EVERY", -1.0)
    company = Company()
    company.add(30)

    async def story(office: Office) -> None:
        cursor = (await office.pull(None))[-1].cursor
        newest = max(str(record["update_time"]) for record in company.records.values())
        company.add(1)
        late = max(company.records)
        company.records[late]["update_time"] = Instant.parse(newest).plus(-3600).rfc3339_seconds()
        assert late in ids(await office.pull(cursor))

    at(company, story)


def test_afterwards_only_changes_are_asked_for() -> None:
    """New, edited and deleted activities arrive; what did not change does not; the time is in whole seconds."""
    company = Company()
    company.add(1250)

    async def story(office: Office) -> None:
        cursor = (await office.pull(None))[-1].cursor
        company.change(3, subject="Edited")
        company.change(4, done=True)
        company.change(5, is_deleted=True)
        company.add(2)
        pages = await office.pull(cursor)
        assert set(ids(pages)) - {1249, 1250} == {3, 4, 5, 1251, 1252}
        found = {activity.key.rid: activity for page in pages for activity in page.activities}
        assert found["3"].title == "Edited"
        assert found["4"].done is True
        assert found["5"].deleted
        assert all(page.walk is Walk.CHANGES for page in pages)
        assert ids(await office.pull(pages[-1].cursor)) == [1251, 1252], "the overlap of a minute, and nothing else"

    at(company, story)


def test_a_walk_over_changes_goes_on_where_it_was_cut_short() -> None:
    """The connection breaks on the second page and stays broken: the first page is not lost, the rest comes later."""
    company = Company()
    company.add(1)

    async def story(office: Office) -> None:
        cursor = (await office.pull(None))[-1].cursor
        company.add(1200)
        company.faults = [on_list(2, hang_up), on_list(2, hang_up), on_list(2, hang_up), on_list(2, hang_up)]
        walk = aiter(office.connector.pull(cursor))
        pages = [await anext(walk)]
        assert isinstance(await problem_of(anext(walk)), NotAnswering)
        company.faults = []
        pages += await office.pull(pages[-1].cursor)
        assert set(ids(pages)) >= set(range(2, 1202))

    at(company, story)


def test_one_dropped_connection_is_not_even_noticed() -> None:
    """Reading again does no harm, so it is tried again at once."""
    company = Company(faults=[on_list(2, hang_up)])
    company.add(1250)

    async def story(office: Office) -> None:
        assert ids(await office.pull(None)) == list(range(1250, 0, -1))

    at(company, story)


def test_a_short_burst_limit_does_not_begin_the_walk_again() -> None:
    """429 without Retry-After, as Pipedrive sends it: the walk waits for the end of the window."""
    limit = refused(429, "Rate limit exceeded", **{"x-ratelimit-remaining": "0", "x-ratelimit-reset": "0.01"})
    company = Company(faults=[on_list(2, limit)])
    company.add(1250)

    async def story(office: Office) -> None:
        assert ids(await office.pull(None)) == list(range(1250, 0, -1))
        assert len(office.asked()) == 4

    at(company, story)


@pytest.mark.parametrize(
    ("answer", "at_least"),
    [
        (refused(429, "Rate limit exceeded", **{"retry-after": "90"}), 89),
        (refused(429, "Rate limit exceeded", **{"x-ratelimit-remaining": "79"}), 3599),
        (refused(429, "Rate limit exceeded", **{"x-daily-ratelimit-token-remaining": "0"}), 3599),
        (BLOCK, 899),
    ],
    ids=["Retry-After", "tokens left in the burst", "no tokens left today", "the firewall's web page"],
)
def test_nothing_is_sent_while_pipedrive_asks_for_patience(answer: bytes, at_least: float) -> None:
    """Whoever asks meanwhile, for reading or writing, gets the rest of the wait, and the server gets no request."""
    company = Company(faults=[on_list(2, answer)])
    company.add(600)

    async def story(office: Office) -> None:
        problem = await problem_of(office.pull(None))
        assert isinstance(problem, SlowDown)
        assert problem.retry_after is not None
        assert problem.retry_after >= at_least
        before = len(office.server.requests)
        for attempt in (office.pull(None), office.connector.fetch("1"), office.connector.send(request(Complete(), 1))):
            again = await problem_of(attempt)
            assert isinstance(again, SlowDown)
            assert again.title == problem.title
            assert at_least - 5 < (again.retry_after or 0) <= problem.retry_after
        assert len(office.server.requests) == before

    at(company, story)


@pytest.mark.parametrize(
    ("status", "kind", "title"),
    [(402, NotAllowed, "not open"), (403, NotAllowed, "may not"), (410, WrongServer, "")],
)
def test_refusals_are_told_apart(status: int, kind: type[Problem], title: str) -> None:
    """A closed company, a missing right and a list that is gone are three different things to do."""
    company = Company(faults=[on_list(1, refused(status, "no"))])

    async def story(office: Office) -> None:
        problem = await problem_of(office.connector.sign_in())
        assert isinstance(problem, kind)
        assert not isinstance(problem, SlowDown)
        assert title in problem.title

    at(company, story)


def test_markers_that_go_round_in_circles_lose_nothing() -> None:
    """The cursor repeats for ever: the walk goes on by time, and ends."""
    company = Company(cursor_repeats=True)
    company.add(1250)

    async def story(office: Office) -> None:
        pages = await office.pull(None)
        assert set(ids(pages)) == set(range(1, 1251))
        assert not any(page.complete for page in pages)
        assert len(office.asked()) < 20

    at(company, story)


def test_a_circle_that_time_cannot_leave_is_a_problem() -> None:
    """More than a page changed in one second, and the marker repeats: said, not hidden, and not asked for ever."""
    company = Company(cursor_repeats=True)
    company.add(1100, update_time="2025-06-02T00:00:00Z")

    async def story(office: Office) -> None:
        assert isinstance(await problem_of(office.pull(None)), WrongServer)
        assert len(office.asked()) < 10

    at(company, story)


def test_out_of_order_pages_move_the_position_only_at_the_end() -> None:
    """A server that ignores the order could hide older changes on its last page."""
    company = Company(obeys_order=False)
    company.add(1)

    async def story(office: Office) -> None:
        cursor = (await office.pull(None))[-1].cursor
        company.add(700)
        company.change(2, subject="late")
        pages = await office.pull(cursor)
        assert [page.cursor is None for page in pages] == [True, False]
        assert set(ids(pages)) >= set(range(2, 702))

    at(company, story)


def test_a_date_in_the_far_future_does_not_stop_the_news() -> None:
    """The position never passes the server's clock."""
    company = Company()
    company.add(update_time="2099-01-01T00:00:00Z")

    async def story(office: Office) -> None:
        cursor = (await office.pull(None))[-1].cursor
        company.add()
        assert set(ids(await office.pull(cursor))) == {1, 2}

    at(company, story)


def test_what_changes_during_the_first_walk_is_read_next() -> None:
    """Something already passed is edited while the last page is read."""
    company = Company()
    company.add(501)

    async def story(office: Office) -> None:
        pages = []
        async for page in office.connector.pull(None):
            pages.append(page)
            if len(pages) == 1:
                for _ in range(3):
                    company.change(501, subject="Edited meanwhile")
                company.change(1, subject="Edited before it was read")
        found = await office.pull(pages[-1].cursor)
        assert {activity.title for page in found for activity in page.activities} >= {"Edited meanwhile"}

    at(company, story)


def test_an_empty_account_is_complete_and_follows_on() -> None:
    """A new user has nothing, and then something."""
    company = Company()

    async def story(office: Office) -> None:
        pages = await office.pull(None)
        assert [(page.complete, page.activities) for page in pages] == [(True, ())]
        company.add()
        assert ids(await office.pull(pages[-1].cursor)) == [1]

    at(company, story)


def test_a_position_of_another_version_asks_to_begin_again() -> None:
    """Never guess from where to go on."""

    async def story(office: Office) -> None:
        assert isinstance(await problem_of(office.pull("page=3")), ReplayGone)

    at(Company(), story)


def test_a_sweep_walks_over_everything_again() -> None:
    """Also with a position in hand, and the position does not fall back."""
    company = Company()
    company.add(2)

    async def story(office: Office) -> None:
        cursor = (await office.pull(None))[-1].cursor
        pages = await office.pull(cursor, Walk.EVERYTHING)
        assert ids(pages) == [2, 1]
        assert pages[-1].complete
        assert pages[-1].cursor == cursor

    at(company, story)
