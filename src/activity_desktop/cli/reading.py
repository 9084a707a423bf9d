"""What is there? The verbs that only read: list, search, show, trace, person."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from msgspec.structs import replace

from ..crm.contract import Feature
from ..model.activity import Key
from ..model.feed import FeedQuery, FeedRow, PersonKey, Shelf
from ..model.problems import BadInput, Exit, NotFound
from ..model.views import SavedView
from ..operations.accounts import account_by_id, find_account
from ..operations.engine import Engine
from ..store import accounts, activities, feed, ledger, own_types, stations, views
from .printing import Printer, detail_facts, fact_lines, row_line, time_text
from .session import keys_of, with_engine

PAGE = 200


def list_(namespace: Namespace, printer: Printer) -> int:
    async def work(engine: Engine) -> int:
        query = _view_query(engine, namespace.view) if namespace.view else FeedQuery(Shelf(namespace.shelf))
        account = find_account(engine.database.connection, namespace.account).id if namespace.account else query.account
        query = replace(query, account=account, unread_only=namespace.unread or query.unread_only)
        return _print_rows(engine, printer, query, namespace.limit)

    return with_engine(namespace, printer, work)


def search(namespace: Namespace, printer: Printer) -> int:
    async def work(engine: Engine) -> int:
        view = SavedView(name="", shelf=Shelf.EVERYTHING, typed=namespace.query)
        return _print_rows(engine, printer, understood(engine, view), namespace.limit)

    return with_engine(namespace, printer, work)


def understood(engine: Engine, view: SavedView) -> FeedQuery:
    """What a search lists now. Raises BadInput for an operator whose value means nothing."""
    query = view.query(engine.clock.now(), own_types.names(engine.database.connection))
    for wrong in query.terms.wrong:
        remedy = f"After “{wrong.operator}:” you can write {', '.join(wrong.allowed)}." if wrong.allowed else "Take one away."
        problem = "is not understood" if wrong.allowed else "contradicts the rest"
        raise BadInput(f"“{wrong.operator}:{wrong.value}” {problem}.", remedy)
    return query


def _view_query(engine: Engine, name: str) -> FeedQuery:
    for view in views.all_views(engine.database.connection):
        if view.name == name:
            return understood(engine, view)
    raise NotFound(f"There is no saved view “{name}”.", "See `activity-desktop views list`.")


def person(namespace: Namespace, printer: Printer) -> int:
    async def work(engine: Engine) -> int:
        account = find_account(engine.database.connection, namespace.account).id
        key = PersonKey(account, namespace.kind, namespace.person_id)
        return _print_rows(engine, printer, FeedQuery(Shelf.EVERYTHING, person=key), None)

    return with_engine(namespace, printer, work)


def _print_rows(engine: Engine, printer: Printer, query: FeedQuery, limit: int | None) -> int:
    names = {account.id: account.name for account in accounts.all_accounts(engine.database.connection)}
    for row in rows_of(engine, query, limit):
        if not printer.as_json:
            printer.say(row_line(row))
            continue
        detail = feed.detail(engine.database.connection, row.key, local_read_state=local_read_state(engine, row.key))
        if detail:
            printer.say("", **detail_facts(detail, names.get(row.key.account, "")))
    return Exit.DONE


def rows_of(engine: Engine, query: FeedQuery, limit: int | None) -> Iterator[FeedRow]:
    """What a query lists, newest first, page by page."""
    left = limit
    after = None
    while left is None or left > 0:
        page = feed.page(engine.database.connection, query, after, PAGE if left is None else min(PAGE, left))
        yield from page
        if len(page) < PAGE:
            return
        after = page[-1].position
        left = None if left is None else left - len(page)


def local_read_state(engine: Engine, key: Key) -> bool:
    """Whether read and unread are kept on this computer only."""
    return not engine.proved.of(key.account).has(Feature.READ_STATE)


def show(namespace: Namespace, printer: Printer) -> int:
    (key,) = keys_of([namespace.id])

    async def work(engine: Engine) -> int:
        detail = (
            feed.detail(engine.database.connection, key, local_read_state=local_read_state(engine, key))
            if _known(engine, key)
            else None
        )
        if detail is None:
            raise NotFound(f"There is no activity {key}.")
        facts = detail_facts(detail, account_by_id(engine.database.connection, key.account).name)
        printer.say(fact_lines(facts), **facts)
        return Exit.DONE

    return with_engine(namespace, printer, work)


def _known(engine: Engine, key: Key) -> bool:
    return accounts.account(engine.database.connection, key.account) is not None


def trace(namespace: Namespace, printer: Printer) -> int:
    """The stations of an activity, and the verdict about its notification."""
    (key,) = keys_of([namespace.id])

    async def work(engine: Engine) -> int:
        connection = engine.database.connection
        if not activities.ids_of(connection, [key]):
            raise NotFound(f"There is no activity {key}.")
        for station in stations.of_activity(connection, key):
            text = f"{station.at.local():%Y-%m-%d %H:%M:%S.%f}  {station.name:14}  {station.note}"
            printer.say(text, station=station.name, at=station.at.rfc3339(), note=station.note)
        entry = ledger.entry(connection, key)
        state, reason, at = entry or ("suppressed", "it came with the first fill, and old ones are not news", None)
        when = f" at {time_text(at)}" if at else ""
        printer.say(
            f"Notification: {state}{when}, because {reason or 'nothing was decided yet'}.", verdict=state, reason=reason
        )
        return Exit.DONE

    return with_engine(namespace, printer, work)
