"""Which searches are saved? The verbs that list, add and remove views."""

from __future__ import annotations

from argparse import Namespace

from ..model.feed import Shelf
from ..model.problems import Exit
from ..model.views import SavedView
from ..operations.accounts import find_account
from ..operations.engine import Engine
from ..store import feed, own_types, views
from .printing import Printer
from .reading import understood
from .session import tell_running, with_engine


def list_(namespace: Namespace, printer: Printer) -> int:
    async def work(engine: Engine) -> int:
        connection = engine.database.connection
        for view in views.all_views(connection):
            held = feed.count(connection, view.counted(engine.clock.now(), own_types.names(connection)))
            where = " ".join(part for part in (view.shelf, view.account, view.typed) if part)
            printer.say(
                f"{view.name:24}  {held:6}  {where}",
                name=view.name,
                query=view.typed,
                shelf=str(view.shelf),
                account=view.account,
                holds=held,
            )
        return Exit.DONE

    return with_engine(namespace, printer, work)


def add(namespace: Namespace, printer: Printer) -> int:
    async def work(engine: Engine) -> int:
        account = find_account(engine.database.connection, namespace.account).id if namespace.account else None
        view = SavedView(name=namespace.name, shelf=Shelf(namespace.shelf), account=account, typed=namespace.query.strip())
        understood(engine, view)
        kept = engine.views.save(view)
        printer.say(f"Saved {kept.name}.", event="saved", name=kept.name)
        return Exit.DONE

    return _then_tell(namespace, with_engine(namespace, printer, work))


def rename(namespace: Namespace, printer: Printer) -> int:
    async def work(engine: Engine) -> int:
        engine.views.rename(namespace.name, namespace.new_name)
        printer.say(f"{namespace.name} is called {namespace.new_name}.", event="renamed", name=namespace.new_name)
        return Exit.DONE

    return _then_tell(namespace, with_engine(namespace, printer, work))


def remove(namespace: Namespace, printer: Printer) -> int:
    async def work(engine: Engine) -> int:
        engine.views.remove(namespace.name)
        printer.say(f"Removed {namespace.name}.", event="removed", name=namespace.name)
        return Exit.DONE

    return _then_tell(namespace, with_engine(namespace, printer, work))


def _then_tell(namespace: Namespace, code: int) -> int:
    """A running program shows it at once."""
    tell_running(namespace)
    return code
