"""What is shown where there is nothing to list? The reason, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from ...model.changes import AccountState, Phase
from ...model.feed import FeedQuery, Shelf, Wrong
from ..backend import Reads
from ..controls.button import Button
from ..controls.empty import ArtLook, EmptyState
from ..keys import printed
from .filters import Filters

translate = QCoreApplication.translate


class Why(StrEnum):
    NO_ACCOUNT = "no account"
    FILLING = "filling"
    SEARCH = "search"
    FILTERED = "filtered"
    SIGNED_OUT = "signed out"
    FIRST_DAY = "first day"
    CAUGHT_UP = "caught up"
    WRONG = "wrong"
    NONE_SNOOZED = "none snoozed"
    NONE_DONE = "none done"
    NONE_DUE = "none due"
    NONE_DELETED = "none deleted"


class Emptiness(Struct, frozen=True):
    """Why, and of what: the words searched for, or the account's name and identifier."""

    why: Why
    about: str = ""
    account: str = ""
    days_limited: bool = False
    can_sample: bool = False
    wrong: Wrong | None = None


def explain(backend: Reads, query: FeedQuery, typed: str, filters: Filters, can_sample: bool) -> Emptiness:
    """Why this query has no rows. `typed` is what stands in the search field."""
    accounts = {account.id: account.name for account in backend.accounts()}
    states = [state for state in backend.states().values() if query.account in (None, state.account)]
    if not accounts:
        return Emptiness(Why.NO_ACCOUNT)
    if query.terms.wrong:
        wrong = query.terms.wrong[0]
        return Emptiness(Why.WRONG, f"{wrong.operator}:{wrong.value}", wrong=wrong)
    if typed:
        return Emptiness(Why.SEARCH, typed, days_limited=query.since is not None)
    if filters.narrow:
        return Emptiness(Why.FILTERED)
    if any(state.phase in (Phase.FILLING, Phase.STARTING) and not state.last_ok for state in states):
        return Emptiness(Why.FILLING)
    signed_out = _signed_out(states)
    if signed_out is not None:
        return Emptiness(Why.SIGNED_OUT, accounts.get(signed_out.account, signed_out.account), signed_out.account)
    if query.shelf in _SHELVES:
        return Emptiness(_SHELVES[query.shelf])
    ever = query.shelf is Shelf.INBOX and bool(backend.page(FeedQuery(shelf=Shelf.EVERYTHING), None, 1))
    return Emptiness(Why.CAUGHT_UP) if ever else Emptiness(Why.FIRST_DAY, can_sample=can_sample)


_SHELVES = {
    Shelf.AGENDA: Why.NONE_DUE,
    Shelf.SNOOZED: Why.NONE_SNOOZED,
    Shelf.DONE: Why.NONE_DONE,
    Shelf.DELETED: Why.NONE_DELETED,
}


def _signed_out(states: list[AccountState]) -> AccountState | None:
    """The account to sign in to, where none of those shown works."""
    out = [state for state in states if state.phase is Phase.SIGNED_OUT]
    return out[0] if out and len(out) == len(states) else None


def build(empty: Emptiness, act: Callable[[str], None]) -> EmptyState:
    """The state as a widget.

    `act` is called with what its buttons stand for: go_everything, send_sample, all_days, clear_search, clear_filters,
    add_account, try_demo, or `sign_in:<account>`.
    """
    look, title, text, buttons = _content(empty)
    made = []
    for label, kind, icon, action in buttons:
        button = Button(label, "primary" if kind == "primary" else "ghost" if kind == "ghost" else "secondary", icon)
        button.clicked.connect(lambda _checked=False, action=action: act(action))
        made.append(button)
    return EmptyState(look, title, text, tuple(made))


Buttons = tuple[tuple[str, str, str, str], ...]
"""(label, look, icon, what it stands for)"""


