"""What do the forms, the outbox, the health page and the search on a server need? The part of the backend for rarer things.

As with the rest of `ui.backend`: reading is direct, acting is asked for. What takes longer is answered by a call on the
GUI thread; whoever asked may be gone by then and must see to that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct, field

from ..model.activity import Key
from ..model.changes import Settled
from ..model.feed import PersonKey
from ..model.moment import Instant
from ..model.operation import AnyOperation
from ..store.drafts import SavedDraft

if TYPE_CHECKING:
    from ..crm.contract import FormField
    from ..operations.health import Health
from ..store.noise import Noise


class Draft(Struct, frozen=True):
    """What a form wants to have sent: a new activity, or with a `key` changes of one."""

    account: str
    fields: Mapping[str, Any]
    """By `FormField.name`. Of an edit only what is changed; None clears."""
    key: Key | None = None
    replaces: int = 0
    """The refused change that this one corrects; 0 for none."""


class WaitingChange(Struct, frozen=True):
    """A change on its way to a server."""

    op: int
    key: Key
    """With an empty `rid` for a new activity."""
    operation: AnyOperation
    title: str
    """Of the activity; may be empty."""
    since: Instant
    tries: int
    next_try: Instant
    sending: bool = False
    refused: bool = False
    conflict: bool = False
    """Refused, because somebody else changed the activity meanwhile."""
    reason: str = ""


class Known(Struct, frozen=True):
    """Somebody with activities here."""

    key: PersonKey
    name: str


class Found(Struct, frozen=True):
    """What a server found; or why nothing can be said."""

    keys: tuple[Key, ...] = ()
    problem: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    """What is wrong with which filter."""


class WebAddress(Struct, frozen=True):
    """Where records of one kind are found in the web app: `template` has {base} and {id} in it."""

    kind: str
    template: str
    usual: str


class Office(Protocol):
    """All methods are called on the GUI thread and return at once."""

    # --- reading -------------------------------------------------------------------------------------------

    def draft(self, name: str) -> SavedDraft | None:
        """What was typed into the form of that name and neither sent nor discarded."""
        ...

    def filters(self, account: str) -> tuple[FormField, ...]:
        """What the account's server filters by."""
        ...

    def check(self, account: str, key: Key | None, fields: Mapping[str, Any]) -> dict[str, str]:
        """What is wrong with which field, as far as can be told without the server; "" stands for the form as a whole."""
        ...

    def waiting(self) -> list[WaitingChange]:
        """Everything that has not reached its server, the oldest first."""
        ...

    def people_named(self, text: str, answer: Callable[[list[Known]], None]) -> None:
        """Whose name or address contains a text: at once where that is quick, else as soon as they are found, unless somebody
        asks for others meanwhile."""
        ...

    def web_addresses(self, account: str) -> list[WebAddress]: ...
    def noise(self, account: str) -> Mapping[str, Noise]:
        """How much each type interrupted lately, by `Activity.kind_id`."""
        ...

    # --- acting --------------------------------------------------------------------------------------------

    def submit(self, draft: Draft, answered: Callable[[Settled], None]) -> None:
        """Queue it. `answered` tells what became of the first try, if there is one soon."""
        ...

    def keep_draft(self, draft: SavedDraft) -> None: ...
    def forget_draft(self, name: str) -> None:
        """Nothing is typed there any more."""
        ...

    def discard_draft(self, draft: SavedDraft) -> None:
        """The person gave it up. It is told, and can be undone."""
        ...

    def retry(self, op: int) -> None: ...
    def drop(self, op: int) -> None: ...
    def keep_mine(self, op: int) -> None:
        """Send the person's version again, on top of what the server has now."""
        ...

    def use_theirs(self, op: int) -> None:
        """Give the person's version up."""
        ...

    def refresh(self, key: Key) -> None:
        """Fetch one activity anew. What cannot be had is told."""
        ...

    def search(self, account: str, filters: Mapping[str, str], answered: Callable[[Found], None]) -> None: ...
    def link_same(self, one: PersonKey, other: PersonKey) -> None: ...
    def unlink_same(self, key: PersonKey) -> None: ...
    def set_web_addresses(self, account: str, templates: Mapping[str, str]) -> None: ...
    def look_at_health(self, answered: Callable[[Health], None]) -> None: ...
