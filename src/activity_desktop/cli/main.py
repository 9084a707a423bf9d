"""How is a verb carried out? Its words are understood, its code is loaded, and what goes wrong becomes an exit code."""

from __future__ import annotations

import gc
import importlib
import io
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ..model.problems import Exit, Problem
from ..operations import logs
from .start import RUN_CODE, read_start

if TYPE_CHECKING:
    from argparse import Namespace

    from .printing import Printer
    from .start import Start


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; gives the exit code. Without a verb, `run`."""
    entered = time.monotonic()
    words = list(sys.argv[1:] if arguments is None else arguments)
    words = _with_verb(words)
    namespace = _understood(words)
    if namespace.code != RUN_CODE:
        gc.enable()
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


def _understood(words: Sequence[str]) -> Start | Namespace:
    """The grammar of all verbs is loaded for everything but a plain start of the window."""
    verb = _first(words)
    start = read_start(words, verb) if words[verb : verb + 1] == ["run"] else None
    if start is not None:
        return start
    from .grammar import build_parser

    return build_parser().parse_args(words)


def _carry_out(namespace: Start | Namespace) -> int:
    if namespace.code == RUN_CODE:
        from .running import run

        return run(namespace)
    return _verb(namespace.code)(namespace, _printer(namespace))


def _printer(namespace: Start | Namespace) -> Printer:
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


def _first(words: Sequence[str]) -> int:
    """The place of the first word that is no option of the program itself."""
    position = 0
    while position < len(words) and words[position] in ("--profile", "-v", "--verbose"):
        position += 2 if words[position] == "--profile" else 1
    return position


def _verb(code: str) -> Callable[[Any, Printer], int]:
    module, _, function = code.partition(":")
    found: Callable[[Any, Printer], int] = getattr(importlib.import_module(f".{module}", __package__), function)
    return found
