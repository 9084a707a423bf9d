"""What stands around Signals' activities? Users, members, products, stock levels, opportunities and the editable lists."""

from __future__ import annotations

from .. import cast
from ..shelf import Record

ME = 5
USERS = {ME: cast.ME, 6: cast.COLLEAGUES[0], 7: cast.COLLEAGUES[1]}
MEMBERS = {42 + place: someone.name for place, someone in enumerate(cast.PEOPLE)}
MEMBERS |= {90 + place: company.name for place, company in enumerate(cast.COMPANIES)}
REGARDING: dict[str, dict[int, str]] = {
    "Member": MEMBERS,
    "Product": {11 + place: name for place, name in enumerate(cast.PRODUCTS)},
    "StockLevel": {501 + place: f"{name}, warehouse 2" for place, name in enumerate(cast.PRODUCTS)},
    "Opportunity": {3001 + place: title for place, title in enumerate(cast.DEALS)},
}
STATUSES = {2001: "Scheduled", 2002: "Completed", 2003: "Cancelled", 2004: "Held"}
PRIORITIES = {0: "Low", 1: "Normal", 2: "High"}
TIME_STATUSES = {0: "Free", 1: "Busy"}

ACTIVITY_TYPES = 7
"""The id of the list of activity types."""
DEFAULT_TYPE = 78
_LISTS = {3: "Address Type", 4: "Email Type", ACTIVITY_TYPES: "Activity Type"}
_STAMP = "2026-01-15T14:30:00.000Z"


def _value(number: int, name: str, order: int, metadata: Record | None, system: bool = True, active: bool = True) -> Record:
    return {
        "id": number,
        "list_name_id": ACTIVITY_TYPES,
        "name": name,
        "parent_id": None,
        "sort_order": order,
        "is_system": system,
        "is_active": active,
        "metadata": metadata,
        "created_at": _STAMP,
        "updated_at": _STAMP,
    }


_BUILT_IN = ("Task", "Call", "Fax", "Email", "Meeting", "Note", "Letter")
TYPES: dict[int, Record] = {
    DEFAULT_TYPE + place: _value(DEFAULT_TYPE + place, name, place, {"icon": name.lower(), "code": 1001 + place})
    for place, name in enumerate(_BUILT_IN)
} | {
    131: _value(131, "Site survey", 7, {"icon": "map"}, system=False),
    132: _value(132, "Load-out", 8, None, system=False),
    133: _value(133, "Telegram", 9, None, system=False, active=False),
}
"""Activity types by database id. Built-in ones carry the compatible code in their metadata, those added by people none."""


def list_names() -> list[Record]:
    return [
        {
            "id": number,
            "name": name,
            "description": None if number != ACTIVITY_TYPES else "Activity classification",
            "is_system": True,
            "is_hierarchical": False,
            "created_at": _STAMP,
            "updated_at": _STAMP,
        }
        for number, name in _LISTS.items()
    ]


def list_values(list_id: int) -> list[Record]:
    return list(TYPES.values()) if list_id == ACTIVITY_TYPES else []


def users() -> list[Record]:
    return [
        {
            "id": number,
            "name": someone.name,
            "email": someone.email,
            "is_admin": number == ME,
            "is_owner": False,
            "is_active": True,
            "email_verified_at": _STAMP,
            "invited_at": None,
            "invitation_accepted_at": None,
            "last_login_at": None,
            "deactivated_at": None,
            "created_at": _STAMP,
            "updated_at": _STAMP,
            "roles": ["Sales"],
        }
        for number, someone in USERS.items()
    ]
