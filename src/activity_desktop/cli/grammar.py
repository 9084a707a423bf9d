"""Which words does each verb take? One function per group of verbs; the code behind a verb is loaded when it is used."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

from .. import __version__
from ..model.search import OPERATORS
from .start import RUN_CODE

Verbs = argparse._SubParsersAction  # argparse gives its sub-parsers no public name


EPILOG = """\
An ID is <account>/<remote id>, as `list` prints it. What was done is undone by its counterpart: mark read and mark unread, done
or snooze and inbox, complete and reopen, accounts mute and unmute. Exit codes: 0 done, 1 problem, 2 usage, 3 needs you, 4 no
network.
"""


def build_parser() -> argparse.ArgumentParser:
    """With every verb."""
    parser = argparse.ArgumentParser(
        "activity-desktop", description="One inbox and native notifications for your CRM.", epilog=EPILOG
    )
    parser.add_argument("--version", action="version", version=f"activity-desktop {__version__}")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="keep data, settings, cache and socket in DIR")
    parser.add_argument("-v", "--verbose", action="store_true", help="log what happens, without secrets")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    groups = (_add_run, _add_running, _add_accounts, _add_reading, _add_views, _add_acting, _add_sending, _add_same_person)
    for add in (*groups, _add_looking, _add_settings):
        add(verbs)
    return parser


def _add(
    verbs: Verbs[argparse.ArgumentParser], name: str, code: str, help_: str, *, json: bool = True
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=help_, description=f"{help_[0].upper()}{help_[1:]}.")
    verb.set_defaults(code=code)
    if json:
        verb.add_argument("--json", action="store_true", help="print one JSON object a line")
    return verb


def _add_run(verbs: Verbs[argparse.ArgumentParser]) -> None:
    """Also read by `start.read_start`."""
    run = _add(verbs, "run", RUN_CODE, "open the window and stay in the tray (also without a verb)", json=False)
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
    systems = _add(some, "systems", "accounts:systems", "list what each system asks for when an account is added")
    systems.add_argument("system", nargs="?", default="", help="only this one")
    add = _add(some, "add", "accounts:add", "add an account after checking it")
    add.add_argument("system", help="fluid, pipedrive, signals, thena or cpod")
    add.add_argument("--name", default="", help="what to call it")
    add.add_argument("--url", default="", help="the address of the system")
    add.add_argument("--secrets-stdin", action="store_true", help="read the secrets as one JSON object from standard input")
    add.add_argument("--field", action="append", default=[], metavar="NAME=VALUE", help="another field; see `accounts systems`")
    add.add_argument("--anyway", action="store_true", help="keep it even if its server cannot be reached now")
    sign_in = _add(some, "sign-in", "accounts:sign_in", "give an account a new token, after checking it")
    sign_in.add_argument("account")
    sign_in.add_argument("--url", default="", help="its server's address, where that has changed as well")
    sign_in.add_argument("--secrets-stdin", action="store_true", required=True, help="read it as one JSON object")
    for name, code, help_ in (
        ("remove", "accounts:remove", "remove an account and everything of it on this computer"),
        ("test", "accounts:test", "check that an account works"),
        ("certificate", "accounts:certificate", "show the certificate of an account's server, trusted or not"),
    ):
        _add(some, name, code, help_).add_argument("account")
    rename = _add(some, "rename", "account_choices:rename", "call an account otherwise; its ID stays")
    rename.add_argument("account")
    rename.add_argument("name")
    _add(some, "types", "account_choices:types", "list an account's types and how much they interrupt").add_argument("account")
    for name, help_ in (
        ("mute", "raise no notifications about an account, or about some of its types"),
        ("unmute", "raise them again"),
    ):
        verb = _add(some, name, f"account_choices:{name}", help_)
        verb.add_argument("account")
        verb.add_argument("--type", action="append", default=[], metavar="T", help="only this type; may be given again")


def _count(text: str) -> int:
    """How many at most. Raises ArgumentTypeError."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of activities")
    return int(text)


def _add_reading(verbs: Verbs[argparse.ArgumentParser]) -> None:
    sync = _add(verbs, "sync", "fetching:sync", "do one round and print what arrived")
    sync.add_argument("--account", metavar="A", help="only this account")
    listing = _add(verbs, "list", "reading:list_", "list activities, newest first; in the agenda what is due first")
    listing.add_argument("--unread", action="store_true")
    listing.add_argument("--account", metavar="A")
    listing.add_argument("--shelf", choices=("inbox", "agenda", "snoozed", "done", "everything", "deleted"), default="inbox")
    listing.add_argument("--limit", type=_count, metavar="N", help="at most N")
    listing.add_argument("--view", metavar="NAME", help="what this saved view lists, instead of a shelf")
    search = _add(verbs, "search", "reading:search", "search titles, bodies and people")
    search.epilog = f"Operators beside the words: {', '.join(f'{name}:' for name in OPERATORS)}. “Quotes” keep words together."
    search.add_argument("query")
    search.add_argument("--limit", type=_count, metavar="N", help="at most N")
    refresh = _add(verbs, "refresh", "fetching:refresh", "fetch activities anew")
    refresh.add_argument("ids", nargs="+", metavar="ID")
    find = _add(verbs, "find", "fetching:find", "let the server of an account search, by its own filters")
    find.add_argument("--account", metavar="A", help="the account, where there are several")
    find.add_argument("--filter", action="append", default=[], metavar="NAME=VALUE", help="without any: lists the filters")
    _add(verbs, "show", "reading:show", "show one activity in full").add_argument("id", metavar="ID")
    _add(verbs, "trace", "reading:trace", "show what happened to an activity here, and why").add_argument("id", metavar="ID")
    people = _add(verbs, "people", "people:find", "find people by name or address")
    people.add_argument("name")
    export = _add(verbs, "export", "exporting:export", "write activities to a file or to standard output", json=False)
    export.add_argument("query", nargs="?", default="", help="words and operators, as for search; all without")
    export.add_argument(
        "--format", choices=("jsonl", "csv", "ics"), default="jsonl", help="ics: what has a date, for calendars"
    )
    export.add_argument("--output", type=Path, metavar="FILE", help="instead of standard output")
    person = _add(verbs, "person", "reading:person", "list everything with one person")
    person.add_argument("account")
    person.add_argument("kind", help="contact, visitor, customer, person, …")
    person.add_argument("person_id", metavar="PERSON")


