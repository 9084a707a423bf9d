"""What may a hostile server cost? Bombs, floods and riddles against the real engine: bounded, survived, and truly told."""

from __future__ import annotations

import asyncio
import gzip
import json
import tracemalloc
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from activity_desktop.crm import registry
from activity_desktop.crm.contract import Capabilities, Feature, Identity
from activity_desktop.model.activity import Key
from activity_desktop.model.changes import AccountState, Change, Phase
from activity_desktop.model.feed import FeedQuery, Shelf
from activity_desktop.model.problems import Problem
from activity_desktop.native.secrets import SessionSecrets
from activity_desktop.operations.accounts import account_by_id
from activity_desktop.operations.candidates import candidate
from activity_desktop.operations.engine import Engine
from activity_desktop.operations.lines import open_line
from activity_desktop.settings.file import Settings
from activity_desktop.store import feed, quarantine
from activity_desktop.sync.follow import Line
from activity_desktop.transport.client import Client
from activity_desktop.transport.limits import Limits
from crm.playback import Case, cases, connect
from transport.raw_server import Answer, RawServer, Seen, reply

MEBIBYTE = 1024 * 1024
OURS = "t"
PERSON = Identity(user_id="1", user_name="Ann", capabilities=Capabilities(frozenset({Feature.READ_STATE, Feature.GET})))


@dataclass
class Office:
    """The real engine with accounts on raw servers, and everything that it told."""

    folder: Path
    told: list[Change] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.engine = Engine(self.folder / "activity.db", SessionSecrets(), Settings(), self.tell)

    def tell(self, change: Change) -> None:
        self.told.append(change)
        self.heard.set()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Until something that was told has made it so."""
        async with asyncio.timeout(60):
            while not condition():
                await self.heard.wait()
                self.heard.clear()

    async def account(self, server: RawServer, name: str = "A", token: str = OURS) -> str:
        who = candidate("fluid", name, server.url, {"user_token": token})
        return (await self.engine.linking.add(who, PERSON, follow=False)).id

    def rids(self, account: str) -> list[str]:
        rows = feed.page(self.engine.database.connection, FeedQuery(Shelf.EVERYTHING, account), None, 10_000)
        return [row.key.rid for row in rows]


def in_office(folder: Path, work: Callable[[Office], Awaitable[None]]) -> Office:
    async def act() -> Office:
        office = Office(folder)
        try:
            await work(office)
        finally:
            await office.engine.stop()
        return office

    return asyncio.run(act())


def listing(body: bytes, headers: dict[str, str] | None = None) -> Answer:
    """A bare Fluid whose first page is this body."""

    async def answer(seen: Seen, writer: asyncio.StreamWriter) -> None:
        if not seen.path.endswith("/activities"):
            writer.write(reply(404, "{}"))
        elif seen.query.get("page", "1") == "1":
            writer.write(reply(200, body, headers))
        else:
            writer.write(reply(200, '{"activities": []}'))

    return answer


def many(item: str, count: int) -> bytes:
    return b'{"activities": [' + b", ".join(item.replace("N", str(n)).encode() for n in range(count)) + b"]}"


async def _endless(seen: Seen, writer: asyncio.StreamWriter) -> None:
    """A hundred megabytes of JSON, as long as somebody reads."""
    writer.write(b'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{"activities": [')
    for number in range(100):
        writer.write(json.dumps({"id": number, "title": "x" * MEBIBYTE}).encode() + b",")
        await writer.drain()
    writer.close()


BOMB = gzip.compress(b'{"activities": [' + b" " * (200 * MEBIBYTE) + b"]}")
DEEP = b'{"activities": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
COSTLY = {
    "a bomb": listing(BOMB, {"content-encoding": "gzip"}),
    "a bomb in a bomb": listing(gzip.compress(BOMB), {"content-encoding": "gzip, gzip"}),
    "a hundred megabytes": _endless,
    "a hundred thousand levels": listing(DEEP),
    "two million empty objects": listing(many("{}", 2_000_000)),
    "a web page": listing(b"<html>" + b"<div>" * 100_000, {"content-type": "text/html"}),
    "half an answer": listing(b'{"activities": [{"id": 1', {"content-length": "24"}),
    "a body of nothing": listing(b""),
}


@pytest.mark.parametrize("answer", COSTLY.values(), ids=COSTLY.keys())
def test_a_costly_answer_is_refused_within_bounds_and_told(answer: Answer, tmp_path: Path) -> None:
    """64 MiB at most; the account says that something is wrong, and never that all is well."""

    async def work(office: Office) -> None:
        async with RawServer(answer) as server:
            account = await office.account(server)
            tracemalloc.start()
            with pytest.raises(Problem):
                await office.engine.on_demand.sync_once(account)
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            assert peak < 64 * MEBIBYTE
            assert office.rids(account) == []

    office = in_office(tmp_path, work)
    states = [change for change in office.told if isinstance(change, AccountState)]
    assert all(state.last_ok is None for state in states)


def test_a_server_that_drips_is_given_up_and_the_state_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One byte at a time for ever: the account is in trouble, in words, and a healthy one beside it is up to date."""

    async def drip(_seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n")
        while True:
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.05)

    async def work(office: Office) -> None:
        async with RawServer(drip) as slow, RawServer(listing(many('{"id": N}', 3))) as healthy:
            bad, good = await office.account(slow, "Slow"), await office.account(healthy, "Good")
            monkeypatch.setattr(
                office.engine.followers, "_open_line", lambda account: _line(office.engine, account), raising=True
            )
            await office.engine.start()
            await office.until(lambda: office.engine.followers.states()[bad].phase is Phase.TROUBLED)
            await office.until(lambda: office.engine.followers.states()[good].phase is Phase.WAITING)
            assert "not answering" in office.engine.followers.states()[bad].problem_title
            assert office.engine.followers.states()[bad].last_ok is None
            assert len(office.rids(good)) == 3

    in_office(tmp_path, work)


