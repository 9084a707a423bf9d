"""Do the parts of a detail hold everything there is: facts, people, records, earlier activities, every field?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from activity_desktop.model.activity import Activity, Attachment, Fact, Key, Kind, Priority
from activity_desktop.model.changes import AccountState, Phase
from activity_desktop.model.link import ActivityLink, PersonLink
from activity_desktop.model.moment import Day
from activity_desktop.model.person import Person
from activity_desktop.model.relation import Relation
from activity_desktop.ui.controls.cards import CardState, RelationCard
from activity_desktop.ui.detail.facts import fact_lines
from activity_desktop.ui.detail.fields import LONGEST_RAW, breakable, fields_of, raw_text
from activity_desktop.ui.gallery import data
from activity_desktop.ui.gallery.backend import SampleBackend
from screens.detail_scene import BARE, CALL, ORDER, Pane


@pytest.fixture
def at() -> Iterator[Pane]:
    made = Pane()
    yield made
    made.pane.close()


def test_missing_titles_are_asked_for_once(at: Pane) -> None:
    """Showing it again asks nothing; what is complete is never asked for."""
    note = Key(data.HARBOR, "85")
    at.pane.show_activity(ORDER)
    at.pane.show_activity(note)
    at.pane.show_activity(ORDER)
    at.pane.show_activity(note)
    assert at.backend.asked == [("resolve", note)]


def test_a_record_that_cannot_be_reached_offers_to_try_again(at: Pane) -> None:
    """Its title is not known, and the account is offline."""
    note = Key(data.HARBOR, "85")
    at.backend.set_state(AccountState(data.HARBOR, Phase.TROUBLED, problem_kind="Offline"))
    at.pane.show_activity(note)
    card = at.pane.findChild(RelationCard)
    assert card is not None
    assert card.state is CardState.OFFLINE
    at.backend.asked.clear()
    card.click()
    assert at.backend.asked == [("resolve", note)]


def test_people_and_earlier_activities_lead_on(at: Pane) -> None:
    """To the person's page and to the other activity."""
    at.pane.show_activity(ORDER)
    jane = PersonLink(data.NORTHWIND, "contact", "22222")
    at.press("Jane Smith. Shows all their activities")
    assert at.last_link() == jane
    at.press("Show all activities with Jane Smith")
    assert at.last_link() == jane
    at.press("Asked about delivery to Porto, 12 November at 09:00")
    assert at.last_link() == ActivityLink(Key(data.NORTHWIND, "1003"))


def test_many_people_are_shown_when_asked_for(at: Pane) -> None:
    """Four at once, the others behind a button; five are simply shown."""
    people = tuple(Person("attendee", str(n), f"Person {n}") for n in range(9))
    at.backend.set_activity(Activity(key=BARE, created=data.NOW, title="Meeting", people=people))
    at.pane.show_activity(BARE)
    assert "Person 4" not in at.tree()
    at.press("Show 5 more")
    assert "Person 8" in at.tree()
    at.backend.set_activity(Activity(key=BARE, created=data.NOW, title="Meeting", people=people[:5]))
    assert "Person 4" in at.tree()


def test_the_details_unfold(at: Pane) -> None:
    """Every field, and the record as it came, to read and to copy."""
    at.pane.show_activity(ORDER)
    at.press("Details, hidden")
    tree = at.tree()
    assert "Details, shown" in tree
    assert "The record as it came" in tree
    raw = at.pane.findChild(QPlainTextEdit)
    assert raw is not None
    assert raw.isReadOnly()
    at.press("Copy details")
    assert "ID: 1012" in QGuiApplication.clipboard().text()
    at.backend.mark_read([ORDER])
    assert "StaticText 'Read'" in at.tree()
    at.press("Details, shown")
    assert "The record as it came" not in at.tree()


def test_every_field_that_has_a_value_is_listed() -> None:
    """So that nothing a system tells is out of reach."""
    backend = SampleBackend()
    full = Activity(
        key=BARE, kind=Kind.CALL, kind_label="Phone call", title="t", created=data.NOW, updated=data.NOW, occurred=data.NOW,
        starts=Day(data.NOW.local().date()), ends=data.NOW, done=True, done_at=data.NOW, status="open", priority=Priority.HIGH,
        owner=data.MARCUS, creator=data.JANE, people=(data.PRIYA,), relations=(Relation("deal", "1", "Acme"),),
        tags=("a", "b"), attachments=(Attachment("plan.pdf"),), automatic=True, facts=(Fact("Outcome", "Left a message"),),
    )  # fmt: skip
    backend.set_activity(full)
    detail = backend.detail(BARE)
    assert detail is not None
    fields = dict(fields_of(detail, "Demo server", data.NOW))
    assert fields["Type"] == "Phone call"
    assert fields["Starts"] == data.NOW.local().date().isoformat()
    assert fields["Completed"] == data.NOW.rfc3339()
    assert fields["Owner"] == "Marcus Oyelaran (Member)"
    assert fields["Related"] == "Acme (Deal)"
    assert fields["Read state"] == "In Demo server"
    assert fields["Outcome"] == "Left a message"
    assert len(fields) == 23


def test_raw_records_of_any_kind_are_shown() -> None:
    """Indented where it is JSON, as it came where it is not, cut where it is endless; without direction marks."""
    assert raw_text(b'{"a":1}') == '{\n  "a": 1\n}'
    assert raw_text(b"\xff not json") == "\ufffd not json"
    assert raw_text(b'{"a": "\xe2\x80\xae"}') == '{\n  "a": ""\n}'
    assert len(raw_text(b"[" * 200_000)) == LONGEST_RAW + 2
    assert breakable("short " + "x" * 45).count("\u200b") == 2


def test_facts_under_the_title() -> None:
    """When, where, how to join, with whom, how urgent, which tags; a single person is told by their card instead."""
    call = next(activity for activity in data.ACTIVITIES if activity.key == CALL)
    lines = fact_lines(replace(call, tags=("renewal",), recurring=True), data.NOW)
    assert [(line.text, line.suffix) for line in lines] == [
        ("Today, 14:00 to 14:30", "in 3 h, repeats"),
        ("Phone, +44 20 7946 0958", ""),
        ("Join the call", "meet.example.com"),
        ("Priya Raman, Kenji Watanabe", "and 2 more"),
        ("High", ""),
        ("renewal", ""),
    ]
    assert fact_lines(Activity(key=BARE, people=(data.JANE,)), data.NOW) == []
    under_way = replace(call, starts=data.NOW.plus(-60), ends=data.NOW.plus(60))
    assert fact_lines(under_way, data.NOW)[0].suffix == "now"
    late = replace(call, starts=data.NOW.plus(-3600), ends=None, join_url="http://meet.example.com/priya", people=())
    told = [(line.text, line.suffix, line.url) for line in fact_lines(late, data.NOW)]
    assert told[0][1:] == ("overdue", "")
    assert ("http://meet.example.com/priya", "", "") in told
