"""Does the Fluid connector keep its contract against a real server, bare and with extensions?"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing, suppress

import pytest

from activity_desktop.crm.contract import Feature, Page, Walk
from activity_desktop.local_server.faults import ALWAYS
from activity_desktop.local_server.ready import Ready
from activity_desktop.local_server.server import LocalServer
from activity_desktop.model.activity import Key, Kind
from activity_desktop.model.moment import Instant
from activity_desktop.model.operation import Complete, Create, Delete, Edit, Request, SetRead
from activity_desktop.model.problems import CannotDo, Gone, NotAnswering, Rejected, ReplayGone, SignedOut, WrongServer
from crm.fluid_account import run, signed_in

SEEDED = 230
"""More than two pages, whatever their size."""
READ = SetRead(at_us=Instant.parse("2025-01-15T12:00:00Z").us)
UNREAD = SetRead()
EXTENSIONS = {Feature.CHANGES, Feature.DELETIONS, Feature.STREAM, Feature.BULK_READ, Feature.SERVER_FILTER}


@pytest.fixture(params=["extended", "bare"])
def server(request: pytest.FixtureRequest) -> Iterator[LocalServer]:
    """The embedded server, in memory; bare has only what the document has."""
    running = LocalServer(seed=SEEDED, bare=request.param == "bare")
    yield running
    running.stop()


@pytest.fixture
def ready(server: LocalServer) -> Ready:
    return server.start()


@pytest.fixture
def extended() -> Iterator[LocalServer]:
    running = LocalServer(seed=SEEDED)
    yield running
    running.stop()


# --- signing in ------------------------------------------------------------------------------------------------------


def test_signing_in_tells_who_we_are_and_what_is_possible(server: LocalServer, ready: Ready) -> None:
    """Extensions are used where they are advertised; without them the document's endpoints are enough."""

    async def work() -> None:
        async with signed_in(ready.base_url, ready.user_token) as account:
            identity = account.identity
            assert identity.user_id == str(ready.user_id)
            assert identity.tenant
            assert identity.server_time is not None
            can = identity.capabilities.can
            assert can >= {Feature.READ_STATE, Feature.GET, Feature.DELETE}
            assert not can & {Feature.CREATE, Feature.EDIT, Feature.COMPLETE, Feature.COMPANY_FEED}
            assert "company token" in identity.capabilities.reason(Feature.CREATE)
            assert (can & EXTENSIONS) == (set() if server.bare else EXTENSIONS)
            assert identity.capabilities.proved["listing marks read"] == "no"
            assert bool(identity.user_name) is not server.bare

    run(work)


def test_a_company_token_adds_creating_and_editing(ready: Ready) -> None:
    """A refused one only takes these two away, and says so."""

    async def work() -> None:
        async with signed_in(ready.base_url, ready.user_token, f" {ready.company_token}\n") as account:
            assert account.identity.capabilities.can >= {Feature.CREATE, Feature.EDIT}
        async with signed_in(ready.base_url, ready.user_token, "wrong") as account:
            assert not account.identity.capabilities.has(Feature.CREATE)
            assert "not accept the company token" in account.identity.capabilities.reason(Feature.CREATE)
            assert account.identity.capabilities.has(Feature.READ_STATE)

    run(work)


def test_a_wrong_token_is_said_to_be_one(ready: Ready) -> None:
    """Nothing else is asked after that."""

    async def work() -> None:
        async with signed_in(ready.base_url, "wrong"):
            pass

    with pytest.raises(SignedOut):
        run(work)


def test_another_address_is_said_to_be_another_system(ready: Ready) -> None:
    """A 404 for the list is no missing activity."""

    async def work() -> None:
        async with signed_in(f"{ready.base_url}/elsewhere", ready.user_token):
            pass

    with pytest.raises(WrongServer, match="not like Fluid"):
        run(work)


# --- reading ---------------------------------------------------------------------------------------------------------


