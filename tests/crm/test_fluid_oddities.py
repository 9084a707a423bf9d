"""Does the Fluid connector survive servers that read the document differently, or not at all?"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from activity_desktop.crm.contract import Feature, Identity, Walk
from activity_desktop.crm.fluid import extensions, walks
from activity_desktop.crm.fluid.connector import SYSTEM
from activity_desktop.model.activity import Key
from activity_desktop.model.clock import SystemClock
from activity_desktop.model.moment import Instant
from activity_desktop.model.operation import Create, Request, SetRead
from activity_desktop.model.problems import CannotDo, Gone, NotAnswering, Problem, SlowDown, Unreadable, WrongServer
from crm.fluid_account import Account, run, signed_in
from transport.raw_server import RawServer, Seen, reply

LIST = "/api/user/crm/v202506/activities"
COMPANY = "/api/company/crm/v202506/activities"
WELL_KNOWN = "/.well-known/activity-desktop"
NOON = "Wed, 15 Jan 2025 12:00:00 GMT"
AT_NOON = "2025-01-15T12:00:01Z"
ADVERTISED = {
    "name": "activity-desktop",
    "version": 1,
    "instance": "i-1",
    "extensions": {"changes": {"path": "/changes", "limit_max": 2}, "stream": {"path": "/stream", "ping_seconds": 4}},
}


def rows(*ids: int, **more: Any) -> list[dict[str, Any]]:
    return [{"id": id_, "user_id": 7, "title": f"Number {id_}", "created_at": "2025-01-15T10:30:00Z", **more} for id_ in ids]


Said = bytes | Callable[[Seen], bytes]


class Server:
    """Answers by path; whatever is not named is 404. The list can be a function of the request."""

    def __init__(self, answers: Mapping[str, Said]) -> None:
        self.answers = dict(answers)

    async def __call__(self, seen: Seen, writer: asyncio.StreamWriter) -> None:
        said = self.answers.get(f"{seen.method} {seen.path}", self.answers.get(seen.path, reply(404, "{}")))
        writer.write(said(seen) if callable(said) else said)


def using(answers: Mapping[str, Said], work: Callable[[Account, RawServer], Any], **options: Any) -> Any:
    """Sign in to a server that answers so, and work with it."""

    async def main() -> Any:
        async with RawServer(Server(answers)) as server, signed_in(server.url, **options) as account:
            return await work(account, server)

    return run(main)


def signing_in(answers: Mapping[str, Said], **options: Any) -> Identity:
    async def work(account: Account, server: RawServer) -> Identity:
        return account.identity

    found = using(answers, work, **options)
    assert isinstance(found, Identity)
    return found


def as_json(value: object, headers: Mapping[str, str] | None = None) -> bytes:
    return reply(200, json.dumps(value), headers)


def pages_of(numbers: Sequence[int], size: int) -> Callable[[Seen], bytes]:
    """A list that obeys `page`, in pages of its own size."""
    return lambda seen: as_json(rows(*numbers[(int(seen.query["page"]) - 1) * size : int(seen.query["page"]) * size]))


# --- paging ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        as_json(rows(*range(30))),
        pages_of(range(30), 7),
        pages_of(range(30), 10),
        lambda seen: as_json({"activities": rows(*range(30)), "meta": {"has_more": False}}),
        lambda seen: as_json({"data": rows(*range(30)[: 15 * int(seen.query["page"])])}),
    ],
    ids=["ignores paging", "pages of seven", "pages of ten", "says that it is all", "each page repeats the earlier ones"],
)
def test_everything_is_read_however_the_server_pages(answer: Said) -> None:
    """Each activity once, and an end."""

    async def work(account: Account, server: RawServer) -> None:
        pages = await account.pages()
        assert sorted(int(a.key.rid) for page in pages for a in page.activities) == list(range(30))
        assert pages[-1].complete

    using({LIST: answer}, work)


def test_an_empty_account_is_complete() -> None:
    """Nothing there is not the same as nothing understood."""

    async def work(account: Account, server: RawServer) -> None:
        pages = await account.pages()
        assert [len(page.activities) for page in pages] == [0]
        assert pages[0].complete

    using({LIST: as_json({"activities": []})}, work)


def test_a_walk_that_breaks_off_is_not_complete() -> None:
    """The second page fails: what came is stored, and nothing is concluded from what did not come."""
    first = as_json(rows(1, 2))

    async def work(account: Account, server: RawServer) -> None:
        pages = account.fluid.pull(None)
        got = [await anext(pages)]
        with pytest.raises(NotAnswering):
            await anext(pages)
        assert [a.key.rid for page in got for a in page.activities] == ["1", "2"]
        assert not any(page.complete or page.cursor for page in got)

    using({LIST: lambda seen: first if seen.query["page"] == "1" else reply(500, "")}, work)


def test_a_list_without_end_is_left_and_not_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that invents a new activity for each page."""
    monkeypatch.setattr(walks, "MOST_PAGES", 5)

    async def work(account: Account, server: RawServer) -> None:
        pages = await account.pages()
        assert [len(page.activities) for page in pages] == [1] * 5
        assert not any(page.complete or page.cursor for page in pages)

    using({LIST: lambda seen: as_json(rows(int(seen.query["page"])))}, work)


