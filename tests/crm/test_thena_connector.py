"""Does the connector get along with Thena whatever its document leaves open: page numbers, order, identifiers, credentials?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

import pytest

from activity_desktop.crm.contract import Access, Feature, Page, Walk
from activity_desktop.crm.thena.connector import SYSTEM, Thena
from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.clock import SystemClock
from activity_desktop.model.moment import Instant
from activity_desktop.model.operation import AnyOperation, Complete, Create, Delete, Edit, Receipt, Request, SetRead
from activity_desktop.model.person import Person
from activity_desktop.model.problems import BadInput, CannotDo, Gone, NotAnswering, Rejected, SignedOut, SlowDown, WrongServer
from activity_desktop.model.relation import Relation
from activity_desktop.transport.client import Client
from crm.thena.server import PATH, Row, row, serving
from crm.thena.server import Thena as Server

NEW = {"accountId": "ACC1", "activityTimestamp": "2026-03-22T10:00:00Z", "duration": 45, "location": "Zoom"}


@dataclass
class Session:
    """A connector at work on a server."""

    connector: Thena
    server: Server
    pauses: list[float] = field(default_factory=list)

    async def pull(self, cursor: str | None = None, walk: Walk | None = None) -> list[Page]:
        async with aclosing(self.connector.pull(cursor, walk)) as pages:
            return [page async for page in pages]

    async def send(self, operation: AnyOperation, rid: str = "", known: Activity | None = None) -> Receipt:
        return await self.connector.send(Request(Key("acc", rid), operation, "idem-1", known))


def talk(
    server: Server,
    what: Callable[[Session], Awaitable[Any]],
    settings: dict[str, str] | None = None,
    *,
    secrets: dict[str, str] | None = None,
    signing_in: bool = True,
) -> Any:
    """Run `what` with a connector that has signed in."""

    async def run() -> Any:
        async with serving(server) as http:
            client = Client(http.url)
            pauses: list[float] = []

            async def pause(seconds: float) -> None:
                pauses.append(seconds)
                server.calls_left = 50

            try:
                access = Access("acc", client, {"token": "jwt"} if secrets is None else secrets, settings or {})
                session = Session(Thena(access, pause), server, pauses)
                if signing_in:
                    await session.connector.sign_in()
                server.calls.clear()
                return await what(session)
            finally:
                await client.aclose()

    return asyncio.run(run())


def sign_in(server: Server, settings: dict[str, str] | None = None, secrets: dict[str, str] | None = None) -> Any:
    return talk(server, lambda session: session.connector.sign_in(), settings, secrets=secrets, signing_in=False)


def ids(pages: list[Page]) -> list[str]:
    return [activity.key.rid for page in pages for activity in page.activities]


def numbered(count: int, **own: Any) -> list[Row]:
    return [row(number, **own) for number in range(1, count + 1)]


# --- who we are ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("secrets", "sent"),
    [
        ({"token": "jwt"}, {"authorization": "Bearer jwt"}),
        ({"token": " Bearer jwt "}, {"authorization": "Bearer jwt"}),
        ({"api_key": "k1"}, {"x-api-key": "k1"}),
        ({"token": "jwt", "organization_id": "E1"}, {"authorization": "Bearer jwt", "x-org-id": "E1"}),
        (
            {"token": "jwt", "api_key": "k1", "organization_id": "E1"},
            {"authorization": "Bearer jwt", "x-api-key": "k1", "x-org-id": "E1"},
        ),
    ],
)
def test_any_subset_of_the_three_credentials_is_sent(secrets: dict[str, str], sent: dict[str, str]) -> None:
    """The document wants all three, the published API takes fewer: what was filled in is sent, what was not is left out."""
    server = Server(numbered(1), needs=sent)
    sign_in(server, secrets=secrets)
    for name in ("authorization", "x-api-key", "x-org-id"):
        assert server.headers[0].get(name) == sent.get(name)


def test_a_wrong_token_and_a_wrong_path_are_told_apart() -> None:
    """401 asks for another token; a list that is not there asks for another address."""
    with pytest.raises(SignedOut):
        sign_in(Server(), secrets={"token": "old"})
    with pytest.raises(WrongServer):
        sign_in(Server(path="/api/activities"))


def test_the_path_can_be_entered() -> None:
    """The document names no endpoints, so the one of the published API is only the default."""
    assert len(ids(talk(Server(numbered(2), path="/api/activities"), _pull, {"path": "api/activities/"}))) == 2


async def _pull(session: Session) -> list[Page]:
    return await session.pull()


def test_i_am_found_by_my_address() -> None:
    """What I logged myself is not announced: the creator with the entered address is me."""
    identity = sign_in(Server(numbered(1)), {"email": "ANA@thena.example"})
    assert (identity.user_id, identity.user_name) == ("U9", "Ana Lima")
    assert sign_in(Server(numbered(1))).user_id == ""


def test_times_without_a_zone_are_read_in_the_entered_one() -> None:
    """UTC unless the person says otherwise; an impossible zone is refused when connecting."""
    rows = [row(1, activityTimestamp="2026-07-01 10:00:00")]
    for zone, hour in (("", 10), ("UTC", 10), ("Europe/Berlin", 8)):
        pages = talk(Server(rows), _pull, {"time_zone": zone})
        assert pages[0].activities[0].occurred == Instant.parse(f"2026-07-01T{hour:02}:00:00Z")
    with pytest.raises(BadInput, match="Mars"):
        sign_in(Server(rows), {"time_zone": "Mars/Olympus"})


# --- reading ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tells_total", [True, False])
@pytest.mark.parametrize("page_size", [30, 100])
@pytest.mark.parametrize("first_page", [0, 1])
@pytest.mark.parametrize("count", [0, 1, 30, 250])
def test_everything_arrives_once_however_pages_are_counted(
    count: int, first_page: int, page_size: int, tells_total: bool
) -> None:
    """The document says nothing of paging: pages from 0 or 1, smaller than asked for, with a total or without."""
    server = Server(numbered(count), first_page=first_page, page_size=page_size, tells_total=tells_total)
    pages = talk(server, _pull)
    assert sorted(ids(pages)) == sorted(one["id"] for one in server.rows)
    assert pages[-1].complete
    assert pages[-1].cursor is not None
    assert {page.walk for page in pages} == {Walk.EVERYTHING}


@pytest.mark.parametrize("status", [400, 404, 500])
def test_a_server_that_refuses_page_zero_counts_from_one(status: int) -> None:
    """Asking costs one call at sign-in and is answered by a refusal, or by an error of its database."""
    assert len(ids(talk(Server(numbered(120), page_zero=status), _pull))) == 120


def test_being_told_to_wait_is_no_answer_about_page_zero() -> None:
    """A guess would lose the first page for good; signing in is tried again later."""
    with pytest.raises(SlowDown):
        sign_in(Server(numbered(120), page_zero=429))


def test_what_was_remembered_is_used_and_garbage_is_not() -> None:
    """A connector that has not signed in yet reads from the page that was found out before."""
    server = Server(numbered(120), first_page=0)
    kept = dict(sign_in(server).remember)
    assert len(ids(talk(server, _pull, kept, signing_in=False))) == 120
    assert len(ids(talk(Server(numbered(120)), _pull, {"thena": "{"}, signing_in=False))) == 120


def test_a_server_without_pages_is_read_once() -> None:
    """The whole list for every page: the second one brings nothing new, and that is the end."""
    server = Server(numbered(40), pages=False)
    pages = talk(server, _pull)
    assert len(ids(pages)) == 40
    assert pages[-1].complete
    assert len(server.calls) == 2


def test_a_row_deleted_while_paging_is_noticed_where_the_server_counts() -> None:
    """The total changes between two pages, so the walk starts again and finds what it had skipped."""
    server = Server(numbered(150), tells_total=True)

    async def walk(session: Session) -> list[Page]:
        def delete(number: int) -> None:
            if number == 2 and len(server.rows) == 150:
                server.rows.remove(server.rows[140])

        server.before_page = delete
        return await session.pull()

    pages = talk(server, walk)
    assert {one["id"] for one in server.rows} <= set(ids(pages))
    assert [page.complete for page in pages] == [False, False, False, True]


def test_rows_inserted_while_paging_are_not_handed_on_twice() -> None:
    """A new row pushes one down onto the next page, where it comes again; it is taken once, and nothing is missing."""
    server = Server(numbered(150))

    async def walk(session: Session) -> list[Page]:
        def insert(number: int) -> None:
            if number == 2 and len(server.rows) == 150:
                server.rows.append(row(151))

        server.before_page = insert
        return await session.pull()

    pages = talk(server, walk)
    assert len(ids(pages)) == len(set(ids(pages))) == 151
    assert pages[-1].complete


def test_newest_first_is_believed_only_after_a_whole_walk_has_shown_it() -> None:
    """Then a look for news is one call; on a server with another order it stays a walk over everything."""

    async def look(session: Session) -> tuple[list[Page], list[str]]:
        filled = await session.pull()
        session.server.rows.append(row(251))
        session.server.calls.clear()
        async with aclosing(session.connector.pull(filled[-1].cursor)) as pages:
            return [await anext(pages)], list(session.server.calls)

    pages, calls = talk(Server(numbered(250)), look)
    assert pages[0].walk is Walk.NEWEST_FIRST
    assert ids(pages)[0] == "A251"
    assert len(calls) == 1
    pages, _ = talk(Server(numbered(250), newest_first=False), look)
    assert pages[0].walk is Walk.EVERYTHING


def test_an_order_that_no_longer_holds_is_noticed() -> None:
    """A server that changed its order is read whole again."""

    async def look(session: Session) -> list[Page]:
        filled = await session.pull()
        session.server.newest_first = False
        session.server.rows.append(row(151))
        return await session.pull(filled[-1].cursor)

    pages = talk(Server(numbered(150)), look)
    assert "A151" in ids(pages)
    assert pages[-1].complete


def test_one_activity_is_looked_up_in_the_list() -> None:
    """There is no call for a single one. What the list does not hold is gone; a list that is too long cannot tell."""

    async def fetch(session: Session, rid: str) -> Activity:
        return await session.connector.fetch(rid)

    for activity_id in ("ignored", "obeyed", "refused"):
        server = Server(numbered(150), activity_id=activity_id)
        assert talk(server, lambda session: fetch(session, "A1")).title == "Activity 1"
        assert len(server.calls) == (1 if activity_id == "obeyed" else 3)
        with pytest.raises(Gone):
            talk(server, lambda session: fetch(session, "A999"))
    with pytest.raises(Gone):
        talk(Server([row(1, deletedAt="2026-03-01T10:00:00Z")]), lambda session: fetch(session, "A1"))
    with pytest.raises(CannotDo):
        talk(Server(numbered(150), page_size=10), lambda session: fetch(session, "A1"))


# --- limits ----------------------------------------------------------------------------------------------------------


def test_the_reset_time_is_obeyed_in_the_middle_of_a_walk() -> None:
    """429 without Retry-After: `X-RateLimit-Reset` is a Unix time, 90 s after the server's own clock."""

    async def walk(session: Session) -> tuple[list[Page], list[float]]:
        session.server.calls_left = 1
        return await session.pull(), session.pauses

    pages, pauses = talk(Server(numbered(250)), walk)
    assert len(ids(pages)) == 250
    assert pauses == [90.0]