def _add_views(verbs: Verbs[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("views", help="list, add, rename or remove saved views")
    some = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    _add(some, "list", "views:list_", "list the saved views and how many each holds")
    add = _add(some, "add", "views:add", "save a search under a name")
    add.add_argument("name")
    add.add_argument("query", help="words and operators, as for search")
    add.add_argument("--account", metavar="A")
    add.add_argument("--shelf", choices=("inbox", "snoozed", "done", "everything"), default="inbox")
    rename = _add(some, "rename", "views:rename", "call a saved view otherwise")
    rename.add_argument("name")
    rename.add_argument("new_name", metavar="NEW")
    _add(some, "remove", "views:remove", "remove a saved view; the activities stay").add_argument("name")


def _add_acting(verbs: Verbs[argparse.ArgumentParser]) -> None:
    mark = _add(verbs, "mark", "acting:mark", "mark activities read or unread")
    mark.add_argument("as_", choices=("read", "unread"), metavar="read|unread")
    mark.add_argument("ids", nargs="*", metavar="ID")
    mark.add_argument("--all", action="store_true", help="everything in the inbox")
    mark.add_argument("--search", metavar="QUERY", default="", help="everything that this search finds")
    for name, help_ in (
        ("done", "put activities out of the inbox, on this computer"),
        ("inbox", "put done or snoozed activities back into the inbox"),
        ("delete", "delete activities in their system"),
        ("complete", "complete activities in their system"),
        ("reopen", "reopen completed activities in their system"),
    ):
        _add(verbs, name, f"acting:{name}", help_).add_argument("ids", nargs="+", metavar="ID")
    snooze = _add(verbs, "snooze", "acting:snooze", "put activities away until a time")
    snooze.add_argument("ids", nargs="+", metavar="ID")
    snooze.add_argument("--until", required=True, metavar="TIME", help="“fri 9:00”, “in 3 hours”, 2026-01-31T09:00, or +2h")


def _add_sending(verbs: Verbs[argparse.ArgumentParser]) -> None:
    send = _add(verbs, "send", "acting:send", "create an activity in its system (Fluid: company scope)")
    send.add_argument("--account", metavar="A", help="the account, where there are several")
    send.add_argument("--title", default="", help="its title")
    send.add_argument(
        "--field", action="append", default=[], metavar="NAME=VALUE", help="any other field; JSON values are understood"
    )
    edit = _add(verbs, "edit", "acting:edit", "change fields of an activity in its system")
    edit.add_argument("id", metavar="ID")
    edit.add_argument("--field", action="append", default=[], metavar="NAME=VALUE", help="empty clears the field")
    outbox = _add(verbs, "outbox", "outbox:outbox", "show the changes that wait to be sent, or decide about one")
    outbox.add_argument(
        "what",
        nargs="?",
        choices=("list", "retry", "drop", "keep-mine", "use-theirs"),
        default="list",
        help="retry: send it again; drop: give it up; keep-mine, use-theirs: decide a conflict",
    )
    outbox.add_argument("op", nargs="?", type=int, metavar="OP", help="the change's number, as the list prints it")
    opening = _add(verbs, "open", "running:open_link", "show an activity, or a link, in the running program")
    opening.add_argument("link", metavar="ID|LINK")


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
    _add(verbs, "clear", "fetching:clear", "delete the activities on this computer, and fetch them anew").add_argument(
        "--yes", action="store_true", required=True, help="really: what is marked only here is lost"
    )


def _add_settings(verbs: Verbs[argparse.ArgumentParser]) -> None:
    pause = _add(verbs, "pause", "settings:pause", "hold notifications back")
    pause.add_argument("--until", metavar="TIME", help="“tomorrow 9:00”, “in 2 hours”, or +2h; without: until `resume`")
    _add(verbs, "resume", "settings:resume", "raise notifications again")
    parser = verbs.add_parser("settings", help="list or change the settings")
    some = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    _add(some, "list", "settings:list_", "list the settings with their values")
    change = _add(some, "set", "settings:set_", "change a setting")
    change.add_argument("key")
    change.add_argument("value")
    _add(some, "reset", "settings:reset", "give a setting its usual value").add_argument("key")