def test_numbers_beyond_all_bounds_cost_only_what_they_stand_in() -> None:
    """A field of a record, or what the envelope says beside its records; never a record."""
    digits = "9" * 5000
    body = f'{{"activities": [{{"id": 1, "title": {digits}}}, {{"id": 2}}], "meta": {{"seq": {digits}}}}}'

    async def work(account: Account, server: RawServer) -> None:
        page = (await account.pages())[0]
        assert [(a.key.rid, a.title) for a in page.activities] == [("1", ""), ("2", "")]
        assert page.unreadable == ()

    using({LIST: reply(200, body)}, work)


def test_a_total_is_told_where_the_server_tells_one() -> None:
    """For the progress of the first fill."""

    async def work(account: Account, server: RawServer) -> None:
        assert account.identity.capabilities.has(Feature.TOTAL)
        assert (await account.pages())[0].total == 2

    using({LIST: as_json({"activities": rows(1, 2), "meta": {"pagination": {"total": 2, "page": 1}}})}, work)


def test_an_unchanged_list_is_not_read_again() -> None:
    """304 ends the look; every tenth look is unconditional, because "not modified" is a claim and not a proof."""

    def answer(seen: Seen) -> bytes:
        if seen.headers.get("if-none-match") == '"v1"':
            return reply(304, "", {"etag": '"v1"'})
        return as_json(rows(1, 2), {"etag": '"v1"'})

    async def work(account: Account, server: RawServer) -> list[int]:
        cursor = (await account.pages())[-1].cursor
        counts = []
        for _ in range(20):
            pages = account.fluid.pull(cursor)
            counts.append(0)
            async for page in pages:
                assert page.walk is Walk.NEWEST_FIRST
                assert not page.complete
                counts[-1] += len(page.activities)
                break
            await pages.aclose()
        return counts

    assert using({LIST: answer}, work) == [2, *[0] * 8, 2, *[0] * 9, 2]


# --- what marks read -------------------------------------------------------------------------------------------------


def _marking(read_now: int) -> Callable[[Seen], bytes]:
    """A list that marks everything read when it is fetched, as a screen would."""
    looks = []

    def answer(seen: Seen) -> bytes:
        looks.append(seen)
        unread = rows(1, 2, 3, read_at=None)
        marked = rows(*[1, 2, 3][:read_now], read_at=AT_NOON) + rows(*[1, 2, 3][read_now:], read_at=None)
        return as_json(unread if len(looks) == 1 else marked, {"date": NOON})

    return answer


def test_a_server_that_marks_read_when_listing_is_found_out() -> None:
    """Otherwise each look would wipe out the unread state; it is kept here then, and that is said."""
    identity = signing_in({LIST: _marking(3)})
    assert not identity.capabilities.has(Feature.READ_STATE)
    assert "on this computer" in identity.capabilities.reason(Feature.READ_STATE)
    assert identity.remember == {"list_marks_read": "yes"}


