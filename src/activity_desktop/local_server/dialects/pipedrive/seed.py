"""Which activities does Pipedrive begin with? Every field used, unset ones as null or `""`, all-day and timed, some in HTML."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from .. import cast, times
from ..shelf import Record
from . import world
from .shapes import empty_activity, location
from .writing import attendee

_NEXT_KIND = ("call", "meeting", "task", "email", "lunch", "deadline", "site_visit")
_ATTENDEE_STATUS = ("accepted", "noreply", "tentative", "declined")


def activity(number: int, created: datetime, owner: int = world.ME) -> Record:
    """The `number`th activity of the story."""
    dice = cast.dice("pipedrive", number)
    kind = _NEXT_KIND[number % len(_NEXT_KIND)]
    person = (number * 7) % len(cast.PEOPLE)
    record = empty_activity() | {
        "id": number,
        "subject": cast.subject(kind, number, dice),
        "type": kind,
        "owner_id": owner,
        "creator_user_id": dice.choice(list(world.USERS)),
        "add_time": times.seconds(created),
        "update_time": times.seconds(created + timedelta(minutes=dice.randint(0, 5))),
        "priority": dice.choice([None, *world.PRIORITIES]),
        "note": _note(number, dice),
        "busy": dice.choice([None, True, False]),
    }
    _people(record, number, person, dice)
    _links(record, number, person)
    _due(record, number, created, dice)
    if kind in ("meeting", "site_visit", "lunch"):
        _place(record, number, person)
    if number % 4 == 1 or (number % 3 == 0 and not record["due_date"]):
        record["done"] = True
        record["marked_as_done_time"] = record["update_time"]
    return record


def _note(number: int, dice: random.Random) -> str | None:
    """HTML, as the web app's editor writes it; now and then nothing, or nothing but an empty string."""
    if number % 8 == 7:
        return dice.choice([None, ""])
    paragraphs = cast.paragraphs(number, dice)
    html = "".join(f"<p>{text.replace('&', '&amp;')}</p>" for text in paragraphs)
    if number % 5 == 0:
        html += "<ul><li><b>Next:</b> send the offer</li><li>ask for a <a href='https://example.com/po'>PO number</a></li></ul>"
    return html + "<br>" if number % 2 else html


def _people(record: Record, number: int, person: int, dice: random.Random) -> None:
    if number % 10 == 9:
        return
    others = [] if number % 3 else [(person + 1) % len(cast.PEOPLE)]
    record["person_id"] = 301 + person
    record["participants"] = [{"person_id": 301 + each, "primary": each == person} for each in [person, *others]]
    if record["type"] == "meeting":
        guests = [attendee(cast.ME.email, cast.ME.name, "accepted", is_organizer=True, user_id=world.ME)]
        for each in [person, *others]:
            guest = cast.PEOPLE[each]
            guests.append(attendee(guest.email, guest.name, dice.choice(_ATTENDEE_STATUS), person_id=301 + each))
        record["attendees"] = guests


def _links(record: Record, number: int, person: int) -> None:
    record["org_id"] = 51 + cast.PEOPLE[person].company if number % 10 != 9 else None
    if number % 6 == 2:
        record["lead_id"] = list(world.LEADS)[number % len(world.LEADS)]
    elif number % 10 != 8:
        record["deal_id"] = 21 + cast.deal_number(number)
    if number % 12 == 6:
        record["project_id"] = list(world.PROJECTS)[number % 2]


def _due(record: Record, number: int, created: datetime, dice: random.Random) -> None:
    """No date, a whole day, or a time in UTC; lengths written with and without seconds."""
    shape = number % 5
    if shape == 0:
        return
    due = created + timedelta(days=dice.randint(0, 9), hours=dice.randint(0, 5))
    record["due_date"] = due.date().isoformat()
    if shape == 1:
        record["due_time"] = record["duration"] = "" if number % 2 else None
    else:
        clock = due.replace(minute=due.minute // 15 * 15)
        record["due_time"] = f"{clock:%H:%M:%S}" if shape == 4 else f"{clock:%H:%M}"
        record["duration"] = dice.choice(["00:30", "01:00", "01:30:00", "", None])


def _place(record: Record, number: int, person: int) -> None:
    company = cast.company_of(cast.PEOPLE[person])
    if number % 4 == 3:
        record["conference_meeting_client"] = "zoom"
        record["conference_meeting_url"] = f"https://meet.example.com/j/{80000 + number}"
        record["conference_meeting_id"] = str(80000 + number)
        record["location"] = location("Video call")
    else:
        parts = {"country": company.country, "locality": company.city, "route": company.street}
        record["location"] = location(company.address, street_number=company.number, postal_code=company.postal_code, **parts)
    record["public_description"] = "Please bring the signed order form." if number % 2 else ""
