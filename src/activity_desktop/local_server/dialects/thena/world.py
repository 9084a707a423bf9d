"""What stands around Thena's activities? Accounts, users, and the values that an organisation gives types and statuses."""

from __future__ import annotations

from .. import cast
from ..shelf import Record

ORGANIZATION = "EORG4X7Q2"
ME = "UALEX0MORGAN"
COLLEAGUE = "UROBIN0VEGA"
USERS = {ME: cast.ME, COLLEAGUE: cast.COLLEAGUES[0], "UMARCUS0ACH": cast.COLLEAGUES[1]}
ACCOUNTS = {f"ACC{7100 + place}": company.name for place, company in enumerate(cast.COMPANIES)}

TYPES: dict[str, Record] = {
    "CALL": {"id": "T101", "color": "#2F80ED", "icon": "phone"},
    "EMAIL": {"id": "T102", "color": "#9B51E0", "icon": "mail"},
    "MEETING": {"id": "T103", "color": "#27AE60", "icon": "calendar"},
    "SITE_VISIT": {"id": "T104", "color": "#F2994A", "icon": "map-pin"},
    "TRAINING": {"id": "T105", "color": "#EB5757", "icon": "book"},
}
"""The four values of the document, and one that this organisation has added."""
STATUSES: dict[str, Record] = {
    "PENDING": {"id": "S201", "color": "#F2C94C", "isClosed": False},
    "COMPLETED": {"id": "S202", "color": "#219653", "isClosed": True},
    "CANCELLED": {"id": "S203", "color": "#828282", "isClosed": True},
}


def value_of(values: dict[str, Record], text: str) -> str | None:
    """The value that is named by itself or by its identifier; None where there is no such value."""
    if text in values:
        return text
    return next((value for value, record in values.items() if record["id"] == text), None)
