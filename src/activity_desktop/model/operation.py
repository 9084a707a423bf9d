"""What can a person ask of a remote system? The operations that wait in the outbox until the server has taken them."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec
from msgspec import Struct

from .activity import Activity, Key
from .moment import Instant


class Operation(msgspec.Struct, frozen=True, tag_field="do"):
    """One change of one activity. `field` names what it touches: two operations on the same field of the same
    activity keep their order and may be merged before the first is tried; different fields never wait for each other."""

    field: ClassVar[str] = "all"


class SetRead(Operation, frozen=True, tag="read"):
    """Mark read (`at_us`: when the person read it, microseconds UTC) or unread (`at_us` is None)."""

    field: ClassVar[str] = "read"
    at_us: int | None = None

    @property
    def read(self) -> bool:
        return self.at_us is not None

    @property
    def at(self) -> Instant | None:
        return None if self.at_us is None else Instant(self.at_us)


class Complete(Operation, frozen=True, tag="complete"):
    """Complete it in the remote system, or reopen it (`done` False)."""

    field: ClassVar[str] = "done"
    done: bool = True


class Edit(Operation, frozen=True, tag="edit"):
    """Change fields. Keys are the contract's field names (`FormField.name`); None clears a field; others stay untouched."""

    field: ClassVar[str] = "fields"
    fields: dict[str, Any] = {}


class Delete(Operation, frozen=True, tag="delete"):
    """Delete it in the remote system."""


class Create(Operation, frozen=True, tag="create"):
    """Create an activity. The outbox row's identifier stands in until the server has given one."""

    fields: dict[str, Any] = {}


AnyOperation = SetRead | Complete | Edit | Delete | Create


class Request(Struct, frozen=True):
    """An operation on its way out. `idempotency_key` stays the same for every try, for ever.

    `key.rid` is empty for a `Create`. `known` is the activity as the person saw it, for systems that guard against
    overwriting somebody else's change. `asked` is when the person asked for it, by this computer's clock: what was created
    long before cannot be the outcome of a `Create` whose answer was lost.
    """

    key: Key
    operation: AnyOperation
    idempotency_key: str
    known: Activity | None = None
    asked: Instant | None = None


class Receipt(Struct, frozen=True):
    """What the server answered: the activity as it is now (None when the answer did not say), or that it is gone."""

    activity: Activity | None = None
    gone: bool = False
    note: str = ""
    """A sentence for the person, such as "No next step is planned for this deal"."""
