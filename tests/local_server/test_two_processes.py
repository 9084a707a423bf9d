"""Does a reader get everything exactly once from two server processes on one PostgreSQL, also when one of them is killed?"""

from __future__ import annotations

import asyncio
import os
from contextlib import ExitStack
from typing import Any

import httpx

from activity_desktop.local_server import LocalServer
from local_server.fluid_world import COMPANY, NO_TLS, USER
from local_server.postgresql_server import Cluster
from local_server.server_program import program, ready_of

STREAMS = int(os.environ.get("ACTIVITY_DESKTOP_STREAMS", "48"))
"""200 is the promise; fewer are as good at finding a mistake, and let the other tests have the computer."""
EVENTS = 48
STREAMS_PER_TOKEN = 8


class Readers:
    """What so many readers got, each from one of the servers, and from the other one when that is gone."""

    def __init__(self, addresses: list[str], tokens: list[str]) -> None:
        self.addresses = addresses
        self.tokens = tokens
        self.got: list[list[int]] = [[] for _ in range(STREAMS)]
        self.arrived = asyncio.Event()
        """Set whenever something came in."""

    async def read(self, number: int, client: httpx.AsyncClient) -> None:
        """Follow the stream until every event is there; whenever it breaks off, go on at the next server."""
        headers = {"authorization": f"Bearer {self.tokens[number // STREAMS_PER_TOKEN]}"}
        turn, got = number, self.got[number]
        while len(got) < EVENTS:
            address = self.addresses[turn % len(self.addresses)]
            turn += 1
            headers["last-event-id"] = str(got[-1] if got else 0)
            try:
                async with client.stream("GET", f"{address}{USER}/stream", headers=headers) as answer:
                    assert answer.status_code == 200, await answer.aread()
                    await self._take(answer, got)
            except httpx.TransportError:
                await asyncio.sleep(0)  # that server is gone

    async def _take(self, answer: httpx.Response, got: list[int]) -> None:
        async for line in answer.aiter_lines():
            if line.startswith("id: "):
                got.append(int(line.removeprefix("id: ")))
                self.arrived.set()
            if len(got) >= EVENTS and not line:
                return

    async def until_all_have(self, count: int) -> None:
        while min(len(got) for got in self.got) < count:
            self.arrived.clear()
            await self.arrived.wait()


async def write(client: httpx.AsyncClient, addresses: list[str], first: int, last: int, headers: dict[str, str]) -> None:
    """Create activities in order; what got no answer is sent again with the same key, to the next server."""
    for number in range(first, last):
        turn = number
        body = {"activity": {"user_id": 67890, "title": f"Number {number}"}}
        while True:
            address = addresses[turn % len(addresses)]
            turn += 1
            try:
                key = {"idempotency-key": f"number-{number}"}
                answer = await client.post(f"{address}{COMPANY}", json=body, headers={**headers, **key})
            except httpx.TransportError:
                continue
            assert answer.status_code == 201, answer.text
            break


async def follow(readies: list[dict[str, Any]], tokens: list[str], kill: Any) -> list[list[int]]:
    """Read and write at the same time, and kill the first server in the middle of a burst."""
    addresses = [ready["base_url"] for ready in readies]
    company = {"authorization": f"Bearer {readies[0]['company_token']}"}
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(timeout=60, trust_env=False, verify=NO_TLS, limits=limits) as client:
        readers = Readers(addresses, tokens)
        tasks = [asyncio.create_task(readers.read(number, client)) for number in range(STREAMS)]
        third = EVENTS // 3
        await write(client, addresses, 0, third, company)
        await readers.until_all_have(third)
        burst = [
            asyncio.create_task(write(client, addresses, third + turn, third + turn + 1, company)) for turn in range(third)
        ]
        await burst[third // 2]
        kill()
        await asyncio.gather(*burst)
        await write(client, addresses[1:], 2 * third, EVENTS, company)
        await asyncio.gather(*tasks)
        return readers.got


def test_every_stream_ends_with_everything_exactly_once(postgresql: Cluster) -> None:
    """Two processes, many streams on both, writers on both, one process killed: nothing is lost, twice or out of order."""
    with ExitStack() as stack:
        address = stack.enter_context(postgresql.database())
        tokens = mint(address, -(-STREAMS // STREAMS_PER_TOKEN))
        processes = [stack.enter_context(program("--json", "--database", address)) for _ in range(2)]
        readies = [ready_of(process) for process in processes]
        got = asyncio.run(follow(readies, tokens, processes[0].kill))
        assert got == [list(range(1, EVENTS + 1))] * STREAMS
        assert processes[1].poll() is None


def mint(address: str, count: int) -> list[str]:
    """Tokens of the demo user; each may have a few streams."""
    server = LocalServer(database=address)
    with server:
        return [server.mint_token() for _ in range(count)]
