"""Does the connector get along with Signals as it really is, over real HTTP: shifting pages, silent ignorance, two readings?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

import pytest

from activity_desktop.crm.contract import Access, Feature, FieldType, Page, Searches, Walk
from activity_desktop.crm.signals.connector import SYSTEM, Signals
from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.clock import SystemClock
from activity_desktop.model.moment import Instant
from activity_desktop.model.operation import AnyOperation, Complete, Create, Delete, Edit, Receipt, Request, SetRead
from activity_desktop.model.problems import (
    CannotDo,
    Gone,
    NotAllowed,
    NotAnswering,
    Rejected,
    SignedOut,
    SlowDown,
    WrongServer,
)
from activity_desktop.model.relation import Relation
from activity_desktop.transport.client import Client
from crm.signals.server import DATE, Row, row, serving
from crm.signals.server import Signals as Server


@dataclass
class Session:
    """A connector at work on a server."""

    connector: Signals
    server: Server
    pauses: list[float] = field(default_factory=list)
    got: list[Page] = field(default_factory=list)
    """What the last pull gave, also when it broke off."""

    async def pull(self, cursor: str | None = None, walk: Walk | None = None) -> list[Page]:
        self.got = []
        async with aclosing(self.connector.pull(cursor, walk)) as pages:
            async for page in pages:
                self.got.append(page)
        return self.got

    async def send(self, operation: AnyOperation, rid: str = "", known: Activity | None = None) -> Receipt:
        return await self.connector.send(Request(Key("acc", rid), operation, "idem-1", known))


def talk(
    server: Server,
    what: Callable[[Session], Awaitable[Any]],
    settings: dict[str, str] | None = None,
    *,
    key: str = "sample-token",
    signing_in: bool = True,
    on_pause: Callable[[Server], None] = lambda server: None,
) -> Any:
    """Run `what` with a connector that has signed in."""

    async def run() -> Any:
        async with serving(server) as http:
            client = Client(http.url)
            pauses: list[float] = []

            async def pause(seconds: float) -> None:
                pauses.append(seconds)
                on_pause(server)

            try:
                access = Access("acc", client, {"token": key}, settings or {}, SYSTEM.web_urls)
                session = Session(Signals(access, pause), server, pauses)
                if signing_in:
                    await session.connector.sign_in()
                server.calls.clear()
                return await what(session)
            finally:
                await client.aclose()

    return asyncio.run(run())


def ids(pages: list[Page]) -> list[str]:
    return [activity.key.rid for page in pages for activity in page.activities]


def numbered(count: int, **own: Any) -> list[Row]:
    return [row(number, **own) for number in range(1, count + 1)]


# --- reading the whole list ------------------------------------------------------------------------------------------


def test_a_first_fill_brings_everything_once_newest_first_and_proves_it() -> None:
    """250 activities on three pages: the newest arrive first, and the last page says that nothing was missed."""
    pages = talk(Server(numbered(250)), lambda session: session.pull())
    assert ids(pages) == [str(number) for number in range(250, 0, -1)]
    assert [page.complete for page in pages] == [False, False, True]
    assert {page.walk for page in pages} == {Walk.EVERYTHING}
    assert [page.total for page in pages] == [250] * 3
    assert pages[-1].cursor is not None
    assert all(page.cursor is None for page in pages[:-1])


def test_activities_of_the_same_second_that_change_places_between_pages_are_all_found() -> None:
    """Ties repeat some rows and hide others; the count gives it away, and the next walk finds what was hidden."""
    server = Server(numbered(230, created_at="2026-03-21T10:00:00.000Z"), ties_move=True)

    async def walk(session: Session) -> list[Page]:
        def hold_still_from_the_second_walk(number: int) -> None:
            server.ties_move = len(server.calls) <= 3

        server.before_page = hold_still_from_the_second_walk
        return await session.pull()

    pages = talk(server, walk)
    assert len(set(ids(pages[:3]))) < 230, "the first walk was meant to miss some"
    assert sorted(ids(pages), key=int) == [str(number) for number in range(1, 231)]
    assert [page.complete for page in pages] == [False] * 5 + [True]


def test_a_row_deleted_while_paging_makes_the_walk_start_again() -> None:
    """The deletion moves a row up past the page that comes next: only the second walk sees it."""
    server = Server(numbered(150))

    def delete_an_early_one(number: int) -> None:
        if number == 2 and len(server.rows) == 150:
            server.rows.remove(server.rows[140])

    async def walk(session: Session) -> list[Page]:
        server.before_page = delete_an_early_one
        return await session.pull()

    pages = talk(server, walk)
    assert [page.complete for page in pages] == [False, False, False, True]
    assert set(ids(pages)) == {str(number) for number in range(1, 151)}
    assert len(ids(pages)) == 150, "what was handed on and has not changed is not handed on again"


def test_rows_inserted_while_paging_cost_nothing() -> None:
    """A sweep goes from the oldest, so that what is added meanwhile comes at the end of it."""
    server = Server(numbered(150))

    def insert(number: int) -> None:
        if number == 2 and len(server.rows) == 150:
            server.rows.append(row(151))

    async def sweep(session: Session) -> list[Page]:
        server.before_page = insert
        return await session.pull("filled", Walk.EVERYTHING)

    pages = talk(server, sweep)
    assert set(ids(pages)) == {str(number) for number in range(1, 152)}
    assert pages[-1].complete


def test_a_total_that_never_comes_out_is_never_called_complete() -> None:
    """A server that lists some rows twice is walked a few times, not for ever, and absence proves nothing."""
    server = Server([*numbered(30), *numbered(3)])
    pages = talk(server, lambda session: session.pull())
    assert len(set(ids(pages))) == 30
    assert not any(page.complete for page in pages)
    assert len(server.calls) == 3


@pytest.mark.parametrize("size", [7, 20, 25])
def test_a_server_with_smaller_pages_than_asked_for_is_read_to_its_end(size: int) -> None:
    """How many rows were asked for says nothing about how many come."""
    pages = talk(Server(numbered(60), page_size=size), lambda session: session.pull())
    assert len(ids(pages)) == 60
    assert pages[-1].complete


def test_without_a_total_the_walk_ends_where_the_pages_end() -> None:
    """No `meta`: a shorter page, or one that brings nothing new, is the end."""
    pages = talk(Server(numbered(60), tells_total=False, page_size=25), lambda session: session.pull())
    assert len(ids(pages)) == 60
    assert pages[-1].complete


def test_an_empty_account_is_complete() -> None:
    """No activities is an answer too."""
    pages = talk(Server([]), lambda session: session.pull())
    assert [(page.activities, page.complete, page.total) for page in pages] == [((), True, 0)]


def test_one_unreadable_record_is_set_aside() -> None:
    """A record without an identifier costs only itself, and the count still comes out."""
    server = Server([*numbered(3), row(4) | {"id": None}])
    pages = talk(server, lambda session: session.pull())
    assert sorted(ids(pages)) == ["1", "2", "3"]
    assert [bad.error for page in pages for bad in page.unreadable] == ["the record has no id"]
    assert pages[-1].complete


# --- news ------------------------------------------------------------------------------------------------------------


def test_news_are_on_the_first_page() -> None:
    """Looking for news costs one call: the newest come first, and whoever has seen them stops there."""

    async def look(session: Session) -> tuple[list[Page], list[str]]:
        session.server.rows.append(row(251))
        async with aclosing(session.connector.pull("filled")) as pages:
            return [await anext(pages)], list(session.server.calls)

    pages, calls = talk(Server(numbered(250)), look)
    assert pages[0].walk is Walk.NEWEST_FIRST
    assert ids(pages)[0] == "251"
    assert calls == ["GET /api/v1/activities"]


def test_a_server_that_ignores_the_order_is_read_whole() -> None:
    """News may stand anywhere, so every look goes over everything."""
    server = Server(numbered(130), sorts=False)

    async def look(session: Session) -> list[Page]:
        session.server.rows.append(row(131))
        return await session.pull("filled")

    pages = talk(server, look)
    assert "131" in ids(pages)
    assert {page.walk for page in pages} == {Walk.EVERYTHING}


def test_an_order_that_breaks_later_is_noticed_on_the_page() -> None:
    """Nothing was proved on an empty account; the first look that meets a wrong order reads everything."""
    server = Server([], sorts=False)

    async def look(session: Session) -> list[Page]:
        session.server.rows.extend(numbered(120))
        return await session.pull("filled")

    pages = talk(server, look)
    assert len(set(ids(pages))) == 120
    assert pages[-1].walk is Walk.EVERYTHING


# --- limits ----------------------------------------------------------------------------------------------------------


def test_a_long_walk_waits_for_the_next_minute_instead_of_starting_again() -> None:
    """60 calls a minute are not enough for 70 pages; the walk pauses and comes to its end."""
    server = Server(numbered(210), page_size=3)

    async def walk(session: Session) -> tuple[list[Page], list[float]]:
        server.allowance = 40
        return await session.pull(), session.pauses

    def a_minute_passes(server: Server) -> None:
        if server.allowance is not None and server.allowance <= 2:
            server.allowance = 60

    pages, pauses = talk(server, walk, on_pause=a_minute_passes)
    assert len(set(ids(pages))) == 210
    assert pages[-1].complete
    assert pauses, "the reserve for the person was not respected"


def test_being_told_to_wait_in_the_middle_of_a_walk_is_obeyed() -> None:
    """429 with Retry-After between two pages: wait so long, go on with the same page."""
    server = Server(numbered(250))

    async def walk(session: Session) -> tuple[list[Page], list[float]]:
        server.before_page = lambda number: None
        server.allowance = 2
        return await session.pull(), session.pauses

    def refill(server: Server) -> None:
        if server.allowance is not None and server.allowance < 0:
            server.allowance = 60

    pages, pauses = talk(server, walk, on_pause=refill)
    assert len(ids(pages)) == 250
    assert 42.0 in pauses


def test_a_server_that_says_wait_again_and_again_is_left_to_the_schedule() -> None:
    """Patience has an end; what was read so far has been handed on."""

    async def walk(session: Session) -> tuple[list[Page], list[float]]:
        session.server.allowance = 1
        with pytest.raises(SlowDown):
            await session.pull()
        return session.got, session.pauses

    pages, pauses = talk(Server(numbered(250)), walk)
    assert len(ids(pages)) == 100
    assert pauses.count(42.0) == 3


def test_a_look_for_news_that_meets_only_news_ends_with_the_list() -> None:
    """Nobody stopped it, so it goes to the last page, and no further."""
    pages = talk(Server(numbered(150)), lambda session: session.pull("filled"))
    assert [page.walk for page in pages] == [Walk.NEWEST_FIRST] * 2
    assert len(ids(pages)) == 150


def test_being_told_to_wait_at_the_first_page_is_left_to_the_schedule() -> None:
    """Whoever plans the next look knows how long; nothing sleeps in the background."""

    async def walk(session: Session) -> list[float]:
        session.server.allowance = 0
        with pytest.raises(SlowDown) as caught:
            await session.pull()
        assert caught.value.retry_after == 42.0
        return session.pauses

    assert talk(Server(numbered(3)), walk) == []


def test_signing_in_again_on_the_same_day_proves_nothing_twice() -> None:
    """A dozen calls once a day; a server that allows few calls a minute is not eaten up by proofs."""

    async def again(session: Session) -> list[str]:
        await session.connector.sign_in()
        return session.server.calls

    assert talk(Server(numbered(3)), again) == ["GET /api/v1/activities"]


def test_a_right_to_write_that_was_granted_meanwhile_is_noticed() -> None:
    """The one proof that a new token changes is repeated."""

    async def again(session: Session) -> bool:
        session.server.writes = True
        return bool((await session.connector.sign_in()).capabilities.has(Feature.CREATE))

    assert talk(Server(numbered(3), writes=False), again)


def test_activities_in_an_account_that_was_empty_bring_the_proofs() -> None:
    """On an empty account no filter can show what it does; the first activities let it."""

    async def again(session: Session) -> Any:
        session.server.rows += [row(1), row(2)]
        return (await session.connector.sign_in()).capabilities.proved

    proved = talk(Server(), again)
    assert proved["newest first"] == "yes"
    assert proved["filter q[subject_cont]"] == "yes"


def test_what_was_remembered_is_used_and_garbage_is_not() -> None:
    """A later session starts from the account's row; a row that was damaged starts from nothing."""

    async def remembered(session: Session) -> dict[str, str]:
        return dict((await session.connector.sign_in()).remember)

    kept = talk(Server(numbered(3)), remembered, {"owner_id": "5"})

    async def calls(session: Session) -> list[str]:
        await session.connector.sign_in()
        return session.server.calls

    assert len(talk(Server(numbered(3)), calls, {"owner_id": "5", **kept}, signing_in=False)) == 1
    assert len(talk(Server(numbered(3)), calls, {"owner_id": "7", **kept}, signing_in=False)) > 5
    assert len(talk(Server(numbered(3)), calls, {"signals": "{"}, signing_in=False)) > 5


