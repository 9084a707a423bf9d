"""What does the server's thread do? It opens the database, answers requests until it is told to stop, and closes everything."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Protocol, TypeVar

from . import demo, idempotency
from .app import MakeApp, build_app
from .context import Context, open_context
from .database import Database
from .fault_middleware import FaultMiddleware
from .faults import Faults
from .guard import Guard, logger
from .limits import Limits
from .listener import HOST, Listener, listening_socket
from .ready import Ready
from .store import CannotOpen, Store, Unavailable

CALL_SECONDS = 60.0
HOUSEKEEPING_SECONDS = 3_600.0
T = TypeVar("T")


class Wanted(Protocol):
    """How one run of the server shall be; `LocalServer` says what each of these means."""

    path: Path | None
    database: str | None
    port: int
    seed: int
    story_seed: int
    bare: bool
    limits: Limits
    mounts: dict[str, MakeApp]
    faults: Faults


class ServerThread:
    """One run of a `LocalServer`, from `start` to `stop`."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._thread = threading.Thread(target=self._run, name="local-server", daemon=True)
        self._ready: Future[Ready] = Future()
        self._loop: asyncio.AbstractEventLoop
        self._server: Context
        self._stopping: asyncio.Event

    def start(self) -> Ready:
        """Raises what went wrong while starting."""
        self._thread.start()
        try:
            return self._ready.result()
        except BaseException:
            self._thread.join()
            raise

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()

    def call(self, work: Callable[[Context], T]) -> T:
        """Run `work` between two requests."""

        async def work_there() -> T:
            return work(self._server)

        return asyncio.run_coroutine_threadsafe(work_there(), self._loop).result(CALL_SECONDS)

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        except BaseException as error:
            if self._ready.done():
                raise
            self._ready.set_exception(error)

    async def _main(self) -> None:
        wanted = self._wanted
        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        database = _open(wanted)
        try:
            self._server = open_context(database, wanted.limits, bare=wanted.bare)
            demo.settle(self._server)
            demo.fill(self._server, wanted.seed, wanted.story_seed)
            await self._serve()
        finally:
            database.close()

    async def _serve(self) -> None:
        listening = listening_socket(self._wanted.port)
        port = listening.getsockname()[1]
        app = FaultMiddleware(build_app(self._server, self._wanted.mounts), self._wanted.faults)
        listener = Listener(Guard(app, self._wanted.limits, port), self._wanted.limits)
        await listener.open(listening)
        self._server.database.follow(self._server.hub)
        housekeeping = asyncio.create_task(_housekeeping(self._server))
        self._ready.set_result(_ready(self._server, port))
        await self._stopping.wait()
        housekeeping.cancel()
        self._server.hub.close_all()
        await listener.close()
        with suppress(asyncio.CancelledError):
            await housekeeping


def _open(wanted: Wanted) -> Store:
    """Raises CannotOpen."""
    if wanted.database is None:
        return Database(wanted.path)
    try:
        from .postgresql import PostgreSql
    except ImportError as error:
        raise CannotOpen("A PostgreSQL database needs psycopg: pip install 'activity-desktop[postgresql]'.") from error
    return PostgreSql(wanted.database)


async def _housekeeping(server: Context) -> None:
    """Forget what is too old to be of use, now and every hour."""
    while True:
        try:
            with server.database.transaction():
                server.activities.forget_deletions(server.limits.keep_changes_seconds)
                idempotency.forget(server.database, server.limits.idempotency_seconds)
        except (sqlite3.Error, Unavailable):
            logger.exception("What is too old could not be forgotten; tried again in an hour.")
        await asyncio.sleep(HOUSEKEEPING_SECONDS)


def _ready(server: Context, port: int) -> Ready:
    token = server.tokens.demo
    return Ready(
        base_url=f"http://{HOST}:{port}",
        port=port,
        company_id=demo.COMPANY_ID,
        company_token=token(demo.COMPANY),
        user_id=demo.USER_ID,
        user_token=token(demo.USER),
        other_user_id=demo.OTHER_USER_ID,
        other_user_token=token(demo.OTHER_USER),
        foreign_company_id=demo.FOREIGN_COMPANY_ID,
        foreign_company_token=token(demo.FOREIGN_COMPANY),
        foreign_user_id=demo.FOREIGN_USER_ID,
        foreign_user_token=token(demo.FOREIGN_USER),
        activities=demo.how_many(server),
    )