def test_everything_is_read_once_newest_first(server: LocalServer, ready: Ready) -> None:
    """Each seeded activity, with everything the document gives it."""

    async def work() -> None:
        async with signed_in(ready.base_url, ready.user_token) as account:
            pages = await account.pages()
            activities = [activity for page in pages for activity in page.activities]
            assert len(activities) == len({activity.key for activity in activities}) == SEEDED
            times = [activity.created for activity in activities if activity.created]
            assert times == sorted(times, reverse=True)
            assert len(times) == SEEDED
            assert {page.walk for page in pages} == {Walk.EVERYTHING}
            assert [page.complete for page in pages] == [False] * (len(pages) - 1) + [True]
            assert [page.cursor is not None for page in pages] == [page.complete for page in pages]
            assert {activity.kind for activity in activities} >= {Kind.MEDIA, Kind.LIBRARY, Kind.EVENT, Kind.TASK, Kind.PRODUCT}
            people = {person.kind for activity in activities for person in activity.people}
            assert people == {"contact", "visitor"} | (set() if server.bare else {"customer"})

    run(work)


def test_names_come_along_where_the_server_knows_them(extended: LocalServer) -> None:
    """With every way of reading, so that no answer makes a known name disappear."""
    ready = extended.start()

    async def work() -> None:
        async with signed_in(ready.base_url, ready.user_token, ready.company_token) as account:
            activities, _ = await account.everything()
            one = next(a for a in activities if a.people and a.people[0].name and a.relations and a.relations[0].title)
            for again in (
                await account.fluid.fetch(one.key.rid),
                (await account.send(one.key.rid, READ)).activity,
                (await account.send(one.key.rid, Edit(fields={"title": "Other"}))).activity,
            ):
                assert again is not None
                assert (again.people, again.relations) == (one.people, one.relations)
            assert await account.fluid.resolve(one.relations, one.people) == (one.relations, one.people)

    run(work)


def test_looking_again_finds_what_is_new(server: LocalServer, ready: Ready) -> None:
    """By its changes where the server lists them, else on the first page."""

    async def work() -> None:
        async with signed_in(ready.base_url, ready.user_token) as account:
            _, cursor = await account.everything()
            assert server.bare or await account.pages(cursor) == []
            new = server.create(title="Just now")
            first = (await account.pages(cursor))[0]
            assert first.walk is (Walk.NEWEST_FIRST if server.bare else Walk.CHANGES)
            assert first.activities[0].key.rid == str(new["id"])
            assert (first.activities[0].version is None) is server.bare

    run(work)


def test_deletions_and_edits_are_among_the_changes(extended: LocalServer) -> None:
    """Page after page, with the cursor that each page earns."""
    ready = extended.start()

    async def work() -> None:
        async with signed_in(ready.base_url, ready.user_token, ready.company_token) as account:
            activities, cursor = await account.everything()
            await account.send(activities[0].key.rid, Delete())
            await account.send(activities[1].key.rid, Edit(fields={"title": "Edited"}))
            for _ in range(12):
                extended.happen(50)
            pages = await account.pages(cursor)
            assert len(pages) == 2
            assert pages[0].gone == (activities[0].key.rid,)
            assert next(a for a in pages[0].activities if a.key == activities[1].key).title == "Edited"
            assert sum(len(page.activities) for page in pages) == 601
            half = await account.pages(pages[0].cursor)
            assert [a.key for a in half[0].activities] == [a.key for a in pages[1].activities]
            assert await account.pages(pages[1].cursor) == []

    run(work)


def test_a_forgotten_or_foreign_cursor_asks_for_everything_again(extended: LocalServer) -> None:
    """The server's memory of deletions has an end, and another file's numbers mean nothing."""
    ready = extended.start()

    async def work() -> None:
        async with signed_in(ready.base_url, ready.user_token) as account:
            activities, cursor = await account.everything()
            await account.send(activities[0].key.rid, Delete())
            extended.forget_deletions()
            with pytest.raises(ReplayGone):
                await account.pages(cursor)
            with pytest.raises(ReplayGone):
                await anext(aiter(account.fluid.stream(cursor)))
            with pytest.raises(ReplayGone):
                await account.pages('{"seq": 5, "instance": "another"}')
            assert len((await account.everything())[0]) == SEEDED - 1
            assert (await account.pages("not a cursor"))[-1].complete
            assert (await account.pages('{"seq": null, "instance": ""}'))[-1].complete

    run(work)


