"""What does a Secret Service do that a real one does only with a person before it? A small one that tests hold in hand.

with FakeSecrets(desktop.bus, locked=True) as service:
    ...                                # the program asks, and the service opens a dialog
    service.answer(dismissed=True)     # the person closes it
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from jeepney import DBusAddress, HeaderFields, new_error, new_method_return, new_signal

from .bus import Bus
from .fake_service import FakeService
from .parts import wait_for

NAME = "org.freedesktop.secrets"
PATH = "/org/freedesktop/secrets"
COLLECTION = f"{PATH}/collection/ours"
_INTERFACE = "org.freedesktop.Secret"


@dataclass
class Item:
    attributes: dict[str, str]
    secret: bytes
    modified: int = 1
    locked: bool = False


@dataclass
class Asked:
    """A dialog that is open."""

    path: str
    then: Any
    """What is done, and told as the dialog's result, when the person agrees."""
    caller: str = ""


class FakeSecrets(FakeService):
    """One default collection, without a cipher, in a thread of its own."""

    def __init__(self, bus: Bus, *, locked: bool = False, collection: bool = True) -> None:
        super().__init__(bus, NAME)
        self.locked = locked
        """The default collection; unlocking it needs a dialog."""
        self.collection = collection
        """Whether there is a default collection; making one needs a dialog."""
        self.items: dict[str, Item] = {}
        self.asks_before: set[str] = set()
        """Of `CreateItem` and `Delete`, those that need a dialog, too."""
        self.shown: list[Asked] = []
        """All dialogs so far."""
        self.answers: dict[str, Any] = {}
        """By member: a signature and a body that it answers whatever it was asked."""
        self.ends_on = ""
        """A member during which the service ends without an answer, once;"""
        self.comes_back = True
        """and then starts anew."""

    def __enter__(self) -> FakeSecrets:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def add(self, username: str, secret: bytes, **more: Any) -> Item:
        """As `keyring` leaves it."""
        attributes = {"service": "Activity Desktop", "username": username, "application": "Python keyring library"}
        item = self.items[f"{COLLECTION}/{len(self.items)}"] = Item(attributes, secret, **more)
        return item

    def wait_for_dialog(self, count: int = 1) -> None:
        wait_for(lambda: len(self.shown) >= count, f"{count} dialogs")

    def answer(self, *, dismissed: bool = False) -> None:
        """The person answers the dialog that came last."""
        asked = self.shown[-1]
        result = ("s", "") if dismissed else asked.then()
        self.say_completed(asked, dismissed, result)

    def say_completed(self, asked: Asked, dismissed: bool, result: tuple[str, Any], connection: Any = None) -> None:
        signal = new_signal(DBusAddress(asked.path, interface=f"{_INTERFACE}.Prompt"), "Completed", "bv", (dismissed, result))
        signal.header.fields[HeaderFields.destination] = asked.caller
        (connection or self).send(signal)

    # --- serving --------------------------------------------------------------------------------------------------

    def connect(self) -> None:
        super().connect()
        self._sessions = 0
        self._dialogs: dict[str, Asked] = {}

    def reply(self, message: Any) -> None:
        member = message.header.fields[HeaderFields.member]
        if member == self.ends_on:
            self.ends_on = ""
            former = self._connection
            if self.comes_back:
                self.connect()
            former.close()
            if not self.comes_back:
                raise ConnectionAbortedError
        elif member in self.answers:
            self.send(new_method_return(message, *self.answers[member]))
        else:
            self.send(self._answer(member, message))

    def _answer(self, member: str, message: Any) -> Any:
        path, body = message.header.fields[HeaderFields.path], message.body
        match member:
            case "OpenSession":
                self._sessions += 1
                return new_method_return(message, "vo", (("s", ""), f"{PATH}/session/{self._sessions}"))
            case "ReadAlias":
                return new_method_return(message, "o", (COLLECTION if self.collection else "/",))
            case "CreateCollection":
                return new_method_return(message, "oo", ("/", self._dialog(self._made)))
            case "Get":
                return self._property(message, path, body[1])
            case "Unlock":
                return new_method_return(message, "aoo", ([], self._dialog(lambda: self._unlocked(body[0][0]))))
            case "Prompt":
                asked = self._dialogs[path]
                asked.caller = message.header.fields[HeaderFields.sender]
                self.shown.append(asked)
                return new_method_return(message, "", ())
            case "SearchItems":
                found = [name for name, item in self.items.items() if body[0].items() <= item.attributes.items()]
                return new_method_return(message, "ao", (found,))
            case "GetSecret" if self.items[path].locked or self.locked:
                return new_error(message, f"{_INTERFACE}.Error.IsLocked", "s", ("locked",))
            case "GetSecret":
                return new_method_return(message, "(oayays)", ((body[0], b"", self.items[path].secret, "text/plain"),))
            case "CreateItem":
                return self._after_asking(message, "oo", lambda: self._stored(body[0], bytes(body[1][2])))
            case "Delete":
                return self._after_asking(message, "o", lambda: self._deleted(path))
        raise AssertionError(f"{member} is none of the service's")

    def _property(self, message: Any, path: str, name: str) -> Any:
        item = self.items.get(path)
        if name == "Modified" and item:
            return new_method_return(message, "v", (("t", item.modified),))
        return new_method_return(message, "v", (("b", item.locked if item else self.locked),))

    def _dialog(self, then: Any) -> str:
        asked = Asked(f"{PATH}/prompt/{len(self._dialogs)}", then)
        self._dialogs[asked.path] = asked
        return asked.path

    def _after_asking(self, message: Any, signature: str, do: Any) -> Any:
        """`oo` answers what was made and a dialog, `o` only the dialog; one of both is always nothing."""
        if message.header.fields[HeaderFields.member] in self.asks_before:
            return new_method_return(message, signature, (*["/"] * (len(signature) - 1), self._dialog(do)))
        _kind, made = do()
        return new_method_return(message, signature, (made, "/") if signature == "oo" else ("/",))

    # --- what a dialog, or none, leads to -------------------------------------------------------------------------

    def _made(self) -> tuple[str, Any]:
        self.collection = True
        return "o", COLLECTION

    def _unlocked(self, path: str) -> tuple[str, Any]:
        if path in self.items:
            self.items[path].locked = False
        else:
            self.locked = False
        return "ao", [path]

    def _stored(self, properties: dict[str, Any], secret: bytes) -> tuple[str, Any]:
        attributes = properties[f"{_INTERFACE}.Item.Attributes"][1]
        for path, item in self.items.items():
            if item.attributes == attributes:
                item.secret = secret
                return "o", path
        path = f"{COLLECTION}/{len(self.items)}"
        self.items[path] = Item(attributes, secret)
        return "o", path

    def _deleted(self, path: str) -> tuple[str, Any]:
        del self.items[path]
        return "s", ""


async def answer(service: FakeSecrets, *, dismissed: bool = False, dialog: int = 1) -> None:
    """Wait for the dialog of that number, and be the person, while an event loop goes on."""
    await asyncio.to_thread(service.wait_for_dialog, dialog)
    service.answer(dismissed=dismissed)


__all__ = ["COLLECTION", "FakeSecrets", "answer"]
