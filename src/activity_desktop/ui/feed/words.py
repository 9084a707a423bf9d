"""What does each row say right now, painted and spoken? Texts depend on the time, the accounts and the visit; rows do not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from ...model.activity import Key
from ...model.clock import Clock
from ...model.due import is_over
from ...model.feed import FeedRow
from ...model.moment import Instant
from .. import times
from ..backend import Reads
from ..words import kind_word, title_of
from .items import DayHeader, Item
from .look import Look, Mark, Status, due_status, mark_of, status_of

translate = QCoreApplication.translate


class RowWords:
    """Puts a row into words and signs. `is_new` tells which rows this visit has read."""

    def __init__(self, backend: Reads, clock: Clock, is_new: Callable[[Key], bool]) -> None:
        self._backend = backend
        self._clock = clock
        self._is_new = is_new
        self._names: dict[str, str] = {}
        self.grouped = True
        self.compact = False
        self.glyphs = True
        self.one_account = False
        """The list shows a single account, so rows need not say which."""
        self.learn_accounts()

    def learn_accounts(self) -> None:
        self._names = {account.id: account.name for account in self._backend.accounts()}

    def account_of(self, row: FeedRow) -> tuple[str, str] | None:
        """Name and identifier of the row's account, where that is worth saying."""
        if len(self._names) < 2 or self.one_account:
            return None
        return self._names.get(row.key.account, row.key.account), row.key.account

    def mark(self, row: FeedRow) -> Mark:
        return mark_of(row, self._is_new(row.key))

    def look(self, row: FeedRow, saving: bool) -> Look:
        """How the row looks when nobody points at it or has chosen it."""
        now = self._clock.now()
        when = self._when(row, now)
        account = self.account_of(row) if self.glyphs else None
        return Look(when, self.mark(row), self.status(row, saving), account, self.compact)

    def _when(self, row: FeedRow, now: Instant) -> str:
        if row.by_due:
            return times.due_in_row(row.due, now) if self.grouped else times.due(row.due, now)
        return times.in_row(row.time, now) if self.grouped else times.ungrouped(row.time, now)

    def status(self, row: FeedRow, saving: bool) -> Status | None:
        now = self._clock.now()
        due = due_status(row, times.due(row.due, now), now)
        return status_of(row, saving, times.due(row.snoozed_until, now), due)

    def header(self, header: DayHeader) -> str:
        return times.day_header(header.day, self._clock.now().local().date())

    def spoken(self, item: Item) -> str:
        """For screen readers: "Unread. New order placed. Jane Smith placed an order. … Northwind CRM. 2 minutes ago"."""
        if isinstance(item, DayHeader):
            return translate("FeedRow", "{day}, heading").format(day=self.header(item))
        marks = {Mark.NONE: "", Mark.DOT: translate("FeedRow", "Unread"), Mark.RING: translate("FeedRow", "New")}
        status = self.status(item, saving=False)
        account = self.account_of(item)
        parts = [
            marks[self.mark(item)],
            self._status_in_words(item, status),
            title_of(item),
            item.summary,
            ", ".join(part for part in (item.person, item.relation) if part),
            kind_word(item.kind, item.kind_label) if item.title else "",
            account[0] if account else "",
            self._spoken_time(item),
        ]
        return ". ".join(part.rstrip(". ") for part in parts if part)

    def _spoken_time(self, row: FeedRow) -> str:
        now = self._clock.now()
        if row.by_due and row.due:
            return translate("FeedRow", "Due: {time}").format(time=times.scheduled(row.due, None, now))
        return times.spoken(row.time, now)

    def exact_time(self, row: FeedRow) -> str:
        """For the tooltip of the time."""
        return times.exact(row.time) if row.time else times.no_date()

    def _status_in_words(self, row: FeedRow, status: Status | None) -> str:
        if status is None:
            return ""
        if row.snoozed_until is not None and status.icon == "alarm-clock":
            return translate("FeedRow", "Snoozed until {time}").format(time=status.text)
        if status.icon == "calendar" and row.due is not None and not is_over(row.due, self._clock.now()):
            return translate("FeedRow", "Due: {time}").format(time=status.text)
        return status.text
