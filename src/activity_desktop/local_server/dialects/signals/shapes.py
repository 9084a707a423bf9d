"""What does an activity look like on the wire? With its type and status in words, and its people only where asked for."""

from __future__ import annotations

from ..shelf import Record
from . import world


def shown(record: Record, includes: set[str]) -> Record:
    """An activity. `participants` is `[]`, and `regarding` and `owner` are null, unless `includes` names them."""
    kind = world.TYPES.get(record["type_id"])
    with_people = bool(includes & {"participants", "participants.member"})
    return {
        **{name: record[name] for name in ("id", "subject", "description", "location", "regarding_id", "regarding_type")},
        "owned_by": record["owned_by"],
        "starts_at": record["starts_at"],
        "ends_at": record["ends_at"],
        "priority": record["priority"],
        "type_id": record["type_id"],
        "type_code": ((kind or {}).get("metadata") or {}).get("code"),
        "status_id": record["status_id"],
        "completed": record["completed"],
        "time_status": record["time_status"],
        "custom_fields": record["custom_fields"],
        "participants": [_participant(each) for each in record["participants"]] if with_people else [],
        "activity_type_name": kind["name"] if kind else "",
        "activity_status_name": world.STATUSES[record["status_id"]],
        "time_status_name": world.TIME_STATUSES[record["time_status"]],
        "created_at": record["created_at"],
        "updated_at": record["updated_at"],
        "regarding": _regarding(record) if "regarding" in includes else None,
        "owner": _owner(record) if "owner" in includes else None,
    }


def _participant(participant: Record) -> Record:
    member = participant["member_id"]
    name = world.MEMBERS.get(member, "")
    return {"id": participant["id"], "member_id": member, "member_name": name, "mute": participant["mute"]}


def _regarding(record: Record) -> Record | None:
    number = record["regarding_id"]
    name = world.REGARDING.get(record["regarding_type"] or "", {}).get(number)
    return None if name is None else {"id": number, "name": name}


def _owner(record: Record) -> Record | None:
    user = world.USERS.get(record["owned_by"])
    return None if user is None else {"id": record["owned_by"], "name": user.name}
