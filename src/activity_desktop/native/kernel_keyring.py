"""Where are secrets kept on a Linux machine without a keyring service? In the kernel's memory, until the person logs out.

The user keyring (keyrings(7)) is in no file and belongs to one user; so verbs of the command line, each a process of its
own, can use what an earlier one was told. Containers may forbid it; then memory of the process is all there is.
"""

from __future__ import annotations

import ctypes
import json
import platform
from collections.abc import Mapping

from ..model.problems import NoKeyring
from ..model.words import translate

_SYSCALLS = {"x86_64": (248, 250), "aarch64": (217, 219)}
"""Numbers of add_key(2) and keyctl(2): the C library has no functions for them."""
_USER_KEYRING = -4
_SETPERM, _UNLINK, _SEARCH, _READ = 5, 9, 10, 11
_OWNER_MAY_ALL = 0x3F3F0000
"""Possessor and user, nobody else: a later process of the same user must be able to read it."""
_LARGEST = 32_767


class KernelSecrets:
    """The user keyring of the kernel, one key per account; it answers at once. Make it only where `is_available`."""

    persistent = False

    def __init__(self, profile: str) -> None:
        self._profile = profile

    def describe(self) -> str:
        return translate(
            "Secrets",
            "This system has no keyring. Tokens are kept in the kernel's memory until you log out, and never in a file.",
        )

    async def look(self) -> None:
        """There is nothing to find out."""

    async def get(self, account_id: str) -> dict[str, str] | None:
        payload = _read(self._name(account_id))
        return None if payload is None else dict(json.loads(payload))

    async def put(self, account_id: str, secrets: Mapping[str, str]) -> None:
        """Raises NoKeyring when the kernel's quota is used up."""
        try:
            _write(self._name(account_id), json.dumps(dict(secrets)).encode())
        except OSError as error:
            raise NoKeyring(detail=str(error)) from error

    async def forget(self, account_id: str) -> None:
        _delete(self._name(account_id))

    def _name(self, account_id: str) -> bytes:
        return f"activity-desktop:{self._profile}:{account_id}".encode()


def is_available() -> bool:
    """Whether this kernel lets this process keep a key and read it back."""
    if platform.system() != "Linux" or platform.machine() not in _SYSCALLS:
        return False
    name = b"activity-desktop:probe"
    try:
        _write(name, b"probe")
        return _read(name) == b"probe"
    except OSError:
        return False
    finally:
        _delete(name)


def _write(name: bytes, payload: bytes) -> None:
    key = _call(0, b"user", name, payload, len(payload), _USER_KEYRING)
    if key < 0 or _call(1, _SETPERM, key, _OWNER_MAY_ALL) < 0:
        raise OSError(ctypes.get_errno(), "the kernel's keyring refused")


def _read(name: bytes) -> bytes | None:
    key = _find(name)
    if key is None:
        return None
    buffer = ctypes.create_string_buffer(_LARGEST)
    size = _call(1, _READ, key, buffer, _LARGEST)
    return buffer.raw[:size] if 0 <= size <= _LARGEST else None


def _delete(name: bytes) -> None:
    key = _find(name)
    if key is not None:
        _call(1, _UNLINK, key, _USER_KEYRING)


def _find(name: bytes) -> int | None:
    key = _call(1, _SEARCH, _USER_KEYRING, b"user", name, 0)
    return key if key >= 0 else None


def _call(which: int, *arguments: object) -> int:
    """add_key (0) or keyctl (1). Whole numbers are passed as C long, which is what the kernel reads."""
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    number = _SYSCALLS[platform.machine()][which]
    typed = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return int(library.syscall(ctypes.c_long(number), *typed))
