"""How do two starts of the program become one? A lock says who runs, and a socket tells the running one what was wanted.

The second start must be quick, so nothing here knows Qt, and the client half needs only the standard library. What
arrives is untrusted: it is short, of three known shapes, and can only show something or have the database looked at.

    {"show": true}                                   come to the front
    {"open": "activitydesktop://…"}                  the same, at that link
    {"refresh": true}                                another process changed the database

The first two may carry `"token"`, the desktop's permission to come to the front (XDG activation token).
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from ..model.problems import AlreadyRunning
from .paths import Paths

LONGEST_MESSAGE = 4096
PATIENCE = 2.0
"""Seconds for the running program to answer, or for a client to say what it wants."""
_LONGEST_SOCKET_PATH = 100
"""Bytes; the kernels' limits are 104 and 108."""
DONE = b"ok\n"

Heard = Callable[[dict[str, Any]], None]


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
        with _connect(paths) as connection:
            connection.sendall(json.dumps({**message, **cookie_for(paths)}).encode() + b"\n")
            return connection.recv(len(DONE)) == DONE
    except (OSError, ValueError):
        return False


def listen(paths: Paths, heard: Heard) -> AbstractAsyncContextManager[None]:
    """Hear other starts while the block lasts, on the running event loop; `heard` gets each message.

    Only for who holds the lock: a socket left by a crash is replaced.
    """
    from .instance_listener import listening  # and with it asyncio, which a second start has no time for

    return listening(paths, heard)


def read_message(line: bytes) -> dict[str, Any]:
    """One line as received. Raises ValueError for everything that is not one of the three shapes."""
    message = json.loads(line)
    if not _is_known(message):
        raise ValueError("not a message of ours")
    return {name: value for name, value in message.items() if name != "cookie"}


def _is_known(message: object) -> bool:
    match message:
        case {"open": str(), **more} | {"show": True, **more} | {"refresh": True, **more}:
            return set(more) <= {"token", "cookie"} and isinstance(more.get("token", ""), str)
        case _:
            return False


# --- the socket ----------------------------------------------------------------------------------------------------
#
# A Unix socket in a folder that only the person can enter. Where there are none (Windows), or its path would be longer
# than they may be, a port on the loopback address, with a cookie in a file that only the person can read.


def socket_file(paths: Paths) -> Path:
    return paths.runtime / "socket"


def port_file(paths: Paths) -> Path:
    return paths.runtime / "port.json"


def _has_unix_socket(paths: Paths) -> bool:
    return hasattr(socket, "AF_UNIX") and os.name == "posix" and len(os.fsencode(socket_file(paths))) <= _LONGEST_SOCKET_PATH


def open_listener(paths: Paths) -> socket.socket:
    if _has_unix_socket(paths):
        file = socket_file(paths)
        file.unlink(missing_ok=True)
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(file))
        file.chmod(0o600)
    else:
        listener = socket.socket(socket.AF_INET)
        listener.bind(("127.0.0.1", 0))
        _write_port(paths, listener.getsockname()[1])
    listener.listen()
    return listener


def _connect(paths: Paths) -> socket.socket:
    """Raises OSError when nobody listens, ValueError when the port's file is damaged."""
    unix = _has_unix_socket(paths)
    connection = socket.socket(socket.AF_UNIX if unix else socket.AF_INET)
    connection.settimeout(PATIENCE)
    try:
        connection.connect(str(socket_file(paths)) if unix else ("127.0.0.1", _read_port(paths)["port"]))
    except BaseException:
        connection.close()
        raise
    return connection


def _write_port(paths: Paths, port: int) -> None:
    file = port_file(paths)
    file.unlink(missing_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as output:
        json.dump({"port": port, "cookie": os.urandom(32).hex()}, output)


def _read_port(paths: Paths) -> dict[str, Any]:
    match json.loads(port_file(paths).read_text("utf-8")):
        case {"port": int(), "cookie": str()} as found:
            return dict(found)
    raise ValueError("a damaged port file")


def cookie_for(paths: Paths) -> dict[str, str]:
    """What a message must carry besides, where the socket itself is open to everybody on this computer."""
    return {} if _has_unix_socket(paths) else {"cookie": _read_port(paths)["cookie"]}


# --- the lock ------------------------------------------------------------------------------------------------------


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
