"""How do the running program and another start of it find each other, and what may be said? The socket of a profile.

A Unix socket in a folder that only the person can enter. Where there are none (Windows), or its path would be longer
than they may be, a port on the loopback address, with a cookie in a file that only the person can read.

What arrives is untrusted: one line of JSON, short, of three known shapes, which can only show something or have the
database looked at.

    {"show": true}                                   come to the front
    {"open": "activitydesktop://…"}                  the same, at that link
    {"refresh": true}                                another process changed the database

The first two may carry `"token"`, the desktop's permission to come to the front (XDG activation token).
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .paths import Paths

if TYPE_CHECKING:
    import socket

LONGEST_MESSAGE = 4096
PATIENCE = 2.0
"""Seconds for the running program to answer, or for a client to say what it wants."""
DONE = b"ok\n"
"""The answer to a message that was understood and passed on."""
NO_WINDOW = b"no\n"
"""The answer of a program without a window to who wants to see it."""
_LONGEST_SOCKET_PATH = 100
"""Bytes; the kernels' limits are 104 and 108."""

Heard = Callable[[dict[str, Any]], None]


def read_message(line: bytes) -> dict[str, Any]:
    """One line as received. Raises ValueError for everything that is not one of the four shapes."""
    message = json.loads(line)
    if not _is_known(message):
        raise ValueError("not a message of ours")
    return {name: value for name, value in message.items() if name != "cookie"}


def _is_known(message: object) -> bool:
    match message:
        case {"open": str(), **more} | {"show": True, **more} | {"refresh": True, **more}:
            return set(more) <= {"token", "cookie"} and isinstance(more.get("token", ""), str)
        case {"set": str(), "value": bool() | int() | str(), **more}:
            return set(more) <= {"cookie"}
        case _:
            return False


def socket_file(paths: Paths) -> Path:
    return paths.runtime / "socket"


def port_file(paths: Paths) -> Path:
    return paths.runtime / "port.json"


def _has_unix_socket(paths: Paths) -> bool:
    return os.name == "posix" and len(os.fsencode(socket_file(paths))) <= _LONGEST_SOCKET_PATH


def open_listener(paths: Paths) -> socket.socket:
    import socket

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


def connect(paths: Paths) -> socket.socket:
    """Raises OSError when nobody listens, ValueError when the port's file is damaged."""
    unix = _has_unix_socket(paths)
    if unix and not socket_file(paths).exists():
        raise FileNotFoundError(socket_file(paths))
    import socket  # a first start finds nobody to talk to, and is quicker without it

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
