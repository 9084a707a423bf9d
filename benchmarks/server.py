"""How much does the embedded server do? Requests a second, and how late the last of a thousand streams hears of something.

Beside the least that Starlette needs for the same questions of the same file. The two are asked in turns by one client in
this process, which does as little as it can. Of the rounds the best counts, because other programs only make them slower;
of the news the middle one.
"""

from __future__ import annotations

import asyncio
import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from activity_desktop.local_server.demo import USER_ID

from .figures import Figure, median, percentile
from .parts import FLOORS, Bench

ROWS = 10_000
PAGES = (50, 1)
"""Rows in an answer: a page, and next to nothing."""
CONNECTIONS = 8
ROUNDS = 5
ROUND_SECONDS = 1.0
EVENTS = 30
PAUSE = 0.1
PATIENCE = 30.0
ANSWER = b"content-length: "
P = TypeVar("P", bound=asyncio.Protocol)


@dataclass(frozen=True, slots=True)
class Subject:
    """A server that is measured: where it is, how it is asked, and its process, which makes news for a line."""

    address: str
    list_path: str
    stream_path: str
    token: str
    news: str
    process: subprocess.Popen[str]

    def request(self, path: str) -> bytes:
        return f"GET {path} HTTP/1.1\r\nHost: {self.address}\r\nAuthorization: Bearer {self.token}\r\n\r\n".encode()

    def create(self) -> float:
        """One new activity. Gives when it was committed, in seconds of the monotonic clock."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{self.news}\n")
        self.process.stdin.flush()
        return float(json.loads(self.process.stdout.readline())["at"])


def measure(bench: Bench) -> Iterator[Figure]:
    seed, streams = bench.size(ROWS, 1000), bench.size(1000, 100)
    _allow_files(4 * streams + 100)
    with _subjects(bench.folder, seed) as (ours, floor):
        for rows in PAGES:
            found = asyncio.run(_rates(ours, floor, rows))
            yield Figure(
                name=f"embedded server, answers of {rows} {'row' if rows == 1 else 'rows'}",
                ours=found[0],
                unit="requests/s",
                floor=found[1],
                floor_is="bare Starlette, the same SQL",
                target="at least 0.80",
            )
        late = asyncio.run(_fan_out(ours, floor, streams))
    yield Figure(name="embedded server, streams held", ours=streams, unit="streams", target=f"at least {streams:,}")
    yield Figure(
        name=f"embedded server, event to each of {streams:,} streams p99",
        ours=median(late[0]),
        unit="ms",
        floor=median(late[1]),
        floor_is="bare Starlette, the same SQL",
        target="at most 1.25",
    )


def _allow_files(count: int) -> None:
    """A session has a thousand by default; what we start has as many as we."""
    least, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(least, count), most), most))


@contextmanager
def _subjects(folder: Path, seed: int) -> Iterator[tuple[Subject, Subject]]:
    """Ours, and the floor on a copy of its file."""
    file, copy = folder / "server.db", folder / "floor.db"
    with _running([str(FLOORS / "server.py"), str(file), str(seed), "open"]) as (process, ready):
        for end in ("", "-wal"):
            shutil.copy(f"{file}{end}", f"{copy}{end}")
        base = "/api/user/crm/v202506/activities"
        ours = Subject(_address(ready), f"{base}?limit=", f"{base}/stream", ready["user_token"], "create", process)
        with _running([str(FLOORS / "starlette_app.py"), str(copy), str(USER_ID)]) as (bare, bare_ready):
            yield ours, Subject(_address(bare_ready), "/list?limit=", "/stream", ours.token, "create", bare)


@contextmanager
def _running(words: list[str]) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    with subprocess.Popen([sys.executable, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.stdin.close()
            process.wait(PATIENCE)


def _address(ready: dict[str, str]) -> str:
    return urlsplit(ready["base_url"]).netloc


# --- requests -----------------------------------------------------------------------------------------------------


class Asker(asyncio.Protocol):
    """Sends the same request again as soon as its answer is complete, and counts."""

    def __init__(self, request: bytes) -> None:
        self.count = 0
        self._request = request
        self._got = bytearray()
        self._length = 0
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._got += data
        if not self._length:
            end = self._got.find(b"\r\n\r\n")
            if end < 0:
                return
            assert self._got.startswith(b"HTTP/1.1 200"), self._got[:200]
            begin = self._got.index(ANSWER) + len(ANSWER)
            self._length = end + 4 + int(self._got[begin : self._got.index(b"\r", begin)])
        if len(self._got) >= self._length:
            self._got.clear()
            self._length = 0
            self.count += 1
            self._transport.write(self._request)


async def _rates(ours: Subject, floor: Subject, rows: int) -> tuple[float, float]:
    """Requests a second of each, in turns."""
    found: dict[str, list[float]] = {ours.address: [], floor.address: []}
    for _ in range(ROUNDS):
        for subject in (ours, floor):
            found[subject.address].append(await _rate(subject, subject.request(f"{subject.list_path}{rows}")))
    return max(found[ours.address]), max(found[floor.address])


async def _rate(subject: Subject, request: bytes) -> float:
    opened = [await _connect(subject, lambda: Asker(request)) for _ in range(CONNECTIONS)]
    await asyncio.sleep(0.2)
    before, began = sum(asker.count for _, asker in opened), time.perf_counter()
    await asyncio.sleep(ROUND_SECONDS)
    rate = (sum(asker.count for _, asker in opened) - before) / (time.perf_counter() - began)
    for transport, _ in opened:
        transport.abort()
    return rate


async def _connect(subject: Subject, make: Callable[[], P]) -> tuple[asyncio.Transport, P]:
    host, _, port = subject.address.partition(":")
    return await asyncio.get_running_loop().create_connection(make, host, int(port))


# --- streams ------------------------------------------------------------------------------------------------------


class Listener(asyncio.Protocol):
    """Tells when it heard of an activity; the first thing that it hears is the answer's head."""

    def __init__(self, request: bytes, heard: Callable[[float], None]) -> None:
        self.ready = asyncio.Event()
        self._request = request
        self._heard = heard

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        if b"data:" in data:
            self._heard(time.monotonic())
        if b": ready" in data:
            self.ready.set()


