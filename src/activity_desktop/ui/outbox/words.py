"""How is a change on its way told in words? What it does to which activity, since when, and the values it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from ...crm.contract import FieldType, FormField
from ...model.moment import Instant, parse_moment
from ...model.operation import AnyOperation, Complete, Create, Delete, Edit, SetRead
from ...model.text import clean_line
from .. import times
from ..field_words import worded
from ..office import WaitingChange
from ..words import dotted

translate = QCoreApplication.translate
_LONGEST = 200
_JUST_NOW_S = 60.0
_LONG_AGO_S = 400 * 86400.0
"""Seen from so far away a time is told with its year, and not as "in 2 h"."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a conflict."""

    label: str
    mine: str
    theirs: str


def title_of(change: WaitingChange) -> str:
    """Create “Call Jane”, Change “Contract draft”, and so on."""
    title = clean_line(change.title)
    pattern = _with_title(change.operation) if title else _without_title(change.operation)
    return pattern.format(title=title)


def _with_title(operation: AnyOperation) -> str:
    match operation:
        case Create():
            return translate("Outbox", "Create “{title}”")
        case Edit():
            return translate("Outbox", "Change “{title}”")
        case Delete():
            return translate("Outbox", "Delete “{title}”")
        case Complete(done=True):
            return translate("Outbox", "Complete “{title}”")
        case Complete():
            return translate("Outbox", "Reopen “{title}”")
        case SetRead(read=True):
            return translate("Outbox", "Mark “{title}” as read")
    return translate("Outbox", "Mark “{title}” as unread")


def _without_title(operation: AnyOperation) -> str:
    match operation:
        case Create():
            return translate("Outbox", "Create an activity")
        case Edit():
            return translate("Outbox", "Change an activity")
        case Delete():
            return translate("Outbox", "Delete an activity")
        case Complete(done=True):
            return translate("Outbox", "Complete an activity")
        case Complete():
            return translate("Outbox", "Reopen an activity")
        case SetRead(read=True):
            return translate("Outbox", "Mark an activity as read")
    return translate("Outbox", "Mark an activity as unread")


def icon_of(operation: AnyOperation) -> str:
    match operation:
        case Create():
            return "plus"
        case Edit():
            return "pencil"
        case Delete():
            return "trash-2"
        case Complete(done=True):
            return "square-check-big"
        case Complete():
            return "undo-2"
        case SetRead(read=True):
            return "mail-open"
    return "mail"


def about(change: WaitingChange, account: str, now: Instant) -> str:
    """The account, since when, and how often it was tried."""
    since = translate("Outbox", "since {time}").format(time=times.since(change.since, now))
    if now.seconds_since(change.since) < _JUST_NOW_S:
        since = translate("Outbox", "just now")
    tries = translate("Outbox", "tried %n times", None, change.tries) if change.tries > 1 else ""
    return dotted(account, since, tries)


def state(change: WaitingChange, account: str, now: Instant) -> str:
    """Why it is still here."""
    if change.conflict:
        return translate("Outbox", "Changed elsewhere: someone changed this in {account} meanwhile.").format(account=account)
    if change.refused:
        return clean_line(change.reason) or translate("Outbox", "It was refused.")
    if change.sending:
        return translate("Outbox", "Being sent")
    wait = change.next_try.seconds_since(now)
    if isinstance(change.operation, Delete) and change.tries == 0 and wait > 0:
        return translate("Outbox", "Sent in a few seconds, unless you undo it")
    if wait > 0:
        return translate("Outbox", "Next try at {time}").format(time=times.clock(change.next_try.local(), seconds=wait < 60))
    return translate("Outbox", "Waits for {account} to answer").format(account=account)


def differences(form: tuple[FormField, ...], fields: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[Difference]:
    """Both versions of every field that the person changed."""
    by_name = {field.name: worded(field) for field in form}
    return [
        Difference(
            by_name[name].label if name in by_name else name,
            shown(by_name.get(name), value),
            shown(by_name.get(name), theirs.get(name)),
        )
        for name, value in fields.items()
    ]


def shown(field: FormField | None, value: Any) -> str:
    """A form's value in words."""
    if value in (None, "", []):
        return translate("Outbox", "nothing")
    if field is not None and field.type is FieldType.CHOICE:
        return dict(field.choices).get(str(value), str(value))
    if field is not None and field.type is FieldType.MOMENT:
        return _moment(str(value))
    if isinstance(value, bool):
        return translate("Outbox", "yes") if value else translate("Outbox", "no")
    if isinstance(value, list):
        return ", ".join(clean_line(str(one)) for one in value)
    return clean_line(str(value))[:_LONGEST]


def _moment(text: str) -> str:
    try:
        moment = parse_moment(text)
    except (ValueError, OverflowError):
        return clean_line(text)
    if isinstance(moment, Instant):
        return times.in_detail(moment, moment.plus(_LONG_AGO_S))
    return times.long_date(moment.date, moment.date.replace(year=1))
