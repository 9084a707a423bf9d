"""Who and what are the samples about? The activities, accounts and people that the gallery and its pictures show."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from ...crm.contract import Capabilities, Feature
from ...model.activity import Activity, BodyFormat, Fact, Key, Kind
from ...model.feed import AccountRow
from ...model.moment import Instant
from ...model.person import Person
from ...model.relation import Relation

NORTHWIND, PIPEDRIVE, HARBOR, DEMO = "northwind", "pipedrive", "harbor", "demo"

ACCOUNTS = (
    AccountRow(NORTHWIND, "fluid", "Fluid", "Northwind CRM", "https://northwind.example.com"),
    AccountRow(PIPEDRIVE, "pipedrive", "Pipedrive", "Pipedrive", "https://acme.example.com"),
    AccountRow(HARBOR, "signals", "Signals", "Harbor Rentals", "https://harbor.example.com"),
    AccountRow(DEMO, "fluid", "Fluid", "Demo server", "http://127.0.0.1:8080"),
)
CAPABILITIES = {
    NORTHWIND: Capabilities(frozenset({Feature.READ_STATE, Feature.GET, Feature.STREAM})),
    PIPEDRIVE: Capabilities(
        frozenset(
            {
                Feature.GET,
                Feature.CREATE,
                Feature.COMPLETE,
                Feature.REOPEN,
                Feature.EDIT,
                Feature.DELETE,
                Feature.SERVER_FILTER,
            }
        )
    ),
    HARBOR: Capabilities(
        frozenset({Feature.GET, Feature.COMPLETE}),
        {Feature.REOPEN: "Only an administrator can reopen it."},
    ),
    DEMO: Capabilities(frozenset({Feature.READ_STATE, Feature.GET, Feature.STREAM})),
}


def at(month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> Instant:
    """A moment of the samples' year on this computer's clock."""
    return Instant.of(datetime(2025, month, day, hour, minute, second).astimezone())


NOW = at(11, 21, 10, 32, 12)
"""It is always Friday morning in the gallery."""

JANE = Person("contact", "22222", "Jane Smith", "jane@example.com")
MARCUS = Person("member", "7", "Marcus Oyelaran", "marcus@example.com")
PRIYA = Person("person", "31", "Priya Raman", "priya@example.com", "accepted")
KENJI = Person("participant", "32", "Kenji Watanabe")
LISBON = Person("visitor", "901", "Visitor from Lisbon")
TOMAS = Person("contact", "22230", "Tomás Ferreira")
HANNAH = Person("contact", "22231", "Hannah Lindqvist")
AMARA = Person("customer", "22240", "Amara Okafor")

_CALL_BODY = (
    "<p>She asked for the <strong>revised pricing sheet</strong> beforehand. Open points from last time:</p>"
    "<ul><li>Discount for a two year term</li>"
    '<li>Onboarding in Lisbon, see the <a href="https://example.com/travel">travel policy</a></li></ul>'
)


def _one(
    account: str,
    rid: str,
    kind: Kind,
    created: Instant,
    title: str,
    body: str,
    people: tuple[Person, ...] = (),
    relations: tuple[Relation, ...] = (),
    **more: Any,
) -> Activity:
    raw = json.dumps({"id": rid, "title": title, "created_at": created.rfc3339()}).encode()
    return Activity(
        key=Key(account, rid), kind=kind, created=created, title=title, body=body, people=people, relations=relations, raw=raw,
        **more,
    )  # fmt: skip


ACTIVITIES: tuple[Activity, ...] = (
    _one(
        NORTHWIND, "1012", Kind.PRODUCT, at(11, 21, 10, 30, 12), "New order placed",
        "<p><strong>Jane Smith</strong> placed an order for <strong>$150.00</strong>.</p>", (JANE,),
        (Relation("product", "33333", "Starter Kit, Cedar", "24 in stock · $75.00 each"),),
        body_format=BodyFormat.HTML, plain="Jane Smith placed an order for $150.00",
        web_url="https://northwind.example.com/activities/1012",
    ),
    _one(
        HARBOR, "88", Kind.TASK, at(11, 21, 10, 14), "Follow up on rental quote",
        "Due today at 16:30. Confirm crane availability with the depot first.", (MARCUS,),
        (Relation("opportunity", "42", "Quote #42"),),
        starts=at(11, 21, 16, 30), done=False, web_url="https://harbor.example.com/activities/88",
    ),
    _one(
        PIPEDRIVE, "551", Kind.CALL, at(11, 21, 9, 51), "Call with Priya Raman moved to 14:00", _CALL_BODY,
        (PRIYA, KENJI, MARCUS, Person("attendee", None, "Oda")),
        (Relation("deal", "812", "Acme renewal", "Negotiation · $18,400"),),
        body_format=BodyFormat.HTML, plain="She asked for the revised pricing sheet beforehand.",
        starts=at(11, 21, 14, 0), ends=at(11, 21, 14, 30), location="Phone, +44 20 7946 0958", done=False,
        join_url="https://meet.example.com/priya", priority_label="High", owner=MARCUS,
        web_url="https://acme.example.com/activities/551",
    ),
    _one(
        NORTHWIND, "1010", Kind.VISITOR, at(11, 21, 9, 12), "Returning visitor on your pricing page",
        "Third visit this week, 6 min on the Team plan comparison.", (LISBON,), (Relation("page", "5", "Pricing"),),
    ),
    _one(
        NORTHWIND, "1009", Kind.MEDIA, at(11, 21, 8, 47), "Video watched to the end",
        "Tomás Ferreira finished “Onboarding in 4 minutes”.", (TOMAS,), (Relation("media", "77", "Onboarding in 4 minutes"),),
    ),
    _one(
        NORTHWIND, "1008", Kind.EVENT, at(11, 20, 17, 26), "Registration for Spring Open House",
        "Two seats reserved, vegetarian lunch requested.", (HANNAH,), (Relation("event", "60", "Spring Open House"),),
    ),
    _one(
        PIPEDRIVE, "549", Kind.EMAIL, at(11, 20, 15, 3), "Re: Contract draft v3",
        "Legal is fine with clause 7, one question about the notice period.", (PRIYA,),
        (Relation("deal", "812", "Acme renewal"),), done=True, done_at=at(11, 20, 16, 0),
    ),
    _one(
        HARBOR, "85", Kind.NOTE, at(11, 20, 11, 40), "Amara left a note", "They prefer weekly invoices.", (AMARA,),
        (Relation("note", "991"),),
    ),
    _one(HARBOR, "84", Kind.SITE_VISIT, at(11, 20, 9, 5), "Site walk-through notes added", "Two photos.", (MARCUS,)),
    _one(NORTHWIND, "1003", Kind.EMAIL, at(11, 12, 9, 0), "Asked about delivery to Porto", "", (JANE,)),
    _one(NORTHWIND, "1002", Kind.MEDIA, at(11, 9, 9, 0), "Watched “Cedar care basics”", "", (JANE,)),
    _one(NORTHWIND, "1001", Kind.EVENT, at(10, 28, 9, 0), "Joined Autumn Open House", "", (JANE,)),
    _one(NORTHWIND, "1000", Kind.CONTACT, at(10, 1, 9, 0), "Signed up for the newsletter", "", (JANE,),
         facts=(Fact("Source", "Website"),)),
)  # fmt: skip
"""Newest first."""
UNREAD = frozenset({Key(NORTHWIND, "1012"), Key(HARBOR, "88"), Key(PIPEDRIVE, "551")})
NEW = frozenset({Key(NORTHWIND, "1010"), Key(NORTHWIND, "1009")})
"""Read a moment ago, still marked as new in this visit."""