def _content(empty: Emptiness) -> tuple[ArtLook, str, str, Buttons]:
    match empty.why:
        case Why.NO_ACCOUNT:
            return (
                "no_accounts",
                translate("Nothing", "Connect your first account"),
                translate("Nothing", "Activity shows what happens in your CRM, the moment it happens."),
                (
                    (translate("Nothing", "Add account"), "primary", "plus", "add_account"),
                    (translate("Nothing", "Try the demo"), "secondary", "", "try_demo"),
                ),
            )
        case Why.SEARCH:
            return _search_content(empty)
        case Why.WRONG:
            return _wrong_content(empty)
        case Why.FILTERED:
            clear = (translate("Nothing", "Clear filters"), "secondary", "", "clear_filters")
            return "no_results", translate("Nothing", "Nothing with these filters"), "", (clear,)
        case Why.SIGNED_OUT:
            enter = (translate("Nothing", "Enter a new token"), "primary", "", f"sign_in:{empty.account}")
            return (
                "trouble",
                translate("Nothing", "{account} signed you out").format(account=empty.about),
                translate("Nothing", "The token no longer works. The activities you already have stay here."),
                (enter,),
            )
        case Why.FIRST_DAY | Why.FILLING:
            sample = (translate("Nothing", "Send a sample"), "secondary", "sparkles", "send_sample")
            return (
                "caught_up",
                translate("Nothing", "Nothing yet"),
                translate("Nothing", "New activities appear here by themselves."),
                (sample,) if empty.can_sample else (),
            )
        case _:
            return _shelf_content(empty.why)


def _search_content(empty: Emptiness) -> tuple[ArtLook, str, str, Buttons]:
    every_day = (translate("Nothing", "Search all days"), "secondary", "", "all_days")
    on_server = (translate("Nothing", "Search on server"), "secondary", "search", "search_on_server")
    clear = (translate("Nothing", "Clear"), "ghost", "", "clear_search")
    hint = translate("Nothing", "Try fewer words, or search all days.")
    fewer = translate("Nothing", "Try fewer words.")
    return (
        "no_results",
        translate("Nothing", "Nothing matches “{text}”").format(text=empty.about),
        hint if empty.days_limited else fewer,
        (every_day, clear) if empty.days_limited else (on_server, clear),
    )


_VALUES_SHOWN = 6


def _wrong_content(empty: Emptiness) -> tuple[ArtLook, str, str, Buttons]:
    """What cannot be understood, and what could."""
    clear = (translate("Nothing", "Clear"), "secondary", "", "clear_search")
    allowed = empty.wrong.allowed if empty.wrong else ()
    if not allowed:
        title = translate("Nothing", "“{text}” contradicts the rest").format(text=empty.about)
        return "no_results", title, translate("Nothing", "Take one of them away."), (clear,)
    some = translate("Nothing", "After “{operator}:” you can write {values}, and more.")
    whole = translate("Nothing", "After “{operator}:” you can write {values}.")
    hint = some if len(allowed) > _VALUES_SHOWN else whole
    values = ", ".join(allowed[:_VALUES_SHOWN])
    return (
        "no_results",
        translate("Nothing", "“{text}” is not understood").format(text=empty.about),
        hint.format(operator=empty.wrong.operator if empty.wrong else "", values=values),
        (clear,),
    )


def _shelf_content(why: Why) -> tuple[ArtLook, str, str, Buttons]:
    if why is Why.NONE_SNOOZED:
        return (
            "snoozed",
            translate("Nothing", "Nothing snoozed"),
            translate("Nothing", "Press {key} on an activity to see it again later.").format(key=printed("snooze") or "S"),
            (),
        )
    if why is Why.NONE_DELETED:
        return (
            "caught_up",
            translate("Nothing", "Nothing was deleted"),
            translate("Nothing", "What is deleted in your systems can be read here for as long as activities are kept."),
            (),
        )
    if why is Why.NONE_DUE:
        return (
            "caught_up",
            translate("Nothing", "Nothing is due"),
            translate("Nothing", "Tasks, calls and meetings stand here in the order of their time until they are done."),
            (),
        )
    if why is Why.NONE_DONE:
        return (
            "done",
            translate("Nothing", "Nothing done yet"),
            translate("Nothing", "Activities you finish with {key} land here.").format(key=printed("done") or "E"),
            (),
        )
    return (
        "caught_up",
        translate("Nothing", "All caught up"),
        translate("Nothing", "Nothing waits for you. We will tell you when something happens."),
        ((translate("Nothing", "Show everything"), "secondary", "layers", "go_everything"),),
    )
