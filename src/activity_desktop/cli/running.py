"""How is the program started? With its window, in the tray, or as a demo. A start loads nothing here that it can do without."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.activity import Key
from ..model.link import ActivityLink, parse_link, write_link
from ..model.problems import AlreadyRunning, BadInput, Exit, Problem
from ..native import single_instance
from ..native.paths import Paths
from ..native.startup import Milestones, not_profiled
from .profile import paths_of, settings_of

if TYPE_CHECKING:
    from argparse import Namespace

    from ..model.changes import Change
    from .printing import Printer
    from .start import Start


def run(namespace: Start | Namespace) -> int:
    """The window and the tray. A second start shows the first one's window, and opens the link there."""
    if namespace.open_url:
        parse_link(namespace.open_url)
    paths = paths_of(namespace)
    if _shown_by_running(paths, namespace.open_url):
        return Exit.DONE
    _need_a_screen()
    reached = Milestones(namespace.entered, _print_line).reached if namespace.profile_startup else not_profiled
    from ..app.program import run_window

    reached("imports")
    try:
        return run_window(paths, settings_of(paths), minimized=namespace.minimized, link=namespace.open_url, reached=reached)
    except AlreadyRunning:
        return _passed_on(paths, namespace.open_url)


def _passed_on(paths: Paths, link: str) -> int:
    """Another start was a moment ahead of this one, and listens soon."""
    if single_instance.send_to_starting(paths, _message(link)):
        return Exit.DONE
    problem = AlreadyRunning()
    _show(problem)
    raise problem


def _shown_by_running(paths: Paths, link: str) -> bool:
    """Whether a program runs already, and shows this. Raises AlreadyRunning for one that has no window."""
    try:
        return single_instance.send_to_running(paths, _message(link))
    except AlreadyRunning as problem:
        _show(problem)
        raise


def _show(problem: Problem) -> None:
    """Who started the program from an icon sees no terminal."""
    if has_screen():
        from ..app.program import show

        show(problem)


def _print_line(line: str) -> None:
    print(line, flush=True)


def open_link(namespace: Namespace, printer: Printer) -> int:
    """Show an activity or a link in the running program; start it when there is none."""
    link = _link_of(namespace.link)
    paths = paths_of(namespace)
    if _shown_by_running(paths, link):
        printer.say("Opened.", event="opened", link=link)
        return Exit.DONE
    _need_a_screen()
    from ..app.program import run_window

    try:
        return run_window(paths, settings_of(paths), link=link)
    except AlreadyRunning:
        return _passed_on(paths, link)


def _link_of(text: str) -> str:
    """An activity's ID as a link; a link as it is. Raises BadInput for what is neither."""
    if "://" in text:
        parse_link(text)
        return text
    try:
        return write_link(ActivityLink(Key.parse(text)))
    except ValueError as error:
        raise BadInput(f"{text!r} is not an activity's ID.", "IDs look like account/123; `list` prints them.") from error


def _message(link: str) -> dict[str, object]:
    return {"open": link, "token": os.environ.get("XDG_ACTIVATION_TOKEN", "")} if link else {"show": True}


def has_screen() -> bool:
    """Whether a window can be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"))


def _need_a_screen() -> None:
    if not has_screen():
        raise Problem("There is no screen here.", "Use `activity-desktop watch`, which needs none.")


def demo(namespace: Namespace, printer: Printer) -> int:
    """The main job on a fresh machine: the embedded server, an account on it, and new activities coming in."""
    headless = namespace.headless or not has_screen()
    if headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ..app.demo import run_demo

    with _home(namespace.profile) as folder:
        namespace.profile = folder
        paths = paths_of(namespace)
        seconds = namespace.seconds if namespace.seconds is not None else (20.0 if headless else None)
        pictures = Path("demo") if headless else None
        listener: Callable[[Change], None] = lambda change: _print_demo(printer, change)  # noqa: E731 - a callback with its printer
        return run_demo(paths, settings_of(paths), namespace.every, seconds, pictures, listener, every_system=namespace.all)


def _print_demo(printer: Printer, change: Change) -> None:
    from ..model.changes import Announced

    if isinstance(change, Announced):
        printer.announced(change)


@contextlib.contextmanager
def _home(profile: Path | None) -> Iterator[Path]:
    """The demo's data is thrown away, unless a profile says where to keep it."""
    if profile is not None:
        yield profile
        return
    import tempfile  # which brings random numbers along, and no other start needs

    with tempfile.TemporaryDirectory(prefix="activity-demo-") as folder:
        yield Path(folder)


def gallery(namespace: Namespace, printer: Printer) -> int:  # noqa: ARG001 - every verb is called alike
    """Every component in every state, in a window or as pictures."""
    if namespace.pictures and not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ..app.gallery import run_gallery

    return run_gallery(namespace.pictures)
