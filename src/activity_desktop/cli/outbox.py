"""What waits to be sent, and what shall become of it? The verb that lists changes on their way, and decides about one."""

from __future__ import annotations

from argparse import Namespace

from ..model.problems import BadInput, Exit, NotFound
from ..operations import conflicts
from ..operations.engine import Engine
from ..store import outbox as waiting
from .acting import settle
from .printing import Printer
from .session import with_engine

MOST = 2**63
"""No database counts so far."""


def outbox(namespace: Namespace, printer: Printer) -> int:
    if namespace.what == "list":
        return with_engine(namespace, printer, lambda engine: _list(engine, printer))
    if namespace.op is None:
        raise BadInput(f"Say which change to {namespace.what}.", "Give its number, as `outbox` prints it.")
    if not 0 < namespace.op < MOST:
        raise NotFound(f"There is no waiting change {namespace.op}.", "See `activity-desktop outbox`.")

    async def work(engine: Engine) -> int:
        entry = waiting.one(engine.database.connection, namespace.op)
        match namespace.what:
            case "retry":
                engine.desk.unsent.retry_one(namespace.op)
            case "drop":
                engine.desk.unsent.drop(namespace.op)
            case "keep-mine":
                await conflicts.keep_mine(engine, namespace.op)
            case "use-theirs":
                await conflicts.use_theirs(engine, namespace.op)
        accounts = {entry.key.account} if entry is not None else set()
        return await settle(namespace, engine, printer, accounts, namespace.what, op=namespace.op)

    return with_engine(namespace, printer, work)


async def _list(engine: Engine, printer: Printer) -> int:
    for entry in waiting.all_waiting(engine.database.connection):
        what = type(entry.operation).__name__
        printer.say(
            f"{entry.op:6}  {entry.key!s:28}  {what:10}  {entry.state:8}  tried {entry.attempts}x  {entry.note}",
            op=entry.op,
            id=str(entry.key),
            what=what,
            state=entry.state,
            conflict=entry.problem == "Conflict",
            attempts=entry.attempts,
            note=entry.note,
        )
    return Exit.DONE