def test_records_that_come_twice_or_in_another_order_change_nothing(server: LocalServer, ready: Ready) -> None:
    """As a list behaves that is changed while it is read."""

    async def work() -> None:
        async with signed_in(ready.base_url, ready.user_token) as account:
            for fault in ("duplicate", "reorder"):
                server.faults.next(fault, ALWAYS, "activities")
                activities, _ = await account.everything()
                assert len(activities) == len({activity.key for activity in activities}) == SEEDED
                server.faults.clear()

    run(work)


@pytest.mark.parametrize("fault", ["503", "drop", "lose", "truncate"])
def test_a_passing_fault_does_not_end_a_walk(server: LocalServer, ready: Ready, fault: str) -> None:
    """Reading does no harm, so it is simply tried again."""

    async def work() -> None:
        async with signed_in(ready.base_url, ready.user_token) as account:
            server.faults.next(fault, 2, "activities", seconds=0.0)
            assert len((await account.everything())[0]) == SEEDED

    run(work)


def test_one_activity_is_fetched(ready: Ready) -> None:
    """Also one that is not there, or is somebody else's."""

    async def work() -> None:
        async with signed_in(ready.base_url, ready.user_token) as account:
            activities, _ = await account.everything()
            one = activities[7]
            found = await account.fluid.fetch(one.key.rid)
            assert (found.key, found.title, found.created, found.read_at) == (one.key, one.title, one.created, one.read_at)
            for missing in ("999999", "../user", "%2e%2e", "a/b"):
                with pytest.raises(Gone):
                    await account.fluid.fetch(missing)

    run(work)


def test_a_search_passes_the_servers_filters(extended: LocalServer) -> None:
    """Only those it advertises."""
    ready = extended.start()

    async def work() -> None:
        async with signed_in(ready.base_url, ready.user_token) as account:
            activities, _ = await account.everything()
            pages = [
                page async for page in account.fluid.search({"relation_type": "product", "unread": "true", "contact_id": " "})
            ]
            wanted = {a.key for a in activities if a.kind is Kind.PRODUCT and a.read_at is None}
            assert {a.key for page in pages for a in page.activities} == wanted
            assert all(page.cursor is None and not page.complete and page.walk is Walk.CHANGES for page in pages)
            with pytest.raises(Rejected) as caught:
                _ = [page async for page in account.fluid.search({"colour": "red"})]
            assert "colour" in caught.value.fields

    run(work)


# --- changing --------------------------------------------------------------------------------------------------------


def test_marking_read_and_unread_is_seen_by_everybody(ready: Ready) -> None:
    """The echo is what the server made of it."""

    async def work() -> None:
        async with signed_in(ready.base_url, ready.user_token) as here, signed_in(ready.base_url, ready.user_token) as there:
            rid = next(a.key.rid for a in (await here.everything())[0] if a.read_at is None)
            receipt = await here.send(rid, READ)
            assert receipt.activity is not None
            assert receipt.activity.read_at == Instant.parse("2025-01-15T12:00:00Z")
            assert (await there.fluid.fetch(rid)).read_at == receipt.activity.read_at
            receipt = await there.send(rid, UNREAD)
            assert receipt.activity is not None
            assert receipt.activity.read_at is None
            assert (await here.fluid.fetch(rid)).read_at is None

    run(work)


