"""What can be chosen in the palette? Actions, activities, and places to go to, for what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from ...model.feed import FeedRow, PersonKey, Shelf
from ...model.link import ActivityLink, PersonLink
from ...model.views import SavedView
from ..abilities import why_not
from ..backend import Found, Pages
from ..commands import COMMANDS, Command
from ..icons import kind_icon
from ..keys import IN_FORCE
from ..window_parts import WindowParts
from ..words import title_of
from .fuzzy import Match, match

translate = QCoreApplication.translate

ACTIONS_SHOWN = 6
ACTIVITIES_SHOWN = 5
_PALETTE = "palette"
"""There is one at a time, and it looks for one thing at a time."""
PLACES_SHOWN = 4
SEARCH_FROM = 2
"""From this many letters on, activities are searched, too."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the palette; a group's header has nothing to run."""

    title: str
    sub: str = ""
    icon: str = ""
    key: str = ""
    places: tuple[int, ...] = ()
    why_not: str = ""
    """Why it cannot be done now: then it is grey, and choosing it says why."""
    command: str = ""
    """The command's identifier, to be remembered as used."""
    run: Callable[[], object] | None = None


def actions(window: WindowParts, typed: str, recent: list[str]) -> list[Entry]:
    """Commands, the best match first; among equals the ones used last. What cannot be done now comes after all others."""
    found: list[tuple[Match, int, Command]] = []
    for command in COMMANDS:
        how = match(typed, command.text) if command.offered else None
        if how is not None:
            age = recent.index(command.id) if command.id in recent else len(recent)
            found.append((how, age, command))
    targets = window.commands.targets()
    impossible = {command.id for _, _, command in found if why_not(window.backend, command.id, targets)}
    found.sort(key=lambda item: (item[2].id in impossible, item[0].rank, item[1], item[0].spread))
    shown = found[:ACTIONS_SHOWN] if typed else found[: ACTIONS_SHOWN + 2]
    return [_action(window, command, how) for how, _, command in shown]


def _action(window: WindowParts, command: Command, how: Match) -> Entry:
    reason = why_not(window.backend, command.id, window.commands.targets())
    key = "" if reason else (IN_FORCE.of(command.id) or ("",))[0]
    run = partial(window.commands.run, command)
    return Entry(command.text, reason, command.icon, key, how.places, reason, command.id, run)


def find_activities(window: WindowParts, typed: str, show: Callable[[list[FeedRow]], None]) -> None:
    """Everywhere, with the operators of the search field; shown as soon as they are found, unless others are looked for
    meanwhile."""
    query = SavedView(name="", shelf=Shelf.EVERYTHING, typed=typed).query(window.clock.now(), window.backend.names())

    def read(pages: Pages) -> Found:
        return Found(pages.page(query, None, 4 * ACTIVITIES_SHOWN) if len(typed.strip()) >= SEARCH_FROM else [])

    window.backend.find(_PALETTE, query, read, lambda found: show(found.rows))


def activities(window: WindowParts, typed: str, rows: list[FeedRow]) -> list[Entry]:
    return [
        Entry(
            title_of(row),
            row.person,
            kind_icon(row.kind),
            places=_exact_places(typed, title_of(row)),
            run=partial(window.open_link, ActivityLink(row.key)),
        )
        for row in rows[:ACTIVITIES_SHOWN]
    ]


def places(window: WindowParts, typed: str, rows: list[FeedRow]) -> list[Entry]:
    """Accounts, saved views and people; the other views are among the actions."""
    found: list[tuple[Match, Entry]] = []
    for account in window.backend.accounts():
        how = match(typed, account.name)
        if how is not None:
            go = partial(window.navigator.show_list, Shelf.INBOX, account.id)
            found.append((how, Entry(account.name, account.system_title, "plug", places=how.places, run=go)))
    for view in window.backend.views():
        how = match(typed, view.name)
        if how is not None:
            open_view = partial(window.navigator.show_saved, view.name)
            found.append(
                (how, Entry(view.name, translate("Palette", "Saved view"), "bookmark", places=how.places, run=open_view))
            )
    people = {row.person_key: row.person for row in reversed(rows)}
    for person, name in people.items():
        how = match(typed, name)
        if person is not None and how is not None and how.rank < 3:
            found.append((how, _person(window, name, person, how)))
    found.sort(key=lambda item: item[0])
    return [entry for _, entry in found[:PLACES_SHOWN]] if typed else []


def _person(window: WindowParts, name: str, person: PersonKey, how: Match) -> Entry:
    names = {account.id: account.name for account in window.backend.accounts()}
    link = PersonLink(person.account, person.kind, person.id)
    sub = names.get(person.account, "")
    return Entry(name, sub, "contact", places=how.places, run=partial(window.open_link, link))


def _exact_places(typed: str, text: str) -> tuple[int, ...]:
    how = match(typed, text)
    return how.places if how is not None and how.rank < 3 else ()


def grouped(*groups: tuple[str, list[Entry]]) -> list[Entry]:
    """Each group under its header; empty groups are left out."""
    return [entry for title, entries in groups if entries for entry in (Entry(title), *entries)]
