"""What answers the window's questions where there is no engine? The samples, in memory; marking and finishing really work."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from ...crm.contract import Capabilities, FormField
from ...model.activity import Activity, Key
from ...model.changes import AccountsChanged, AccountState, ActivitiesChanged, Phase, Told, ViewsChanged
from ...model.due import begin_of, due_of, is_finished, midnight
from ...model.feed import AccountRow, Detail, FeedQuery, FeedRow, OwnType, PersonKey, Position, Sending, Shelf
from ...model.moment import Instant
from ...model.plain import plain_text
from ...model.search import Names
from ...model.views import SavedView
from ..backend import Backend, Counts, Find, Found, PersonPage
from ..feed.belongs import belongs
from ..words import relation_title
from . import data
from .office import FORM, VALUES, SampleOffice


class SampleClock:
    """Always the same Friday morning."""

    def now(self) -> Instant:
        return data.NOW

    def monotonic(self) -> float:
        return 0.0

    def boottime(self) -> float:
        return 0.0


class SampleBackend(QObject):
    """Satisfies `ui.backend.Backend`. The newest change can be undone, as in the real one."""

    changes = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        count = len(data.ACTIVITIES)
        self._activities: dict[Key, Activity] = {activity.key: activity for activity in data.ACTIVITIES}
        self._rows = {activity.key: _row(activity, count - n) for n, activity in enumerate(data.ACTIVITIES)}
        self._states = {
            data.NORTHWIND: AccountState(data.NORTHWIND, Phase.LIVE, last_ok=data.NOW.plus(-20)),
            data.PIPEDRIVE: AccountState(
                data.PIPEDRIVE, Phase.WAITING, last_ok=data.NOW.plus(-20), next_look=data.NOW.plus(40)
            ),
            data.HARBOR: AccountState(
                data.HARBOR, Phase.SIGNED_OUT, problem_title="Harbor Rentals signed you out.",
                problem_remedy="Enter a new token.", problem_kind="SignedOut",
            ),
            data.DEMO: AccountState(data.DEMO, Phase.LIVE, last_ok=data.NOW.plus(-20)),
        }  # fmt: skip
        self._past: list[dict[Key, FeedRow]] = []
        self._views: dict[str, SavedView] = {}
        self._accounts: tuple[AccountRow, ...] = data.ACCOUNTS
        self.asked: list[tuple[str, object]] = []
        """What was asked for that has no effect on samples, for tests."""
        self.office = SampleOffice(self)

    # --- reading -----------------------------------------------------------------------------------------------------

    def page(self, query: FeedQuery, after: Position | None, limit: int) -> list[FeedRow]:
        rows = [replace(row, by_due=query.by_due) for row in self._rows.values() if self._matches(row, query)]
        rows.sort(key=lambda row: row.position, reverse=True)
        return [row for row in rows if after is None or row.position < after][:limit]

    def page_before(self, query: FeedQuery, before: Position | None, limit: int) -> list[FeedRow]:
        rows = self.page(query, None, len(self._rows))
        return [row for row in rows if before is None or row.position > before][-limit:]

    def find(self, _asker: object, _query: FeedQuery, read: Find, answer: Callable[[Found], None]) -> None:
        answer(read(self))

    def count_all(self, _asker: str, queries: Mapping[Any, FeedQuery], answer: Callable[[dict[Any, int]], None]) -> None:
        answer({name: self.count(query) for name, query in queries.items()})

    def row(self, key: Key) -> FeedRow | None:
        return self._rows.get(key)

    def detail(self, key: Key) -> Detail | None:
        row = self._rows.get(key)
        if row is None:
            return None
        activity = self._activities[key]
        read_at = None if row.unread else data.NOW
        local = key.account not in (data.NORTHWIND, data.DEMO)
        return Detail(row, activity, row.time or data.NOW, read_at, local)

    def count(self, query: FeedQuery) -> int:
        return len(self.page(query, None, len(self._rows)))

    def counts(self) -> Counts:
        by_account: dict[str, int] = {}
        for row in self._rows.values():
            if row.unread and row.shelf is Shelf.INBOX:
                by_account[row.key.account] = by_account.get(row.key.account, 0) + 1
        today = midnight(data.NOW.local().date() + timedelta(days=1))
        agenda = self.page(FeedQuery(shelf=Shelf.AGENDA), None, len(self._rows))
        to_do = sum(row.due is not None and begin_of(row.due) < today for row in agenda)
        return Counts(sum(by_account.values()), self.count(FeedQuery(shelf=Shelf.SNOOZED)), by_account, to_do)

    def count_waiting(self, answer: Callable[[int], None]) -> None:
        answer(len(self.office.changes))

    def newest_arrival(self) -> int:
        return max((row.id for row in self._rows.values()), default=0)

    def accounts(self) -> list[AccountRow]:
        unread = self.counts().by_account
        return [replace(account, unread=unread.get(account.id, 0)) for account in self._accounts]

    def names(self) -> Names:
        types = {row.own_type for row in self._rows.values()}
        return Names({account.id: account.name for account in self.accounts()}, tuple(sorted(types)))

    def views(self) -> list[SavedView]:
        return list(self._views.values())

    def states(self) -> dict[str, AccountState]:
        return dict(self._states)

    def person(self, key: PersonKey) -> PersonPage | None:
        people = [person for activity in self._activities.values() for person in activity.people]
        found = next((person for person in people if (person.kind, person.id) == (key.kind, key.id)), None)
        if found is None:
            return None
        account = next(account for account in data.ACCOUNTS if account.id == key.account)
        return PersonPage(
            key, found.label, found.email, account.name, f"{account.url}/people/{key.id}", self.office.also.get(key, ())
        )

    def capabilities(self, account: str) -> Capabilities:
        return data.CAPABILITIES[account]

    def form(self, _account: str) -> tuple[FormField, ...]:
        return FORM

    def form_values(self, _key: Key) -> dict[str, Any]:
        return dict(VALUES)

    def web_url(self, key: Key) -> str:
        return self._activities[key].web_url

    def record_url(self, account: str, kind: str, id_: str) -> str:
        return f"https://{account}.example.com/{kind}/{id_}"

    def can_undo(self) -> bool:
        return bool(self._past)

    # --- acting ------------------------------------------------------------------------------------------------------

    def mark_read(self, keys: Sequence[Key]) -> None:
        self._change(keys, unread=False, kept=False)

    def mark_unread(self, keys: Sequence[Key]) -> None:
        self._change(keys, unread=True, kept=True)
        self.changes.emit(Told("Marked unread, kept for later", undoable=True))

    def mark_all_read(self, query: FeedQuery) -> None:
        self.mark_read([row.key for row in self.page(query, None, len(self._rows))])

    def read_visit(self, query: FeedQuery, up_to_arrival: int) -> None:
        rows = self.page(query, None, len(self._rows))
        self.mark_read([row.key for row in rows if row.unread and not row.kept and row.id <= up_to_arrival])

    def inbox_seen(self, account: str | None) -> None:
        self.asked.append(("inbox_seen", account))

    def opened(self, key: Key) -> None:
        self.mark_read([key])

    def finish(self, keys: Sequence[Key], done: bool = True) -> None:
        self._change(keys, shelf=Shelf.DONE if done else Shelf.INBOX, snoozed_until=None)
        self.changes.emit(Told("Done" if done else "Back in your inbox", undoable=True))

    def snooze(self, keys: Sequence[Key], until: Instant | None) -> None:
        self._change(keys, shelf=Shelf.SNOOZED if until else Shelf.INBOX, snoozed_until=until)

    def complete(self, key: Key, done: bool = True) -> None:
        self._activities[key] = msgspec.structs.replace(self._activities[key], done=done)
        self._change([key], sending=Sending.WAITING)

    def delete(self, keys: Sequence[Key]) -> None:
        for key in keys:
            self._rows.pop(key, None)
        self.changes.emit(ActivitiesChanged(removed=tuple(keys)))

    def create(self, account: str, fields: dict[str, Any]) -> None:
        self.asked.append(("create", (account, fields)))

    def edit(self, key: Key, fields: dict[str, Any]) -> None:
        self.asked.append(("edit", (key, fields)))

    def retry(self, keys: Sequence[Key]) -> None:
        self._change(keys, sending=Sending.WAITING, sending_note="")

    def undo(self) -> None:
        if self._past:
            self._rows = self._past.pop()
            self.changes.emit(ActivitiesChanged(everything=True))

    def redo(self) -> None:
        self.asked.append(("redo", None))

    def check_now(self, account: str | None = None) -> None:
        self.asked.append(("check_now", account))

    def resolve(self, key: Key) -> None:
        self.asked.append(("resolve", key))

    def save_view(self, view: SavedView) -> None:
        self._change_views({**self._views, view.name: view})

    def rename_view(self, old: str, new: str) -> None:
        self._change_views({view.name: view for view in (self._renamed(v, old, new) for v in self._views.values())})

    def remove_view(self, name: str) -> None:
        self._change_views({known: view for known, view in self._views.items() if known != name})

    def rename_account(self, account: str, name: str) -> None:
        self._change_account(account, name=name)

    def set_notify(self, accounts: Sequence[str], on: bool) -> None:
        for account in accounts:
            self._change_account(account, notify=on)

    def set_types_notify(self, types: Sequence[OwnType], on: bool, called: str) -> None:  # noqa: ARG002 - as in the real one
        for own in types:
            (account,) = (one for one in self._accounts if one.id == own.account)
            left = set(account.muted_kinds) - {own.id} if on else set(account.muted_kinds) | {own.id}
            self._change_account(own.account, muted_kinds=tuple(sorted(left)))

    def pause_notifications(self, until: Instant | None) -> None:
        self.asked.append(("pause_notifications", until))

    def send_sample(self) -> None:
        self.asked.append(("send_sample", None))

    # --- for stories and tests ---------------------------------------------------------------------------------------

    def set_row(self, key: Key, **changes: Any) -> None:
        """Put a row into any state a story wants to show."""
        self._change([key], **changes)

    def set_activity(self, activity: Activity) -> None:
        """Add an activity, or put another one in its place."""
        known = self._rows.get(activity.key)
        self._activities[activity.key] = activity
        self._rows[activity.key] = _row(activity, known.id if known else len(self._rows) + 1)
        change = (activity.key,)
        self.changes.emit(ActivitiesChanged(changed=change) if known else ActivitiesChanged(arrived=change))

    def remove_account(self, account: str) -> None:
        self._accounts = tuple(one for one in self._accounts if one.id != account)
        self._rows = {key: row for key, row in self._rows.items() if key.account != account}
        self.changes.emit(AccountsChanged(account))

    def set_state(self, state: AccountState) -> None:
        self._states[state.account] = state
        self.changes.emit(state)

    def _renamed(self, view: SavedView, old: str, new: str) -> SavedView:
        return msgspec.structs.replace(view, name=new) if view.name == old else view

    def _change_account(self, account: str, **values: Any) -> None:
        self._accounts = tuple(replace(one, **values) if one.id == account else one for one in self._accounts)
        self.changes.emit(AccountsChanged(account))

    def _change_views(self, views: dict[str, SavedView]) -> None:
        self._views = views
        self.changes.emit(ViewsChanged())

    def _change(self, keys: Sequence[Key], **changes: Any) -> None:
        known = [key for key in keys if key in self._rows]
        self._past.append(dict(self._rows))
        for key in known:
            self._rows[key] = replace(self._rows[key], **changes)
        self.changes.emit(ActivitiesChanged(changed=tuple(known)))

    def _matches(self, row: FeedRow, query: FeedQuery) -> bool:
        words = f"{row.title} {row.summary} {row.person} {row.relation}".lower()
        named = all(wanted.lower() in row.person.lower() for wanted in query.terms.people)
        text = all(word in words for word in query.text.lower().replace('"', "").split())
        attached = not query.terms.attachment or bool(self._activities[row.key].attachments)
        understood = not query.terms.wrong
        listed = belongs(query, row, shown=False) and self._is_about(row.key, query.person)
        return listed and understood and named and text and attached

    def _is_about(self, key: Key, person: PersonKey | None) -> bool:
        if person is None:
            return True
        people = self._activities[key].people
        return key.account == person.account and any((p.kind, p.id) == (person.kind, person.id) for p in people)


def _row(activity: Activity, id_: int) -> FeedRow:
    person = activity.people[0] if activity.people else None
    relation = activity.relations[0] if activity.relations else None
    return FeedRow(
        id=id_,
        key=activity.key,
        kind=activity.kind,
        kind_id=activity.kind_id or activity.kind.value,
        kind_label=activity.kind_label,
        title=activity.title,
        summary=plain_text(activity).replace("\n", " "),
        feed_us=activity.feed_time.us if activity.feed_time else 0,
        person=person.label if person else "",
        person_id=f"{person.kind}/{person.id}" if person and person.id else "",
        relation=relation_title(relation) if relation else "",
        unread=activity.key in data.UNREAD,
        kept=False,
        shelf=Shelf.INBOX,
        snoozed_until=None,
        sending=Sending.SETTLED,
        sending_note="",
        unreadable=activity.unreadable,
        cancelled=False,
        due=due_of(activity),
        finished=is_finished(activity),
    )


def _satisfies(backend: SampleBackend) -> Backend:
    """Checked by the type checker: the samples promise everything that the window may ask."""
    return backend
