"""Which people are one and the same? The verb that links and parts them, across accounts; nothing is sent anywhere."""

from __future__ import annotations

from argparse import Namespace

from ..model.feed import PersonKey
from ..model.problems import Exit
from ..operations.accounts import find_account
from ..operations.engine import Engine
from ..store import feed, people
from .printing import Printer
from .session import tell_running, with_engine


def find(namespace: Namespace, printer: Printer) -> int:
    """Everybody with activities whose name or address contains the text; `person` lists what there was with one of them."""

    async def work(engine: Engine) -> int:
        connection = engine.database.connection
        for key, name in people.search(connection, namespace.name):
            person, held = people.person(connection, key), feed.person_total(connection, key)
            printer.say(
                f"{name:32}  {' '.join(key):40}  {held} {'activity' if held == 1 else 'activities'}",
                name=name,
                email=person.email if person else "",
                account=key.account,
                kind=key.kind,
                id=key.id,
                activities=held,
                same_as=[list(other) for other in people.same_as(connection, key)],
            )
        return Exit.DONE

    return with_engine(namespace, printer, work)


def link(namespace: Namespace, printer: Printer) -> int:
    """From now on the page of each shows the activities of both."""

    async def work(engine: Engine) -> int:
        one = _key(engine, namespace.account, namespace.kind, namespace.person_id)
        other = _key(engine, namespace.other_account, namespace.other_kind, namespace.other_id)
        engine.same_person.link(one, other)
        return _said(engine, printer, "linked", one)

    return _with_the_window(namespace, with_engine(namespace, printer, work))


def unlink(namespace: Namespace, printer: Printer) -> int:
    async def work(engine: Engine) -> int:
        one = _key(engine, namespace.account, namespace.kind, namespace.person_id)
        engine.same_person.unlink(one)
        return _said(engine, printer, "unlinked", one)

    return _with_the_window(namespace, with_engine(namespace, printer, work))


def _key(engine: Engine, account: str, kind: str, id_: str) -> PersonKey:
    return PersonKey(find_account(engine.database.connection, account).id, kind, id_)


def _said(engine: Engine, printer: Printer, event: str, key: PersonKey) -> int:
    also = [list(other) for other in people.same_as(engine.database.connection, key)]
    printer.say(f"{event}: {'/'.join(key)}", event=event, person=list(key), same_as=also)
    return Exit.DONE


def _with_the_window(namespace: Namespace, code: int) -> int:
    """A running window shows it at once."""
    tell_running(namespace)
    return code