async def _line(engine: Engine, account_id: str) -> Line:
    """As the engine opens one, with little patience."""
    account = account_by_id(engine.database.connection, account_id)
    secrets = await engine.secrets.get(account_id)
    return open_line(Client(account.url, limits=Limits(total=1.0)), registry.system(account.system), account_id, secrets or {})


def test_thousands_with_the_same_time_and_thousands_of_nothing_are_taken_in_at_once(tmp_path: Path) -> None:
    """An import leaves one time on everything, and a broken server sends records without a name: neither takes minutes."""

    async def work(office: Office) -> None:
        same = many('{"id": N, "created_at": "2026-01-01T00:00:00Z"}', 30_000)
        async with RawServer(listing(same)) as import_, RawServer(listing(many('{"x": N}', 20_000))) as nothing:
            account, empty = await office.account(import_), await office.account(nothing, "B")
            async with asyncio.timeout(60):  # it took ten minutes, and its square for the next ten thousand
                await office.engine.on_demand.sync_once(account)
                await office.engine.on_demand.sync_once(empty)
            count = office.engine.database.connection.execute("SELECT count(DISTINCT spot) FROM activity").fetchone()[0]
            assert count == 30_000
            assert 0 < quarantine.count(office.engine.database.connection, empty) <= 1000

    in_office(tmp_path, work)


def test_an_answer_about_another_activity_is_not_taken_for_the_one_asked_for(tmp_path: Path) -> None:
    """A server that mixes people up: what was asked for stays as it was, and nothing of another account changes."""

    async def answer(seen: Seen, writer: asyncio.StreamWriter) -> None:
        if seen.path.endswith("/activities"):
            rows = many('{"id": N, "title": "Mine"}', 3) if seen.query.get("page", "1") == "1" else b'{"activities": []}'
            writer.write(reply(200, rows))
        elif "/activities/" in seen.path:
            writer.write(reply(200, '{"activity": {"id": 999, "title": "Somebody else\'s"}}'))
        else:
            writer.write(reply(404, "{}"))

    async def work(office: Office) -> None:
        async with RawServer(answer) as server:
            account, other = await office.account(server, "A"), await office.account(server, "B", "other")
            await office.engine.on_demand.sync_once(account)
            await office.engine.on_demand.sync_once(other)
            before = sorted(office.rids(other))
            await office.engine.on_demand.refresh_quietly(Key(account, "1"))
            office.engine.desk.triage.mark_read([Key(account, "1")])
            assert await office.engine.on_demand.send_now(account) == 1
            assert "999" not in office.rids(account)
            row = feed.row(office.engine.database.connection, Key(account, "1"))
            assert row is not None
            assert not row.unread
            assert "999" not in office.rids(other)
            assert sorted(office.rids(other)) == before
            tokens = {seen.headers["authorization"] for seen in server.requests if "authorization" in seen.headers}
            assert tokens == {f"Bearer {OURS}", "Bearer other"}

    in_office(tmp_path, work)


# --- credentials -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("system", registry.names())
def test_no_credential_of_any_system_follows_a_redirect_elsewhere(system: str, status: int) -> None:
    """Another port is another origin: nothing is asked there, let alone with a token."""
    case: Case = next(found for found in cases(system) if found.name == "every_field")

    async def work() -> list[Seen]:
        async with RawServer(listing(b"{}")) as elsewhere:

            async def away(seen: Seen, writer: asyncio.StreamWriter) -> None:
                writer.write(reply(status, "", {"location": elsewhere.url + seen.target}))

            async with RawServer(away) as server:
                client = Client(server.url)
                try:
                    with pytest.raises(Problem):
                        await connect(case, client).sign_in()
                finally:
                    await client.aclose()
                assert server.requests
            return elsewhere.requests

    assert asyncio.run(work()) == []
