"""What does the window read, and what does it ask for? The real `Backend`, over the local database and the engine's thread.

Reading goes straight to the database through a connection of the GUI thread. Acting is handed to the engine's loop and
answered by a change. So neither ever waits for the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..crm import registry
from ..model.activity import Key
from ..model.changes import AccountsChanged, AccountState, ActivitiesChanged, Change, ListRead, Phase
from ..model.clock import SystemClock
from ..model.feed import AccountRow, Detail, FeedQuery, FeedRow, OwnType, PersonKey, Position
from ..model.moment import Instant
from ..model.search import Names
from ..model.views import SavedView
from ..settings import definitions as choose
from ..store import accounts, feed, outbox, own_types, people, views
from ..store.activities import newest_arrival
from ..store.database import data_version, open_reader
from .backend import Counts, Find, Found, PersonPage
from .being_read import BeingRead
from .engine_calls import EngineCalls
from .finding import Finding
from .garbage import Garbage

if TYPE_CHECKING:
    from ..crm.contract import Capabilities, FormField
    from ..operations.desk import Desk
    from .engine_loop import MakeEngine
    from .engine_office import EngineOffice
    from .paper import Paper

LASTING_S = 10.0
"""A change that waits for longer is worth a word in the window."""


class Bridge(EngineCalls):
    """The real backend of the window. Lives on the GUI thread."""

    def __init__(self, sample: Callable[[], None] | None = None) -> None:
        """`sample` lets a new activity happen, where an embedded server belongs to this program."""
        super().__init__()
        self._sample = sample
        self._clock = SystemClock()
        self._garbage = Garbage(self)
        self._states: dict[str, AccountState] = {}
        self._made_paper: Paper | None = None
        self._counted = Counts(0, 0, {})
        self._counted_at = (-1, date.min, 0)
        self._being_read = BeingRead()

    def open(self, path: Path, make: MakeEngine) -> None:
        """Read from the database at `path`, which is there and sound. `make` makes the engine, in its thread, after `start`."""
        self._garbage.start()
        self._reader = open_reader(path)
        self._finding = Finding(self._reader, path, self._being_read, self)
        self._states = {each.id: AccountState(each.id, Phase.STARTING) for each in accounts.all_accounts(self._reader)}
        self.make_later(make)

    def _deliver(self, change: Change) -> None:
        if isinstance(change, AccountState):
            self._states[change.account] = change
        if isinstance(change, AccountState | AccountsChanged):
            self._forget(change.account)
        if isinstance(change, ListRead) and self._being_read.end(change):
            self.changes.emit(ActivitiesChanged(everything=True))
        super()._deliver(change)

    def _forget(self, account: str) -> None:
        if self._made_paper is not None:
            self._made_paper.forget(account)

    def close(self) -> None:
        """The writer goes last: only then does SQLite tidy up, and the next start sees that all ended well."""
        self._finding.close()
        self._reader.close()
        self.stop()

    # --- what only some windows need, and loads much --------------------------------------------------------

    @property
    def _paper(self) -> Paper:
        if self._made_paper is None:
            from .paper import Paper

            self._made_paper = Paper(self._reader)
        return self._made_paper

    @cached_property
    def office(self) -> EngineOffice:
        from .engine_office import EngineOffice

        return EngineOffice(self, self._reader, self._finding, self._paper)

    # --- reading -------------------------------------------------------------------------------------------

    def page(self, query: FeedQuery, after: Position | None, limit: int) -> list[FeedRow]:
        return self._being_read.all_shown(feed.page(self._reader, query, after, limit))

    def page_before(self, query: FeedQuery, before: Position | None, limit: int) -> list[FeedRow]:
        return self._being_read.all_shown(feed.page_before(self._reader, query, before, limit))

    def find(self, asker: object, query: FeedQuery, read: Find, answer: Callable[[Found], None]) -> None:
        self._finding.find(asker, query, read, answer)

    def count_all(self, asker: str, queries: Mapping[Any, FeedQuery], answer: Callable[[dict[Any, int]], None]) -> None:
        self._finding.count_all(asker, queries, answer)

    def row(self, key: Key) -> FeedRow | None:
        found = feed.row(self._reader, key)
        return self._being_read.shown(found) if found else None

    def detail(self, key: Key) -> Detail | None:
        return feed.detail(self._reader, key, local_read_state=self._paper.reads_here_only(key.account))

    def counts(self) -> Counts:
        """Counted once per commit: several parts of the window ask after each change."""
        today = self._clock.now().local().date()
        version = (data_version(self._reader), today, self._being_read.turn)
        if version != self._counted_at:
            by_account = self._being_read.left_of(
                feed.unread_by_account(self._reader),
                lambda arrival: feed.unread_since(self._reader, arrival),
                lambda key: feed.row(self._reader, key),
            )
            to_do = feed.count_to_do(self._reader, today + timedelta(days=1))
            self._counted = Counts(sum(by_account.values()), feed.count_snoozed(self._reader), by_account, to_do)
            self._counted_at = version
        return self._counted

    def count_waiting(self, answer: Callable[[int], None]) -> None:
        before = self._clock.now().plus(-LASTING_S)
        self._finding.look_up("waiting", lambda reader: outbox.count_lasting(reader, before), answer)

    def newest_arrival(self) -> int:
        return newest_arrival(self._reader)

    def accounts(self) -> list[AccountRow]:
        unread = self.counts().by_account
        return [_account_row(account, unread.get(account.id, 0)) for account in accounts.all_accounts(self._reader)]

    def names(self) -> Names:
        return own_types.names(self._reader)

    def views(self) -> list[SavedView]:
        return views.all_views(self._reader)

    def states(self) -> dict[str, AccountState]:
        return dict(self._states)

    def person(self, key: PersonKey) -> PersonPage | None:
        found = people.person(self._reader, key)
        account = accounts.account(self._reader, key.account)
        if found is None or account is None:
            return None
        url = self._paper.connector(key.account).web_url(key.kind, key.id)
        return PersonPage(key, found.label, found.email, account.name, url, people.same_as(self._reader, key))

    def capabilities(self, account: str) -> Capabilities:
        return self._paper.capabilities(account)

    def form(self, account: str) -> tuple[FormField, ...]:
        return self._paper.connector(account).form()

    def form_values(self, key: Key) -> dict[str, Any]:
        activity = feed.activity(self._reader, key)
        return self._paper.connector(key.account).form_values(activity) if activity else {}

    def web_url(self, key: Key) -> str:
        activity = feed.activity(self._reader, key)
        return (activity.web_url if activity else "") or self._paper.connector(key.account).web_url("activity", key.rid)

    def record_url(self, account: str, kind: str, id_: str) -> str:
        return self._paper.connector(account).web_url(kind, id_)

    def can_undo(self) -> bool:
        return self.runs and self.engine.desk.history.can_undo

    # --- acting --------------------------------------------------------------------------------------------

    def mark_read(self, keys: Sequence[Key]) -> None:
        self._do(lambda desk: desk.triage.mark_read(keys))

    def mark_unread(self, keys: Sequence[Key]) -> None:
        self._being_read.spare(keys)
        self._do(lambda desk: desk.triage.mark_unread(keys))

    def mark_all_read(self, query: FeedQuery) -> None:
        self._read_list(ListRead(query, self.newest_arrival(), spare_kept=False))

    def read_visit(self, query: FeedQuery, up_to_arrival: int) -> None:
        self._read_list(ListRead(query, up_to_arrival, spare_kept=True))

    def _read_list(self, wanted: ListRead) -> None:
        """Shown at once, also where the engine is busy or the list is very long."""
        self._being_read.begin(wanted)
        self.changes.emit(ActivitiesChanged(everything=True))

        async def work() -> None:
            try:
                self.engine.desk.triage.read_listed(wanted)
            except Exception:
                self.heard(wanted)
                raise

        self.run(work())

    def inbox_seen(self, account: str | None) -> None:
        async def work() -> None:
            if self.engine.centre:
                await self.engine.centre.withdrawing.seen(account)

        self.run(work())

    def opened(self, key: Key) -> None:
        self._do(lambda desk: desk.triage.opened(key))

    def finish(self, keys: Sequence[Key], done: bool = True) -> None:
        self._do(lambda desk: desk.triage.finish(keys, done=done))

    def snooze(self, keys: Sequence[Key], until: Instant | None) -> None:
        self._do(lambda desk: desk.triage.snooze(keys, until))

    def complete(self, key: Key, done: bool = True) -> None:
        self._do(lambda desk: desk.editing.complete(key, done=done))

    def delete(self, keys: Sequence[Key]) -> None:
        self._do(lambda desk: desk.editing.delete(keys))

    def create(self, account: str, fields: dict[str, Any]) -> None:
        self._do(lambda desk: desk.editing.create(account, fields))

    def edit(self, key: Key, fields: dict[str, Any]) -> None:
        self._do(lambda desk: desk.editing.edit(key, fields))

    def retry(self, keys: Sequence[Key]) -> None:
        self._do(lambda desk: desk.unsent.retry(keys))

    def undo(self) -> None:
        self._do(lambda desk: desk.undo())

    def redo(self) -> None:
        self._do(lambda desk: desk.redo())

    def check_now(self, account: str | None = None) -> None:
        self.ask(lambda engine: engine.followers.check_now(account))

    def resolve(self, key: Key) -> None:

        async def work() -> None:
            await self.engine.on_demand.refresh_quietly(key)

        self.run(work())

    def save_view(self, view: SavedView) -> None:
        self.ask(lambda engine: engine.views.save(view))

    def rename_view(self, old: str, new: str) -> None:
        self.ask(lambda engine: engine.views.rename(old, new))

    def remove_view(self, name: str) -> None:
        self.ask(lambda engine: engine.views.remove(name))

    def rename_account(self, account: str, name: str) -> None:
        self.ask(lambda engine: engine.choices.rename(account, name))

    def set_notify(self, accounts: Sequence[str], on: bool) -> None:
        self.ask(lambda engine: engine.choices.set_notify(accounts, on))

    def set_types_notify(self, types: Sequence[OwnType], on: bool, called: str) -> None:
        self.ask(lambda engine: engine.choices.set_types_notify(types, on, called))

    def pause_notifications(self, until: Instant | None) -> None:
        self.engine.settings.set(choose.PAUSED_UNTIL, until.us if until else 0)
        self.ask(lambda engine: engine.centre.poke() if engine.centre else None)

    def window_in_front(self, active: bool) -> None:
        """The window came to the front or went away: looks follow more often, and one setting depends on it."""
        self.ask(lambda engine: engine.attend(active))

    def send_sample(self) -> None:
        if self._sample:
            self._sample()

    def _do(self, act: Callable[[Desk], object]) -> None:
        self.ask(lambda engine: act(engine.desk))


def _account_row(account: accounts.Account, unread: int) -> AccountRow:
    title = registry.title(account.system)
    return AccountRow(
        id=account.id,
        system=account.system,
        system_title=title,
        name=account.name,
        url=account.url,
        unread=unread,
        user_id=account.user_id,
        user_name=account.user_name,
        notify=account.notify,
        muted_kinds=account.muted_kinds,
    )
