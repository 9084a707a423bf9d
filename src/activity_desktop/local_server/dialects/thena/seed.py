"""Which activities does Thena begin with? All types and statuses, participants in any shape, attachments, titles and none."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from .. import cast, times
from ..identifiers import ulid
from ..shelf import Record
from . import world

_SUBJECTS = {"CALL": "call", "EMAIL": "email", "MEETING": "meeting", "SITE_VISIT": "site_visit", "TRAINING": "meeting"}


def empty_activity(number: int, created: datetime) -> Record:
    """An activity as it is created when only the required fields are given, and those not yet."""
    stamp = times.millis(created)
    return {
        "id": ulid(created, cast.dice("thena id", number)),
        "activityId": str(88000 + number),
        "accountId": "",
        "title": None,
        "description": None,
        "activityTimestamp": "",
        "duration": 0,
        "location": "",
        "type": "CALL",
        "status": "PENDING",
        "participants": [],
        "attachments": [],
        "creatorId": world.ME,
        "createdAt": stamp,
        "updatedAt": stamp,
        "isActive": True,
        "deletedAt": None,
        "metadata": {},
    }


def activity(number: int, created: datetime) -> Record:
    """The `number`th activity of the story. Newer organisations send title, description and metadata, older ones do not."""
    dice = cast.dice("thena", number)
    kind = list(world.TYPES)[number % len(world.TYPES)]
    status = ("PENDING", "COMPLETED", "PENDING", "CANCELLED", "COMPLETED", "PENDING", "PENDING")[number % 7]
    happened = (
        created + timedelta(hours=dice.randint(1, 60))
        if status == "PENDING"
        else created - timedelta(minutes=dice.randint(5, 90))
    )
    company = cast.person_for(number).company
    record = empty_activity(number, created) | {
        "accountId": f"ACC{7100 + company}",
        "activityTimestamp": times.millis(happened.replace(second=0)),
        "duration": dice.choice([15, 30, 45, 60, 120]),
        "location": _location(number, kind, company),
        "type": kind,
        "status": status,
        "participants": _participants(number),
        "attachments": _attachments(number),
        "creatorId": list(world.USERS)[number % len(world.USERS)],
        "updatedAt": times.millis(created + timedelta(minutes=dice.randint(0, 5))),
    }
    if number % 6 == 5:
        for name in ("title", "description", "metadata"):
            del record[name]
    else:
        record["title"] = cast.subject(_SUBJECTS[kind], number, dice) if number % 6 != 3 else None
        record["description"] = "\n".join(cast.paragraphs(number, dice)) if number % 4 else ""
        record["metadata"] = {"source": "calendar", "crmRef": f"N-{number}"} if number % 3 == 0 else {}
    return record


def _location(number: int, kind: str, company: int) -> str:
    if kind == "CALL":
        return "Phone"
    if kind == "EMAIL":
        return "E-mail"
    if number % 2:
        return f"https://meet.example.com/thena/{number}"
    return cast.COMPANIES[company].address


def _participants(number: int) -> list[Any]:
    """The column takes any JSON: user ids, names and addresses as text, or objects."""
    person = cast.person_for(number)
    shapes: tuple[list[Any], ...] = (
        [world.ME, person.email],
        [person.name],
        [],
        [{"name": person.name, "email": person.email, "role": "customer"}, {"id": world.ME}],
        [f"{person.name} <{person.email}>", cast.COLLEAGUES[0].email],
    )
    return shapes[number % len(shapes)]


def _attachments(number: int) -> list[str]:
    if number % 5 != 2:
        return []
    return [f"https://files.example.com/thena/{number}/offer.pdf", f"https://files.example.com/thena/{number}/plan%20A.png"][
        : number % 2 + 1
    ]
