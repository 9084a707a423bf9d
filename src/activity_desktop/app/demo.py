"""How is the main job shown on a fresh machine? The program on its embedded server, with news every few seconds."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QTimer

from ..local_server.server import LocalServer
from ..model.changes import Change
from ..model.identity import APP_ICON, APP_ID
from ..native import single_instance
from ..native.notifier import Notifier
from ..native.notifiers import make_notifier
from ..native.paths import Paths
from ..native.secrets import SecretStore, SessionSecrets
from ..native.terminal_notifier import TerminalNotifier
from ..operations.candidates import Candidate, candidate
from ..resources import resource
from ..settings.file import Settings
from .own_demo import fluid
from .program import Program


def run_demo(
    paths: Paths,
    settings: Settings,
    every: float,
    seconds: float | None,
    pictures: Path | None,
    listener: Callable[[Change], None],
    *,
    every_system: bool,
) -> int:
    """Until the person quits, or for so many `seconds`. With `pictures`, two are left there at the end."""
    with single_instance.hold(paths), _demo_server(paths, every_system=every_system) as (server, candidates):
        program = Program(paths, settings, lambda: _desktop_of(quiet=pictures is not None), server)
        program.bridge.changes.connect(listener)
        for who in candidates:
            program.bridge.run(program.engine.linking.add(who)).result()
        program.ui.start()
        _let_things_happen(program, every)
        if seconds is not None:
            QTimer.singleShot(round(seconds * 1000), program.ui, lambda: _finish(program, pictures))
        return program.run()


def _let_things_happen(program: Program, every: float) -> None:
    timer = QTimer(program.ui)
    timer.timeout.connect(program.happen)
    timer.start(round(every * 1000))


def _finish(program: Program, pictures: Path | None) -> None:
    """Leave the pictures and end."""
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        program.ui.draw(pictures / "feed.png", pictures / "detail.png", program.quit)
    else:
        program.quit()


def _desktop_of(*, quiet: bool) -> tuple[Notifier, SecretStore]:
    notifier = make_notifier(APP_ID, resource(APP_ICON))
    return TerminalNotifier(notifier) if quiet else notifier, SessionSecrets()


@contextmanager
def _demo_server(paths: Paths, *, every_system: bool) -> Iterator[tuple[LocalServer, list[Candidate]]]:
    """The embedded server with a story, and an account for each system that it speaks as."""
    file = paths.data / "server.db"
    with contextlib.ExitStack() as stack:
        dialects = None
        if every_system:
            from ..local_server.dialects import Dialects

            dialects = Dialects(paths.data / "dialects.db")
            stack.callback(dialects.close)
        server = LocalServer(file, seed=120, mounts=dialects.mounts if dialects else None)
        ready = stack.enter_context(server)
        candidates = [fluid(ready)]
        if dialects:
            for name, account in dialects.accounts(ready.base_url).items():
                candidates.append(candidate(name, "", account["url"], account["secrets"]))
        yield server, candidates
