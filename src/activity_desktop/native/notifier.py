"""What does the program ask of the desktop's notification service? The protocol that each platform's notifier satisfies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Button:
    """`id` comes back when it is pressed: a fixed word such as `read`, never made up per notification."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One notification. `tag` is ours: a second notice with the same tag replaces the first in place.

    Title and body are plain text without markup, already cleaned and shortened; a notifier escapes where its service
    reads markup.
    """

    tag: str
    title: str
    body: str = ""
    buttons: tuple[Button, ...] = ()
    silent: bool = True
    transient: bool = False
    """A summary that need not stay in the desktop's history."""


class Capability(StrEnum):
    BODY = "body text"
    BUTTONS = "buttons"
    CLICK = "click on the body"
    REPLACE = "replace in place"
    MARKUP = "markup in the body"
    PERSISTENT = "history"


class Outcome(StrEnum):
    ACTIVATED = "activated"
    """`button` says which; `default` is the body."""
    CLOSED = "closed"
    """By the person, a time-out or the service. Never means "read"."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """Something happened to a notification."""

    tag: str
    outcome: Outcome
    button: str = "default"
    token: str = field(default="", repr=False)
    """XDG activation token: permission to bring a window to the front."""


@dataclass(frozen=True, slots=True)
class Posted:
    """The service took it. `platform_id` and `owner` (its unique bus name) let a later process replace or withdraw it."""

    platform_id: str
    owner: str


class Notifier(Protocol):
    """The desktop's notification service. All coroutines belong to one event loop."""

    @property
    def name(self) -> str:
        """The service as it calls itself, for `doctor`: `dunst 1.9.0`."""
        ...

    async def start(self, on_reaction: Callable[[Reaction], None]) -> None:
        """Connect. Does not raise when there is no service; `post` does, and connects by itself once there is one."""
        ...

    async def capabilities(self) -> frozenset[Capability]: ...

    async def post(self, notice: Notice, replaces: Posted | None = None) -> Posted:
        """Show it, in place of an earlier one where `replaces` or the tag names one that the service still knows.

        Returns only after the service has taken it. Raises NotNotified otherwise.
        """
        ...

    async def withdraw(self, tag: str, posted: Posted | None = None) -> None:
        """Take it back. Fine when it has already gone."""
        ...

    async def close(self) -> None: ...


class NotNotified(Exception):
    """The service refused, hung, or does not exist. `str()` says which, for the trace."""


class Hung(NotNotified):
    """The service is there and does not answer."""

    def __init__(self, reason: str, *, handed_over: bool) -> None:
        """`handed_over`: this very notice was sent to it, and may be shown yet."""
        super().__init__(reason)
        self.handed_over = handed_over