def test_a_connection_that_breaks_while_proving_is_no_answer() -> None:
    """A verdict is only what the server said."""

    class Breaking(Server):
        async def answer(self, seen: Any, writer: asyncio.StreamWriter) -> None:
            if seen.path.endswith(("/users", "/complete")):
                writer.transport.abort()
            else:
                await super().answer(seen, writer)

    with pytest.raises(NotAnswering):
        sign_in(Breaking(numbered(3)))


def test_running_out_of_calls_while_proving_leaves_the_rest_open() -> None:
    """The account works with what is known; nothing fails because a proof did not fit into the minute."""

    async def sign_in(session: Session) -> Any:
        session.server.allowance = 3
        identity = await session.connector.sign_in()
        session.server.allowance = None
        return identity, await session.pull()

    identity, pages = talk(Server(numbered(3)), sign_in, signing_in=False)
    assert identity.capabilities.proved["newest first"] == "yes"
    assert identity.capabilities.proved["filter q[subject_cont]"] == "could not be told"
    assert len(ids(pages)) == 3


def test_a_small_allowance_slows_the_polling() -> None:
    """Looking for news takes a sixth of what the server allows, at most."""

    async def pace(session: Session) -> float:
        await session.pull()
        return session.connector.pace().active

    assert talk(Server(numbered(1)), pace) == SYSTEM.pace.active
    assert talk(Server(numbered(1), limit=5), pace) == 72.0


