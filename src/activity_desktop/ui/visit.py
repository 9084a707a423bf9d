"""When does looking at the inbox count as having read it? The whole rule, and what is still marked as new.

A visit begins when the inbox is in sight in an active window. After a moment of it, everything that was shown and is not
kept becomes read, in one step; those activities stay marked as new until the visit ends: the window is hidden, or has
been inactive for ten minutes. What arrives meanwhile stays unread until the person selects it. A link to one activity
marks only that one, any other link none; the rest waits until the person touches the list.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from ..model.activity import Key
from ..model.clock import Clock
from ..model.feed import FeedQuery, FeedRow, Shelf
from .backend import Backend

LOOK_MS = 1500
"""So long the inbox must be in sight without interruption."""
OPENED_MS = 1000
"""So long an activity that was kept unread must be looked at, in a later visit, to be let go of."""
AWAY_S = 600.0
MARKED_AT_MOST = 2000
"""More than this many rings are never drawn."""


class ReadMode(StrEnum):
    """The setting "Mark as read"."""

    ON_VISIT = "visit"
    ON_SELECT = "select"
    MANUAL = "manual"


class KeepNew(StrEnum):
    """The setting "Keep new markers for"."""

    VISIT = "visit"
    HOUR = "hour"
    DAY = "day"

    @property
    def seconds(self) -> float:
        return {KeepNew.VISIT: 0.0, KeepNew.HOUR: 3600.0, KeepNew.DAY: 86400.0}[self]


class Shown(Protocol):
    """What the visit asks of the list on screen; the feed model answers."""

    @property
    def query(self) -> FeedQuery: ...
    def newest_arrival(self) -> int: ...


class Visit(QObject):
    """Told what is in sight and what is selected; tells the backend what was read."""

    new_changed = Signal()
    """Other activities than before are marked as new."""

    def __init__(self, backend: Backend, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.mode = ReadMode.ON_VISIT
        self.keep_new = KeepNew.VISIT
        self._backend = backend
        self._shown: Shown | None = None
        self._clock = clock
        self._new: dict[Key, float] = {}
        """Activity: when it was marked, on the clock that goes on while the machine sleeps."""
        self._kept_here: set[Key] = set()
        self._visited: set[str] = set()
        """The accounts whose inbox this visit has already read."""
        self._in_sight = False
        self._linked_at: float | None = None
        """When a link brought the person here, who has not touched the list since."""
        self._left_at: float | None = None
        self._opening: Key | None = None
        self._linked: Key | None = None
        self._look = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._look.timeout.connect(self.looked)
        self._open = QTimer(self, singleShot=True, interval=OPENED_MS)
        self._open.timeout.connect(self.opened_long_enough)

    def look_at(self, shown: Shown) -> None:
        """The list on screen. It may ask `is_new`, which is why it comes later than the visit."""
        self._shown = shown

    # --- what the window tells -----------------------------------------------------------------------------------

    def set_in_sight(self, in_sight: bool) -> None:
        """The list of the inbox is, or is no longer, visible in an active window."""
        if in_sight == self._in_sight:
            return
        self._in_sight = in_sight
        if in_sight:
            self._come_back()
        else:
            self._left_at = self._clock.boottime()
            self._look.stop()

    def list_changed(self) -> None:
        """Another list is shown: the moment of looking starts anew, if this one is to be read at all."""
        self._look.stop()
        self._start_looking()

    def touched(self) -> None:
        """The person used the list. After following a link, only now does the inbox count as visited."""
        if self._linked_at is not None:
            self._linked_at = None
            self._start_looking()

    def hidden(self) -> None:
        """The window was hidden or closed: the visit is over."""
        self.set_in_sight(False)
        self._linked_at = None
        self._end()

    def selected(self, row: FeedRow | None) -> None:
        """Exactly one activity was selected and its detail is shown; None: none, or several."""
        self._open.stop()
        self._opening = None
        linked, self._linked = self._linked, None
        if row is None or row.key == linked or self.mode is ReadMode.MANUAL:
            return
        if row.kept:
            self._opening = row.key
            self._open.start()
        elif row.unread and (self.mode is ReadMode.ON_SELECT or row.key.account in self._visited):
            self._backend.opened(row.key)  # before the visit is read, this one is read with all the others

    def came_by_link(self) -> None:
        """A link brought the window to the front, for something else than its list: nothing in that is read yet."""
        self._look.stop()
        self._linked_at = self._clock.boottime()

    def followed_link(self, key: Key) -> None:
        """A notification or a link led to this activity: it is read, and nothing else is yet."""
        self.came_by_link()
        self._linked = key
        self._backend.opened(key)

    def kept(self, key: Key) -> None:
        """The person marked it unread just now, so it stays so for the rest of this visit."""
        self._kept_here.add(key)
        self._new.pop(key, None)
        if self._opening == key:
            self._open.stop()

    # --- what the list asks --------------------------------------------------------------------------------------

    def is_new(self, key: Key) -> bool:
        """Read by this visit, and still marked with a ring."""
        return key in self._new

    # --- what happens by itself ----------------------------------------------------------------------------------

    def looked(self) -> None:
        """The moment has passed: what was in the list is read, and marked as new. What popped up of it may go."""
        if self._shown is None or not self._in_sight or not _is_whole_inbox(self._shown.query):
            return
        self._backend.inbox_seen(self._shown.query.account)
        if self.mode is not ReadMode.ON_VISIT:
            return
        query, up_to = self._shown.query, self._shown.newest_arrival()
        accounts = {account.id for account in self._backend.accounts()} if query.account is None else {query.account}
        fresh = accounts - self._visited
        self._visited |= accounts
        scopes = [query.account] if fresh == accounts else sorted(fresh)
        for scope in scopes:
            self._read(replace(query, account=scope, unread_only=False), up_to)

    def _read(self, query: FeedQuery, up_to: int) -> None:
        now = self._clock.boottime()
        unread = self._backend.page(replace(query, unread_only=True), None, MARKED_AT_MOST)
        marked = [row.key for row in unread if not row.kept and row.id <= up_to]
        if not marked:
            return
        self._new.update(dict.fromkeys(marked, now))
        self._backend.read_visit(query, up_to)
        self.new_changed.emit()

    def opened_long_enough(self) -> None:
        """What was kept unread in an earlier visit has now been looked at: it is read, and no longer kept."""
        if self._opening is not None and self._opening not in self._kept_here:
            self._backend.opened(self._opening)
        self._opening = None

    def _come_back(self) -> None:
        away = 0.0 if self._left_at is None else self._clock.boottime() - self._left_at
        if away >= AWAY_S:
            if self._linked_at is not None and self._left_at is not None and self._linked_at < self._left_at:
                self._linked_at = None  # that was the visit before; a window is active only some time after a link showed it
            self._end()
        self._start_looking()

    def _start_looking(self) -> None:
        wanted = self._shown is not None and _is_whole_inbox(self._shown.query)
        if wanted and self._in_sight and self._linked_at is None:
            self._look.start()

    def _end(self) -> None:
        """The visit is over: the next one reads anew, and old rings go."""
        self._visited.clear()
        self._kept_here.clear()
        oldest = self._clock.boottime() - self.keep_new.seconds
        still = {key: at for key, at in self._new.items() if at > oldest}
        if still != self._new:
            self._new = still
            self.new_changed.emit()


def _is_whole_inbox(query: FeedQuery) -> bool:
    """Of some or all accounts, and not a search in it."""
    return query == FeedQuery(shelf=Shelf.INBOX, account=query.account, unread_only=query.unread_only)
