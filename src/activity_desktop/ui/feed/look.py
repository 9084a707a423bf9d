"""What does a row show besides its texts: which mark, which status, which actions, in which words?"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from ...model.due import is_over
from ...model.feed import FeedRow, Sending, Shelf
from ...model.moment import Instant
from ..theme import Token

translate = QCoreApplication.translate


class Mark(StrEnum):
    NONE = ""
    DOT = "unread"
    RING = "new"


class Status(Struct, frozen=True):
    """A short word with an icon at the end of the last line."""

    icon: str
    text: str
    colour: Token


class Moving(Struct, frozen=True):
    """How far a row is on its way to its look; each share goes from 0 to 1, which is at rest."""

    mark_before: Mark = Mark.NONE
    mark: float = 1.0
    selected: float = 1.0
    pulse: float = 1.0


STILL = Moving()


class Look(Struct, frozen=True):
    """Everything about a row that is not in the row itself."""

    when: str = ""
    mark: Mark = Mark.NONE
    status: Status | None = None
    account: tuple[str, str] | None = None
    """Name and identifier, where more than one account is shown."""
    compact: bool = False
    selected: bool = False
    active: bool = True
    """The window is the active one."""
    ringed: bool = False
    hovered: bool = False
    hovered_action: int = -1
    hover: float = 0.0
    """How much of the hover's fill is there, from 0 to 1; also of the row that the pointer has just left."""
    moving: Moving = STILL

    @property
    def at_rest(self) -> bool:
        """The next frame will look the same."""
        return self.moving == STILL and self.hover in (0.0, 1.0)


ACTION_ICONS = ("circle-check", "alarm-clock")


def action_icon(action: int, row: FeedRow) -> str:
    """Done, snooze, and the one that toggles read and unread."""
    if action < len(ACTION_ICONS):
        return ACTION_ICONS[action]
    return "mail-open" if row.unread else "mail"


def action_command(action: int) -> str:
    """The command behind a hover action."""
    return ("done", "snooze", "toggle_read")[action]


def mark_of(row: FeedRow, is_new: bool) -> Mark:
    if row.unread:
        return Mark.DOT
    return Mark.RING if is_new else Mark.NONE


def status_of(row: FeedRow, saving: bool, snoozed_until: str, due: Status | None = None) -> Status | None:
    """The most urgent thing there is to say, if any. `snoozed_until` is the time in words; `due`, what `due_status` says."""
    if row.sending is Sending.FAILED:
        return Status("triangle-alert", translate("FeedRow", "Not saved"), "danger")
    if row.sending is Sending.CONFLICT:
        return Status("triangle-alert", translate("FeedRow", "Changed elsewhere"), "warning")
    if saving:
        return Status("refresh-cw", translate("FeedRow", "Saving"), "text3")
    if row.deleted:
        return Status("trash-2", translate("FeedRow", "Deleted"), "text3")
    if row.shelf is Shelf.SNOOZED:
        return Status("alarm-clock", snoozed_until, "warning")
    if row.shelf is Shelf.DONE:
        return Status("circle-check", translate("FeedRow", "Done"), "success")
    if row.cancelled:
        return Status("x", translate("FeedRow", "Cancelled"), "text3")
    return due


UNDER_WAY_S = 3600.0
"""For so long what has begun is under way, and not called overdue."""


def due_status(row: FeedRow, due: str, now: Instant) -> Status | None:
    """Until it is finished: when it is due, in words, or that it should have been. A list by due times says when anyway."""
    if row.due is None or row.shelf is Shelf.DONE:
        return None
    if row.finished:
        return Status("circle-check", translate("FeedRow", "Completed"), "success") if row.by_due else None
    if isinstance(row.due, Instant) and 0 <= now.seconds_since(row.due) < UNDER_WAY_S:
        return Status("calendar", translate("FeedRow", "Due now"), "text2")
    if is_over(row.due, now):
        return Status("clock-alert", translate("FeedRow", "Overdue"), "warning")
    return None if row.by_due else Status("calendar", due, "text3")
