"""Does any JSON at all cost more than itself? The lenient readers and two translations, on values nobody would think of."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activity_desktop.crm import entered, lenient
from activity_desktop.crm.contract import BadRecord
from activity_desktop.crm.signals import translate as signals
from activity_desktop.crm.signals import wire as signals_wire
from activity_desktop.crm.thena import people as thena_people
from activity_desktop.crm.thena import translate as thena
from activity_desktop.crm.thena import wire as thena_wire
from activity_desktop.model.activity import Activity, Fact
from activity_desktop.model.moment import Instant
from activity_desktop.model.person import Person

SCALARS = (
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text(max_size=20) | st.dates().map(str)
)
ANY_JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3), max_leaves=8
)


def records(fields: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """Records with an identifier and any value in any of their fields, and in some that nobody knows."""
    known = st.dictionaries(st.sampled_from(fields), ANY_JSON, max_size=8)
    return st.builds(lambda a, b: {**b, **a, "id": 1}, known, st.dictionaries(st.text(max_size=8), ANY_JSON, max_size=2))


@settings(max_examples=150, deadline=None)
@given(records(signals_wire.Activity.__struct_fields__))
def test_any_record_of_signals_becomes_an_activity(record: dict[str, Any]) -> None:
    """Whatever its fields hold, the activity arrives and can be stored."""
    me = signals.Me("1", "Ann", "2")
    found = signals.read(record, "acc", me)
    assert isinstance(found, Activity)
    assert found.key.rid == "1"
    msgspec.msgpack.encode(found)


@settings(max_examples=150, deadline=None)
@given(records((*thena_wire.Activity.__struct_fields__, "Activity Timestamp", "created_by", "Attachment URLs")))
def test_any_record_of_thena_becomes_an_activity(record: dict[str, Any]) -> None:
    """The same for Thena, under all its spellings."""
    found = thena.read(record, "acc", ZoneInfo("Asia/Tokyo"))
    assert isinstance(found, Activity)
    assert found.key.rid == "1"
    msgspec.msgpack.encode(found)


@given(ANY_JSON)
def test_a_record_that_is_none_is_set_aside(value: Any) -> None:
    """Anything without an identifier is a bad record, kept as it came."""
    record: Any = {"subject": value} if isinstance(value, dict) else value
    assert isinstance(signals.read(record, "acc", signals.Me()), BadRecord)
    assert isinstance(thena.read(record, "acc"), BadRecord)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-03-21T10:00:00.000Z", "2026-03-21T10:00:00Z"),
        ("2026-03-21 10:00:00 UTC", "2026-03-21T10:00:00Z"),
        ("2026-03-21 10:00:00 +0200", "2026-03-21T08:00:00Z"),
        ("2026-03-21 10:00:00+00", "2026-03-21T10:00:00Z"),
        ("2026-03-21", "2026-03-21T00:00:00Z"),
        (1774087200, "2026-03-21T10:00:00Z"),
        (1774087200000, "2026-03-21T10:00:00Z"),
        ("1774087200", "2026-03-21T10:00:00Z"),
        (1774087200.5, "2026-03-21T10:00:00.500000Z"),
    ],
)
def test_a_time_is_read_however_it_is_written(written: Any, meant: str) -> None:
    """Frameworks write times in many ways that mean the same."""
    assert lenient.instant(written) == Instant.parse(meant)


@pytest.mark.parametrize(
    "odd", [None, "", "soon", 0, -5, True, [], {}, 1e300, float("nan"), "9999-12-31T23:59:59-23:00", "24:00"]
)
def test_what_is_no_time_is_nothing(odd: Any) -> None:
    """Nor may it be a time that no clock can show."""
    assert lenient.instant(odd) is None


def test_a_zone_counts_only_where_the_text_has_none() -> None:
    """An offset in the text wins."""
    tokyo = ZoneInfo("Asia/Tokyo")
    assert lenient.instant("2026-03-21 10:00", tokyo) == Instant.parse("2026-03-21T01:00:00Z")
    assert lenient.instant("2026-03-21T10:00Z", tokyo) == Instant.parse("2026-03-21T10:00:00Z")


@pytest.mark.parametrize(("value", "same"), [(42, "42"), (42.0, "42"), ("42", "42"), (" 42 ", "42"), ("usr-1", "usr-1")])
def test_an_identifier_is_the_same_however_it_is_typed(value: Any, same: str) -> None:
    """A server that sends a number today and a text tomorrow means the same record."""
    assert lenient.identifier(value) == same
    assert lenient.identifier(None) is lenient.identifier("") is lenient.identifier(True) is lenient.identifier([1]) is None


def test_switches_and_numbers_in_words() -> None:
    """true, 1, "yes"; 5, "5", 5.0."""
    switches: list[Any] = [True, 1, "Yes", "0", False, "off", "maybe", None]
    assert [lenient.flag(value) for value in switches] == [True, True, True, False, False, False, None, None]
    numbers: list[Any] = [5, "5", 5.0, " 5 ", True, 5.5, "x", None, []]
    assert [lenient.whole(value) for value in numbers] == [5, 5, 5, 5, 1, None, None, None, None]
    assert lenient.number(True) is lenient.number("1e999") is None


def test_field_names_become_labels() -> None:
    """Code is made readable; what was written for people stays."""
    names = ["gongCallId", "gong_call_id", "GONG_CALL_ID", "PO Number", "UID", "notes"]
    assert [lenient.heading(name) for name in names] == [
        "Gong call id", "Gong call id", "Gong call id", "PO Number", "UID", "Notes",
    ]  # fmt: skip


def test_fields_become_lines_to_show() -> None:
    """Empty ones are left out, an object becomes a line per field, a list one line."""
    fields = {
        "po_number": "7",
        "none": None,
        "blank": " ",
        "site": {"city": "Malmö", "zip": None},
        "tags": ["a", 2],
        "deep": [{"a": 1}],
    }
    assert lenient.facts(fields) == (
        Fact("Po number", "7"),
        Fact("Site: City", "Malmö"),
        Fact("Tags", "a, 2"),
        Fact("Deep", '[{"a":1}]'),
    )


@pytest.mark.parametrize("value", ["no date", "", None, 5, "2026-13-01"])
def test_what_a_person_entered_is_not_guessed_at(value: Any) -> None:
    """A form is strict where a server is not: the person can be asked."""
    with pytest.raises(ValueError, match="no date"):
        entered.point_in_time(value)


def test_a_day_is_its_first_moment_here() -> None:
    """For systems without all-day activities."""
    assert entered.point_in_time("2026-03-22").local().strftime("%Y-%m-%d %H:%M") == "2026-03-22 00:00"


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("[not json", [Person("participant", None, "[not json")]),
        ('{"id": 7, "name": "Bo"}', [Person("participant", "7", "Bo")]),
        ("a@x.example; b@x.example", [Person("participant", m, email=m) for m in ("a@x.example", "b@x.example")]),
        ("Smith, John", [Person("participant", None, "Smith, John")]),
        (["U1", "U1", {"id": "U1"}], [Person("participant", "U1")]),
        ([[[[[["too deep"]]]]]], []),
        ([None, True, {}, []], []),
        ({"contacts": [{"email": "a@x.example", "type": "Contact"}]}, [Person("contact", "a@x.example", email="a@x.example")]),
    ],
)
def test_participants_of_any_shape(value: Any, people: list[Person]) -> None:
    """Thena keeps them as free JSON."""
    assert list(thena_people.participants(value)) == people


def test_the_envelopes_of_signals() -> None:
    """Wrapped by the document; flat, bare and under `data` where a server does it otherwise."""
    assert signals_wire.single({"activity": {"id": 1}}) == signals_wire.single({"data": {"id": 1}}) == {"id": 1}
    assert signals_wire.single({"id": 1}) == {"id": 1}
    assert signals_wire.single({"message": "ok"}) is None
    bare, wrapped = signals_wire.listing([1], "activities"), signals_wire.listing({"data": [1]}, "activities")
    assert bare == wrapped
    assert signals_wire.listing({"activities": "none"}, "activities") is None


def test_the_envelopes_of_thena() -> None:
    """A bare list, a list under one of many names, one level deep or two; totals where they stand."""
    bodies: list[Any] = [[1], {"data": [1]}, {"results": [1]}, {"data": {"items": [1]}}]
    for body in bodies:
        found = thena_wire.listing(body)
        assert found is not None
        assert (found.records, found.total) == ([1], None)
    counted: list[Any] = [
        {"data": [1], "total": 9},
        {"data": {"items": [1], "meta": {"totalCount": 9}}},
        {"data": {"items": [1]}, "total": 9},
    ]
    for body in counted:
        found = thena_wire.listing(body)
        assert found is not None
        assert found.total == 9
    assert thena_wire.listing({"data": {}}) is None
    assert thena_wire.single({"data": [{"id": 1}]}) == thena_wire.single({"data": {"activity": {"id": 1}}}) == {"id": 1}
    assert thena_wire.single({"status": True}) == {}


def test_a_file_name_that_is_no_address() -> None:
    """Hostile addresses are shown as they are and cannot be opened."""
    record = {"id": 1, "attachments": ["https://[bad", "javascript:alert(1)", {"id": "F1"}, {"fileName": "a.txt", "url": 5}]}
    activity = thena.translate(record, "acc")
    assert [one.name for one in activity.attachments] == ["https://[bad", "javascript:alert(1)", "F1", "a.txt"]
    assert [one.url for one in activity.attachments] == ["", "", "", ""]
