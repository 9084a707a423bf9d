"""Do the pure parts of the Pipedrive and cPod connectors read and write whatever a server or a person may put there?"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activity_desktop.crm.contract import FormField
from activity_desktop.crm.cpod import translate as cpod
from activity_desktop.crm.cpod import wire as cpod_wire
from activity_desktop.crm.cpod import write as cpod_write
from activity_desktop.crm.pipedrive import guests, words, write
from activity_desktop.crm.pipedrive.translate import ActivityType, Words, translate
from activity_desktop.crm.pipedrive.wire import WireActivity, read_activity
from activity_desktop.model.activity import Activity, Kind
from activity_desktop.model.moment import Day, Instant
from activity_desktop.model.problems import Rejected

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=6,
)
TIMES = st.sampled_from(
    ["9999-12-31", "9999-12-31T23:59:59Z", "0001-01-01", "0001-01-01T00:00:00Z", "23:59", "9999:59", "00:00", ""]
)
WORDS = Words({"call": ActivityType("Phone call")}, {"911": "Hoch", "912": "highest prio"}, {"31": "Won"}, {"77": "Sam"})
CPOD_FIELDS = [field for field in cpod_wire.WireActivity.__struct_fields__ if field != "id"]
PIPEDRIVE_FIELDS = [field for field in WireActivity.__struct_fields__ if field != "id"]


def pipedrive(**fields: Any) -> Activity:
    raw = json.dumps({"id": 1, **fields}).encode()
    return translate("acc", read_activity(raw), raw, WORDS)


def from_cpod(**fields: Any) -> Activity:
    activity = cpod.read({"id": "act_1", **fields}, "acc")
    assert isinstance(activity, Activity)
    return activity


def attempt(make: Callable[..., dict[str, Any]], *given_: Any) -> dict[str, Any] | Rejected:
    """The body of a request, or the refusal."""
    try:
        return make(*given_)
    except Rejected as problem:
        return problem


def showable(activity: Activity) -> bool:
    """Every time can be shown in any time zone, and the version fits into a database."""
    times = (activity.created, activity.updated, activity.occurred, activity.starts, activity.ends, activity.done_at)
    assert all(moment.local() for moment in times if isinstance(moment, Instant))
    return activity.version is None or abs(activity.version) < 2**63


@given(st.dictionaries(st.sampled_from(PIPEDRIVE_FIELDS), JSON | TIMES))
def test_no_pipedrive_record_is_too_odd(fields: dict[str, Any]) -> None:
    """Whatever stands in the fields: an activity, and a form, and neither raises."""
    activity = pipedrive(**fields)
    assert activity.key.rid == "1"
    assert showable(activity)
    assert set(write.values(activity)) == {item.name for item in write.FORM}


@given(st.dictionaries(st.sampled_from(CPOD_FIELDS + [cpod_wire.camel(name) for name in CPOD_FIELDS]), JSON | TIMES))
def test_no_cpod_record_is_too_odd(fields: dict[str, Any]) -> None:
    """The same for cPod, in either spelling."""
    activity = from_cpod(**fields)
    assert activity.key.rid == "act_1"
    assert showable(activity)
    assert set(cpod_write.values(activity)) <= {item.name for item in cpod_write.FORM}


@given(st.dictionaries(st.sampled_from([item.name for item in write.FORM] + ["due_time", "title", "x"]), JSON, min_size=1))
def test_whatever_is_entered_is_sent_or_refused_by_name(fields: dict[str, Any]) -> None:
    """A mistake in a form is one of our problems and names fields that were there."""
    for outcome in (attempt(write.new_body, fields, WORDS), attempt(write.changed_body, fields, WORDS, None)):
        assert outcome.fields if isinstance(outcome, Rejected) else "person_id" not in outcome


@given(st.dictionaries(st.sampled_from([item.name for item in cpod_write.FORM] + ["notes", "dealId", "x"]), JSON, min_size=1))
def test_whatever_is_entered_for_cpod_is_sent_or_refused_by_name(fields: dict[str, Any]) -> None:
    """The same for cPod."""
    outcome = attempt(cpod_write.new_body, fields)
    assert outcome.fields if isinstance(outcome, Rejected) else {"account_id", "deal_id", "contact_id"} & set(outcome)


@pytest.mark.parametrize(
    ("date", "time", "starts"),
    [
        ("2025-03-30", "01:30", Instant.parse("2025-03-30T01:30:00Z")),
        ("2025-03-30", "00:00", Instant.parse("2025-03-30T00:00:00Z")),
        ("2025-03-30", "1:05:09", Instant.parse("2025-03-30T01:05:09Z")),
        ("2025-03-30", None, Day.parse("2025-03-30")),
        ("2025-03-30", "", Day.parse("2025-03-30")),
        ("2025-03-30", "24:00", Day.parse("2025-03-30")),
        ("2025-03-30T00:00:00Z", "", Day.parse("2025-03-30")),
        ("9999-12-31", "23:59", Day.parse("9999-12-31")),
        (None, "10:00", None),
        ("0000-00-00", "10:00", None),
    ],
)
def test_a_due_time_makes_an_instant_and_its_absence_a_day(date: Any, time: Any, starts: Any) -> None:
    """A time of day is UTC; a date alone is the same date everywhere."""
    assert pipedrive(due_date=date, due_time=time).starts == starts


@pytest.mark.parametrize(
    ("duration", "minutes"),
    [("00:30", 30), ("01:15:00", 75), ("48:00", 2880), ("00:00", None), ("", None), (None, None), (45, None), ("soon", None)],
)
def test_a_duration_gives_the_end_of_an_instant_only(duration: Any, minutes: int | None) -> None:
    """An all-day activity has none, whatever stands there."""
    end = pipedrive(due_date="2025-03-30", due_time="10:00", duration=duration).ends
    assert end == (None if minutes is None else Instant.parse("2025-03-30T10:00:00Z").plus(minutes * 60))
    assert pipedrive(due_date="2025-03-30", duration=duration).ends is None


def test_kinds_come_from_the_key_else_from_the_accounts_icon() -> None:
    """A type of the company's own gets a fitting picture and always its name."""
    own = Words({"x1": ActivityType("Drive there", "car"), "x2": ActivityType("Padlock", "padlock")})
    for key, kind, label in (
        ("x1", Kind.SITE_VISIT, "Drive there"),
        ("x2", Kind.UNKNOWN, "Padlock"),
        ("x_3", Kind.UNKNOWN, "X 3"),
    ):
        raw = json.dumps({"id": 1, "type": key}).encode()
        activity = translate("acc", read_activity(raw), raw, own)
        assert (activity.kind, activity.kind_label) == (kind, label)


