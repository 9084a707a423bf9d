"""How is the embedded server run as a program? `activity-desktop serve` says when it is ready, and runs until it is stopped."""

from __future__ import annotations

import argparse
import itertools
import json
import math
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Protocol

from .faults import KINDS, Fault, fault_of
from .ready import Ready
from .server import LocalServer
from .store import CannotOpen, Unavailable

if TYPE_CHECKING:
    from .dialects import Dialects

LOOPBACK = ("127.0.0.1", "localhost")
LONGEST_WAIT = 1.0
"""Seconds. On Windows nothing interrupts a wait, so Ctrl+C is noticed after at most this long."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `serve`."""
    parser.add_argument("--host", type=_loopback, default=LOOPBACK[0], help="only this computer: 127.0.0.1 or localhost")
    parser.add_argument("--port", type=_port, default=0, help="0, the default, takes a free one")
    parser.add_argument(
        "--file", type=Path, metavar="FILE", help="the SQLite file (default: server.sqlite3 in the data folder)"
    )
    parser.add_argument(
        "--database", type=_database, metavar="URL", help="postgresql://… instead of the file; several servers may share it"
    )
    parser.add_argument("--seed", type=_count, default=0, metavar="N", help="fill it up to N sample activities")
    parser.add_argument("--story", type=int, default=1, metavar="N", help="which story the sample activities tell")
    parser.add_argument("--every", type=_seconds, metavar="S", help="a new activity every S seconds")
    parser.add_argument("--bare", action="store_true", help="only what the document has, none of our extensions")
    parser.add_argument("--json", action="store_true", help="print one JSON line when ready")
    parser.add_argument(
        "--all", action="store_true", help="also answer as Thena, Pipedrive, Signals and cPod do, each with N activities, or 40"
    )
    parser.add_argument(
        "--switch",
        type=_switch,
        action="append",
        default=[],
        metavar="SYSTEM.NAME=VALUE",
        help="with --all: another reading, pipedrive.v1=off",
    )
    parser.add_argument(
        "--fault",
        type=_fault,
        action="append",
        default=[],
        metavar="KIND[:COUNT[:PATH]]",
        help=f"let the next COUNT requests (* for all) to PATH go wrong; KIND is one of {', '.join(KINDS)}",
    )


def run(namespace: argparse.Namespace) -> int:
    """`serve` with the options that `add_arguments` describes, and `profile` where the command line has it."""
    return serve(
        path=namespace.file or _default_file(getattr(namespace, "profile", None)),
        database=namespace.database,
        port=namespace.port,
        seed=namespace.seed,
        story_seed=namespace.story,
        bare=namespace.bare,
        json_output=namespace.json,
        every=namespace.every,
        faults=namespace.fault,
        everything=namespace.all,
        switches=namespace.switch,
    )


def serve(
    *,
    path: Path | None,
    database: str | None = None,
    port: int = 0,
    seed: int = 0,
    story_seed: int = 1,
    bare: bool = False,
    json_output: bool = False,
    every: float | None = None,
    faults: Sequence[Fault] = (),
    everything: bool = False,
    switches: Sequence[str] = (),
    printer: Callable[[str], None] | None = None,
    stopping: threading.Event | None = None,
) -> int:
    """Run until SIGINT, SIGTERM or `stopping`. `printer` gets the lines that are printed. Returns the exit code.

    `database` is a PostgreSQL address, used instead of the file at `path`. `everything` adds the other
    systems' APIs, which need a file; `switches` are texts for `dialects.Switches.turn`.
    """
    if everything and database is not None:
        return _failed("--all keeps the other systems in a file of one process, so it does not go with --database.")
    printer = printer or _print
    stopping = stopping or threading.Event()
    with ExitStack() as cleanup, _stopped_by_signals(stopping):
        try:
            dialects = _open_dialects(path, seed, switches, cleanup) if everything else None
            mounts = dialects.mounts if dialects else None
            server = LocalServer(path, database=database, port=port, seed=seed, story_seed=story_seed, bare=bare, mounts=mounts)
            for fault in faults:
                server.faults.add(fault)
            ready = server.start()
            cleanup.callback(server.stop)
        except (CannotOpen, Unavailable) as error:
            return _failed(str(error))
        except OSError as error:
            return _failed(f"Port {port} cannot be used: {error.strerror}. Choose another, or 0 for a free one.")
        accounts = dialects.accounts(ready.base_url) if dialects else None
        file = path if database is None else None
        place = "PostgreSQL" if database is not None else str(path or "memory")
        printer(ready_line(ready, file, accounts) if json_output else _ready_text(ready, place, accounts))
        storytellers: list[_Storyteller] = [server, *(dialects.all if dialects else ())]
        _live(storytellers, every, stopping)
    return 0