def test_being_told_to_wait_at_first_is_left_to_the_schedule() -> None:
    """The problem carries the seconds; nothing sleeps in the background."""

    async def walk(session: Session) -> list[float]:
        session.server.calls_left = 0
        with pytest.raises(SlowDown) as caught:
            await session.pull()
        assert caught.value.retry_after == 90.0
        return session.pauses

    assert talk(Server(numbered(3)), walk) == []


def test_polling_slows_down_when_the_allowance_runs_out() -> None:
    """Less than a tenth left: the next look waits for the reset."""

    async def pace(session: Session) -> list[float]:
        usual = session.connector.pace().active
        session.server.calls_left = 8
        await session.connector.fetch("A1")
        return [usual, session.connector.pace().active]

    assert talk(Server(numbered(1)), pace) == [SYSTEM.pace.active, 90.0]


# --- changing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["accountId", "activityTimestamp", "duration", "location"])
def test_what_the_document_requires_is_checked_before_anything_is_sent(missing: str) -> None:
    """Account, timestamp, duration and location: the form names what is missing, the server hears nothing."""

    async def create(session: Session) -> list[str]:
        fields = {name: value for name, value in NEW.items() if name != missing}
        with pytest.raises(Rejected) as caught:
            await session.send(Create(fields))
        assert set(caught.value.fields) == {missing}
        return session.server.calls

    assert talk(Server(), create) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("duration", "an hour"),
        ("duration", -1),
        ("activityTimestamp", "soon"),
        ("attachmentUrls", ["file:///etc/passwd"]),
        ("privacy", "internal"),
    ],
)
def test_a_field_that_cannot_be_right_is_named(name: str, value: Any) -> None:
    """Each with a sentence of its own."""

    async def create(session: Session) -> None:
        with pytest.raises(Rejected) as caught:
            await session.send(Create({**NEW, name: value}))
        assert name in caught.value.fields

    talk(Server(), create)


