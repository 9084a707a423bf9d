"""How is a profile followed without a window? Announcements come as notifications and as lines on the terminal."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from argparse import Namespace
from typing import Any

from ..model.changes import AccountState as State
from ..model.changes import Announced, Change, JoinWanted, LinkOpened, Phase, Told
from ..model.clock import in_time
from ..model.identity import APP_ICON, APP_ID
from ..model.problems import Exit
from ..native import single_instance
from ..native.notifiers import make_notifier
from ..native.paths import Paths
from ..native.terminal_notifier import TerminalNotifier
from ..operations import logs
from ..operations.engine import Engine
from ..resources import resource
from .printing import Printer
from .profile import paths_of
from .session import make_engine


def watch(namespace: Namespace, printer: Printer) -> int:
    """Follow and announce without a window, until stopped, or until what is printed cannot be written any more."""
    paths = paths_of(namespace)
    logs.to_file(paths.log)
    with single_instance.hold(paths):
        return asyncio.run(_watch(paths, printer, namespace.seconds))


async def _watch(paths: Paths, printer: Printer, seconds: float | None) -> int:
    notifier = TerminalNotifier(make_notifier(APP_ID, resource(APP_ICON)))
    loop = asyncio.get_running_loop()
    engine: Engine | None = None
    stop = asyncio.Event()
    failed: list[OSError] = []

    def tell(change: Change) -> None:
        try:
            print_change(printer, change)
        except OSError as error:  # who read it has ended, or its disk is full
            failed.append(error)
            stop.set()

    def heard(message: dict[str, Any]) -> None:
        if engine is not None and message.get("refresh"):
            engine.reload()
        elif engine is not None and "set" in message:
            with contextlib.suppress(ValueError):
                engine.settings.set_named(str(message["set"]), message.get("value"))
                if engine.centre:
                    engine.centre.poke()

    async with single_instance.listen(paths, heard, has_window=False):
        engine = make_engine(paths, tell=tell, notifier=notifier, alone=True)
        logs.as_chosen(engine.settings)
        for name in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):  # Windows has no such handlers; Ctrl-C works there anyway
                loop.add_signal_handler(name, stop.set)
        try:
            await engine.start()
            await in_time(stop, seconds)
        finally:
            await engine.stop()
    if failed:
        raise failed[0]
    return Exit.DONE


def print_change(printer: Printer, change: Change) -> None:
    """What somebody at a terminal wants to know: announcements, links, and when an account's state changes."""
    match change:
        case Announced():
            printer.announced(change)
        case LinkOpened(link=link):
            printer.say(f"clicked    {link}", event="clicked", link=link)
        case JoinWanted(key=key):
            printer.say(f"join       {key}", event="join", id=str(key))
        case Told(text=text):
            printer.hint(text)
        case State(phase=phase) if phase in (Phase.LIVE, Phase.TROUBLED, Phase.SIGNED_OUT, Phase.WAITING):
            text = f"{change.account}: {phase}" + (
                f". {change.problem_title} {change.problem_remedy}" if change.problem_title else ""
            )
            printer.say(text, event="state", account=change.account, phase=str(phase), problem=change.problem_title)
