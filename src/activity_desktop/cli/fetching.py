"""How does a script get what the servers have? The verbs that fetch: sync, find and refresh; clear lets all come anew."""

from __future__ import annotations

import asyncio
from argparse import Namespace

from ..crm import registry
from ..crm.contract import Feature
from ..model.activity import Key
from ..model.changes import ActivitiesChanged, Change
from ..model.problems import BadInput, Exit, Problem
from ..operations.clearing import clear_activities
from ..operations.engine import Engine
from ..store import feed
from .acting import parse_fields
from .printing import Printer, row_line
from .profile import paths_of
from .session import chosen_accounts, keys_of, make_engine, tell_running, with_engine


def sync(namespace: Namespace, printer: Printer) -> int:
    """One round of each account; an account that fails does not keep the others from theirs."""
    arrived: list[Key] = []

    def tell(change: Change) -> None:
        if isinstance(change, ActivitiesChanged):
            arrived.extend(change.arrived)

    async def run() -> int:
        engine = make_engine(paths_of(namespace), tell)
        try:
            return await _sync_all(engine, namespace, printer, arrived)
        finally:
            await engine.stop()

    code = asyncio.run(run())
    tell_running(namespace)
    return code


async def _sync_all(engine: Engine, namespace: Namespace, printer: Printer, arrived: list[Key]) -> int:
    chosen = chosen_accounts(engine, namespace.account)
    if not chosen:
        printer.hint("There are no accounts yet. Add one with `activity-desktop accounts add`.")
    code: int = Exit.DONE
    for account in chosen:
        arrived.clear()
        try:
            outcome = await engine.on_demand.sync_once(account.id)
        except Problem as problem:
            printer.problem(problem)
            code = problem.exit_code
            continue
        for key in arrived:
            row = feed.row(engine.database.connection, key)
            if row:
                printer.say(row_line(row), event="arrived", id=str(key), title=row.title, unread=row.unread)
        printer.say(
            f"{account.name}: {outcome.arrived} new, {outcome.changed} changed, {outcome.removed} gone",
            event="synced",
            account=account.id,
            arrived=outcome.arrived,
            changed=outcome.changed,
            removed=outcome.removed,
        )
    return code


def find(namespace: Namespace, printer: Printer) -> int:
    """Filters are the connector's own; without any, they are listed."""

    async def work(engine: Engine) -> int:
        able = [a for a in chosen_accounts(engine, namespace.account) if engine.proved.of(a.id).has(Feature.SERVER_FILTER)]
        if len(able) != 1:
            names = ", ".join(account.id for account in able) or "none of your accounts"
            raise BadInput("Name the account to search with --account.", f"Servers that can filter: {names}.")
        filters = {name: str(value) for name, value in parse_fields(namespace.filter).items()}
        if not filters:
            for field in registry.system(able[0].system).filters:
                printer.say(
                    f"{field.name:20}  {field.label}  {field.help}", filter=field.name, label=field.label, help=field.help
                )
            return Exit.DONE
        for key in await engine.on_demand.search(able[0].id, filters):
            row = feed.row(engine.database.connection, key)
            if row:
                printer.say(row_line(row), event="found", id=str(key), title=row.title, unread=row.unread)
        return Exit.DONE

    return with_engine(namespace, printer, work)


def refresh(namespace: Namespace, printer: Printer) -> int:
    keys = keys_of(namespace.ids)

    async def work(engine: Engine) -> int:
        for key in keys:
            activity = await engine.on_demand.refresh(key)
            printer.say(f"{key}  {activity.title}", event="refreshed", id=str(key), title=activity.title)
        return Exit.DONE

    return with_engine(namespace, printer, work)


def clear(namespace: Namespace, printer: Printer) -> int:
    """Accounts, settings and what waits to be sent stay; the next look fetches the activities anew."""

    async def work(engine: Engine) -> int:
        await clear_activities(engine)
        printer.say("The activities on this computer are deleted.", event="cleared")
        return Exit.DONE

    code = with_engine(namespace, printer, work)
    tell_running(namespace)
    return code
