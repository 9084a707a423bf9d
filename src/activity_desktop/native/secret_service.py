"""Where does a Linux desktop keep passwords? In its Secret Service: GNOME Keyring, KWallet or KeePassXC, over D-Bus.

Written after the Secret Service API 0.2 of freedesktop.org. The `keyring` library, which serves the other systems, is not
used here: it brings a second D-Bus library and a cryptographic one, some 15 MB on disk and 8 in memory, and asks again at
once when the person closes its dialog.

What must hold, and how:
- *Found again.* An item has the attributes that `keyring` gives it, so what either wrote is found, and replaced, by the other.
- *One dialog.* Who needs the same thing unlocked waits for the same dialog. It stays open for the person also when
  those who waited have given up, and one that was closed does not come back for some minutes.
- *Restarts.* Work that a service left in the middle begins again, once.
- *No cipher of our own.* Secrets cross the session bus as they are (the session's algorithm is "plain"). The bus is a socket
  of this user's on this computer, and who can listen there can as well ask the service itself. Who records the bus to
  show it to somebody shows the tokens, too.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from dbus_fast import Variant

from ..model.problems import KeyringLocked, NoKeyring
from . import dbus
from .secret_conversation import NOTHING, PATH, Conversation, Dismissed, Vanished, conversation, is_there

_SERVICE = "Activity Desktop"
_WRITTEN_BY = "Python keyring library"
"""What `keyring` says of itself. A service replaces an item only by one with the very same attributes."""
ASK_AGAIN = 600.0
"""Seconds after which a dialog that was closed may come back by itself; the person can ask for it at any time."""

T = TypeVar("T")


class SecretService:
    """Satisfies `native.secrets.Keyring`. Belongs to one event loop."""

    place = "the Secret Service keyring"

    def __init__(self) -> None:
        self._dialogs: dict[str, asyncio.Task[None]] = {}
        """By the object that is being unlocked."""

    async def look(self) -> None:
        if not await _steadily(is_there):
            raise NoKeyring(detail="no Secret Service on the session bus")

    async def read(self, name: str) -> str | None:
        return await _steadily(lambda: self._read(name))

    async def write(self, name: str, text: str) -> None:
        await _steadily(lambda: self._write(name, text))

    async def delete(self, name: str) -> None:
        await _steadily(lambda: self._delete(name))

    # --- what each is to the service --------------------------------------------------------------------------------------

    async def _read(self, name: str) -> str | None:
        async with conversation() as service:
            items = await self._items(service, name)
            if not items:
                return None
            newest = items[0] if len(items) == 1 else await _newest(service, items)
            await self._unlock(service, newest, "Item")
            (secret,) = await service.ask(newest, "Item", "GetSecret", "o", [service.session], gives="(oayays)")
            return _text(bytes(secret[2]))

    async def _write(self, name: str, text: str) -> None:
        async with conversation() as service:
            collection = await _default_collection(service) or await _make_collection(service)
            await self._unlock(service, collection, "Collection")
            properties = {
                "org.freedesktop.Secret.Item.Label": Variant("s", f"Password for '{name}' on '{_SERVICE}'"),
                "org.freedesktop.Secret.Item.Attributes": Variant("a{ss}", {**_attributes(name), "application": _WRITTEN_BY}),
            }
            secret = [service.session, b"", text.encode(), "text/plain"]
            body = [properties, secret, True]
            _item, prompt = await service.ask(collection, "Collection", "CreateItem", "a{sv}(oayays)b", body, gives="oo")
            await service.complete(prompt)

    async def _delete(self, name: str) -> None:
        """Every item of that name: what is forgotten must not come back."""
        async with conversation() as service:
            for item in await self._items(service, name):
                (prompt,) = await service.ask(item, "Item", "Delete", gives="o")
                await service.complete(prompt)

    async def _items(self, service: Conversation, name: str) -> list[str]:
        """Object paths in the default collection, which is unlocked first: a locked one need not say what it holds."""
        collection = await _default_collection(service)
        if not collection:
            return []
        await self._unlock(service, collection, "Collection")
        (found,) = await service.ask(collection, "Collection", "SearchItems", "a{ss}", [_attributes(name)], gives="ao")
        return list(found)

    # --- unlocking --------------------------------------------------------------------------------------------------------

    async def _unlock(self, service: Conversation, path: str, interface: str) -> None:
        """Does nothing where it is not locked. The dialog has a connection of its own, because it ends with that."""
        if not await service.get(path, interface, "Locked", bool):
            return
        if path not in self._dialogs:
            self._dialogs[path] = asyncio.create_task(_unlocked(path))
            self._dialogs[path].add_done_callback(lambda done: self._answered(path, done))
        await asyncio.shield(self._dialogs[path])

    def _answered(self, path: str, done: asyncio.Task[None]) -> None:
        del self._dialogs[path]
        if not done.cancelled():
            done.exception()  # everybody who waited may have given up, and that is no failure


async def _unlocked(path: str) -> None:
    async with conversation() as service:
        _those_that_need_none, prompt = await service.ask(PATH, "Service", "Unlock", "ao", [[path]], gives="aoo")
        await service.complete(prompt)


async def _default_collection(service: Conversation) -> str:
    """Object path; empty where there is none."""
    (path,) = await service.ask(PATH, "Service", "ReadAlias", "s", ["default"], gives="o")
    return "" if path == NOTHING else str(path)


async def _make_collection(service: Conversation) -> str:
    """The service asks the person for a password for it."""
    label = {"org.freedesktop.Secret.Collection.Label": Variant("s", "Default")}
    path, prompt = await service.ask(PATH, "Service", "CreateCollection", "a{sv}s", [label, "default"], gives="oo")
    return str(path if prompt == NOTHING else await service.complete(prompt))


async def _newest(service: Conversation, items: list[str]) -> str:
    """Another program may have left one under our name, too; what was written last counts."""
    written = {item: await service.get(item, "Item", "Modified", int) for item in items}
    return max(items, key=lambda item: written[item])


async def _steadily(work: Callable[[], Awaitable[T]]) -> T:
    """Once more where the service vanished in the middle. Raises NoKeyring, KeyringLocked."""
    try:
        try:
            return await work()
        except Vanished as gone:
            return await _again(work, gone)
    except (Vanished, dbus.NoAnswer) as silence:
        raise KeyringLocked("Your system keyring does not answer.", detail=str(silence)) from silence
    except dbus.Refused as refusal:
        raise KeyringLocked(detail=str(refusal)) from refusal
    except Dismissed as closed:
        locked = KeyringLocked(detail=str(closed))
        locked.retry_after = ASK_AGAIN
        raise locked from closed


async def _again(work: Callable[[], Awaitable[T]], gone: Vanished) -> T:
    """A service that was there just now is no missing one, also when it has not come back yet."""
    try:
        return await work()
    except NoKeyring:
        raise gone from None


def _attributes(name: str) -> dict[str, str]:
    return {"service": _SERVICE, "username": name}


def _text(secret: bytes) -> str | None:
    """What is no text was not written here."""
    try:
        return secret.decode()
    except UnicodeDecodeError:
        return None
