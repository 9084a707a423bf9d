"""What do the window's tests list? Rows by the hundred thousand, held in memory, behind the promise of `ui.backend`."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from activity_desktop.crm.contract import Capabilities, FormField
from activity_desktop.model.activity import Key, Kind
from activity_desktop.model.changes import AccountState, ActivitiesChanged, ViewsChanged
from activity_desktop.model.feed import AccountRow, Detail, FeedQuery, FeedRow, OwnType, PersonKey, Position, Sending, Shelf
from activity_desktop.model.moment import Instant
from activity_desktop.model.search import Names
from activity_desktop.model.views import SavedView
from activity_desktop.ui.backend import Counts, Find, Found, PersonPage
from activity_desktop.ui.feed.belongs import belongs
from activity_desktop.ui.gallery.backend import SampleBackend
from activity_desktop.ui.office import Office

NOON = Instant.of(datetime(2025, 11, 21, 12, 0).astimezone())
MINUTE = timedelta(minutes=1)


class Noon:
    """It is always noon."""

    def now(self) -> Instant:
        return NOON

    def monotonic(self) -> float:
        return 0.0

    def boottime(self) -> float:
        return 0.0


def a_row(number: int, minutes_ago: float = 0, **more: Any) -> FeedRow:
    """A plain, read row of the inbox. Its number is its remote id and its arrival."""
    plain: dict[str, Any] = {
        "id": number,
        "key": Key("north", str(number)),
        "kind": Kind.PRODUCT,
        "kind_label": "Product",
        "title": f"Order {number} placed",
        "summary": f"Somebody placed order {number}",
        "feed_us": NOON.plus(-60 * minutes_ago).us,
        "person": "Jane Smith",
        "person_id": "contact/7",
        "relation": "Starter Kit, Cedar",
        "unread": False,
        "kept": False,
        "shelf": Shelf.INBOX,
        "snoozed_until": None,
        "sending": Sending.SETTLED,
        "sending_note": "",
        "unreadable": False,
        "cancelled": False,
    }
    return FeedRow(**(plain | more))


class Listing(QObject):
    """A backend over a list of rows, newest first. Acts are written down in `acts` and carried out on the rows."""

    changes = Signal(object)

    def __init__(self, rows: Sequence[FeedRow] = ()) -> None:
        super().__init__()
        self.rows = {row.key: row for row in rows}
        self.acts: list[tuple[Any, ...]] = []
        self.pages_read = 0
        self.saved: dict[str, SavedView] = {}
        self.account_states: dict[str, AccountState] = {}
        self.office: Office = SampleBackend().office
        self.account_rows = [AccountRow("north", "fluid", "Fluid", "Northwind CRM", "http://localhost")]

    # --- what a test does ----------------------------------------------------------------------------------------

    def arrive(self, *rows: FeedRow) -> None:
        self.rows.update((row.key, row) for row in rows)
        self.changes.emit(ActivitiesChanged(arrived=tuple(row.key for row in rows)))

    def change(self, key: Key, **fields: Any) -> None:
        self.rows[key] = replace(self.rows[key], **fields)
        self.changes.emit(ActivitiesChanged(changed=(key,)))

    def remove(self, *keys: Key) -> None:
        for key in keys:
            del self.rows[key]
        self.changes.emit(ActivitiesChanged(removed=keys))

    # --- reading -------------------------------------------------------------------------------------------------

    def page(self, query: FeedQuery, after: Position | None, limit: int) -> list[FeedRow]:
        self.pages_read += 1
        found: list[FeedRow] = []
        for row in sorted(self.rows.values(), key=lambda row: row.position, reverse=True):
            if (after is None or row.position < after) and _matches(query, row):
                found.append(row)
                if len(found) == limit:
                    break
        return found

    def page_before(self, query: FeedQuery, before: Position | None, limit: int) -> list[FeedRow]:
        self.pages_read += 1
        rows = (row for row in sorted(self.rows.values(), key=lambda row: row.position) if _matches(query, row))
        above = (row for row in rows if before is None or row.position > before)
        return list(itertools.islice(above, limit))[::-1]

    def find(self, _asker: object, _query: FeedQuery, read: Find, answer: Callable[[Found], None]) -> None:
        answer(read(self))

    def count_all(self, _asker: str, queries: Mapping[Any, FeedQuery], answer: Callable[[dict[Any, int]], None]) -> None:
        answer({name: self.count(query) for name, query in queries.items()})

    def row(self, key: Key) -> FeedRow | None:
        return self.rows.get(key)

    def detail(self, key: Key) -> Detail | None:
        return None

    def count(self, query: FeedQuery) -> int:
        return sum(_matches(query, row) for row in self.rows.values())

    def counts(self) -> Counts:
        return Counts(unread=self.count(FeedQuery(unread_only=True)))

    def count_waiting(self, answer: Callable[[int], None]) -> None:
        answer(0)

    def newest_arrival(self) -> int:
        return max((row.id for row in self.rows.values()), default=0)

    def accounts(self) -> list[AccountRow]:
        return self.account_rows

    def names(self) -> Names:
        return Names()

    def views(self) -> list[SavedView]:
        return list(self.saved.values())

    def states(self) -> dict[str, AccountState]:
        return self.account_states

    def person(self, key: PersonKey) -> PersonPage | None:
        return None

    def capabilities(self, account: str) -> Capabilities:
        return Capabilities(frozenset())

    def form(self, account: str) -> tuple[FormField, ...]:
        return ()

    def form_values(self, key: Key) -> dict[str, Any]:
        return {}

    def web_url(self, key: Key) -> str:
        return f"https://crm.example/activities/{key.rid}"

    def record_url(self, account: str, kind: str, id_: str) -> str:
        return ""

    def can_undo(self) -> bool:
        return True

    # --- acting --------------------------------------------------------------------------------------------------

    def mark_read(self, keys: Sequence[Key]) -> None:
        self.acts.append(("mark_read", tuple(keys)))
        for key in keys:
            self.change(key, unread=False, kept=False)

    def mark_unread(self, keys: Sequence[Key]) -> None:
        self.acts.append(("mark_unread", tuple(keys)))
        for key in keys:
            self.change(key, unread=True, kept=True)

    def mark_all_read(self, query: FeedQuery) -> None:
        self.acts.append(("mark_all_read", query))

    def read_visit(self, query: FeedQuery, up_to_arrival: int) -> None:
        self.acts.append(("read_visit", query, up_to_arrival))
        for row in list(self.rows.values()):
            if _matches(query, row) and row.unread and not row.kept and row.id <= up_to_arrival:
                self.rows[row.key] = replace(row, unread=False)
        self.changes.emit(ActivitiesChanged(everything=True))

    def inbox_seen(self, account: str | None) -> None:
        self.acts.append(("inbox_seen", account))

    def opened(self, key: Key) -> None:
        self.acts.append(("opened", key))
        self.change(key, unread=False, kept=False)

    def finish(self, keys: Sequence[Key], done: bool = True) -> None:
        self.acts.append(("finish", tuple(keys), done))
        for key in keys:
            self.change(key, shelf=Shelf.DONE if done else Shelf.INBOX)

    def snooze(self, keys: Sequence[Key], until: Instant | None) -> None:
        self.acts.append(("snooze", tuple(keys), until))
        for key in keys:
            self.change(key, shelf=Shelf.SNOOZED if until else Shelf.INBOX, snoozed_until=until)

    def complete(self, key: Key, done: bool = True) -> None:
        self.acts.append(("complete", key, done))

    def delete(self, keys: Sequence[Key]) -> None:
        self.acts.append(("delete", tuple(keys)))

    def create(self, account: str, fields: dict[str, Any]) -> None:
        self.acts.append(("create", account, fields))

    def edit(self, key: Key, fields: dict[str, Any]) -> None:
        self.acts.append(("edit", key, fields))

    def retry(self, keys: Sequence[Key]) -> None:
        self.acts.append(("retry", tuple(keys)))

    def undo(self) -> None:
        self.acts.append(("undo",))

    def redo(self) -> None:
        self.acts.append(("redo",))

    def check_now(self, account: str | None = None) -> None:
        self.acts.append(("check_now", account))

    def resolve(self, key: Key) -> None:
        self.acts.append(("resolve", key))

    def save_view(self, view: SavedView) -> None:
        self.acts.append(("save_view", view))
        self.saved[view.name] = view
        self.changes.emit(ViewsChanged())

    def rename_view(self, old: str, new: str) -> None:
        self.acts.append(("rename_view", old, new))

    def remove_view(self, name: str) -> None:
        self.acts.append(("remove_view", name))

    def rename_account(self, account: str, name: str) -> None:
        self.acts.append(("rename_account", account, name))

    def set_notify(self, accounts: Sequence[str], on: bool) -> None:
        self.acts.append(("set_notify", tuple(accounts), on))

    def set_types_notify(self, types: Sequence[OwnType], on: bool, called: str) -> None:
        self.acts.append(("set_types_notify", tuple(types), on, called))

    def pause_notifications(self, until: Instant | None) -> None:
        self.acts.append(("pause_notifications", until))

    def send_sample(self) -> None:
        self.acts.append(("send_sample",))


def _matches(query: FeedQuery, row: FeedRow) -> bool:
    return (
        belongs(query, row, shown=False)
        and not query.terms.wrong
        and all(word.lower() in f"{row.title} {row.summary}".lower() for word in query.text.split())
    )