# --- what is proved at sign-in ---------------------------------------------------------------------------------------


def sign_in(server: Server, settings: dict[str, str] | None = None) -> Any:
    return talk(server, lambda session: session.connector.sign_in(), settings, signing_in=False)


def test_filters_are_proved_by_what_they_do() -> None:
    """A server that ignores a filter answers with everything: that filter is off, with the reason on screen."""
    rows = [*numbered(5), row(6, completed=True, status_id=2002)]
    proved = sign_in(Server(rows, filters=("subject_cont", "completed_true"))).capabilities.proved
    assert proved["filter q[subject_cont]"] == "yes"
    assert proved["filter q[completed_true]"] == "yes"
    assert proved["filter q[type_id_eq]"] == "no"
    assert proved["filter q[owned_by_eq]"] == "no"
    identity = sign_in(Server(rows, filters=()))
    assert not identity.capabilities.has(Feature.SERVER_FILTER)
    assert identity.capabilities.reason(Feature.SERVER_FILTER)


def test_only_my_activities_when_i_say_who_i_am() -> None:
    """By number or by address; on the server where it obeys the filter, here where it does not."""
    rows = [row(1), row(2, owned_by=7), row(3)]
    for settings in ({"owner_id": "5"}, {"email": "marcus@northwind.EXAMPLE"}, {"owner_id": "marcus@northwind.example"}):
        for filters in (("owned_by_eq",), ()):
            server = Server([dict(one) for one in rows], filters=filters)
            pages = talk(server, lambda session: session.pull(), settings)
            assert sorted(ids(pages)) == ["1", "3"]
            assert pages[-1].complete
    identity = sign_in(Server(rows), {"email": "marcus@northwind.example"})
    assert (identity.user_id, identity.user_name) == ("5", "Marcus Oyelaran")
    assert sorted(ids(talk(Server(rows), lambda session: session.pull()))) == ["1", "2", "3"]