def test_everything_the_form_has_arrives() -> None:
    """Each field of the form under the wire's own name, and back as values of the form; other spellings are understood."""
    entered = {
        "title": "Kick-off",
        "Account ID": "ACC1",
        "activity_timestamp": "2026-03-22T12:00:00+02:00",
        "duration": "45",
        "location": "https://meet.example.com/x",
        "type": "Site visit",
        "status": "completed",
        "participants": "U123\nkim@northwind.example",
        "description": "Agenda",
        "attachmentUrls": ["https://files.example.com/a.pdf"],
    }

    async def create(session: Session) -> tuple[Row, dict[str, Any]]:
        receipt = await session.send(Create(entered))
        assert receipt.activity is not None
        return session.server.rows[-1], session.connector.form_values(receipt.activity)

    stored, shown = talk(Server(), create)
    assert stored["type"] == "SITE_VISIT"
    assert stored["status"] == "COMPLETED"
    assert stored["duration"] == 45
    assert shown == {
        "title": "Kick-off",
        "accountId": "ACC1",
        "activityTimestamp": "2026-03-22T10:00:00Z",
        "duration": "45",
        "location": "https://meet.example.com/x",
        "type": "SITE_VISIT",
        "status": "COMPLETED",
        "participants": ["U123", "kim@northwind.example"],
        "description": "Agenda",
        "attachmentUrls": ["https://files.example.com/a.pdf"],
    }


