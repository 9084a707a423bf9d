"""What stands around Pipedrive's activities? Users, persons, deals, projects, types, priorities."""

from __future__ import annotations

import uuid

from .. import cast
from ..shelf import Record

COMPANY_ID = 7310442
COMPANY_DOMAIN = "northwind"
ME = 14120001
COLLEAGUE = 14120002
USERS = {ME: cast.ME, COLLEAGUE: cast.COLLEAGUES[0]}

PERSONS = {301 + place: someone for place, someone in enumerate(cast.PEOPLE)}
ORGANIZATIONS = {51 + place: company for place, company in enumerate(cast.COMPANIES)}
DEALS = {21 + place: title for place, title in enumerate(cast.DEALS)}
LEADS = {
    str(uuid.uuid5(uuid.NAMESPACE_URL, title)): title
    for title in ("Asked for a demo at the fair", "Vending machines for two schools", "שאלה מהאתר על השכרה")
}
PROJECTS = {5: "Malmö arena: delivery", 6: "Festival build-up"}

PRIORITIES = {381: "Low", 382: "Medium", 383: "High"}
"""Option ids differ from account to account; a client reads them from the fields."""

# key_string, name, icon, whether somebody in this company added it, whether it is still offered
_TYPES = (
    ("call", "Call", "call", False, True),
    ("meeting", "Meeting", "meeting", False, True),
    ("task", "Task", "task", False, True),
    ("deadline", "Deadline", "deadline", False, True),
    ("email", "Email", "email", False, True),
    ("lunch", "Lunch", "lunch", False, True),
    ("site_visit", "Site visit", "truck", True, True),
    ("fax", "Fax (old)", "document", True, False),
)
TYPES = {key: name for key, name, *_ in _TYPES}


def activity_types() -> list[Record]:
    return [
        {
            "id": place,
            "order_nr": place,
            "name": name,
            "key_string": key,
            "icon_key": icon,
            "active_flag": active,
            "color": "E27D60" if custom else None,
            "is_custom_flag": custom,
            "add_time": "2024-03-01 08:00:00",
            "update_time": None,
        }
        for place, (key, name, icon, custom, active) in enumerate(_TYPES, start=1)
    ]


def me(admin: bool) -> Record:
    return {
        "id": ME,
        "name": cast.ME.name,
        "email": cast.ME.email,
        "active_flag": True,
        "is_admin": int(admin),
        "is_you": True,
        "default_currency": "EUR",
        "locale": "en_GB",
        "lang": 1,
        "phone": None,
        "timezone_name": "Europe/London",
        "timezone_offset": "+01:00",
        "company_id": COMPANY_ID,
        "company_name": cast.COMPANIES[0].name,
        "company_domain": COMPANY_DOMAIN,
        "company_country": "GB",
        "language": {"language_code": "en", "country_code": "GB"},
    }


def fields_v1() -> list[Record]:
    """The activity fields as v1 names them (`key`, `name`)."""
    return [
        {"id": place, "key": code, "name": name, "field_type": kind, "active_flag": True, "options": options}
        for place, (code, name, kind, options) in enumerate(_fields(), start=1)
    ]


def fields_v2() -> list[Record]:
    """The activity fields as v2 names them (`field_code`, `field_name`)."""
    return [
        {"field_code": code, "field_name": name, "field_type": kind, "is_custom_field": False, "options": options}
        for code, name, kind, options in _fields()
    ]


def _fields() -> list[tuple[str, str, str, list[Record] | None]]:
    priorities: list[Record] = [{"id": identifier, "label": label} for identifier, label in PRIORITIES.items()]
    return [
        ("subject", "Subject", "varchar", None),
        ("type", "Type", "enum", [{"id": key, "label": name} for key, name in TYPES.items()]),
        ("due_date", "Due date", "date", None),
        ("priority", "Priority", "enum", priorities),
        ("note", "Note", "text", None),
    ]


def person(identifier: int) -> Record:
    someone = PERSONS[identifier]
    return {
        "id": identifier,
        "name": someone.name,
        "owner_id": ME,
        "org_id": 51 + someone.company,
        "emails": [{"value": someone.email, "primary": True, "label": "work"}],
        "phones": [],
        "is_deleted": False,
    }


def organization(identifier: int) -> Record:
    company = ORGANIZATIONS[identifier]
    return {
        "id": identifier,
        "name": company.name,
        "owner_id": ME,
        "address": {"value": company.address},
        "is_deleted": False,
    }


def deal(identifier: int) -> Record:
    return {
        "id": identifier,
        "title": DEALS[identifier],
        "owner_id": ME,
        "value": 18500,
        "currency": "EUR",
        "status": "open",
        "is_deleted": False,
    }


def project(identifier: int) -> Record:
    return {"id": identifier, "title": PROJECTS[identifier], "owner_id": ME, "status": "open"}


def lead(identifier: str) -> Record:
    """Leads still carry milliseconds."""
    return {
        "id": identifier,
        "title": LEADS[identifier],
        "owner_id": ME,
        "is_archived": False,
        "add_time": "2025-11-03T09:15:00.000Z",
    }