def test_a_token_that_may_only_read_offers_no_changes() -> None:
    """403 on a change that cannot touch anything: everything that writes is off, and says why."""
    server = Server(numbered(3), writes=False)
    capabilities = sign_in(server).capabilities
    for feature in (Feature.CREATE, Feature.EDIT, Feature.DELETE, Feature.COMPLETE, Feature.REOPEN):
        assert not capabilities.has(feature)
        assert "activities:write" in capabilities.reason(feature)
    assert capabilities.has(Feature.GET)

    async def change(session: Session) -> None:
        with pytest.raises(NotAllowed, match="may not change"):
            await session.send(Edit({"location": "Hall 2"}), "1")

    talk(server, change)


def test_a_token_without_the_right_to_read_says_which_ability_is_missing() -> None:
    """The message can be passed on to the administrator as it is."""
    with pytest.raises(NotAllowed) as caught:
        sign_in(Server(reads=False))
    assert "activities:read" in caught.value.remedy


def test_a_wrong_token_and_a_wrong_address_are_told_apart() -> None:
    """401 asks for another token, a missing list for another address."""
    with pytest.raises(SignedOut):
        talk(Server(), lambda session: session.pull(), key="wrong")

    class Elsewhere(Server):
        def _route(self, seen: Any, parts: list[str]) -> tuple[int, Any]:
            return 404, {"message": "Not found."}

    with pytest.raises(WrongServer):
        sign_in(Elsewhere())


def test_a_server_that_cannot_include_names_is_read_without_them() -> None:
    """An error about `include` costs the names, not the account."""
    server = Server(numbered(3), includes=False)
    assert sign_in(server).capabilities.proved["names of owners and participants"] == "no"
    assert len(ids(talk(server, lambda session: session.pull()))) == 3