def _open_dialects(path: Path | None, seed: int, switches: Sequence[str], cleanup: ExitStack) -> Dialects:
    """The other systems' APIs, closed again with `cleanup`. Raises CannotOpen; ValueError for a wrong switch."""
    from .dialects import DEFAULT_COUNT, NAMES, Dialects, Switches

    turned = Switches()
    for text in switches:
        turned.turn(text)
    dialects = Dialects(path, dict.fromkeys(NAMES, seed or DEFAULT_COUNT), turned)
    cleanup.callback(dialects.close)
    return dialects


def ready_line(ready: Ready, path: Path | None, accounts: Mapping[str, Any] | None = None) -> str:
    """What a program needs to know, as one line of JSON. `accounts` are those of the other systems, by name."""
    line = {**asdict(ready), "file": None if path is None else str(path)}
    return json.dumps(line if accounts is None else {**line, "accounts": accounts})


def _ready_text(ready: Ready, place: str, accounts: Mapping[str, Any] | None = None) -> str:
    return "\n".join(
        (
            f"The embedded server is ready at {ready.base_url}",
            f"  user token     {ready.user_token}",
            f"  company token  {ready.company_token}",
            f"  user {ready.user_id} of company {ready.company_id} has {ready.activities} activities,",
            f"  kept in {place}",
            *(f"  {name}: {account['url']} {json.dumps(account['secrets'])}" for name, account in (accounts or {}).items()),
            "Stop it with Ctrl+C.",
        )
    )


class _Storyteller(Protocol):
    """A system in which something can happen: Fluid's server, or one of the dialects."""

    def happen(self) -> object: ...


def _live(storytellers: Sequence[_Storyteller], every: float | None, stopping: threading.Event) -> None:
    """Let something happen every so many seconds, in one system after the other, until it is time to stop."""
    turns = itertools.cycle(storytellers)
    next_at = math.inf if every is None else time.monotonic() + every
    while not stopping.wait(min(LONGEST_WAIT, max(0.0, next_at - time.monotonic()))):
        if every is not None and time.monotonic() >= next_at:
            with suppress(Unavailable):  # a story has no need to be complete
                next(turns).happen()
            next_at = max(next_at + every, time.monotonic())


@contextmanager
def _stopped_by_signals(stopping: threading.Event) -> Iterator[None]:
    """SIGINT and SIGTERM set the event. Only the main thread may ask for signals; elsewhere the caller stops us."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _failed(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1


def _default_file(profile: Path | None) -> Path:
    """In the data folder, beside the program's own database. Asked here again because the server shares no code with it."""
    import platformdirs

    folder = profile / "data" if profile else platformdirs.user_data_path("activity-desktop", appauthor=False)
    return folder.expanduser().absolute() / "server.sqlite3"


# --- options ------------------------------------------------------------------------------------------------------


def _loopback(text: str) -> str:
    if text not in LOOPBACK:
        raise argparse.ArgumentTypeError(
            f"{text!r} is refused: this server is for this computer only ({' or '.join(LOOPBACK)})."
        )
    return text


def _database(text: str) -> str:
    if not text.startswith(("postgresql://", "postgres://")):
        raise argparse.ArgumentTypeError(f"{text!r} is no address of a PostgreSQL database: postgresql://user@host/name")
    return text


def _port(text: str) -> int:
    return int(_number(text, int, 0, 65_535))


def _count(text: str) -> int:
    return int(_number(text, int, 0, 10_000_000))


def _seconds(text: str) -> float:
    return float(_number(text, float, 0.001, 86_400.0))


def _number(text: str, kind: Callable[[str], Any], least: float, most: float) -> Any:
    try:
        value = kind(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number.") from error
    if not least <= value <= most:
        raise argparse.ArgumentTypeError(f"{text} is not between {least} and {most}.")
    return value


def _fault(text: str) -> Fault:
    try:
        return fault_of(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _switch(text: str) -> str:
    from .dialects import Switches

    try:
        Switches().turn(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text
