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
from .instance_socket import DONE, NO_WINDOW, Heard, connect, cookie_for
from .paths import Paths

STARTS_WITHIN_S = 60.0
"""A program that was started a moment ago shows its window before it listens to other starts; after a crash it first looks
through its database, which takes long when that is large."""
_SILENCES = 8
"""So many times a program that listens may not answer, until it is taken for one that hangs."""


@contextmanager
def hold(paths: Paths) -> Iterator[None]:
    """Be the one program of this profile for as long as the block lasts. Raises AlreadyRunning.

    The system gives the lock back when the process ends, however it ends.
    """
    with (paths.data / "lock").open("ab") as file:
        _lock(file)
        yield


def send_to_running(paths: Paths, message: Mapping[str, object]) -> bool:
    """Tell the running program of this profile. False when none runs, or it does not answer.

    Raises AlreadyRunning when it was asked to show itself, and is one without a window.
    """
    return _answer(paths, message) == DONE


def send_to_starting(paths: Paths, message: Mapping[str, object]) -> bool:
    """The same to one that holds the lock and does not listen yet. False when it does not within `STARTS_WITHIN_S`, or
    when it listens and hangs."""
    deadline, silences = time.monotonic() + STARTS_WITHIN_S, 0
    while (answer := _answer(paths, message)) != DONE:
        silences += answer is not None
        if silences == _SILENCES or time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _answer(paths: Paths, message: Mapping[str, object]) -> bytes | None:
    """Empty where somebody listens and says nothing, None where nobody listens. Raises AlreadyRunning."""
    try:
        connection = connect(paths)
    except (OSError, ValueError):
        return None
    with connection:
        try:
            connection.sendall(json.dumps({**message, **cookie_for(paths)}).encode() + b"\n")
            answer = connection.recv(len(DONE))
        except (OSError, ValueError):
            answer = b""
    if answer == NO_WINDOW:
        raise AlreadyRunning(detail="without a window")
    return answer


def listen(paths: Paths, heard: Heard, *, has_window: bool = True) -> AbstractAsyncContextManager[None]:
    """Hear other starts while the block lasts, on the running event loop; `heard` gets each message. Without a window none
    that wants to see one.

    Only for who holds the lock: a socket left by a crash is replaced.
    """
    from .instance_listener import listening  # and with it asyncio, which a second start has no time for

    return listening(paths, heard, has_window=has_window)


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
