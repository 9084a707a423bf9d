"""What can a script change? The verbs that act: mark, done, inbox, snooze, delete, complete, reopen, edit, send.

Each goes through the outbox like the same act in the window. A running program sends it; without one, it is sent at once,
and what cannot be sent now waits for the next time.
"""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ..crm.contract import Feature, FieldType
from ..model.activity import Key
from ..model.feed import Shelf
from ..model.problems import BadInput, Exit, NotFound, Offline, Problem
from ..model.views import SavedView
from ..operations.accounts import account_by_id
from ..operations.engine import Engine
from ..store import activities, feed, outbox
from ..store.accounts import Account
from .printing import Printer, parse_when_or_refuse
from .reading import understood
from .session import chosen_accounts, keys_of, tell_running, with_engine


def mark(namespace: Namespace, printer: Printer) -> int:
    if bool(namespace.ids) + namespace.all + bool(namespace.search) != 1:
        raise BadInput(
            "Say which activities: IDs, --all, or --search.", "For example: activity-desktop mark read northwind/123"
        )
    keys = keys_of(namespace.ids)

    def act(engine: Engine, here: Sequence[Key]) -> int:
        view = SavedView(name="", shelf=Shelf.EVERYTHING if namespace.search else Shelf.INBOX, typed=namespace.search)
        query = understood(engine, view)
        if namespace.as_ == "unread":
            found = here if keys else [row.key for row in feed.page(engine.database.connection, query, None, -1)]
            return engine.desk.triage.mark_unread(found)
        return engine.desk.triage.mark_read(here) if keys else engine.desk.triage.mark_all_read(query)

    return _act(namespace, printer, keys, act, f"marked {namespace.as_}")


def done(namespace: Namespace, printer: Printer) -> int:
    keys = keys_of(namespace.ids)
    return _act(namespace, printer, keys, lambda engine, here: engine.desk.triage.finish(here), "done")


def inbox(namespace: Namespace, printer: Printer) -> int:
    """The way back from `done` and `snooze`."""
    keys = keys_of(namespace.ids)
    return _act(namespace, printer, keys, lambda engine, here: engine.desk.triage.snooze(here, None), "back in the inbox")


def snooze(namespace: Namespace, printer: Printer) -> int:
    keys = keys_of(namespace.ids)

    def act(engine: Engine, here: Sequence[Key]) -> int:
        return engine.desk.triage.snooze(here, parse_when_or_refuse(namespace.until, engine.clock.now()))

    return _act(namespace, printer, keys, act, "snoozed")


def delete(namespace: Namespace, printer: Printer) -> int:
    """Without the eight seconds in which the window can undo it: a script has no second thoughts."""
    keys = keys_of(namespace.ids)
    return _act(namespace, printer, keys, lambda engine, here: engine.desk.editing.delete(here, at_once=True), "deleted")


def complete(namespace: Namespace, printer: Printer) -> int:
    return _complete(namespace, printer, done=True)


def reopen(namespace: Namespace, printer: Printer) -> int:
    return _complete(namespace, printer, done=False)


def _complete(namespace: Namespace, printer: Printer, *, done: bool) -> int:
    keys = keys_of(namespace.ids)

    def act(engine: Engine, here: Sequence[Key]) -> int:
        for key in here:
            engine.desk.editing.complete(key, done=done)
        return len(here)

    return _act(namespace, printer, keys, act, "completed" if done else "reopened")


def edit(namespace: Namespace, printer: Printer) -> int:
    def act(engine: Engine, here: Sequence[Key]) -> int:
        for key in here:
            engine.desk.editing.edit(key, parse_fields(namespace.field))
        return len(here)

    return _act(namespace, printer, keys_of([namespace.id]), act, "changed")


def send(namespace: Namespace, printer: Printer) -> int:
    """Create an activity in the one account that can, or in the one that was named."""

    async def work(engine: Engine) -> int:
        account = _creating_account(engine, namespace.account)
        fields = parse_fields(namespace.field)
        connector = await engine.followers.connector(account.id)
        form = {field.name: field for field in connector.form()}
        if namespace.title:
            fields.setdefault("title" if "title" in form else "subject", namespace.title)
        unknown = sorted(fields.keys() - form.keys())
        if unknown:
            raise BadInput(f"{account.name} has no field {unknown[0]!r}.", f"Its fields are: {', '.join(form)}.")
        missing = [field.label for field in form.values() if field.required and fields.get(field.name) in (None, "")]
        if missing:
            raise BadInput(f"{account.name} needs: {', '.join(missing)}.", "Give them with --field NAME=VALUE.")
        lists = {
            name: [value] for name, value in fields.items() if form[name].type is FieldType.LIST and not isinstance(value, list)
        }
        op = engine.desk.editing.create(account.id, {**fields, **lists})
        code = await settle(namespace, engine, printer, {account.id}, "sent", op=op)
        _drop_refused(engine, op)
        return code

    return with_engine(namespace, printer, work)


