"""Where are tokens kept? In the system's keyring; where there is none, in memory only, which it says.

Nothing is ever written to a file of our own.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import platform
from collections.abc import Awaitable, Mapping
from typing import Protocol, TypeVar

from ..model.problems import KeyringLocked, NoKeyring
from ..model.words import translate

_PATIENCE = 120.0
"""Seconds: the person may be asked for the keyring's password, and has to find it."""

T = TypeVar("T")


class Keyring(Protocol):
    """What the system offers: it keeps one text per name, locked away. Everything raises NoKeyring and KeyringLocked."""

    place: str
    """What it is called."""

    async def look(self) -> None:
        """Whether it is there; nothing is unlocked for that."""
        ...

    async def read(self, name: str) -> str | None:
        """None where there is nothing of that name."""
        ...

    async def write(self, name: str, text: str) -> None:
        """In place of an earlier one."""
        ...

    async def delete(self, name: str) -> None:
        """Fine where there is none."""
        ...


class SecretStore(Protocol):
    """Keeps one set of named secrets per account, `{"user_token": "…"}`."""

    @property
    def persistent(self) -> bool:
        """Whether secrets outlive the program, as far as is known by now."""
        ...

    def describe(self) -> str:
        """Where secrets are kept, in words, as far as is known by now."""
        ...

    async def look(self) -> None:
        """Find out what `persistent` and `describe` tell, before anything is kept. Raises nothing."""
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

    async def look(self) -> None:
        """There is nothing to find out."""

    async def get(self, account_id: str) -> dict[str, str] | None:
        kept = self._kept.get(account_id)
        return None if kept is None else dict(kept)

    async def put(self, account_id: str, secrets: Mapping[str, str]) -> None:
        self._kept[account_id] = dict(secrets)

    async def forget(self, account_id: str) -> None:
        self._kept.pop(account_id, None)


class KeyringSecrets:
    """Keeps secrets in the system's keyring, as one JSON item per account; in memory as long as there is no keyring.

    The keyring is looked for again as long as there is none: after logging in it may start later than this program. One
    that has been there and is not there any more is waited for: it has the tokens.
    """

    def __init__(self, profile: str, keyring: Keyring) -> None:
        """`profile` keeps the accounts of two profiles apart."""
        self._profile = profile
        self._keyring = keyring
        self._meanwhile = _without_keyring(profile)
        self._found: bool | None = None
        """None: nobody has looked yet."""

    @property
    def persistent(self) -> bool:
        return self._found is not False

    def describe(self) -> str:
        if self._found is False:
            return self._meanwhile.describe()
        return translate("Secrets", "Tokens are kept in {place}.").format(place=self._keyring.place)

    async def look(self) -> None:
        with contextlib.suppress(NoKeyring, KeyringLocked):
            await self._in_keyring(self._keyring.look())

    async def get(self, account_id: str) -> dict[str, str] | None:
        kept = await self._meanwhile.get(account_id)
        if kept is not None:
            return kept
        with contextlib.suppress(NoKeyring):
            text = await self._in_keyring(self._keyring.read(self._name(account_id)))
            return None if text is None else _read(text)
        return None

    async def put(self, account_id: str, secrets: Mapping[str, str]) -> None:
        try:
            await self._in_keyring(self._keyring.write(self._name(account_id), json.dumps(dict(secrets))))
        except NoKeyring:
            await self._meanwhile.put(account_id, secrets)
        else:
            await self._meanwhile.forget(account_id)

    async def forget(self, account_id: str) -> None:
        await self._meanwhile.forget(account_id)
        with contextlib.suppress(NoKeyring):
            await self._in_keyring(self._keyring.delete(self._name(account_id)))

    def _name(self, account_id: str) -> str:
        return account_id if self._profile == "default" else f"{account_id} of {self._profile}"

    async def _in_keyring(self, work: Awaitable[T]) -> T:
        """Raises NoKeyring where none was there so far, and KeyringLocked."""
        silent = "Your system keyring does not answer."
        try:
            async with asyncio.timeout(_PATIENCE):
                done = await work
        except TimeoutError:
            raise KeyringLocked(silent, detail=f"waited {_PATIENCE:g} seconds") from None
        except NoKeyring as gone:
            if self._found:
                raise KeyringLocked(silent, detail=gone.detail) from gone
            self._found = False
            raise
        except KeyringLocked:
            self._found = True
            raise
        self._found = True
        return done


def _without_keyring(profile: str) -> SecretStore:
    """The next best place: the kernel's memory where there is one for us, else the process's."""
    from . import kernel_keyring

    return kernel_keyring.KernelSecrets(profile) if kernel_keyring.is_available() else SessionSecrets()


def make_secret_store(profile: str) -> SecretStore:
    """The store for this profile. Nothing is looked up or asked until it is first used."""
    if platform.system() == "Linux":
        from .secret_service import SecretService

        return KeyringSecrets(profile, SecretService())
    from .other_keyring import OtherKeyring

    return KeyringSecrets(profile, OtherKeyring())


def _read(text: str) -> dict[str, str] | None:
    """What `put` wrote. Anything else is somebody else's, and no secret of ours."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        return None
    return found
