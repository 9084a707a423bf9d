"""What is the least that Starlette and uvicorn need to answer the same questions, of the same SQLite file?

`list` looks up the token, reads the counter and a page, and writes JSON; `stream` wakes all streams of a user at each new
activity, reads what is new for each, as a stream must that may stand anywhere, and writes it. Nothing is checked, limited
or cached. Serves until its input ends; each line on it is one new activity, answered with the moment of the commit.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import socket
import sqlite3
import sys
import threading
import time
from collections.abc import AsyncIterator

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

_FIELDS = (
    *("id", "user_id", "company_id", "contact_id", "visitor_id", "relation_type", "relation_id"),
    *("title", "description", "formatted_description", "slug"),
)
_LIST = "SELECT * FROM activity WHERE user_id = ? ORDER BY created_us DESC, id DESC LIMIT ?"
_NEW = "SELECT * FROM activity WHERE user_id = ? AND user_seq > ? ORDER BY user_seq LIMIT 50"


class Floor:
    """One user's activities in an embedded server's file."""

    def __init__(self, file: str) -> None:
        self._sql = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        self._sql.row_factory = sqlite3.Row
        self._news: set[asyncio.Event] = set()

    def _user(self, request: Request) -> int:
        plain = request.headers["authorization"].partition(" ")[2]
        row = self._sql.execute("SELECT * FROM token WHERE hash = ?", (hashlib.sha256(plain.encode()).digest(),)).fetchone()
        return int(row["user_id"])

    def _seq(self, user: int) -> int:
        return int(self._sql.execute('SELECT seq FROM "user" WHERE id = ?', (user,)).fetchone()["seq"])

    async def list(self, request: Request) -> Response:
        user = self._user(request)
        seq = self._seq(user)
        limit = int(request.query_params["limit"])
        rows = self._sql.execute(_LIST, (user, limit + 1)).fetchall()
        content = {"activities": [_record(row) for row in rows[:limit]], "meta": {"seq": seq, "has_more": len(rows) > limit}}
        return Response(msgspec.json.encode(content), media_type="application/json")

    async def stream(self, request: Request) -> Response:
        user = self._user(request)
        return StreamingResponse(self._events(user, self._seq(user)), media_type="text/event-stream")

    async def _events(self, user: int, since: int) -> AsyncIterator[bytes]:
        news = asyncio.Event()
        self._news.add(news)
        yield b": ready\n\n"
        while True:
            await news.wait()
            news.clear()
            for row in self._sql.execute(_NEW, (user, since)).fetchall():
                since = row["user_seq"]
                yield b"id: %d\nevent: activity\ndata: %s\n\n" % (since, msgspec.json.encode({"activity": _record(row)}))

    def create(self, user: int) -> float:
        """One new activity, a copy of the newest. Gives when it was committed."""
        self._sql.execute("BEGIN IMMEDIATE")
        self._sql.execute('UPDATE "user" SET seq = seq + 1 WHERE id = ?', (user,))
        row = dict(self._sql.execute(_LIST, (user, 1)).fetchone())
        row |= {"id": None, "user_seq": self._seq(user), "company_seq": row["company_seq"] + 1}
        marks = ", ".join("?" * len(row))
        insert = f"INSERT INTO activity ({', '.join(row)}) VALUES ({marks})"  # noqa: S608 - its own columns
        self._sql.execute(insert, list(row.values()))
        self._sql.execute("COMMIT")
        for news in self._news:
            news.set()
        return time.monotonic()


def _record(row: sqlite3.Row) -> dict[str, object]:
    record = {name: row[name] for name in _FIELDS}
    return record | {"created_at": _moment(row["created_us"]), "read_at": row["read_us"] and _moment(row["read_us"])}


def _moment(us: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(us // 1_000_000))


async def main(file: str, user: str) -> None:
    floor = Floor(file)
    routes = [Route("/list", floor.list), Route("/stream", floor.stream)]
    settings = uvicorn.Config(Starlette(routes=routes), access_log=False, log_level="error", lifespan="off", http="h11")
    server = uvicorn.Server(settings)
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named, so that asyncio sends at once
    listening.bind(("127.0.0.1", 0))
    loop = asyncio.get_running_loop()

    def listen() -> None:
        for _line in sys.stdin:
            created = asyncio.run_coroutine_threadsafe(_there(floor, int(user)), loop)
            print(json.dumps({"at": created.result()}), flush=True)
        server.should_exit = server.force_exit = True

    print(json.dumps({"base_url": f"http://127.0.0.1:{listening.getsockname()[1]}"}), flush=True)
    threading.Thread(target=listen, daemon=True).start()
    await server.serve([listening])


async def _there(floor: Floor, user: int) -> float:
    return floor.create(user)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