def _drop_refused(engine: Engine, op: int) -> None:
    """The script was told; a draft that nobody will ever look at again is not kept."""
    if any(entry.op == op and entry.state == "parked" for entry in outbox.all_waiting(engine.database.connection)):
        engine.desk.unsent.drop(op)


def _creating_account(engine: Engine, text: str | None) -> Account:
    chosen = chosen_accounts(engine, text)
    able = [account for account in chosen if engine.proved.of(account.id).has(Feature.CREATE)]
    if len(able) == 1:
        return able[0]
    if len(able) > 1:
        raise BadInput("Several accounts can create activities.", f"Name one with --account: {', '.join(a.id for a in able)}.")
    if len(chosen) == 1:
        raise NotFound(engine.proved.of(chosen[0].id).reason(Feature.CREATE), "Add an account that can.")
    raise NotFound("No account here can create activities.", "Add one that can, with `activity-desktop accounts add`.")


def parse_fields(texts: Iterable[str]) -> dict[str, Any]:
    """NAME=VALUE pairs. A value that is JSON other than a plain word is taken as JSON; an empty one clears. Raises BadInput."""
    fields: dict[str, Any] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not (name and equals):
            raise BadInput(f"{text!r} is not NAME=VALUE.")
        fields[name] = _value(value)
    return fields


def _value(text: str) -> Any:
    if text == "":
        return None
    try:
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):  # no JSON, or what only Python reads: NaN, and halves of a surrogate pair
        return text
    return value


Act = Callable[[Engine, Sequence[Key]], int]
"""Gets the activities that are here, of those that were named, and gives how many it changed."""


def _act(namespace: Namespace, printer: Printer, keys: Sequence[Key], act: Act, word: str) -> int:
    async def work(engine: Engine) -> int:
        for key in keys:
            account_by_id(engine.database.connection, key.account)
        here = [key for key in keys if _here(engine, key)]
        missing = [key for key in keys if key not in here]
        for key in missing:
            printer.problem(NotFound(f"There is no activity {key}."))
        count = act(engine, here)
        account_ids = {key.account for key in keys} or {account.id for account in chosen_accounts(engine, None)}
        code = await settle(namespace, engine, printer, account_ids, word, count=count)
        return Exit.PROBLEM if missing else code

    return with_engine(namespace, printer, work)


def _here(engine: Engine, key: Key) -> bool:
    return bool(activities.ids_of(engine.database.connection, [key]))


async def settle(namespace: Namespace, engine: Engine, printer: Printer, account_ids: set[str], word: str, **facts: Any) -> int:
    """Have what waits sent: by the running program where there is one, else now. Say what became of it."""
    parked = {entry.op for entry in _waiting(engine, account_ids) if entry.state == "parked"}
    code = Exit.DONE if tell_running(namespace) else await _send(engine, printer, account_ids)
    waiting = _waiting(engine, account_ids)
    refused = [entry for entry in waiting if entry.state == "parked" and entry.op not in parked]
    for entry in refused:
        printer.problem(Problem(f"Not saved: {entry.note}", " "))
    if refused:
        return Exit.PROBLEM
    late = sum(entry.state != "parked" for entry in waiting)
    printer.say(f"{word}{f', {late} waiting to be sent' if late else ''}", event=word, waiting=late, **facts)
    return code


def _waiting(engine: Engine, account_ids: set[str]) -> list[outbox.Waiting]:
    return [entry for entry in outbox.all_waiting(engine.database.connection) if entry.key.account in account_ids]


async def _send(engine: Engine, printer: Printer, account_ids: set[str]) -> Exit:
    code = Exit.DONE
    for account_id in sorted(account_ids):
        if not outbox.count(engine.database.connection, account_id):
            continue
        try:
            await engine.on_demand.send_now(account_id)
        except Offline as problem:
            printer.hint(str(problem))
        except Problem as problem:
            printer.problem(problem)
            code = problem.exit_code
    return code
