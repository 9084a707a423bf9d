"""Which activities does Signals begin with? Built-in and own types, all four kinds of what they regard, dates and none."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from .. import cast, times
from ..shelf import Record
from . import world

_KINDS = (
    (79, "call"),
    (82, "meeting"),
    (78, "task"),
    (81, "email"),
    (131, "site_visit"),
    (83, "note"),
    (80, "email"),
    (132, "deadline"),
    (84, "note"),
)
"""Type ids in turn, and which subjects go with them."""


def activity(number: int, created: datetime, owner: int = world.ME) -> Record:
    """The `number`th activity of the story."""
    dice = cast.dice("signals", number)
    type_id, kind = _KINDS[number % len(_KINDS)]
    record: Record = {
        "id": number,
        "subject": cast.subject(kind, number, dice),
        "description": "\n\n".join(cast.paragraphs(number, dice)) if number % 7 else None,
        "location": cast.company_of(cast.person_for(number)).address if kind in ("meeting", "site_visit") else None,
        "owned_by": owner,
        "priority": dice.choice(list(world.PRIORITIES)),
        "type_id": type_id if number % 13 != 12 else None,
        "status_id": 2001,
        "completed": False,
        "time_status": int(kind == "meeting"),
        "custom_fields": _custom_fields(number),
        "participants": _participants(number, dice),
        "created_at": times.whole_second_millis(created),
        "updated_at": times.whole_second_millis(created + timedelta(minutes=dice.randint(0, 5))),
    }
    return record | _regarding(number) | _when(number, created, dice) | _state(number)


def _custom_fields(number: int) -> Record:
    if number % 4 != 2:
        return {}
    return {
        "po_number": f"PO-{4700 + number}",
        "crew_size": number % 6 + 1,
        "needs_truck": number % 8 == 2,
        "surveyed_on": None,
    }


def _participants(number: int, dice: random.Random) -> list[Record]:
    """The person it is about and sometimes a second; each seventh has muted it."""
    if number % 5 == 4:
        return []
    members = [42 + number * 7 % len(cast.PEOPLE)]
    if number % 3 == 0:
        members.append(dice.choice([each for each in range(42, 52) if each not in members]))
    return [
        {"id": number * 10 + place, "member_id": member, "mute": place == 0 and number % 7 == 3}
        for place, member in enumerate(members)
    ]


def _regarding(number: int) -> Record:
    if number % 6 == 5:
        return {"regarding_id": None, "regarding_type": None}
    kind = ("Member", "Opportunity", "Product", "Member", "StockLevel")[number % 5]
    ids = list(world.REGARDING[kind])
    return {"regarding_id": ids[number * 7 % len(ids)], "regarding_type": kind}


def _when(number: int, created: datetime, dice: random.Random) -> Record:
    if number % 4 == 3:
        return {"starts_at": None, "ends_at": None}
    start = (created + timedelta(days=dice.randint(0, 6))).replace(minute=30 * (number % 2), second=0)
    end = None if number % 8 == 4 else times.millis(start + timedelta(minutes=30 * dice.randint(1, 4)))
    return {"starts_at": times.millis(start), "ends_at": end}


def _state(number: int) -> Record:
    """Scheduled, completed, cancelled, held; and some where status and `completed` disagree, since they are two fields."""
    states = {1: (2002, True), 4: (2003, False), 6: (2004, False), 8: (2002, False)}
    status, completed = states.get(number % 10, (2001, False))
    return {"status_id": status, "completed": completed}
