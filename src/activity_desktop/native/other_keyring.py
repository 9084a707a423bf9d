"""Where do macOS and Windows keep passwords? Where `keyring` puts them: the keychain, and the Credential Locker.

A keyring counts only if the system keeps it locked away: the library would also hand out backends that store plain text or
nothing at all. Its calls block, also for as long as the system asks the person, so they have a thread of their own.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from ..model.problems import KeyringLocked, NoKeyring

_SERVICE = "Activity Desktop"
_REAL_BACKENDS = {
    "keyring.backends.macOS": "the macOS keychain",
    "keyring.backends.Windows": "the Windows Credential Locker",
    "keyring.backends.SecretService": "the Secret Service keyring",
    "keyring.backends.kwallet": "KWallet",
}
"""Modules of the backends that are trusted, and what to call them. The last two are those of other Unix systems than Linux."""

T = TypeVar("T")


class OtherKeyring:
    """Satisfies `native.secrets.Keyring`."""

    def __init__(self) -> None:
        self.place = "the system's keyring"
        self._worker = _Worker()
        self._backend: Any = None

    async def look(self) -> None:
        await self._worker.do(self._find)

    async def read(self, name: str) -> str | None:
        found = await self._do(lambda keyring: keyring.get_password(_SERVICE, name))
        return None if found is None else str(found)

    async def write(self, name: str, text: str) -> None:
        await self._do(lambda keyring: keyring.set_password(_SERVICE, name, text))

    async def delete(self, name: str) -> None:
        await self._do(lambda keyring: _delete(keyring, name))

    async def _do(self, work: Callable[[Any], T]) -> T:
        try:
            return await self._worker.do(lambda: work(self._find()))
        except (NoKeyring, KeyringLocked):
            raise
        except Exception as error:  # backends raise whatever their system does; the person's remedy is the same
            self._backend = None  # it may have gone, or another may have come
            raise KeyringLocked(detail=f"{type(error).__name__}: {error}") from error

    def _find(self) -> Any:
        if self._backend is None:
            self._backend = find_backend()
            self.place = _REAL_BACKENDS[type(self._backend).__module__]
        return self._backend


def find_backend() -> Any:
    """The `keyring` backend to use: the one the person configured, else the best there is. Raises NoKeyring.

    A backend that is not known to lock secrets away is refused, whether configured or found.
    """
    from keyring import core

    chosen = core.load_env() or core.load_config() or _best_backend()
    if chosen is None or type(chosen).__module__ not in _REAL_BACKENDS:
        raise NoKeyring(detail=f"found {type(chosen).__module__}")
    return chosen


def _best_backend() -> Any:
    """Asked of each class anew, because `keyring` itself remembers what was there when it first looked."""
    from importlib import import_module

    viable = []
    for module in _REAL_BACKENDS:
        with contextlib.suppress(ImportError):
            found = vars(import_module(module))
            classes = [found[name] for name in ("Keyring", "WinVaultKeyring", "DBusKeyring") if name in found]
            viable += [backend for backend in classes if backend.viable]
    return max(viable, key=lambda backend: backend.priority)() if viable else None


def _delete(keyring: Any, name: str) -> None:
    from keyring.errors import PasswordDeleteError

    with contextlib.suppress(PasswordDeleteError):  # there was none
        keyring.delete_password(_SERVICE, name)


class _Worker:
    """One thread that keyring calls wait their turn in.

    A call may wait for a person for minutes. `asyncio.to_thread` would make the program's end wait with it; this
    thread is simply left behind.
    """

    def __init__(self) -> None:
        self._todo: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._started = False

    async def do(self, work: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()

        def settle(result: T | None, error: BaseException | None) -> None:
            if done.cancelled():
                return
            if error is not None:
                done.set_exception(error)
            else:
                done.set_result(result)  # type: ignore[arg-type]  # without an error it is what `work` gave

        def run() -> None:
            result: T | None = None
            error: BaseException | None = None
            if not done.cancelled():
                try:
                    result = work()
                except Exception as problem:  # noqa: BLE001 - carried over to whoever asked
                    error = problem
            with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(settle, result, error)

        if not self._started:
            self._started = True
            threading.Thread(target=self._work, name="keyring", daemon=True).start()
        self._todo.put(run)
        return await done

    def _work(self) -> None:
        while True:
            self._todo.get()()
