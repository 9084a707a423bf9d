"""How does a verb get at the data? Through the same engine as the window, opened for as long as the verb runs."""

from __future__ import annotations

import asyncio
import re
from argparse import Namespace
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from ..model.activity import Key
from ..model.changes import Change, Told
from ..model.problems import BadInput
from ..native import single_instance
from ..native.notifier import Notifier
from ..native.paths import Paths
from ..native.secrets import make_secret_store
from ..operations.accounts import find_account
from ..operations.engine import Engine
from ..store import accounts
from ..store.accounts import Account
from .printing import Printer
from .profile import paths_of, settings_of

_SURROGATE = re.compile("[\ud800-\udfff]")
"""What Python makes of a byte that is no text."""


def make_engine(paths: Paths, tell: Callable[[Change], None], **more: Any) -> Engine:
    """The engine over this profile's data."""
    settings = more.pop("settings", None) or settings_of(paths)
    secrets = make_secret_store(paths.profile_name)
    return Engine(paths.data / "activity.db", secrets, settings, tell, log=paths.log, **more)


@asynccontextmanager
async def opened(namespace: Namespace, printer: Printer, notifier: Notifier | None = None) -> AsyncIterator[Engine]:
    """The engine without followers and notifications: nothing happens but what the verb asks for. With a `notifier` it can
    take notifications back."""

    def tell(change: Change) -> None:
        if isinstance(change, Told):
            printer.hint(change.text)

    _refuse_what_is_no_text(vars(namespace))
    engine = make_engine(paths_of(namespace), tell, notifier=notifier)
    try:
        yield engine
    finally:
        await engine.stop()


def with_engine(
    namespace: Namespace, printer: Printer, work: Callable[[Engine], Coroutine[Any, Any, int]], notifier: Notifier | None = None
) -> int:
    """Run a coroutine with the engine; gives its exit code."""

    async def run() -> int:
        async with opened(namespace, printer, notifier) as engine:
            return await work(engine)

    return asyncio.run(run())


def _refuse_what_is_no_text(arguments: Mapping[str, object]) -> None:
    """Bytes that are no UTF-8 name nothing here, and no database takes them. Paths may be of such bytes. Raises BadInput."""
    for value in arguments.values():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and not text.isprintable() and _SURROGATE.search(text):
                raise BadInput(f"{text!r} is no text.", "Write it in UTF-8.")


def keys_of(texts: Iterable[str]) -> list[Key]:
    """Identifiers as typed. Raises BadInput for the first that is none."""
    keys = []
    for text in texts:
        try:
            keys.append(Key.parse(text))
        except ValueError as error:
            raise BadInput(f"{text!r} is not an activity's ID.", "IDs look like account/123; `list` prints them.") from error
    return keys


def chosen_accounts(engine: Engine, text: str | None) -> list[Account]:
    """The one that a person means, or all where none is named. Raises NotFound."""
    if text:
        return [find_account(engine.database.connection, text)]
    return accounts.all_accounts(engine.database.connection)


def tell_running(namespace: Namespace) -> bool:
    """Let a running program with the same profile look at the database again. False when none runs."""
    return single_instance.send_to_running(paths_of(namespace), {"refresh": True})