def test_remembered_words_survive_and_strange_ones_do_no_harm() -> None:
    """What another version wrote is forgotten, not believed."""
    assert words.read({"words": words.write(WORDS)}) == WORDS
    for strange in ("", "17", "[]", '{"types": 3}', "\udcff"):
        assert words.read({"words": strange}) == Words()
    assert words.types([{"key_string": ""}, None, 3, {"key_string": "a", "order_nr": "x"}]) == {"a": ActivityType("")}


def test_guests_and_participants_without_anything_known() -> None:
    """The first of the participants becomes the primary person; an address in any dress is read."""
    body = write.new_body({"subject": "x", "participants": "5, 6", "attendees": [{"email": "a@b.c", "name": "A"}]}, WORDS)
    assert body["participants"] == [{"person_id": 5, "primary": True}, {"person_id": 6, "primary": False}]
    assert body["attendees"] == [{"email": "a@b.c", "name": "A"}]
    assert guests.line({"email_address": "a@b.c"}) == "a@b.c"
    cleared = write.changed_body({"person_id": None, "duration": "", "priority": None, "due_date": None}, WORDS, None)
    assert cleared == {"participants": [], "duration": None, "priority": None, "due_date": None, "due_time": None}


def test_a_subject_cannot_be_cleared() -> None:
    """An activity without one could not be found again."""
    with pytest.raises(Rejected) as caught:
        write.changed_body({"subject": ""}, WORDS, None)
    assert set(caught.value.fields) == {"subject"}


@pytest.mark.parametrize(
    ("fields", "automatic"),
    [
        ({"actor_type": "ai"}, True),
        ({"actor_type": "AI-Agent"}, True),
        ({"actor_type": "service_account"}, True),
        ({"linked_trace_id": "trc_1"}, True),
        ({"source_type": "system"}, True),
        ({"actor_type": "user"}, False),
        ({"actor_type": "maintainer"}, False),
        ({"source_type": "api"}, False),
    ],
)
def test_what_no_person_wrote_is_marked(fields: dict[str, Any], automatic: bool) -> None:
    """An AI, a service, a trace, or the system itself."""
    assert from_cpod(**fields).automatic is automatic


@pytest.mark.parametrize(
    ("fields", "done"),
    [
        ({"type": "task"}, False),
        ({"type": "call"}, None),
        ({"type": "call", "due_date": "2025-04-01"}, False),
        ({"type": "call", "status": "Completed"}, True),
        ({"type": "note", "completed_at": "2025-04-01T10:00:00Z"}, True),
    ],
)
def test_only_what_was_to_be_done_is_open(fields: dict[str, Any], done: bool | None) -> None:
    """A logged call is neither open nor done."""
    assert from_cpod(**fields).done is done


@pytest.mark.parametrize(
    ("activity_type", "kind", "label"),
    [
        ("discovery_call", "call", "Discovery call"),
        ("discoveryCall", "call", "Discovery call"),
        ("QBR with EMEA", "call", "QBR with EMEA"),
        ("Call", "call", ""),
        ("demo_day", "", "Demo day"),
    ],
)
def test_the_tenants_own_word_for_a_type_is_kept(activity_type: str, kind: str, label: str) -> None:
    """An identifier becomes words, words stay as they are."""
    assert from_cpod(type=kind, activity_type=activity_type).kind_label == label


def test_forms_name_fields_of_the_documents() -> None:
    """What can be entered are the documents' own names, so that a script can be written from them."""
    forms: tuple[tuple[tuple[FormField, ...], Any], ...] = (
        (write.FORM, WireActivity),
        (cpod_write.FORM, cpod_wire.WireActivity),
    )
    for form, wire in forms:
        assert {item.name for item in form} <= set(wire.__struct_fields__)
