"""Which verbs are there, and which code carries each one out? Modules behind a verb are loaded when it is used."""

from __future__ import annotations

import argparse
import gc
import importlib
import io
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .. import __version__
from ..model.problems import Exit, Problem
from ..operations import logs

if TYPE_CHECKING:
    from .printing import Printer

EPILOG = """\
An ID is <account>/<remote id>, as `list` prints it. What was done is undone by its counterpart: mark read and mark unread, done
or snooze and inbox, complete and reopen, accounts mute and unmute. Exit codes: 0 done, 1 problem, 2 usage, 3 needs you, 4 no
network.
"""


RUN_CODE = "running:run"
RUN = "open the window and stay in the tray (also without a verb)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; gives the exit code. Without a verb, `run`."""
    entered = time.monotonic()
    words = list(sys.argv[1:] if arguments is None else arguments)
    words = _with_verb(words)
    only_run = words[_first(words) :][:1] == ["run"]
    if not only_run:
        gc.enable()
    namespace = build_parser(only_run=only_run).parse_args(words)
    logs.to_terminal(verbose=namespace.verbose)
    namespace.entered = entered
    _never_fail_to_write()
    try:
        return int(_carry_out(namespace))
    except Problem as problem:
        _printer(namespace).problem(problem)
        return problem.exit_code
    except KeyboardInterrupt:
        return Exit.DONE
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has had enough; Python would complain once more at exit
        return Exit.DONE
    except OSError as error:
        _printer(namespace).problem(_files(error))
        return Exit.PROBLEM


def _carry_out(namespace: argparse.Namespace) -> int:
    if namespace.code == RUN_CODE:
        from .running import run

        return run(namespace)
    return _verb(namespace.code)(namespace, _printer(namespace))


def _printer(namespace: argparse.Namespace) -> Printer:
    from .printing import Printer  # knows all that can be printed, of which a window prints nothing

    return Printer(as_json=getattr(namespace, "json", False))


def _never_fail_to_write() -> None:
    """A terminal that has no such character shows a question mark; that is no reason to end."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _files(error: OSError) -> Problem:
    """A folder that cannot be made, a disk that cannot be written: the person can help, and a traceback would not."""
    what = str(error.filename or "A file")
    return Problem(
        f"{what} cannot be used: {error.strerror or error}.",
        "Check its permissions and the space on the disk, or choose another folder with --profile.",
        detail=repr(error),
    )


def _with_verb(words: list[str]) -> list[str]:
    """`run` is what the program does when it is merely started, also with options or by the desktop."""
    position = _first(words)
    rest = words[position:]
    if rest and (not rest[0].startswith("-") or rest[0] in ("-h", "--help", "--version")):
        return words
    return [*words[:position], "run", *rest]


def _first(words: list[str]) -> int:
    """The place of the first word that is no option of the program itself."""
    position = 0
    while position < len(words) and words[position] in ("--profile", "-v", "--verbose"):
        position += 2 if words[position] == "--profile" else 1
    return position


def _verb(code: str) -> Callable[[argparse.Namespace, Printer], int]:
    module, _, function = code.partition(":")
    found: Callable[[argparse.Namespace, Printer], int] = getattr(importlib.import_module(f".{module}", __package__), function)
    return found


def build_parser(*, only_run: bool = False) -> argparse.ArgumentParser:
    """With every verb. Making them takes longer than parsing, so a start of the window makes the one that it needs."""
    parser = argparse.ArgumentParser(
        "activity-desktop", description="One inbox and native notifications for your CRM.", epilog=EPILOG
    )
    parser.add_argument("--version", action="version", version=f"activity-desktop {__version__}")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="keep data, settings, cache and socket in DIR")
    parser.add_argument("-v", "--verbose", action="store_true", help="log what happens, without secrets")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    run = verbs.add_parser("run", help=RUN, description=f"{RUN[0].upper()}{RUN[1:]}.")
    run.set_defaults(code=RUN_CODE)
    run.add_argument("--minimized", action="store_true", help="start in the tray")
    run.add_argument("--open-url", metavar="URL", default="", help="open a link of this program")
    run.add_argument("--profile-startup", action="store_true", help="print when each milestone of starting was reached")
    if not only_run:
        importlib.import_module(".grammar", __package__).add_verbs(verbs)
    return parser
