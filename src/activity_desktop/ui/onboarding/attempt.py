"""What do the sign-in forms need from the program? To try what was typed, to keep it, and to show a notification.

All of it happens elsewhere and takes its time; every answer comes back through a callback, on the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ...model.problems import Problem


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a person typed: which system, where, and the values of its credential fields by name."""

    system: str
    url: str
    values: Mapping[str, str] = field(repr=False)
    account: str = ""
    """The account that gets new credentials; empty for a new account."""
    anyway: bool = False
    """To be kept although its server could not be reached: it is checked as soon as it can be."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the live check. A line with a problem is the last one."""

    label: str
    note: str = ""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a check, or keeping an account, ended."""

    problem: Problem | None = None

    @property
    def good(self) -> bool:
        return self.problem is None


Cancel = Callable[[], None]
Ended = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class Services:
    """The callables that the forms are given."""

    check: Callable[[Attempt, Callable[[Step], None], Ended], Cancel]
    """Try to sign in, tell each step, then how it ended. The answer cancels it: nothing is called back after that."""
    keep: Callable[[Attempt, Ended], None]
    """Keep what was checked: the secrets in the keyring, the rest as an account that is followed from now on."""
    notify: Callable[[], None]
    """Show a test notification."""
    start_demo: Callable[[Ended], None] | None = None
    """Start the embedded server and add an account for it; None where there is none."""
    explain_notifications: Callable[[], str] = lambda: ""
    """Why a notification may not have appeared on this desktop, and what to do, in a few sentences."""
    keyring: Callable[[], str] = lambda: ""
    """Where secrets are kept, when it is not the system keyring: a sentence. Empty when all is as it should be."""