def test_a_server_that_answers_with_the_fresh_marks_is_found_out_the_second_time() -> None:
    """Several rows read at the very moment of our request: once may be a person who opened the list elsewhere."""
    answers = {LIST: as_json(rows(1, 2, read_at=AT_NOON), {"date": NOON})}
    identity = signing_in(answers)
    assert identity.remember == {"list_marks_read": "suspected"}
    assert identity.capabilities.has(Feature.READ_STATE)
    again = signing_in(answers, settings=identity.remember)
    assert again.remember == {"list_marks_read": "yes"}
    assert not again.capabilities.has(Feature.READ_STATE)


def test_a_server_that_has_changed_its_ways_gets_its_read_state_back() -> None:
    """Unread rows that stay unread are the proof."""
    identity = signing_in({LIST: as_json(rows(1, 2, read_at=None), {"date": NOON})}, settings={"list_marks_read": "yes"})
    assert identity.remember == {"list_marks_read": "no"}
    assert identity.capabilities.has(Feature.READ_STATE)


def test_one_row_read_meanwhile_is_a_person_and_not_the_server() -> None:
    """On another device; asked again at the next sign-in."""
    identity = signing_in({LIST: _marking(1)})
    assert identity.capabilities.has(Feature.READ_STATE)
    assert identity.remember == {}


def test_an_innocent_server_is_remembered() -> None:
    """The second request is made once, not at each start."""

    async def work(account: Account, server: RawServer) -> int:
        return sum(seen.path == LIST for seen in server.requests)

    answers = {LIST: as_json(rows(1, 2, 3, read_at=None), {"date": NOON})}
    identity = signing_in(answers)
    assert identity.remember == {"list_marks_read": "no"}
    assert using(answers, work) == 2
    assert using(answers, work, settings=identity.remember) == 1


# --- discovery -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        reply(404, "{}"),
        reply(404, "<html>", {"content-type": "text/html"}),
        reply(200, "<html>Welcome</html>", {"content-type": "text/html"}),
        reply(200, "null"),
        reply(200, "[]"),
        reply(200, "{"),
        reply(200, '{"name": "something else", "version": 1, "extensions": {"changes": {"path": "/c"}}}'),
        reply(200, '{"name": "activity-desktop", "version": 2, "extensions": {"changes": {"path": "/c"}}}'),
        reply(200, '{"name": "activity-desktop", "version": 1, "extensions": [1]}'),
        reply(401, ""),
        reply(403, ""),
        reply(500, ""),
        reply(302, "", {"location": "https://www.example.com/"}),
    ],
)
def test_anything_but_an_advertisement_means_a_bare_server(answer: bytes) -> None:
    """Fluid itself has no such address; whatever stands there instead is no reason to fail."""
    identity = signing_in({LIST: as_json(rows(1)), WELL_KNOWN: answer})
    assert identity.capabilities.can == SYSTEM.capabilities.can
    assert identity.capabilities.proved["extensions"] == "none, as a bare server"
    assert identity.user_id == "7"


def test_trouble_with_the_whole_server_is_not_taken_for_a_bare_one() -> None:
    """Else an extended account would silently become a polling one for the session."""

    async def hang_up(seen: Seen, writer: asyncio.StreamWriter) -> None:
        if seen.path == LIST:
            writer.write(as_json(rows(1)))
        elif seen.path == WELL_KNOWN:
            writer.close()

    async def main() -> None:
        async with RawServer(hang_up) as server, signed_in(server.url):
            pass

    with pytest.raises(NotAnswering):
        run(main)
    with pytest.raises(SlowDown):
        signing_in({LIST: as_json(rows(1)), WELL_KNOWN: reply(429, "", {"retry-after": "60"})})


@pytest.mark.parametrize(
    "odd", [None, 17, "text", [], {}, {"path": 17}, {"path": "no slash"}, {"path": "/with space"}, {"path": "/a\nb"}]
)
def test_an_odd_advertisement_offers_less_and_breaks_nothing(odd: Any) -> None:
    """Each extension stands for itself."""
    names = ("changes", "stream", "bulk_read", "names", "cursor", "idempotency", "me", "filters", "etag")
    found = extensions.read({**ADVERTISED, "extensions": {**dict.fromkeys(names, odd), "me": {"path": "/me"}}})
    assert found == extensions.Extensions(instance="i-1", me="/me")