def test_a_server_that_takes_only_the_documents_parameters_is_read_without_the_others() -> None:
    """No order and no names, since the document has neither; the account works all the same, by reading everything."""
    server = Server(numbered(130), strict=True)

    async def look(session: Session) -> list[Page]:
        session.server.rows.append(row(131))
        return await session.pull("filled")

    pages = talk(server, look)
    assert len(set(ids(pages))) == 131
    assert pages[-1].complete


def test_a_server_that_fails_altogether_is_not_answering() -> None:
    """Nothing is left out for a server whose database is down: that is not about a parameter."""

    class Down(Server):
        down = True

        def _list(self, query: dict[str, str]) -> tuple[int, Any]:
            return (500, {"message": "Server Error"}) if self.down else super()._list(query)

    async def come_back(session: Session) -> Any:
        with pytest.raises(NotAnswering):
            await session.connector.sign_in()
        server.down = False
        return (await session.connector.sign_in()).capabilities.proved

    server = Down(numbered(3))
    proved = talk(server, come_back, signing_in=False)
    assert proved["names of owners and participants"] == "yes"
    assert proved["newest first"] == "yes"


def test_names_that_a_server_tells_again_come_back() -> None:
    """A parameter that was refused is tried again whenever something new is to be proved."""
    kept = dict(sign_in(Server(includes=False)).remember)
    proved = sign_in(Server(numbered(3)), kept).capabilities.proved
    assert proved["names of owners and participants"] == "yes"


def test_the_form_offers_the_servers_own_types_and_users() -> None:
    """Types are list values with numbers of their own; without the right to read the list, those in use are offered."""

    async def fields(session: Session) -> dict[str, Any]:
        return {item.name: item for item in session.connector.form()}

    form = talk(Server(numbered(1)), fields)
    assert form["type_id"].choices == (("78", "Task"), ("79", "Call"), ("91", "Site survey"))
    assert form["owned_by"].type is FieldType.CHOICE
    without = talk(Server([row(1, type_id=91), row(2)], lists=False), fields)
    assert without["type_id"].choices == (("91", "Site survey"), ("78", "Task"))
    assert without["owned_by"].type is FieldType.NUMBER


# --- changing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", ["flat", "wrapped", "flat only", "wrapped only"])
def test_both_readings_of_the_body_are_served(body: str) -> None:
    """The document wraps the fields, its own source reads them flat: create and edit work either way, and strictly too."""

    async def change(session: Session) -> Receipt:
        created = await session.send(Create({"subject": "New", "type_id": "Call", "starts_at": "2026-03-22T10:00:00Z"}))
        assert created.activity is not None
        assert created.activity.kind_label == "Call"
        edited = await session.send(Edit({"location": "Hall 2"}), created.activity.key.rid, created.activity)
        session.server.calls.clear()
        await session.send(Edit({"location": "Hall 3"}), created.activity.key.rid, created.activity)
        assert len(session.server.calls) == 1, "the shape that passed is remembered"
        return edited

    receipt = talk(Server(body=body), change)
    assert receipt.activity.title == "New"
    assert receipt.activity.location == "Hall 2"
    assert receipt.note == ""


@pytest.mark.parametrize("word", ["78", "Task", "task", "1001", 1001, 78])
def test_a_type_is_found_by_its_number_its_name_or_its_code(word: Any) -> None:
    """The document's own example sends a code where a list value belongs; the server would refuse it."""

    async def create(session: Session) -> int:
        await session.send(Create({"subject": "New", "type_id": word}))
        return int(session.server.rows[-1]["type_id"])

    assert talk(Server(), create) == 78


