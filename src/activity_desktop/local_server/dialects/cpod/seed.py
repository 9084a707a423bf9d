"""Which records does cPod begin with? Markdown, twin fields alone and together, AI-written ones, recurring ones."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta
from typing import Any

from .. import cast, times
from ..identifiers import ulid
from ..shelf import Record
from .shapes import STAMPED, WRITABLE
from .writing import TYPES

TENANT = "tnt_northwind"
APP = "app_inbox"
PERSON = "per_01J8A1EXM0RGAN000000000000"
OTHER_PERSON = "per_01J8R0B1NVEGA0000000000000"
ME = f"usr-{uuid.uuid5(uuid.NAMESPACE_URL, cast.ME.email)}"
COLLEAGUE = f"usr-{uuid.uuid5(uuid.NAMESPACE_URL, cast.COLLEAGUES[0].email)}"
SERVICE = "svc-follow-up-writer"

_LABELS = {"call": "Outbound call", "email": "E-mail", "meeting": "Business review", "note": "Note", "task": "Follow-up"}


def empty_record(number: int, created: datetime, app: str | None) -> Record:
    """A record as the server stamps it before a client's fields are put in."""
    stamp = times.millis(created)
    return dict.fromkeys((*STAMPED, *WRITABLE)) | {
        "id": f"act_{ulid(created, cast.dice('cpod id', number))}",
        "tenant_id": TENANT,
        "app_id": app,
        "created_at": stamp,
        "updated_at": stamp,
        "created_by": PERSON,
        "updated_by": PERSON,
        "source": "edm",
        "source_type": "api",
        "is_deleted": False,
        "schema_version": 1,
        "version": 1,
        "reminder_sent": False,
        "owner_id": ME,
    }


def activity(number: int, created: datetime, app: str | None = APP) -> Record:
    """The `number`th record of the story."""
    dice = cast.dice("cpod", number)
    kind = TYPES[number % len(TYPES)]
    record = empty_record(number, created, app) | {
        "type": kind,
        "activity_type": _LABELS[kind] if number % 4 else None,
        "subject": cast.subject(kind, number, dice) if number % 10 != 7 else dice.choice([None, ""]),
        "priority": dice.choice([None, "low", "medium", "high", "P1"]),
        "version": dice.randint(1, 4),
        "source_type": dice.choice(["frontend", "backend", "server", "system", "api"]),
        "tags": [["renewal", "q3"], [], None, ["vip"]][number % 4],
        "custom_fields": _custom_fields(number),
        "recurrence": _recurrence(number),
        "attachment_refs": [f"crm/northwind/{number}/offer v2.pdf"] if number % 6 == 1 else [],
    }
    record |= _links(number) | _texts(number, dice) | _times(number, kind, created) | _author(number)
    if kind in ("call", "email"):
        record |= {"direction": ("inbound", "outbound")[number % 2], "outcome": dice.choice(cast.DONE_WITH)}
    return record


def _links(number: int) -> Record:
    """Account, deal and contact: all of them, or only one."""
    person = number * 7 % len(cast.PEOPLE)
    contact = f"con_{ulid(datetime.fromisoformat('2025-01-01T00:00:00Z'), cast.dice('cpod contact', person))}"
    account = f"acc_{5000 + cast.PEOPLE[person].company}"
    deal = f"deal_{7000 + cast.deal_number(number)}"
    links: tuple[Record, ...] = (
        {"account_id": account, "deal_id": deal, "contact_id": contact, "contact_ids": [contact]},
        {"account_id": account},
        {"deal_id": deal, "contact_ids": []},
        {"contact_id": contact, "contact_ids": [contact, f"con_{number % 3}"]},
    )
    someone = cast.PEOPLE[person]
    participants: tuple[Any, ...] = (
        [{"type": "contact", "id": contact, "name": someone.name, "email": someone.email}, {"type": "user", "id": ME}],
        None,
        [someone.name, cast.ME.name],
    )
    return links[number % len(links)] | {"participants": participants[number % len(participants)]}


def _texts(number: int, dice: random.Random) -> Record:
    """Description in Markdown, notes in plain text: one of them, both, both the same, or neither."""
    first, *others = cast.paragraphs(number, dice)
    markdown = f"## Summary\n\n{first}\n\n- [x] called\n- [ ] **send** the [offer](https://example.com/offers/{number})"
    markdown += "".join(f"\n\n> {text}" for text in others)
    texts: tuple[Record, ...] = (
        {"description": markdown},
        {"description": markdown, "notes": first},
        {"notes": first},
        {"description": first, "notes": first},
        {"description": "", "notes": None},
    )
    return texts[number % len(texts)]


def _times(number: int, kind: str, created: datetime) -> Record:
    """`occurred_at` and its twin `activity_date`, alone or together; tasks are due, some are completed."""
    happened = times.millis(created - timedelta(minutes=number % 50))
    occurred: tuple[Record, ...] = (
        {"occurred_at": happened, "activity_date": happened},
        {"occurred_at": happened},
        {"activity_date": times.seconds(created)},
    )
    record = dict(occurred[number % len(occurred)])
    record["status"] = (None, "open", "completed", "Awaiting reply", "scheduled")[number % 5]
    if kind == "task":
        record["due_date"] = times.millis(created + timedelta(days=number % 9, hours=2))
        record["status"], record["reminder_sent"] = "open", number % 2 == 0
    if record["status"] == "completed" or (kind == "task" and number % 3 == 0):
        record["completed_at"] = times.millis(created)
    return record


def _author(number: int) -> Record:
    """A person, a service account, or an AI, whose trace is then named."""
    if number % 6 == 4:
        trace = f"trc_{uuid.uuid5(uuid.NAMESPACE_URL, f'cpod/{number}').hex}"
        return {"actor_type": "ai", "performed_by_user_id": SERVICE, "linked_trace_id": trace, "source": "assistant"}
    if number % 6 == 2:
        return {"actor_type": "service", "performed_by_user_id": SERVICE}
    return {"actor_type": "user", "performed_by_user_id": ME if number % 2 else COLLEAGUE}


def _custom_fields(number: int) -> Record | None:
    fields: tuple[Record | None, ...] = (None, {}, {"gongCallId": f"79{number:05d}", "duration_minutes": 15 + number % 4 * 15})
    return fields[number % 3]


def _recurrence(number: int) -> Any:
    if number % 12 == 3:
        return {"rrule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"}
    return {"frequency": "monthly", "interval": 1, "until": None} if number % 12 == 9 else None