def test_everything_up_to_a_cursor_is_marked_read_at_once(extended: LocalServer) -> None:
    """What came after the cursor stays unread; a bare server cannot do it."""
    ready = extended.start()

    async def work() -> None:
        async with signed_in(ready.base_url, ready.user_token) as account:
            _, cursor = await account.everything()
            late = extended.create(title="After the cursor")
            await account.fluid.send_read_up_to(cursor)
            unread = [a.key.rid for a in (await account.everything())[0] if a.read_at is None]
            assert unread == [str(late["id"])]
            with pytest.raises(CannotDo):
                await account.fluid.send_read_up_to('{"seq": null, "instance": ""}')

    run(work)


def test_the_company_creates_edits_and_the_user_deletes(ready: Ready) -> None:
    """What is created arrives by itself, as the document promises its reader."""
    fields = {"title": "Call back", "description": "About the offer", "slug": "call_back", "relation_type": "task",
              "relation_id": "55", "contact_id": 22222, "visitor_id": "", "unknown": "x"}  # fmt: skip

    async def work() -> None:
        async with signed_in(ready.base_url, ready.user_token, ready.company_token) as account:
            receipt = await account.send("", Create(fields=fields))
            assert receipt.activity is None
            created = (await account.everything())[0][0]
            assert (created.title, created.plain, created.kind_id) == ("Call back", "About the offer", "call_back")
            assert created.kind is Kind.TASK
            assert created.relations[0].id == "55"
            assert [(person.kind, person.id) for person in created.people] == [("contact", "22222")]
            assert created.owner is not None
            assert created.owner.id == str(ready.user_id)
            values = account.fluid.form_values(created)
            assert values["relation_id"] == 55
            assert "visitor_id" not in values
            edited = (await account.send(created.key.rid, Edit(fields={"title": "Called", "slug": "", "user_id": 1}))).activity
            assert edited is not None
            assert (edited.title, edited.kind_id, edited.plain) == ("Called", "", "About the offer")
            assert (await account.send(created.key.rid, Delete())).gone
            with pytest.raises(Gone):
                await account.send(created.key.rid, Delete())
            with pytest.raises(Rejected) as caught:
                await account.send("", Create(fields={"title": "", "relation_type": "rocket"}), "key-2")
            assert caught.value.fields.keys() >= {"title", "relation_type"}

    run(work)


def test_what_the_account_cannot_do_is_refused_before_anything_is_sent(ready: Ready) -> None:
    """With the reason that the screens show."""

    async def work() -> None:
        async with signed_in(ready.base_url, ready.user_token) as account:
            for operation in (Create(fields={"title": "x"}), Edit(fields={"title": "x"}), Complete()):
                with pytest.raises(CannotDo) as caught:
                    await account.send("1", operation)
                assert caught.value.title.endswith(".")
            with pytest.raises(CannotDo):
                await account.fluid.still_there(["1"])

    run(work)


def test_a_create_whose_answer_was_lost_happens_once(server: LocalServer, ready: Ready) -> None:
    """By its idempotency key where the server knows such keys, else by looking before trying again."""
    create = Create(fields={"title": "Only once", "description": "x"})

    async def work() -> None:
        async with signed_in(ready.base_url, ready.user_token, ready.company_token) as account:
            asked = account.identity.server_time
            server.faults.next("lose", 1, "activities", method="POST")
            try:
                await account.send("", create)
            except NotAnswering:
                found = await account.fluid.find_created(_request(create, asked))
                assert found is not None
                assert found.title == "Only once"
            assert sum(a.title == "Only once" for a in (await account.everything())[0]) == 1
            other = Create(fields={"title": "Never sent"})
            assert await account.fluid.find_created(_request(other, asked)) is None

    run(work)


def _request(create: Create, asked: Instant | None) -> Request:
    return Request(Key("acc", ""), create, "one-key", asked=asked)


# --- following -------------------------------------------------------------------------------------------------------


