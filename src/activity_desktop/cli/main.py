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

from .. import __version__
from ..model.problems import Exit, Problem
from ..operations import logs
from .printing import Printer

EPILOG = """\
An ID is <account>/<remote id>, as `list` prints it. Exit codes: 0 done, 1 problem, 2 usage, 3 needs you, 4 no network.
"""


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
    printer = Printer(as_json=getattr(namespace, "json", False))
    try:
        return int(_verb(namespace.code)(namespace, printer))
    except Problem as problem:
        printer.problem(problem)
        return problem.exit_code
    except KeyboardInterrupt:
        return Exit.DONE
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has had enough; Python would complain once more at exit
        return Exit.DONE
    except OSError as error:
        printer.problem(_files(error))
        return Exit.PROBLEM


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
    _add_run(verbs)
    if not only_run:
        for add in (_add_running, _add_accounts, _add_reading, _add_views, _add_acting, _add_same_person, _add_looking):
            add(verbs)
    return parser


Verbs = argparse._SubParsersAction  # argparse gives its sub-parsers no public name


def _add(
    verbs: Verbs[argparse.ArgumentParser], name: str, code: str, help_: str, *, json: bool = True
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=help_, description=f"{help_[0].upper()}{help_[1:]}.")
    verb.set_defaults(code=code)
    if json:
        verb.add_argument("--json", action="store_true", help="print one JSON object a line")
    return verb


def _add_run(verbs: Verbs[argparse.ArgumentParser]) -> None:
    run = _add(verbs, "run", "running:run", "open the window and stay in the tray (also without a verb)", json=False)
    run.add_argument("--minimized", action="store_true", help="start in the tray")
    run.add_argument("--open-url", metavar="URL", default="", help="open a link of this program")
    run.add_argument("--profile-startup", action="store_true", help="print when each milestone of starting was reached")


def _add_running(verbs: Verbs[argparse.ArgumentParser]) -> None:
    demo = _add(verbs, "demo", "running:demo", "run on the embedded server with new activities coming in")
    demo.add_argument("--seconds", type=float, help="end after so many seconds")
    demo.add_argument("--every", type=float, default=2.5, metavar="S", help="a new activity every S seconds (default 2.5)")
    demo.add_argument("--headless", action="store_true", help="without a screen: prints, and leaves pictures in demo/")
    demo.add_argument("--all", action="store_true", help="all five systems in one inbox")
    watch = _add(verbs, "watch", "watching:watch", "follow and announce without a window, until stopped")
    watch.add_argument("--seconds", type=float, help="end after so many seconds")
    serve = _add(verbs, "serve", "serving:serve", "run the embedded server", json=False)
    importlib.import_module("..local_server.serve", __package__).add_arguments(serve)
    _add(verbs, "gallery", "running:gallery", "show every component of the window in every state", json=False).add_argument(
        "--pictures", type=Path, metavar="DIR", help="render them into DIR instead"
    )