@pytest.mark.parametrize(
    ("ping", "silence"), [(15, 37.5), (0.1, 5.0), (1e9, 300.0), (0, 45.0), ("x", 45.0), (None, 45.0), (-1, 5.0)]
)
def test_how_long_a_stream_may_be_silent_follows_its_pings(ping: Any, silence: float) -> None:
    """Two and a half of them, within reason."""
    offered = {**ADVERTISED, "extensions": {"stream": {"path": "/s", "ping_seconds": ping}}}
    assert extensions.read(offered).silence == silence


@pytest.mark.parametrize("answer", [reply(404, ""), reply(403, ""), reply(200, "[]"), reply(200, '{"user": 17}')])
def test_who_we_are_is_then_told_from_our_activities(answer: bytes) -> None:
    """A server that advertises the address and does not answer there is still usable."""
    offered = {**ADVERTISED, "extensions": {"me": {"path": "/me"}}}
    assert signing_in({LIST: as_json(rows(1)), WELL_KNOWN: as_json(offered), "/me": answer}).user_id == "7"


# --- changes and stream ----------------------------------------------------------------------------------------------


def extended(**answers: Said) -> dict[str, Said]:
    return {LIST: as_json({"activities": rows(1, 2), "meta": {"seq": 5}}), WELL_KNOWN: as_json(ADVERTISED)} | {
        f"/{name}": said for name, said in answers.items()
    }


@pytest.mark.parametrize(
    "answer",
    [
        as_json({"activities": []}),
        as_json({"meta": {"seq": 6}}),
        as_json([]),
        as_json({"activities": [], "meta": {"seq": "x"}}),
    ],
)
def test_changes_without_a_number_move_no_cursor(answer: bytes) -> None:
    """Without the number up to which they go, they prove nothing."""

    async def work(account: Account, server: RawServer) -> None:
        with pytest.raises(WrongServer):
            await account.pages((await account.pages())[-1].cursor)

    using(extended(changes=answer), work)


def test_changes_that_never_end_are_left() -> None:
    """A number that does not grow although there is said to be more."""

    async def work(account: Account, server: RawServer) -> None:
        pages = await account.pages((await account.pages())[-1].cursor)
        assert [a.key.rid for page in pages for a in page.activities] == ["3"]

    using(extended(changes=as_json({"activities": rows(3), "meta": {"seq": 4, "has_more": True}})), work)


def test_an_event_that_cannot_be_read_costs_only_itself() -> None:
    """It is kept aside, and the stream goes on behind it."""
    events = (
        b"id: 6\nevent: activity\ndata: {broken\n\n"
        b'id: 7\nevent: activity\ndata: {"activity": {"title": "no id"}, "seq": 7}\n\n'
        b'id: 8\nevent: something new\ndata: {"x": 1}\n\n'
        b'id: x\nevent: deleted\ndata: {"id": 2}\n\n'
        b'event: activity\ndata: {"activity": {"id": 9, "title": "fine"}, "seq": 9}\n\n'
    )

    async def work(account: Account, server: RawServer) -> None:
        opened, page = [page async for page in account.fluid.stream('{"seq": 5, "instance": "i-1"}')]
        assert server.requests[-1].headers["last-event-id"] == "5"
        assert (opened.heartbeat, opened.news, opened.cursor) == (True, True, None)
        assert (page.heartbeat, page.news, page.cursor) == (False, True, '{"seq":9,"instance":"i-1"}')
        assert [bad.raw for bad in page.unreadable] == [b"{broken", b'{"title": "no id"}']
        assert page.gone == ("2",)
        assert [(a.key.rid, a.version) for a in page.activities] == [("9", 9)]

    using(extended(stream=reply(200, events, {"content-type": "text/event-stream"})), work)


