"""What does an activity look like on the wire? As v2 writes it, and as the v1 collection still does."""

from __future__ import annotations

from typing import Any

from ..shelf import Record
from ..switches import PipedriveSwitches
from ..times import spaced
from . import world

LOCATION_PARTS = (
    "country",
    "admin_area_level_1",
    "admin_area_level_2",
    "locality",
    "sublocality",
    "route",
    "street_number",
    "subpremise",
    "postal_code",
)


def empty_activity() -> Record:
    """Every field of v2, none of them set. The API calls none of them nullable and sends most of them null."""
    return {
        "id": 0,
        "subject": "",
        "type": "call",
        "owner_id": world.ME,
        "creator_user_id": world.ME,
        "is_deleted": False,
        "add_time": "",
        "update_time": "",
        "deal_id": None,
        "lead_id": None,
        "person_id": None,
        "org_id": None,
        "project_id": None,
        "due_date": None,
        "due_time": None,
        "duration": None,
        "busy": None,
        "done": False,
        "marked_as_done_time": None,
        "location": None,
        "participants": None,
        "attendees": None,
        "conference_meeting_client": None,
        "conference_meeting_url": None,
        "conference_meeting_id": None,
        "public_description": None,
        "priority": None,
        "note": None,
    }


def location(value: str, **parts: str | None) -> Record:
    """A location: the address in one line, and whatever parts of it are known."""
    return {"value": value, **{name: parts.get(name) for name in LOCATION_PARTS}, "formatted_address": value}


def v2(record: Record, attendees: bool, switches: PipedriveSwitches) -> Record:
    """An activity of v2. `attendees` only where they were asked for."""
    shown = dict(record)
    if not attendees:
        del shown["attendees"]
    if switches.spelling == "v1":
        shown["participants"] = _respelled(shown["participants"], "primary", "primary_flag")
        if attendees:
            shown["attendees"] = _respelled(shown["attendees"], "email", "email_address")
    return shown


def _respelled(people: list[Record] | None, old: str, new: str) -> list[Record] | None:
    if people is None:
        return None
    return [{new if name == old else name: value for name, value in each.items()} for each in people]


def v1(record: Record) -> Record:
    """An activity of the v1 collection: older names, times with a space, and `""` where nothing is set."""
    place = record["location"] or {}
    shown: dict[str, Any] = {
        "id": record["id"],
        "company_id": world.COMPANY_ID,
        "user_id": record["owner_id"],
        "done": record["done"],
        "type": record["type"],
        "subject": record["subject"],
        "conference_meeting_client": record["conference_meeting_client"],
        "conference_meeting_url": record["conference_meeting_url"],
        "conference_meeting_id": record["conference_meeting_id"],
        "due_date": record["due_date"],
        "due_time": record["due_time"] or "",
        "duration": record["duration"] or "",
        "busy_flag": bool(record["busy"]),
        "add_time": spaced(record["add_time"]),
        "update_time": spaced(record["update_time"]),
        "marked_as_done_time": spaced(record["marked_as_done_time"] or ""),
        "active_flag": not record["is_deleted"],
        "update_user_id": record["creator_user_id"],
        "source_timezone": None,
        "org_id": record["org_id"],
        "person_id": record["person_id"],
        "deal_id": record["deal_id"],
        "lead_id": record["lead_id"],
        "project_id": record["project_id"],
        "public_description": record["public_description"],
        "location": place.get("value"),
    }
    shown |= {f"location_{name}": place.get(name) for name in LOCATION_PARTS}
    shown["location_formatted_address"] = place.get("formatted_address")
    return shown
