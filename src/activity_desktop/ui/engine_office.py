"""How do forms, outbox, health page and server search reach the engine? The real `ui.office.Office`, beside the bridge."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from ..crm import registry
from ..crm.contract import Checks, FormField
from ..model.activity import Key
from ..model.changes import Fate, Settled
from ..model.feed import PersonKey
from ..model.operation import Create
from ..model.problems import CannotDo, Problem, Rejected
from ..operations import conflicts, drafts, health
from ..operations.editing import Editing
from ..operations.health import Health
from ..store import accounts, feed, outbox, people
from ..store import drafts as store_drafts
from ..store.database import Connection
from ..store.drafts import SavedDraft
from ..store.noise import DAYS, Noise, noise_by_type
from .office import Draft, Found, Known, WaitingChange, WebAddress

if TYPE_CHECKING:
    from .engine_calls import EngineCalls
    from .finding import Finding
    from .paper import Paper

MOST_SHOWN = 200


class EngineOffice:
    """Satisfies `ui.office.Office`."""

    def __init__(self, calls: EngineCalls, reader: Connection, finding: Finding, paper: Paper) -> None:
        self._calls = calls
        self._reader = reader
        self._finding = finding
        self._paper = paper
        self._asked: dict[str, Callable[[Settled], None]] = {}
        calls.changes.connect(self._heard)

    # --- reading -------------------------------------------------------------------------------------------

    def draft(self, name: str) -> SavedDraft | None:
        return store_drafts.find(self._reader, name)

    def filters(self, account: str) -> tuple[FormField, ...]:
        return self._paper.connector(account).system.filters

    def check(self, account: str, key: Key | None, fields: Mapping[str, Any]) -> dict[str, str]:
        connector = self._paper.connector(account)
        known = feed.activity(self._reader, key) if key is not None else None
        if not isinstance(connector, Checks):
            return {}
        try:
            connector.check(fields, known)
        except Rejected as problem:
            return problem.fields or {"": str(problem)}
        return {}

    def waiting(self) -> list[WaitingChange]:
        return [self._change(waiting) for waiting in outbox.all_waiting(self._reader, most=MOST_SHOWN)]

    def _change(self, waiting: outbox.Waiting) -> WaitingChange:
        return WaitingChange(
            op=waiting.op,
            key=waiting.key,
            operation=waiting.operation,
            title=self._title(waiting),
            since=waiting.created,
            tries=waiting.attempts,
            next_try=waiting.not_before,
            sending=waiting.state == "sending",
            refused=waiting.state == "parked",
            conflict=waiting.problem == "Conflict",
            reason=waiting.note,
        )

    def _title(self, waiting: outbox.Waiting) -> str:
        if isinstance(waiting.operation, Create):
            form = self._paper.connector(waiting.key.account).form()
            return str(waiting.operation.fields.get(form[0].name, "")) if form else ""
        activity = feed.activity(self._reader, waiting.key)
        return activity.title if activity else ""

    def people_named(self, text: str, answer: Callable[[list[Known]], None]) -> None:
        def search(reader: Connection) -> list[Known]:
            return [Known(key, name) for key, name in people.search(reader, text)]

        self._finding.look_up("people", search, answer)

    def noise(self, account: str) -> Mapping[str, Noise]:
        since = self._calls.engine.clock.now().plus(-DAYS * 86_400.0)
        return noise_by_type(self._reader, account, since)

    def web_addresses(self, account: str) -> list[WebAddress]:
        found = accounts.account(self._reader, account)
        if found is None:
            return []
        usual = registry.stored(found.system).web_urls
        return [WebAddress(kind, found.web_urls.get(kind, template), template) for kind, template in usual.items()]

    # --- acting --------------------------------------------------------------------------------------------

    def submit(self, draft: Draft, answered: Callable[[Settled], None]) -> None:
        ticket = str(uuid.uuid4())
        self._asked[ticket] = answered

        async def work() -> None:
            try:
                _queue(self._calls.engine.desk.editing, draft, ticket)
                drafts.forget(self._calls.engine.database, store_drafts.name_of(draft.key, draft.replaces))
            except Problem as problem:
                self._calls.heard(Settled(0, ticket, draft.key or Key(draft.account, ""), Fate.REFUSED, str(problem)))

        self._calls.run(work())

    def keep_draft(self, draft: SavedDraft) -> None:
        self._calls.ask(lambda engine: drafts.keep(engine.database, draft))

    def forget_draft(self, name: str) -> None:
        self._calls.ask(lambda engine: drafts.forget(engine.database, name))

    def discard_draft(self, draft: SavedDraft) -> None:
        self._calls.ask(lambda engine: drafts.discard(engine.database, engine.desk.history, self._calls.heard, draft))

    def retry(self, op: int) -> None:
        self._calls.ask(lambda engine: engine.desk.unsent.retry_one(op))

    def drop(self, op: int) -> None:
        self._calls.ask(lambda engine: engine.desk.unsent.drop(op))

    def keep_mine(self, op: int) -> None:
        self._calls.run(conflicts.keep_mine(self._calls.engine, op))

    def use_theirs(self, op: int) -> None:
        self._calls.run(conflicts.use_theirs(self._calls.engine, op))

    def refresh(self, key: Key) -> None:
        self._calls.run(self._calls.engine.on_demand.refresh(key))

    def search(self, account: str, filters: Mapping[str, str], answered: Callable[[Found], None]) -> None:
        future = self._calls.submit(self._calls.engine.on_demand.search(account, filters))
        future.add_done_callback(lambda done: self._calls.later(lambda: answered(_found(done))))

    def link_same(self, one: PersonKey, other: PersonKey) -> None:
        self._calls.ask(lambda engine: engine.same_person.link(one, other))

    def unlink_same(self, key: PersonKey) -> None:
        self._calls.ask(lambda engine: engine.same_person.unlink(key))

    def set_web_addresses(self, account: str, templates: Mapping[str, str]) -> None:
        self._calls.run(self._calls.engine.linking.set_web_urls(account, templates))

    def look_at_health(self, answered: Callable[[Health], None]) -> None:
        def tell(done: Future[Health]) -> None:
            if not done.cancelled() and done.exception() is None:
                self._calls.later(lambda: answered(done.result()))

        self._calls.run(health.look(self._calls.engine)).add_done_callback(tell)

    def _heard(self, change: object) -> None:
        if isinstance(change, Settled) and change.ticket in self._asked:
            self._asked.pop(change.ticket)(change)


def _queue(editing: Editing, draft: Draft, ticket: str) -> None:
    """On the engine's thread. Raises CannotDo."""
    if draft.key is None:
        editing.create(draft.account, draft.fields, ticket=ticket, replaces=draft.replaces)
    else:
        editing.edit(draft.key, draft.fields, ticket=ticket, replaces=draft.replaces)


def _found(done: Future[list[Key]]) -> Found:
    problem = CannotDo() if done.cancelled() else done.exception()
    if problem is None:
        return Found(tuple(done.result()))
    if isinstance(problem, Rejected):
        return Found(problem=str(problem), fields=problem.fields)
    return Found(problem=str(problem if isinstance(problem, Problem) else Problem(detail=repr(problem))))