@pytest.mark.parametrize(
    ("event", "cursor"),
    [
        (b"id: 6\ndata: {broken\n\n", '{"seq":6,"instance":"i-1"}'),
        (b'id: 7\ndata: {"activity": {"id": 1}, "seq": 8}\n\n', '{"seq":8,"instance":"i-1"}'),
        (b'id: 9\nevent: something new\ndata: {"x": 1}\n\n', '{"seq":9,"instance":"i-1"}'),
        (b'id: x\nevent: deleted\ndata: {"id": 2}\n\n', None),
    ],
)
def test_each_event_moves_the_cursor_if_it_can(event: bytes, cursor: str | None) -> None:
    """Also one that says nothing to us: else it would be sent again for ever."""

    async def work(account: Account, server: RawServer) -> list[str | None]:
        return [page.cursor async for page in account.fluid.stream(None)]

    assert using(extended(stream=reply(200, event, {"content-type": "text/event-stream"})), work) == [None, cursor]


def test_the_servers_wish_slows_the_pace() -> None:
    """`X-Poll-Interval`; it never makes it quicker."""

    async def work(account: Account, server: RawServer) -> tuple[float, float]:
        await account.pages()
        return account.fluid.pace().active, account.fluid.pace().idle

    assert using({LIST: as_json(rows(1), {"x-poll-interval": "120"})}, work) == (120.0, 120.0)
    own = (SYSTEM.pace.active, SYSTEM.pace.idle)
    for said in ("1", "soon", "-5"):
        assert using({LIST: as_json(rows(1), {"x-poll-interval": said})}, work) == own


# --- changing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("echo", "read"),
    [
        (as_json({"activity": rows(1, read_at=AT_NOON)[0]}), True),
        (as_json(rows(1, read_at=AT_NOON)[0]), True),
        (as_json({"data": rows(1, read_at=AT_NOON)[0]}), True),
        (reply(204, "", {"content-length": "", "content-type": ""}), None),
        (reply(200, ""), None),
        (as_json({"activity": {"title": "no id"}}), None),
    ],
)
def test_the_echo_of_a_change_is_believed_in_any_wrapping(echo: bytes, read: bool | None) -> None:
    """Or there is none, and what was asked is taken for done."""

    async def work(account: Account, server: RawServer) -> None:
        receipt = await account.send("1", SetRead(at_us=Instant.parse(AT_NOON).us))
        assert json.loads(server.requests[-1].body) == {"activity": {"read_at": AT_NOON}}
        assert receipt.activity is None if read is None else receipt.activity is not None
        if receipt.activity:
            assert receipt.activity.read_at == Instant.parse(AT_NOON)
        await account.send("1", SetRead())
        assert json.loads(server.requests[-1].body) == {"activity": {"read_at": None}}

    using({LIST: as_json(rows(1)), f"PATCH {LIST}/1": echo}, work)


class Noon(SystemClock):
    def now(self) -> Instant:
        return Instant.parse("2025-01-15T12:00:00.123456Z")


@pytest.mark.parametrize(
    ("server_says", "sent"),
    [
        ("Wed, 15 Jan 2025 11:00:00 GMT", "2025-01-15T11:00:00Z"),
        ("Wed, 15 Jan 2025 12:00:30 GMT", "2025-01-15T12:00:00Z"),
        ("garbled", "2025-01-15T12:00:00Z"),
    ],
)
def test_a_time_is_sent_by_the_servers_clock(server_says: str, sent: str) -> None:
    """A clock that is an hour fast here must not make every mark fail there."""

    async def work(account: Account, server: RawServer) -> str:
        await account.send("1", SetRead(at_us=Noon().now().us))
        return str(json.loads(server.requests[-1].body)["activity"]["read_at"])

    answers = {LIST: as_json(rows(1), {"date": server_says}), f"PATCH {LIST}/1": reply(200, "")}
    assert using(answers, work, clock=Noon()) == sent


def _create(fields: dict[str, Any], asked: str | None) -> Request:
    return Request(Key("acc", ""), Create(fields=fields), "key", asked=Instant.parse(asked) if asked else None)


