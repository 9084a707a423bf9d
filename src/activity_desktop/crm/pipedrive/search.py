"""Which of Pipedrive's own filters can a person use, and does the server obey them? Pure: filters in, parameters out.

Two lists answer: version 2, and for administrators version 1's list of the whole company, the only one that knows types.
Sources: Pipedrive, Activities, list (v2) and collection (v1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ...model.activity import Activity
from ...model.moment import Day, Instant, parse_moment
from ...model.problems import Rejected
from .. import entered, lenient
from ..contract import FieldType, FormField
from .wire import WireActivity, read_activity, reference

FILTERS = (
    FormField("owner_id", "Owner", FieldType.NUMBER, help="A user's number. Empty: everybody whose activities you may see."),
    FormField("person_id", "Person", FieldType.NUMBER),
    FormField("deal_id", "Deal", FieldType.NUMBER),
    FormField("lead_id", "Lead"),
    FormField("org_id", "Organization", FieldType.NUMBER),
    FormField("done", "Done", FieldType.SWITCH),
    FormField("updated_since", "Changed since", FieldType.MOMENT),
    FormField("updated_until", "Changed before", FieldType.MOMENT),
    FormField("ids", "Numbers", FieldType.LIST, help="At most 100."),
    FormField(
        "filter_id", "Pipedrive filter", FieldType.NUMBER, help="Its number; the owner and the numbers are then ignored."
    ),
    FormField(
        "sort_by", "Order by", FieldType.CHOICE, choices=tuple((n, n) for n in ("id", "update_time", "add_time", "due_date"))
    ),
    FormField("sort_direction", "Direction", FieldType.CHOICE, choices=(("desc", "newest first"), ("asc", "oldest first"))),
    FormField("company", "The whole company", FieldType.SWITCH, help="The list for administrators."),
    FormField("type", "Type", help="Keys such as call, separated by commas. Only with the whole company."),
)
_COMPANY = {"owner_id": "user_id", "done": "done", "updated_since": "since", "updated_until": "until", "type": "type"}
"""What version 1's list filters by, and how it calls that."""


def parameters(filters: Mapping[str, str]) -> tuple[list[tuple[str, str]], bool]:
    """The query, and whether it goes to the whole company's list. Raises Rejected."""
    named = {name: value for name, value in filters.items() if value.strip()}
    company = lenient.flag(named.pop("company", "")) is True
    wrong: dict[str, str] = {}
    query: list[tuple[str, str]] = []
    for name, value in named.items():
        if company and name in ("sort_by", "sort_direction"):
            continue
        wire_name = _COMPANY.get(name) if company else name
        if wire_name is None or name not in _READERS or (name == "type" and not company):
            wrong[name] = "The whole company's list has no such filter." if company else "Pipedrive's list has no such filter."
            continue
        try:
            query.append((wire_name, _READERS[name](value, company)))
        except ValueError as error:
            wrong[name] = str(error)
    if wrong:
        raise Rejected(entered.in_words(wrong), fields=wrong)
    if not company:
        query.append(("include_fields", "attendees"))
    return query, company


def check_obeyed(filters: Mapping[str, str], activities: Iterable[Activity]) -> None:
    """Raises Rejected when an activity came that a filter should have kept away: this server ignores that filter."""
    for activity in activities:
        wire = read_activity(activity.raw)
        for name, wanted in filters.items():
            check = _CHECKS.get(name)
            if check and wanted.strip() and "filter_id" not in filters and not check(wire, wanted.strip()):
                raise Rejected("This server ignores a filter, so the answer cannot be trusted.", fields={name: "Not obeyed."})


def _number(value: str, _company: bool) -> str:
    found = lenient.whole(value)
    if found is None or found < 0:
        raise ValueError("This must be a number.")
    return str(found)


def _numbers(value: str, company: bool) -> str:
    parts = value.replace(",", " ").split()
    if len(parts) > 100:
        raise ValueError("At most 100 numbers.")
    return ",".join(_number(part, company) for part in parts)


def _moment(value: str, company: bool) -> str:
    """Version 2 takes RFC 3339, version 1 the same without a zone, in UTC; both in whole seconds."""
    try:
        moment = parse_moment(value)
    except ValueError:
        raise ValueError("This is no date or time. Write 2025-05-03, or 2025-05-03T15:00:00Z.") from None
    instant = Instant.parse(f"{moment.iso()}T00:00:00Z") if isinstance(moment, Day) else moment
    return instant.utc.strftime("%Y-%m-%d %H:%M:%S") if company else instant.rfc3339_seconds()


def _switch(value: str, _company: bool) -> str:
    found = lenient.flag(value)
    if found is None:
        raise ValueError("This is either yes or no.")
    return "true" if found else "false"


def _as_it_is(value: str, _company: bool) -> str:
    return value.strip()


_READERS: dict[str, Callable[[str, bool], str]] = {
    "owner_id": _number,
    "person_id": _number,
    "deal_id": _number,
    "lead_id": _as_it_is,
    "org_id": _number,
    "done": _switch,
    "updated_since": _moment,
    "updated_until": _moment,
    "ids": _numbers,
    "filter_id": _number,
    "sort_by": _as_it_is,
    "sort_direction": _as_it_is,
    "type": _as_it_is,
}


def _same(value: Any, wanted: str) -> bool:
    return reference(value)[0] == (lenient.identifier(lenient.whole(wanted)) or wanted)


_CHECKS: dict[str, Callable[[WireActivity, str], bool]] = {
    "owner_id": lambda wire, wanted: _same(wire.owner, wanted),
    "deal_id": lambda wire, wanted: _same(wire.deal_id, wanted),
    "lead_id": lambda wire, wanted: reference(wire.lead_id)[0] == wanted,
    "org_id": lambda wire, wanted: _same(wire.org_id, wanted),
    "done": lambda wire, wanted: bool(lenient.flag(wire.done)) == lenient.flag(wanted),
    "ids": lambda wire, wanted: lenient.identifier(wire.id) in wanted.replace(",", " ").split(),
    "type": lambda wire, wanted: lenient.text(wire.type) in [part.strip() for part in wanted.split(",")],
}
"""Not `person_id`: whoever merely participates may be found too. `filter_id` overrides the owner and the numbers."""