def test_news_come_by_themselves_and_can_be_resumed(extended: LocalServer) -> None:
    """New, read, edited and deleted, each with the cursor after it; what happened meanwhile comes first."""
    ready = extended.start()

    async def work() -> None:
        async with signed_in(ready.base_url, ready.user_token) as account:
            activities, cursor = await account.everything()
            missed = extended.create(title="While away")
            async with aclosing(account.fluid.stream(cursor)) as pages:
                first = await anext(pages)
                assert first.heartbeat
                assert first.news
                news = await _news(pages)
                assert news.activities[0].key.rid == str(missed["id"])
                await account.send(activities[0].key.rid, READ)
                read = await _news(pages)
                await account.send(activities[1].key.rid, Delete())
                deleted = await _news(pages)
            assert read.activities[0].read_at is not None
            assert deleted.gone == (activities[1].key.rid,)
            assert [page.activities[0].version for page in (news, read)] == [SEEDED + 1, SEEDED + 2]
            async with aclosing(account.fluid.stream(read.cursor)) as pages:
                assert (await _news(pages)).gone == deleted.gone
            assert await account.pages(deleted.cursor) == []

    run(work)


async def _news(pages: AsyncGenerator[Page, None]) -> Page:
    """The next page that says something."""
    page = await anext(pages)
    return await _news(pages) if page.heartbeat else page


def test_a_burst_comes_in_few_pages(extended: LocalServer) -> None:
    """Each activity once, in the order in which they were created."""
    ready = extended.start()

    async def work() -> None:
        async with signed_in(ready.base_url, ready.user_token) as account:
            _, cursor = await account.everything()
            created = [str(one["id"]) for one in extended.happen(500)]
            arrived: list[str] = []
            pages = 0
            async with aclosing(account.fluid.stream(cursor)) as stream:
                while len(arrived) < 500:
                    page = await _news(stream)
                    arrived += [activity.key.rid for activity in page.activities]
                    pages += 1
            assert arrived == created
            assert pages <= 50
            assert await account.pages(page.cursor) == []

    run(work)


def test_a_bare_server_has_no_stream() -> None:
    """Asking for one says why not."""
    server = LocalServer(bare=True)
    ready = server.start()

    async def work() -> None:
        async with signed_in(ready.base_url, ready.user_token) as account:
            with pytest.raises(CannotDo, match="intervals"):
                account.fluid.stream(None)

    try:
        run(work)
    finally:
        server.stop()


def test_a_stream_ends_with_its_token(extended: LocalServer) -> None:
    """Revoked elsewhere: the stream ends, and the next request says why."""
    ready = extended.start()
    token = extended.mint_token()

    async def work() -> None:
        async with signed_in(ready.base_url, token) as account:
            async with aclosing(account.fluid.stream(None)) as pages:
                assert (await anext(pages)).heartbeat
                extended.revoke(token)
                with suppress(NotAnswering):
                    async for page in pages:
                        assert page.heartbeat
            with pytest.raises(SignedOut):
                await account.pages()

    run(work)


# --- the company's feed ----------------------------------------------------------------------------------------------


def test_the_companys_feed_shows_everybodys_and_interrupts_for_ours_only(extended: LocalServer) -> None:
    """No read state there, because it is somebody else's."""
    ready = extended.start()
    theirs = extended.create(title="For a colleague", user_id=ready.other_user_id)
    ours = extended.create(title="For us")

    async def work() -> None:
        settings = {"scope": " Company "}
        async with signed_in(ready.base_url, ready.user_token, ready.company_token, settings=settings) as account:
            can = account.identity.capabilities.can
            assert can >= {Feature.COMPANY_FEED, Feature.CREATE, Feature.EDIT, Feature.DELETE, Feature.STREAM, Feature.CHANGES}
            assert not can & {Feature.READ_STATE, Feature.BULK_READ}
            activities, cursor = await account.everything()
            muted = {a.key.rid: a.muted for a in activities}
            assert len(activities) == SEEDED + 2
            assert muted[str(theirs["id"])]
            assert not muted[str(ours["id"])]
            assert (await account.send(str(theirs["id"]), Edit(fields={"title": "Edited"}))).activity is not None
            assert (await account.send(str(theirs["id"]), Delete())).gone
            changes = await account.pages(cursor)
            assert changes[-1].gone == (str(theirs["id"]),)

    run(work)