def test_an_organisations_own_values_are_offered_and_pass() -> None:
    """Types and statuses may be renamed and added to; those in use are offered after the document's."""
    server = Server([row(1, type="T77", typeConfiguration={"name": "Onboarding"}, status="WAITING_FOR_LEGAL")])

    async def create(session: Session) -> tuple[Row, dict[str, Any]]:
        await session.send(Create({**NEW, "type": "Onboarding", "status": "Brand new"}))
        return session.server.rows[-1], {item.name: item.choices for item in session.connector.form()}

    stored, choices = talk(server, create)
    assert (stored["type"], stored["status"]) == ("T77", "Brand new")
    assert choices["type"][-1] == ("T77", "Onboarding")
    assert choices["status"][-1] == ("WAITING_FOR_LEGAL", "Waiting for legal")


@pytest.mark.parametrize("echoes", [True, False])
def test_edit_complete_and_reopen(echoes: bool) -> None:
    """PUT takes only what changes; an answer without the activity is followed by a look."""

    async def change(session: Session) -> list[Receipt]:
        return [
            await session.send(Edit({"title": None, "duration": 60, "participants": []}), "A1"),
            await session.send(Complete(True), "A1"),
            await session.send(Complete(False), "A1"),
        ]

    server = Server([row(1, participants=["U1"])], echoes=echoes)
    edited, done, reopened = talk(server, change)
    assert (edited.activity.title, edited.activity.people) == ("Call · Northwind", ())
    assert edited.activity.ends == edited.activity.occurred.plus(3600)
    assert (done.activity.done, done.activity.status) == (True, "Completed")
    assert (reopened.activity.done, reopened.activity.status) == (False, "Pending")
    assert server.rows[0]["location"] == "Zoom"