def test_a_field_that_the_server_refuses_is_named() -> None:
    """What the server finds wrong comes back with the field's name."""

    async def create(session: Session) -> Rejected:
        with pytest.raises(Rejected) as caught:
            await session.send(Create({"subject": "New", "type_id": "12345"}))
        return caught.value

    server = Server(lists=False)
    assert "type_id" in talk(server, create).fields
    assert not server.rows


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, "subject"),
        ({"subject": "  "}, "subject"),
        ({"subject": "x" * 256}, "subject"),
        ({"subject": "x", "ends_at": "2026-03-21T09:00:00Z", "starts_at": "2026-03-21T10:00:00Z"}, "ends_at"),
        ({"subject": "x", "starts_at": "soon"}, "starts_at"),
        ({"subject": "x", "regarding_id": 42}, "regarding_type"),
        ({"subject": "x", "regarding_type": "Planet", "regarding_id": 1}, "regarding_type"),
        ({"subject": "x", "priority": "urgent"}, "priority"),
        ({"subject": "x", "participants": ["Bo"]}, "participants"),
        ({"subject": "x", "colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_saved_is_refused_before_anything_is_sent(fields: dict[str, Any], wrong: str) -> None:
    """The form marks the field; the server hears nothing."""

    async def create(session: Session) -> list[str]:
        with pytest.raises(Rejected) as caught:
            await session.send(Create(fields))
        assert wrong in caught.value.fields
        return session.server.calls

    assert talk(Server(), create) == []


def test_everything_the_form_has_arrives() -> None:
    """Each field of the form, as the wire wants it, and back as values of the form."""
    entered = {
        "subject": "Load-in",
        "type_id": "Site survey",
        "starts_at": "2026-04-01T08:00:00+02:00",
        "ends_at": "2026-04-01T07:00:00Z",
        "location": "Gate 4",
        "description": "Bring the short ramps.",
        "priority": "High",
        "status_id": "2004",
        "regarding_type": "stock level",
        "regarding_id": "310",
        "owned_by": "Marcus Oyelaran",
        "participants": ["42", "77"],
        "time_status": "Busy",
    }

    async def create(session: Session) -> tuple[Row, dict[str, Any]]:
        receipt = await session.send(Create(entered))
        assert receipt.activity is not None
        return session.server.rows[-1], session.connector.form_values(await session.connector.fetch(receipt.activity.key.rid))

    stored, shown = talk(Server(), create)
    assert stored["priority"] == 2
    assert stored["regarding_type"] == "StockLevel"
    assert stored["participants"] == [{"member_id": 42}, {"member_id": 77}]
    assert shown == {
        **entered,
        "type_id": "91",
        "starts_at": "2026-04-01T06:00:00Z",
        "priority": "2",
        "regarding_type": "StockLevel",
        "owned_by": "5",
        "time_status": "1",
    }


def test_an_edit_sends_only_what_was_changed() -> None:
    """What is not named stays as it is; half of a pair brings the other half along, and mutes survive."""
    participants = [{"member_id": 42, "mute": True}, {"member_id": 77, "mute": False}]
    server = Server([row(1, regarding_type="Product", regarding_id=9, location="Gate 4", participants=participants)])

    async def edit(session: Session) -> Row:
        known = await session.connector.fetch("1")
        await session.send(Edit({"regarding_id": 10, "participants": ["42", "78"]}), "1", known)
        return session.server.rows[0]

    stored = talk(server, edit)
    assert (stored["regarding_type"], stored["regarding_id"]) == ("Product", 10)
    assert stored["participants"] == [{"member_id": 42, "mute": True}, {"member_id": 78}]
    assert (stored["location"], stored["subject"]) == ("Gate 4", "Activity 1")


@pytest.mark.parametrize("clears", [True, False])
def test_clearing_a_field_is_confirmed_by_looking(clears: bool) -> None:
    """ "" clears by the document, and is ignored by some servers: then the person is told, and sees what is there."""
    server = Server([row(1, location="Gate 4", description="Old", regarding_type="Product", regarding_id=9)], clears=clears)

    async def clear(session: Session) -> Receipt:
        return await session.send(Edit({"location": None, "description": "", "regarding_type": None}), "1")

    receipt = talk(server, clear)
    assert server.calls == ["PUT /api/v1/activities/1", "GET /api/v1/activities/1"]
    assert receipt.activity.location == ("" if clears else "Gate 4")
    assert bool(receipt.activity.relations) is not clears
    assert ("Location" in receipt.note) is not clears


def test_a_subject_cannot_be_cleared() -> None:
    """A required field is refused here, not by the server."""

    async def clear(session: Session) -> None:
        with pytest.raises(Rejected) as caught:
            await session.send(Edit({"subject": None}), "1")
        assert "subject" in caught.value.fields

    talk(Server(numbered(1)), clear)


def test_completing_and_reopening_are_read_again() -> None:
    """The answer's sample still says "Scheduled", so the activity is looked at; reopening sets both fields back."""

    async def there_and_back(session: Session) -> tuple[Receipt, Receipt]:
        return await session.send(Complete(True), "1"), await session.send(Complete(False), "1")

    server = Server(numbered(1))
    done, reopened = talk(server, there_and_back)
    assert (done.activity.done, done.activity.status) == (True, "Completed")
    assert (reopened.activity.done, reopened.activity.status) == (False, "Scheduled")
    assert server.rows[0]["completed"] is False


def test_a_lost_answer_to_completing_is_simply_repeated() -> None:
    """Completing twice changes nothing, so the broken connection stays unnoticed."""
    server = Server(numbered(1))

    async def complete(session: Session) -> Receipt:
        server.lose = {"POST"}
        return await session.send(Complete(True), "1")

    assert talk(server, complete).activity.done is True


def test_deleting_is_final_and_twice_is_fine() -> None:
    """204, then 404: either way it is gone."""

    async def delete(session: Session) -> tuple[Receipt, Receipt]:
        first, second = await session.send(Delete(), "1"), await session.send(Delete(), "1")
        with pytest.raises(Gone):
            await session.connector.fetch("1")
        return first, second

    first, second = talk(Server(numbered(1)), delete)
    assert first.gone
    assert second.gone


def test_a_create_whose_answer_was_lost_is_found_and_not_repeated() -> None:
    """The work was done, the answer lost: the activity is recognised by everything that was sent."""
    server = Server(numbered(120))
    fields = {"subject": "Activity 7", "type_id": "Call", "starts_at": "2026-03-22T10:00:00Z"}
    request = Request(Key("acc", ""), Create(fields), "idem-1", asked=SystemClock().now())

    async def create(session: Session) -> Activity | None:
        assert await session.connector.find_created(request) is None, "an older one of the same name is not it"
        session.server.lose = {"POST"}
        with pytest.raises(NotAnswering):
            await session.connector.send(request)
        return await session.connector.find_created(request)

    found = talk(server, create)
    assert found.key.rid == "121"
    assert len(server.rows) == 121


def test_where_it_cannot_be_told_whether_a_create_arrived_nothing_is_claimed() -> None:
    """No filter, no order, too many activities: better to ask the person than to create a second one."""
    server = Server(numbered(600), sorts=False, filters=())

    async def find(session: Session) -> None:
        with pytest.raises(CannotDo):
            await session.connector.find_created(
                Request(Key("acc", ""), Create({"subject": "New"}), "idem-1", asked=SystemClock().now())
            )

    talk(server, find)


def test_a_new_activity_is_mine_unless_i_choose_another_owner() -> None:
    """Otherwise it would not show among my own."""

    async def create(session: Session) -> list[Any]:
        await session.send(Create({"subject": "Mine"}))
        await session.send(Create({"subject": "Yours", "owned_by": 7}))
        return [one["owned_by"] for one in session.server.rows]

    assert talk(Server(), create, {"owner_id": "5"}) == [5, 7]


def test_the_participants_can_be_emptied_and_what_stays_empty_is_not_sent() -> None:
    """An empty list clears; an edit that changes nothing sends nothing."""
    server = Server([row(1, participants=[{"member_id": 42, "mute": False}])])

    async def edit(session: Session) -> list[str]:
        await session.send(Edit({"participants": []}), "1")
        session.server.calls.clear()
        await session.send(Edit({}), "1")
        created = await session.send(Create({"subject": "New", "location": "", "participants": [], "owned_by": None}))
        assert created.activity is not None
        return session.server.calls

    assert talk(server, edit) == ["GET /api/v1/activities/1", "POST /api/v1/activities"]
    assert server.rows[0]["participants"] == []


def test_a_refusal_that_is_about_the_content_is_not_taken_for_one_about_the_shape() -> None:
    """One call, one refusal: nothing is sent three times because of a mistake in the form."""

    async def create(session: Session) -> list[str]:
        with pytest.raises(Rejected):
            await session.send(Create({"subject": "New", "type_id": "12345"}))
        return session.server.calls

    assert talk(Server(lists=False), create) == ["POST /api/v1/activities"]


def test_a_type_that_nobody_knows_is_refused_with_the_choices() -> None:
    """In the form and in a filter alike."""

    async def create(session: Session) -> None:
        with pytest.raises(Rejected, match="Task, Call, Site survey"):
            await session.send(Create({"subject": "New", "type_id": "Telegram"}))
        with pytest.raises(Rejected, match="Scheduled"):
            _ = [page async for page in session.connector.search({"status_id_eq": "Lost"})]
        with pytest.raises(Rejected, match="only be asked for completed"):
            _ = [page async for page in session.connector.search({"completed_true": "no"})]

    talk(Server([row(1), row(2, completed=True, status_id=2002)]), create)


# --- the rest of the contract ----------------------------------------------------------------------------------------


def test_the_server_is_asked_to_filter_only_by_what_it_obeys() -> None:
    """Every filter of the document is reachable; one that shows no effect is refused instead of answered wrongly."""
    rows = [
        row(1),
        row(2, type_id=79),
        row(3, status_id=2003, subject="Quote for Ines"),
        row(4, completed=True, status_id=2002),
    ]

    async def search(session: Session, **filters: str) -> list[str]:
        assert isinstance(session.connector, Searches)
        return sorted(ids([page async for page in session.connector.search(filters)]))

    async def all_filters(session: Session) -> list[list[str]]:
        return [
            await search(session, subject_cont="quote"),
            await search(session, type_id_eq="Call"),
            await search(session, status_id_eq="Cancelled"),
            await search(session, completed_true="yes"),
            await search(session, owned_by_eq="5", status_id_eq="2001"),
        ]

    assert talk(Server(rows), all_filters) == [["3"], ["2"], ["3"], ["4"], ["1", "2"]]

    async def refused(session: Session) -> None:
        with pytest.raises(Rejected):
            await search(session, subject_cont="quote")

    talk(Server(rows, filters=()), refused)


def test_an_answer_without_an_activity_is_not_taken_for_one() -> None:
    """A server that answers something else is the wrong server, not an empty activity."""

    class Empty(Server):
        def _one(self, method: str, number: str, rest: list[str], seen: Any) -> tuple[int, Any]:
            return 200, {"activity": None}

    async def fetch(session: Session) -> None:
        with pytest.raises(WrongServer):
            await session.connector.fetch("1")
        session.server.reads = False
        with pytest.raises(NotAllowed, match="may not read"):
            await session.connector.fetch("1")

    talk(Empty(numbered(1)), fetch)


def test_names_that_did_not_come_along_are_asked_for() -> None:
    """A server without `include` gives numbers; the names are one call each, and a missing one costs nothing."""
    rows = [row(1, regarding_type="Member", regarding_id=42), row(2, regarding_type="Product", regarding_id=9)]

    async def resolve(session: Session) -> list[str]:
        member, product = await session.connector.fetch("1"), await session.connector.fetch("2")
        relations, people = await session.connector.resolve((*product.relations, Relation("galaxy", "1")), member.people)
        return [*(person.name for person in people), *(relation.title for relation in relations)]

    assert talk(Server(rows, includes=False), resolve) == ["Member 42", "", ""]


def test_read_and_unread_stay_here() -> None:
    """Signals has no read state: the connector says so instead of pretending."""

    async def mark(session: Session) -> None:
        with pytest.raises(CannotDo, match="no read state"):
            await session.send(SetRead(at_us=1), "1")
        with pytest.raises(CannotDo):
            await session.connector.send_read_up_to("filled")
        with pytest.raises(CannotDo):
            await session.connector.still_there(["1"])
        with pytest.raises(CannotDo):
            session.connector.stream(None)

    talk(Server(numbered(1)), mark)


def test_records_have_addresses_in_the_web_app() -> None:
    """Signals' own pages, those of the company at Current RMS, or whatever the person entered."""

    async def addresses(session: Session) -> list[str]:
        kinds = ("activity", "member", "product", "galaxy")
        return [
            session.connector.web_url(kind, "4/2").replace(session.connector._access.client.base_url, "BASE") for kind in kinds
        ]

    found = talk(Server(), addresses)
    assert found == ["BASE/activities/4%2F2", "BASE/members/4%2F2", "BASE/products/4%2F2", ""]
    client = Client("https://api.current-rms.com/api/v1")
    elsewhere = Signals(Access("acc", client, {"token": "t"}, {"subdomain": "acme"}, SYSTEM.web_urls))
    assert elsewhere.web_url("product", "9") == "https://acme.current-rms.com/products/9"


def test_current_rms_gets_its_own_two_headers() -> None:
    """A subdomain tells Current RMS from Signals; no bearer token is sent then."""
    seen: dict[str, str] = {}

    class Rms(Server):
        def _decide(self, seen_: Any) -> tuple[int, Any]:
            seen.update(seen_.headers)
            return 200, {"activities": [row(1)], "meta": {"total_row_count": 1, "row_count": 1, "page": 1, "per_page": 20}}

    sign_in(Rms(), {"subdomain": "acme"})
    assert seen["x-subdomain"] == "acme"
    assert seen["x-auth-token"] == "sample-token"
    assert "authorization" not in seen


def test_the_servers_clock_is_told() -> None:
    """What was created after linking is news, by the server's own clock."""
    assert sign_in(Server()).server_time == Instant.parse("2026-03-21T12:00:00Z")
    assert DATE
