"""Does every connector keep the contract? A new one is tested by existing: it is in the registry, and it has cases here.

A case is a file `tests/crm/<system>/<case>.json`, a recorded conversation in the server's own words:

    {
      "about":   "one sentence: what is special here",
      "secrets":  {"user_token": "…"},            optional; credentials the case needs, others are made up
      "settings": {"company_domain": "acme"},      optional; non-secret credential fields
      "id_field": "id",                            optional; the field of a record that identifies it
      "records":  [ {…}, {…} ],                    the activities as the server sends them
      "answers":  {                                what the server answers, by method and path (without the query)
        "GET /api/v2/activities": {"data": "$records", "total": "$total"},
        "GET /v1/users/me": {…}
      }
    }

`"$records"` and `"$total"` are filled in; exactly one answer holds `"$records"`. Everything not named answers 404.
Beside it, `<case>.expected.json` says what comes out: `{"activities": [ … ], "unreadable": ["<rid>"]}`, activities as
`playback.plain` writes them (only what differs from the default). Each system has a case `every_field` in which every
field its documents name has a value; the suite makes its odd ones from that: nulls, wrong types, unknown fields, missing
fields, broken records, foreign documents, refusals.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import activity_desktop.crm
from activity_desktop.crm import registry
from activity_desktop.crm.contract import Connector, Feature, System
from activity_desktop.model.activity import Activity
from activity_desktop.model.problems import (
    NotAllowed,
    NotAnswering,
    NotFound,
    Problem,
    SignedOut,
    SlowDown,
)
from activity_desktop.transport.client import Client
from activity_desktop.transport.response import mend
from crm.playback import HERE, Case, cases, connect, plain, pull
from transport.raw_server import reply

ODD: tuple[Any, ...] = (
    None,
    "",
    0,
    -1,
    7,
    1.5,
    2**63,
    True,
    [],
    {},
    "word",
    "\u202e\x00\x1b[31m<script>",
    [None, 1, "a"],
    [[{}]],
    {"a": {"b": 1}},
)
ALL = [case for name in registry.names() for case in cases(name)]
EVERY_FIELD = [case for case in ALL if case.name == "every_field"]


def _name(value: Case | str) -> str:
    return value if isinstance(value, str) else f"{value.system}-{value.name}"


@pytest.fixture(params=registry.names())
def system(request: pytest.FixtureRequest) -> System:
    return registry.system(request.param)


@pytest.fixture(params=ALL, ids=_name)
def case(request: pytest.FixtureRequest) -> Case:
    return request.param  # type: ignore[no-any-return]  # pytest does not know what a fixture's parameter is


@pytest.fixture(params=EVERY_FIELD, ids=_name)
def every_field(request: pytest.FixtureRequest) -> Case:
    return request.param  # type: ignore[no-any-return]  # as above


# --- what a system is ------------------------------------------------------------------------------------------------


def test_every_folder_is_registered_and_has_its_parts() -> None:
    """Nobody can add a connector and forget a part of it."""
    folder = Path(activity_desktop.crm.__path__[0])
    assert {path.name for path in folder.iterdir() if path.is_dir() and path.name != "__pycache__"} == set(registry.names())
    for name in registry.names():
        for part in ("connector.py", "wire.py", "translate.py", "README.md"):
            assert (folder / name / part).is_file(), f"crm/{name}/{part} is missing"
        assert (HERE / name / "every_field.json").is_file(), f"tests/crm/{name}/every_field.json is missing"


def test_no_connector_is_loaded_before_it_is_asked_for() -> None:
    """Starting the program does not pay for systems nobody uses."""
    code = (
        "import sys, activity_desktop.crm.registry as r; r.names(); print([m for m in sys.modules if m.endswith('.connector')])"
    )

    async def run() -> bytes:
        process = await asyncio.create_subprocess_exec(__import__("sys").executable, "-c", code, stdout=asyncio.subprocess.PIPE)
        return (await process.communicate())[0]

    assert asyncio.run(run()).strip() == b"[]"


def test_an_unknown_system_is_named_with_the_known_ones() -> None:
    """A typing mistake on the command line says what would have been right."""
    with pytest.raises(NotFound, match="salesforce") as caught:
        registry.system("salesforce")
    assert "fluid" in caught.value.remedy


def test_a_system_says_all_that_the_sign_in_form_needs(system: System) -> None:
    """The form is built from this and nothing else."""
    assert system.name in registry.names()
    assert system.title == registry.title(system.name)
    assert system.title
    assert system.summary
    assert system.token_help
    names = [item.name for item in system.credentials]
    assert len(names) == len(set(names)), "two credential fields share a name"
    assert any(item.secret for item in system.credentials)
    assert all(item.label for item in system.credentials)
    assert all(not item.default for item in system.credentials if item.secret)


def test_a_system_has_a_reason_for_whatever_it_cannot_do(system: System) -> None:
    """A greyed-out command always explains itself."""
    for feature in Feature:
        if not system.capabilities.has(feature):
            assert system.capabilities.reason(feature).endswith(".")
    assert not set(system.capabilities.why_not) & system.capabilities.can, "a reason for something it can do"


def test_a_form_names_each_field_once(system: System) -> None:
    """`--field name=value` must mean one field."""
    names = [item.name for item in system.form]
    assert len(names) == len(set(names))
    assert names or not (system.capabilities.has(Feature.CREATE) or system.capabilities.has(Feature.EDIT))


def test_making_a_connector_does_no_input_or_output(system: System) -> None:
    """The client points at a port where nobody listens; only asking would notice."""
    connector = connect(Case(system.name, "", (), {}), Client("http://127.0.0.1:9"))
    assert connector.system is system
    promised = [name for name in vars(Connector) if not name.startswith("_")]
    assert all(callable(getattr(connector, name)) for name in promised)
    assert connector.web_url("no such kind", "1") == ""
    assert isinstance(connector.form(), tuple)


# --- what comes out --------------------------------------------------------------------------------------------------


def test_a_recorded_conversation_gives_exactly_these_activities(case: Case) -> None:
    """What the server said, field by field, in our own words."""
    heard = pull(case, case.filled(case.records))
    expected = json.loads(case.expected.read_text("utf-8"))
    found = {
        "activities": [plain(activity) for activity in heard.activities.values()],
        "unreadable": [bad.rid for bad in heard.unreadable],
    }
    assert found == expected, json.dumps(found, indent=2, ensure_ascii=False)


def test_every_raw_record_is_kept(case: Case) -> None:
    """A later release can read more from it."""
    heard = pull(case, case.filled(case.records))
    known = [json.loads(mend(json.dumps(record).encode())) for record in case.records if isinstance(record, dict)]
    for activity in heard.activities.values():
        raw = json.loads(activity.raw)
        assert any(record.items() <= raw.items() for record in known), "the raw record is not what came"


def test_no_odd_value_costs_the_activity(every_field: Case) -> None:
    """Each field in turn holds each odd value, all in one page: every activity still arrives, well-typed."""
    records = _with_new_ids(every_field, [
        {**record, name: odd}
        for record in every_field.records[:1]
        for name in record
        if name != every_field.id_field
        for odd in ODD
    ])  # fmt: skip
    _expect_all(every_field, records)


def test_missing_and_unknown_fields_cost_nothing(every_field: Case) -> None:
    """A server that leaves a field out or adds one is still understood."""
    record = every_field.records[0]
    shorter = [{key: value for key, value in record.items() if key != name} for name in record if name != every_field.id_field]
    longer = [{**record, "a_field_of_the_future": odd} for odd in ODD]
    bare: list[dict[str, Any]] = [{}]
    _expect_all(every_field, _with_new_ids(every_field, [*shorter, *longer, *bare]))


def test_one_bad_record_costs_only_itself(every_field: Case) -> None:
    """Whatever stands between them, the good ones arrive."""
    good = _with_new_ids(every_field, [every_field.records[0]] * 2)
    bad: list[Any] = [17, None, "text", [], {}, True, {every_field.id_field: None}, {every_field.id_field: {"a": 1}}]
    for broken in bad:
        heard = pull(every_field, every_field.filled([good[0], broken, good[1]]))
        assert set(heard.activities) >= {str(record[every_field.id_field]) for record in good}, f"lost beside {broken!r}"
        assert all(activity.key.rid for activity in heard.activities.values())


@pytest.mark.parametrize(
    "body",
    [b"{}", b"null", b"17", b'"text"', b"[17]", b"", b"[", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 90 + b"1" + b"}" * 90],
)
def test_a_foreign_document_is_a_problem_and_never_an_empty_account(every_field: Case, body: bytes) -> None:
    """What is not understood must not look as if everything had been deleted."""
    answers = every_field.filled(every_field.records)
    try:
        heard = pull(every_field, answers, {every_field.list_request: reply(200, body)})
    except Problem:
        return
    assert not heard.activities
    assert not (heard.complete and body != b"[17]"), "an unreadable answer was taken for a complete, empty list"


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (reply(401, '{"error": "no"}'), SignedOut),
        (reply(403, '{"error": "no"}'), NotAllowed),
        (reply(429, '{"error": "no"}', {"retry-after": "90"}), SlowDown),
        (reply(500, "<html>", {"content-type": "text/html"}), NotAnswering),
        (reply(503, ""), NotAnswering),
        (reply(200, "<html>Sign in to Hotel Wifi</html>", {"content-type": "text/html"}), Problem),
        (reply(302, "", {"location": "https://login.example.com/"}), Problem),
        (b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n[{", Problem),
    ],
    ids=["401", "403", "429", "500", "503", "captive portal", "redirect to a login", "torn"],
)
def test_a_refusal_is_one_of_our_problems(every_field: Case, answer: bytes, problem: type[Problem]) -> None:
    """Nothing but a Problem leaves a connector, and no page says that the walk is complete."""
    with pytest.raises(problem):
        pull(every_field, every_field.filled(every_field.records), {every_field.list_request: answer})


def _expect_all(case: Case, records: list[dict[str, Any]]) -> None:
    heard = pull(case, case.filled(records))
    assert {bad.rid for bad in heard.unreadable} == set()
    assert set(heard.activities) == {str(record[case.id_field]) for record in records}
    for activity in heard.activities.values():
        _check_types(activity)


def _with_new_ids(case: Case, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records with identifiers of their own, of the type that the system uses."""
    numeric = isinstance(case.records[0][case.id_field], int)
    return [{**record, case.id_field: 5000 + i if numeric else f"id-{5000 + i}"} for i, record in enumerate(records)]


def _check_types(activity: Activity) -> None:
    """Texts are text and lists are tuples, whatever came; the rest of the program relies on it."""
    for name, hint in get_type_hints(Activity).items():
        value = getattr(activity, name)
        if hint is str:
            assert type(value) is str, name
        if hint in (bool, bytes):
            assert type(value) is hint, name
        if str(hint).startswith("tuple"):
            assert type(value) is tuple, name
    for person in (*activity.people, *(p for p in (activity.owner, activity.creator) if p)):
        assert all(type(text) is str for text in (person.kind, person.name, person.email, person.note))
        assert person.id is None or type(person.id) is str
    for relation in activity.relations:
        assert all(type(text) is str for text in (relation.kind, relation.title, relation.detail, relation.url))
        assert relation.id is None or type(relation.id) is str