def test_what_the_server_does_not_take_over_is_said() -> None:
    """A change that is answered with the old value is no success."""

    async def change(session: Session) -> Receipt:
        return await session.send(Edit({"location": "Office", "title": "New"}), "A1")

    receipt = talk(Server(numbered(1), keeps=("location",)), change)
    assert receipt.activity.location == "Zoom"
    assert "Location" in receipt.note
    assert "Title" not in receipt.note


@pytest.mark.parametrize("field", ["accountId", "location", "duration", "type"])
def test_what_cannot_be_cleared_or_moved_is_refused_here(field: str) -> None:
    """The required fields cannot be empty, and the account is chosen once."""

    async def change(session: Session) -> list[str]:
        with pytest.raises(Rejected) as caught:
            await session.send(Edit({field: None}), "A1")
        assert field in caught.value.fields
        return session.server.calls

    assert talk(Server(numbered(1)), change) == []


def test_either_identifier_may_belong_into_a_path() -> None:
    """The document has an ID and a UID and says of neither that it is the one to use."""

    async def change(session: Session) -> tuple[Receipt, Receipt]:
        known = await session.connector.fetch("A1")
        edited = await session.send(Edit({"title": "New"}), "A1", known)
        return edited, await session.send(Delete(), "A1", known)

    server = Server(numbered(2), path_id="uid")
    edited, deleted = talk(server, change)
    assert str(edited.activity.key) == "acc/A1"
    assert edited.activity.title == "New"
    assert deleted.gone
    assert [one["id"] for one in server.rows] == ["A2"]


def test_deleting_twice_is_fine() -> None:
    """Gone is gone; the second time is told apart in words only."""

    async def delete(session: Session) -> tuple[Receipt, Receipt]:
        return await session.send(Delete(), "A1"), await session.send(Delete(), "A1")

    first, second = talk(Server(numbered(1)), delete)
    assert first.gone
    assert second.gone
    assert second.note


def test_a_create_whose_answer_was_lost_is_found_and_not_repeated() -> None:
    """Recognised by all the fields that were sent, among those created since."""
    request = Request(Key("acc", ""), Create(NEW), "idem-1", asked=SystemClock().now())

    async def create(session: Session) -> Activity | None:
        assert await session.connector.find_created(request) is None, "an older one with the same fields is not it"
        session.server.lose = {"POST"}
        with pytest.raises(NotAnswering):
            await session.connector.send(request)
        return await session.connector.find_created(request)

    server = Server([row(1, activityTimestamp="2026-03-22T10:00:00Z", duration=45)])
    assert talk(server, create).key.rid == "A2"
    assert len(server.rows) == 2


# --- the rest of the contract ----------------------------------------------------------------------------------------


def test_what_thena_cannot_do_is_declared_with_its_reason() -> None:
    """Every missing feature has a sentence; a total that the server does tell is taken up."""
    capabilities = sign_in(Server(numbered(1))).capabilities
    for feature in Feature:
        if not capabilities.has(feature):
            assert capabilities.reason(feature)
    assert not capabilities.has(Feature.TOTAL)
    assert sign_in(Server(numbered(1), tells_total=True)).capabilities.has(Feature.TOTAL)

    async def refused(session: Session) -> None:
        person, account = Person("participant", "U1"), Relation("account", "ACC1")
        assert await session.connector.resolve((account,), (person,)) == ((account,), (person,))
        with pytest.raises(CannotDo, match="no read state"):
            await session.send(SetRead(at_us=1), "A1")
        with pytest.raises(CannotDo):
            session.connector.stream(None)

    talk(Server(), refused)


def test_a_link_into_the_web_app_is_what_the_person_entered() -> None:
    """Thena publishes no addresses of its pages, so there is none by default."""
    templates = {"account": "https://app.example.com/accounts/{id}"}
    thena = Thena(Access("acc", Client("https://platform.thena.ai"), {"token": "t"}, {}, templates))
    assert thena.web_url("account", "ACC/1") == "https://app.example.com/accounts/ACC%2F1"
    assert thena.web_url("activity", "A1") == ""
    assert PATH