class Everyone:
    """All streams: when each of them heard of the newest activity."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._at: list[float] = []
        self._complete = asyncio.Event()

    def hear(self, at: float) -> None:
        self._at.append(at)
        if len(self._at) == self._count:
            self._complete.set()

    async def heard(self) -> list[float]:
        """Once for each activity, when the last one has heard. Raises TimeoutError."""
        await asyncio.wait_for(self._complete.wait(), PATIENCE)
        found, self._at = self._at, []
        self._complete.clear()
        return found


async def _fan_out(ours: Subject, floor: Subject, streams: int) -> tuple[list[float], list[float]]:
    """Milliseconds from each commit until 99 in 100 streams have heard of it, of both in turns. Raises TimeoutError when
    one never does."""
    found: dict[str, list[float]] = {ours.address: [], floor.address: []}
    async with _listening(ours, streams) as our_readers, _listening(floor, streams) as floor_readers:
        for _ in range(EVENTS):
            for subject, everyone in ((ours, our_readers), (floor, floor_readers)):
                committed = await asyncio.to_thread(subject.create)
                late = [(at - committed) * 1000 for at in await everyone.heard()]
                found[subject.address].append(percentile(late, 99))
                await asyncio.sleep(PAUSE)
    return found[ours.address], found[floor.address]


@asynccontextmanager
async def _listening(subject: Subject, streams: int) -> AsyncIterator[Everyone]:
    """So many open streams, until the block ends."""
    everyone = Everyone(streams)
    opened = []
    for _ in range(streams):
        transport, listener = await _connect(subject, lambda: Listener(subject.request(subject.stream_path), everyone.hear))
        opened.append(transport)
        await asyncio.wait_for(listener.ready.wait(), PATIENCE)
    yield everyone
    for transport in opened:
        transport.abort()
