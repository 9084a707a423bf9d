"""How do two starts of the program become one? A lock says who runs, and a socket tells the running one what was wanted.

The second start must be quick: it loads neither Qt nor asyncio.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import BinaryIO

from ..model.problems import AlreadyRunning
from .instance_socket import DONE, Heard, connect, cookie_for
from .paths import Paths

STARTS_WITHIN_S = 60.0
"""A program that was started a moment ago shows its window before it listens to other starts; after a crash it first looks
through its database, which takes long when that is large."""


@contextmanager
def hold(paths: Paths) -> Iterator[None]:
    """Be the one program of this profile for as long as the block lasts. Raises AlreadyRunning.

    The system gives the lock back when the process ends, however it ends.
    """
    with (paths.data / "lock").open("ab") as file:
        _lock(file)
        yield


def send_to_running(paths: Paths, message: Mapping[str, object]) -> bool:
    """Tell the running program of this profile. False when none runs, or it does not answer."""
    try:
        with connect(paths) as connection:
            connection.sendall(json.dumps({**message, **cookie_for(paths)}).encode() + b"\n")
            return connection.recv(len(DONE)) == DONE
    except (OSError, ValueError):
        return False


def send_to_starting(paths: Paths, message: Mapping[str, object]) -> bool:
    """The same to one that holds the lock and does not listen yet. False when it does not within `STARTS_WITHIN_S`."""
    deadline = time.monotonic() + STARTS_WITHIN_S
    while not send_to_running(paths, message):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def listen(paths: Paths, heard: Heard) -> AbstractAsyncContextManager[None]:
    """Hear other starts while the block lasts, on the running event loop; `heard` gets each message.

    Only for who holds the lock: a socket left by a crash is replaced.
    """
    from .instance_listener import listening  # and with it asyncio, which a second start has no time for

    return listening(paths, heard)


def _lock(file: BinaryIO) -> None:
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # only there on Windows
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise AlreadyRunning(detail=str(error)) from error
