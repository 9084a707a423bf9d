"""Where are tokens kept? In the system's keyring; where there is none, in memory only, which it says.

Nothing is ever written to a file of our own. A keyring counts only if the system keeps it locked away: the `keyring`
library would also hand out backends that store plain text or nothing at all.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import queue
import threading
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from ..model.problems import KeyringLocked, NoKeyring
from ..model.words import translate

_SERVICE = "Activity Desktop"
_PATIENCE = 120.0
"""Seconds: the person may be asked for the keyring's password, and has to find it."""

_REAL_BACKENDS = {
    "keyring.backends.SecretService": "the Secret Service keyring",
    "keyring.backends.kwallet": "KWallet",
    "keyring.backends.macOS": "the macOS keychain",
    "keyring.backends.Windows": "the Windows Credential Locker",
}
"""Modules of the backends that are trusted, and what to call them."""

T = TypeVar("T")


class SecretStore(Protocol):
    """Keeps one set of named secrets per account, `{"user_token": "…"}`."""

    @property
    def persistent(self) -> bool:
        """Whether secrets outlive the program, as far as is known by now."""
        ...

    def describe(self) -> str:
        """Where secrets are kept, in words for `doctor`. May take a moment; not for the GUI thread."""
        ...

    async def get(self, account_id: str) -> dict[str, str] | None:
        """The account's secrets; None where none are stored. Raises KeyringLocked."""
        ...

    async def put(self, account_id: str, secrets: Mapping[str, str]) -> None:
        """Keep them in place of earlier ones. Raises KeyringLocked."""
        ...

    async def forget(self, account_id: str) -> None:
        """Delete them. Fine when there are none. Raises KeyringLocked."""
        ...


class SessionSecrets:
    """Keeps secrets in the memory of this process. For throw-away profiles such as the demo's, and where nothing else is."""

    persistent = False

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, str]] = {}

    def describe(self) -> str:
        return str(NoKeyring())

    async def get(self, account_id: str) -> dict[str, str] | None:
        kept = self._kept.get(account_id)
        return None if kept is None else dict(kept)

    async def put(self, account_id: str, secrets: Mapping[str, str]) -> None:
        self._kept[account_id] = dict(secrets)

    async def forget(self, account_id: str) -> None:
        self._kept.pop(account_id, None)


class KeyringSecrets:
    """Keeps secrets in the system's keyring, as one JSON item per account; in memory as long as there is no keyring.

    The keyring is looked for again as long as there is none: after logging in it may start later than this program.
    """

    def __init__(self, profile: str) -> None:
        """`profile` keeps the accounts of two profiles apart."""
        self._profile = profile
        self._meanwhile = _without_keyring(profile)
        self._worker = _Worker()
        self._backend: Any = None
        self._found_none = False

    @property
    def persistent(self) -> bool:
        return not self._found_none

    def describe(self) -> str:
        try:
            backend = self._find()
        except NoKeyring:
            return self._meanwhile.describe()
        return translate("Secrets", "Tokens are kept in {place}.").format(place=_REAL_BACKENDS[type(backend).__module__])

    async def get(self, account_id: str) -> dict[str, str] | None:
        kept = await self._meanwhile.get(account_id)
        if kept is not None:
            return kept
        with contextlib.suppress(NoKeyring):
            text = await self._in_keyring(lambda keyring: keyring.get_password(_SERVICE, self._name(account_id)))
            return None if text is None else _read(text)
        return None

    async def put(self, account_id: str, secrets: Mapping[str, str]) -> None:
        text = json.dumps(dict(secrets), ensure_ascii=False)
        try:
            await self._in_keyring(lambda keyring: keyring.set_password(_SERVICE, self._name(account_id), text))
        except NoKeyring:
            await self._meanwhile.put(account_id, secrets)
        else:
            await self._meanwhile.forget(account_id)

    async def forget(self, account_id: str) -> None:
        await self._meanwhile.forget(account_id)
        with contextlib.suppress(NoKeyring):
            await self._in_keyring(lambda keyring: _delete(keyring, self._name(account_id)))

    def _name(self, account_id: str) -> str:
        return account_id if self._profile == "default" else f"{account_id} of {self._profile}"

    async def _in_keyring(self, work: Callable[[Any], T]) -> T:
        """Do something with the keyring, in the worker thread. Raises NoKeyring, KeyringLocked."""
        try:
            async with asyncio.timeout(_PATIENCE):
                return await self._worker.do(lambda: work(self._find()))
        except TimeoutError:
            raise KeyringLocked("Your system keyring does not answer.", detail=f"waited {_PATIENCE:g} seconds") from None
        except (NoKeyring, KeyringLocked):
            raise
        except Exception as error:  # backends raise whatever their system does; the person's remedy is the same
            self._backend = None  # it may have gone, or another may have come
            raise KeyringLocked(detail=f"{type(error).__name__}: {error}") from error

    def _find(self) -> Any:
        if self._backend is None:
            self._found_none = True
            self._backend = find_backend()
            self._found_none = False
        return self._backend


def _without_keyring(profile: str) -> SecretStore:
    """The next best place: the kernel's memory where there is one for us, else the process's."""
    from . import kernel_keyring

    return kernel_keyring.KernelSecrets(profile) if kernel_keyring.is_available() else SessionSecrets()


def make_secret_store(profile: str) -> SecretStore:
    """The store for this profile. Nothing is looked up or asked until it is first used."""
    return KeyringSecrets(profile)


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


def _read(text: str) -> dict[str, str] | None:
    """What `put` wrote. Anything else is somebody else's, and no secret of ours."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        return None
    return found


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
