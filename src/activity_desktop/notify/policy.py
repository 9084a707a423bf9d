"""When is a notification raised? The whole rule is in this file: one pure function, whose verdict carries its reason.

An activity raises exactly one notification when it is new, and one when it is due, unless something below says otherwise.
The order of the questions is the order of the answers' strength.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    RAISE = "raise"
    HOLD = "hold"
    """Not now; told of in one summary afterwards."""
    SUPPRESS = "suppress"
    """Never."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` completes the sentence "it was (not) announced because …"; `trace` prints it."""

    what: What
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the verdict depends on, at the moment of the decision."""

    exists: bool = True
    """It is in the database and not deleted."""
    unread: bool = True
    in_inbox: bool = True
    muted_in_crm: bool = False
    kind_muted: bool = False
    account_notifies: bool = True
    notifications_on: bool = True
    window_in_front: bool = False
    notify_in_front: bool = True
    paused: bool = False
    quiet: bool = False
    reminds: bool = False
    """It is not new: its time has come."""
    still_due: bool = True
    """Of what is to be reminded: it is still to be done, at the same time."""
    reminded_in_crm: bool = False
    """Its system says that it has reminded of it itself."""


def judge(case: Case) -> Verdict:
    """The rule. Pure."""
    if not case.exists:
        return Verdict(What.SUPPRESS, "it was deleted before it could be announced")
    if reason := _needs_no_reminder(case):
        return Verdict(What.SUPPRESS, reason)
    if not case.unread:
        return Verdict(What.SUPPRESS, "it was already read")
    if not case.in_inbox:
        return Verdict(What.SUPPRESS, "it was already done or snoozed")
    if not case.notifications_on:
        return Verdict(What.SUPPRESS, "notifications are turned off")
    if not case.account_notifies:
        return Verdict(What.SUPPRESS, "notifications are turned off for this account")
    if case.muted_in_crm:
        return Verdict(What.SUPPRESS, "it is muted in the CRM, or addressed to somebody else")
    if case.kind_muted:
        return Verdict(What.SUPPRESS, "you muted this type for this account")
    if case.window_in_front and not case.notify_in_front:
        return Verdict(What.SUPPRESS, "the window was in front, and you chose no notifications then")
    if case.paused:
        return Verdict(What.HOLD, "notifications are paused")
    if case.quiet:
        return Verdict(What.HOLD, "quiet hours")
    return Verdict(What.RAISE, "it is due" if case.reminds else "it is new")


def _needs_no_reminder(case: Case) -> str:
    if case.reminds and not case.still_due:
        return "it was finished, or moved to another time"
    return "its system has reminded of it already" if case.reminds and case.reminded_in_crm else ""


def is_quiet(start: str, end: str, now: str) -> bool:
    """Whether a local time `HH:MM` lies within quiet hours, which may go over midnight."""
    if start == end:
        return False
    return start <= now < end if start < end else now >= start or now < end


# --- singles or a summary ---------------------------------------------------------------------------------

SINGLES_AT_ONCE = 3
"""So many may pop up together; one more, and all of them become one summary."""
BUCKET = 4.0
REFILL_PER_SECOND = 1.0


@dataclass(frozen=True, slots=True)
class Budget:
    """How many single notifications may still be raised: a bucket that refills with one per second."""

    left: float = BUCKET
    at: float = 0.0
    """Monotonic seconds of the last change."""

    def now(self, at: float) -> Budget:
        return Budget(min(BUCKET, self.left + max(0.0, at - self.at) * REFILL_PER_SECOND), at)

    def spend(self, count: int) -> Budget:
        return Budget(self.left - count, self.at)


def singles(waiting: int, budget: Budget, bundle: str) -> bool:
    """Whether so many activities are raised one by one (True) or as one summary. `bundle`: bursts, always or never."""
    if bundle == "never":
        return True
    if bundle == "always":
        return waiting == 1 and budget.left >= BUCKET
    return waiting <= SINGLES_AT_ONCE and budget.left >= waiting