def _add_accounts(verbs: Verbs[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("accounts", help="list, add, rename, mute, remove or test accounts")
    some = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    _add(some, "list", "accounts:list_", "list the accounts")
    add = _add(some, "add", "accounts:add", "add an account after checking it")
    add.add_argument("system", help="fluid, pipedrive, signals, thena or cpod")
    add.add_argument("--name", default="", help="what to call it")
    add.add_argument("--url", default="", help="the address of the system")
    add.add_argument("--secrets-stdin", action="store_true", help="read the secrets as one JSON object from standard input")
    add.add_argument("--field", action="append", default=[], metavar="NAME=VALUE", help="a sign-in field that is no secret")
    add.add_argument("--anyway", action="store_true", help="keep it even if its server cannot be reached now")
    for name, code, help_ in (
        ("remove", "accounts:remove", "remove an account and everything of it on this computer"),
        ("test", "accounts:test", "check that an account works"),
    ):
        _add(some, name, code, help_).add_argument("account")
    rename = _add(some, "rename", "choices:rename", "call an account otherwise; its ID stays")
    rename.add_argument("account")
    rename.add_argument("name")
    for name, help_ in (
        ("mute", "raise no notifications about an account, or about some of its types"),
        ("unmute", "raise them again"),
    ):
        verb = _add(some, name, f"choices:{name}", help_)
        verb.add_argument("account")
        verb.add_argument("--type", action="append", default=[], metavar="T", help="only this type; may be given again")


def _add_reading(verbs: Verbs[argparse.ArgumentParser]) -> None:
    sync = _add(verbs, "sync", "acting:sync", "do one round and print what arrived")
    sync.add_argument("--account", metavar="A", help="only this account")
    listing = _add(verbs, "list", "reading:list_", "list activities, newest first")
    listing.add_argument("--unread", action="store_true")
    listing.add_argument("--account", metavar="A")
    listing.add_argument("--shelf", choices=("inbox", "snoozed", "done", "everything"), default="inbox")
    listing.add_argument("--limit", type=int, metavar="N", help="at most N")
    listing.add_argument("--view", metavar="NAME", help="what this saved view lists, instead of a shelf")
    from ..model.search import OPERATORS

    search = _add(verbs, "search", "reading:search", "search titles, bodies and people")
    search.epilog = f"Operators beside the words: {', '.join(f'{name}:' for name in OPERATORS)}. “Quotes” keep words together."
    search.add_argument("query")
    search.add_argument("--limit", type=int, metavar="N", help="at most N")
    find = _add(verbs, "find", "acting:find", "let the server of an account search, by its own filters")
    find.add_argument("--account", metavar="A", help="the account, where there are several")
    find.add_argument("--filter", action="append", default=[], metavar="NAME=VALUE", help="without any: lists the filters")
    _add(verbs, "show", "reading:show", "show one activity in full").add_argument("id", metavar="ID")
    _add(verbs, "trace", "reading:trace", "show what happened to an activity here, and why").add_argument("id", metavar="ID")
    person = _add(verbs, "person", "reading:person", "list everything with one person")
    person.add_argument("account")
    person.add_argument("kind", help="contact, visitor, customer, person, …")
    person.add_argument("person_id", metavar="PERSON")


def _add_views(verbs: Verbs[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("views", help="list, add or remove saved views")
    some = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    _add(some, "list", "views:list_", "list the saved views and how many each holds")
    add = _add(some, "add", "views:add", "save a search under a name")
    add.add_argument("name")
    add.add_argument("query", help="words and operators, as for search")
    add.add_argument("--account", metavar="A")
    add.add_argument("--shelf", choices=("inbox", "snoozed", "done", "everything"), default="inbox")
    _add(some, "remove", "views:remove", "remove a saved view; the activities stay").add_argument("name")


def _add_acting(verbs: Verbs[argparse.ArgumentParser]) -> None:
    mark = _add(verbs, "mark", "acting:mark", "mark activities read or unread")
    mark.add_argument("as_", choices=("read", "unread"), metavar="read|unread")
    mark.add_argument("ids", nargs="*", metavar="ID")
    mark.add_argument("--all", action="store_true", help="everything in the inbox")
    for name, help_ in (
        ("done", "put activities out of the inbox, on this computer"),
        ("delete", "delete activities in their system"),
        ("complete", "complete activities in their system"),
        ("reopen", "reopen completed activities in their system"),
        ("refresh", "fetch activities anew"),
    ):
        _add(verbs, name, f"acting:{name}", help_).add_argument("ids", nargs="+", metavar="ID")
    snooze = _add(verbs, "snooze", "acting:snooze", "put activities away until a time")
    snooze.add_argument("ids", nargs="+", metavar="ID")
    snooze.add_argument("--until", required=True, metavar="TIME", help="“fri 9:00”, “in 3 hours”, 2026-01-31T09:00, or +2h")
    send = _add(verbs, "send", "acting:send", "create an activity in its system (Fluid: company scope)")
    send.add_argument("--account", metavar="A", help="the account, where there are several")
    send.add_argument("--title", default="", help="its title")
    send.add_argument(
        "--field", action="append", default=[], metavar="NAME=VALUE", help="any other field; JSON values are understood"
    )
    edit = _add(verbs, "edit", "acting:edit", "change fields of an activity in its system")
    edit.add_argument("id", metavar="ID")
    edit.add_argument("--field", action="append", default=[], metavar="NAME=VALUE", help="empty clears the field")
    _add(verbs, "outbox", "reading:outbox", "show the changes that wait to be sent")
    _add(verbs, "open", "running:open_link", "show a link in the running program").add_argument("link")


def _add_same_person(verbs: Verbs[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("same-person", help="say that two people are one and the same, or are not")
    some = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    link = _add(some, "link", "people:link", "from now on these two are one person")
    unlink = _add(some, "unlink", "people:unlink", "make this one a person of their own again")
    for verb in (link, unlink):
        verb.add_argument("account")
        verb.add_argument("kind", help="contact, visitor, customer, person, …")
        verb.add_argument("person_id", metavar="PERSON")
    link.add_argument("other_account", metavar="ACCOUNT")
    link.add_argument("other_kind", metavar="KIND")
    link.add_argument("other_id", metavar="PERSON")


def _add_looking(verbs: Verbs[argparse.ArgumentParser]) -> None:
    _add(verbs, "doctor", "doctor:doctor", "check everything this program needs, and say what is missing")