def test_a_lost_create_is_looked_for_by_all_its_fields() -> None:
    """An older one, or one that differs, is another activity."""
    there = rows(11, title="Call back", slug="call", created_at="2025-01-15T10:30:00Z")

    async def work(account: Account, server: RawServer) -> None:
        async def found(asked: str | None, **fields: Any) -> bool:
            return await account.fluid.find_created(_create({"title": "Call back", **fields}, asked)) is not None

        assert await found("2025-01-15T10:29:00Z")
        assert await found("2025-01-15T10:31:00Z", slug="call", user_id="7")
        assert not await found("2025-01-15T10:40:00Z")
        assert not await found("2025-01-15T10:29:00Z", slug="other")
        assert not await found("2025-01-15T10:29:00Z", contact_id=5)
        with pytest.raises(CannotDo):
            await found(None)
        assert server.requests[-1].headers["authorization"] == "Bearer boss"

    using({LIST: as_json(rows(1)), COMPANY: as_json(there)}, work, company_token="boss")


def test_a_server_without_a_company_scope_offers_no_creating() -> None:
    """The token may be fine; there is just nothing to use it on."""
    identity = signing_in({LIST: as_json(rows(1))}, company_token="boss")
    assert not identity.capabilities.has(Feature.CREATE)
    assert identity.capabilities.proved["company token"] == "no company scope here"


# --- the rest --------------------------------------------------------------------------------------------------------


def test_somebody_elses_activity_is_not_ours_to_show() -> None:
    """From a server that says who we are and then mixes something up; the walk goes on behind it."""
    offered = {**ADVERTISED, "extensions": {"me": {"path": "/me"}}}
    mixed = {"1": [*rows(1), {**rows(2)[0], "user_id": 8}], "2": [{**rows(3)[0], "user_id": 8}], "3": rows(4)}
    answers: dict[str, Said] = {
        LIST: lambda seen: as_json(mixed.get(seen.query["page"], [])),
        WELL_KNOWN: as_json(offered),
        "/me": as_json({"user": {"id": 7, "name": "Alex"}}),
        f"{LIST}/2": as_json({"activity": {**rows(2)[0], "user_id": 8}}),
    }

    async def work(account: Account, server: RawServer) -> None:
        assert [a.key.rid for a in (await account.everything())[0]] == ["1", "4"]
        with pytest.raises(Unreadable):
            await account.fluid.fetch("2")

    using(answers, work)


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"17", b'{"activity": null}', b'{"activity": []}', b"<html>"])
def test_an_answer_without_the_activity_is_a_problem(body: bytes) -> None:
    """Never an activity made of nothing."""

    async def work(account: Account, server: RawServer) -> None:
        with pytest.raises(Problem) as caught:
            await account.fluid.fetch("1")
        assert not isinstance(caught.value, Gone)

    using({LIST: as_json(rows(1)), f"{LIST}/1": reply(200, body)}, work)


def test_links_into_the_web_app_are_made_from_the_persons_own_template() -> None:
    """Fluid documents none, so there is none until somebody sets one."""

    async def work(account: Account, server: RawServer) -> tuple[str, str]:
        return account.fluid.web_url("activity", "a/1"), account.fluid.web_url("product", "1")

    found = using({LIST: as_json([])}, work, web_urls={"activity": "{base}/x/{id}"})
    assert found[0].startswith("http://127.0.0.1:")
    assert found[0].endswith("/x/a%2F1")
    assert found[1] == ""


def test_a_list_of_everything_at_once_holds_nobody_up() -> None:
    """However many records an answer holds, others have their turn while they are read."""
    many = 12_000

    async def work(account: Account, _server: RawServer) -> tuple[int, int]:
        turns = 0

        async def others() -> None:
            nonlocal turns
            while True:
                await asyncio.sleep(0)
                turns += 1

        read = account.fluid._walks.read
        seen_at: list[int] = []

        def noting(raw: bytes, version: int | None) -> Any:
            seen_at.append(turns)
            return read(raw, version)

        account.fluid._walks.read = noting
        waiting = asyncio.ensure_future(others())
        pages = [page async for page in account.fluid.pull(None, Walk.EVERYTHING)]
        waiting.cancel()
        longest = max(Counter(seen_at).values())
        return sum(len(page.activities) for page in pages), longest

    count, at_a_time = using({LIST: reply(200, json.dumps(rows(*range(1, many + 1))))}, work)
    assert count == many
    assert at_a_time <= 500
