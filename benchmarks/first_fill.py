"""How fast does a long history become a searchable store? Beside what fetching, decoding or storing alone takes.

The three floors are written as one would write them for speed alone: a raw socket that throws the bodies away after
finding the next cursor, msgspec into a Struct, and one INSERT … SELECT into FTS5 per page.
"""

from __future__ import annotations

import asyncio
import gc
import http.client
import re
import sqlite3
import time
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from activity_desktop.crm.fluid.wire import Record
from activity_desktop.operations.engine import Engine

from .figures import Figure
from .parts import Bench, Server, engine_at, serving

_NEXT = re.compile(rb'"next_cursor":"([^"]+)"')
_PATH = "/api/user/crm/v202506/activities?limit=500&include=names"


def measure(bench: Bench) -> list[Figure]:
    count = bench.size(100_000, 10_000)
    with serving(bench.folder, seed=count) as server:
        ours = asyncio.run(_fill(bench.folder / "activity.db", server, count))
        pages, fetching = _fetch(server)
    decoding = _decode(pages)
    inserting = _insert(bench.folder / "floor.db", pages)
    floors = {"fetch alone": fetching, "decode alone": decoding, "insert with FTS alone": inserting}
    slowest = max(floors, key=lambda name: floors[name])
    told = ", ".join(f"{name} {count / seconds:,.0f}" for name, seconds in floors.items())
    return [
        Figure(
            name=f"first fill of {count:,}",
            ours=count / ours,
            unit="rows/s",
            floor=count / floors[slowest],
            floor_is=f"the slowest of: {told}",
            target="at least 0.40",
        )
    ]


async def _fill(path: Path, server: Server, count: int) -> float:
    gc.disable()  # as in the window, where garbage is collected at quiet moments
    with engine_at(path) as engine:
        try:
            account = await engine.linking.add(server.candidate(), follow=False)
            began = time.perf_counter()
            await engine.on_demand.sync_once(account.id)
            took = time.perf_counter() - began
            assert _stored(engine) == count
            return took
        finally:
            await engine.stop()
            gc.enable()


def _stored(engine: Engine) -> int:
    return int(engine.database.connection.execute("SELECT count(*) FROM activity_words").fetchone()[0])


def _fetch(server: Server) -> tuple[list[bytes], float]:
    """Every page on one connection."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc)
    headers = {"authorization": f"Bearer {server.user_token}"}
    pages: list[bytes] = []
    cursor = ""
    began = time.perf_counter()
    while True:
        connection.request("GET", _PATH + (f"&cursor={cursor}" if cursor else ""), headers=headers)
        body = connection.getresponse().read()
        pages.append(body)
        found = _NEXT.search(body)
        if found is None:
            break
        cursor = found[1].decode()
    took = time.perf_counter() - began
    connection.close()
    return pages, took


class _Page(msgspec.Struct):
    activities: list[Record]


class _RawPage(msgspec.Struct):
    activities: list[msgspec.Raw]


def _decode(pages: list[bytes]) -> float:
    decode = msgspec.json.Decoder(_Page).decode
    began = time.perf_counter()
    for page in pages:
        decode(page)
    return time.perf_counter() - began


def _rows(page: bytes) -> list[tuple[int, str | None, str | None, bytes]]:
    records = msgspec.json.decode(page, type=_Page).activities
    raws = msgspec.json.decode(page, type=_RawPage).activities
    return [(int(one.id), one.title, one.description, bytes(raw)) for one, raw in zip(records, raws, strict=True)]


def _insert(path: Path, pages: list[bytes]) -> float:
    """Title, text and JSON into a table with a full-text index like ours, one durable transaction per page."""
    rows = [_rows(page) for page in pages]
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE activity (id INTEGER PRIMARY KEY, title TEXT, words TEXT, raw BLOB)")
    connection.execute(
        "CREATE VIRTUAL TABLE found USING fts5 (title, words, content = 'activity', content_rowid = 'id',"
        " tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')"
    )
    began = time.perf_counter()
    for page in rows:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO activity VALUES (?, ?, ?, ?)", page)
        ids = [row[0] for row in page]
        connection.execute(
            "INSERT INTO found (rowid, title, words) SELECT id, title, words FROM activity WHERE id BETWEEN ? AND ?",
            (min(ids), max(ids)),
        )
        connection.execute("COMMIT")
    took = time.perf_counter() - began
    connection.close()
    return took
