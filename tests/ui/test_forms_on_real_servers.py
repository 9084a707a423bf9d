"""Can activities be created, changed, completed and deleted in the window, on every system that lets one?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from shiboken6 import isValid

from activity_desktop.model.activity import Key
from activity_desktop.model.changes import Told
from activity_desktop.model.feed import FeedQuery, PersonKey, Shelf
from activity_desktop.model.operation import Edit, Request
from activity_desktop.operations import editing
from activity_desktop.operations.accounts import account_by_id
from activity_desktop.operations.health import Health, diagnostics
from activity_desktop.store import drafts
from activity_desktop.ui.controls.button import Button
from activity_desktop.ui.controls.label import PlainLabel
from activity_desktop.ui.office import Known
from activity_desktop.ui.outbox import OutboxWindow
from activity_desktop.ui.server_search import ServerSearch
from ui.office import RealOffice
from ui.scene import wait_until

NEW: dict[str, dict[str, Any]] = {
    "fluid": {"title": "Made in the window", "description": "By a form."},
    "pipedrive": {"subject": "Made in the window", "type": "call", "due_date": "2031-05-03", "note": "By a form."},
    "signals": {"subject": "Made in the window", "starts_at": "2031-05-03T15:00:00Z", "location": "Depot"},
    "thena": {
        "accountId": "ACC7101",
        "activityTimestamp": "2031-05-03T15:00:00Z",
        "duration": 30,
        "location": "Made in the window",
    },
    "cpod": {"subject": "Made in the window", "type": "call", "contact_id": "c-1"},
}
TOLD_BY = {"fluid": "title", "pipedrive": "subject", "signals": "subject", "thena": "location"}
"""Which field tells one from the others, on the systems that let an activity be changed."""


@pytest.fixture
def office(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[RealOffice]:
    made = RealOffice(tmp_path, *request.param)
    yield made
    made.close()


def one(*systems: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("office", [systems], indirect=True, ids=["-".join(systems)])


@pytest.mark.parametrize(("office", "name"), [((name,), name) for name in NEW], indirect=["office"], ids=list(NEW))
def test_an_activity_is_created_and_changed(office: RealOffice, name: str) -> None:
    """The form closes by itself, the row is there, and what was changed is changed on the server, not only here."""
    office.do("new_activity")
    form = office.form()
    assert form.account == name
    form.fill(NEW[name])
    form.send()
    key = office.wait_for_row(name, "Made in the window")
    wait_until(lambda: not isValid(form), "the form closing")
    if name not in TOLD_BY:
        return
    office.do("edit", key)
    editing = office.form()
    editing.fill({TOLD_BY[name]: "Changed in the window"})
    assert set(editing.changes()) == {TOLD_BY[name]}
    editing.send()
    office.wait_for_row(name, "Changed in the window")
    wait_until(lambda: not isValid(editing), "the form closing")
    office.bridge.run(office.engine.on_demand.refresh(key)).result()
    assert office.titled(name, "Changed in the window") is not None


@one("pipedrive")
def test_typed_words_outlive_the_form_until_they_are_sent_or_discarded(office: RealOffice) -> None:
    """In the database as they are typed; gone from it when they wait to be sent; back after an undo."""
    connection = office.engine.database.connection

    def type_words() -> None:
        office.do("new_activity")
        office.form().fill({"subject": "Half a sentence", "type": "call"})
        wait_until(lambda: drafts.find(connection, drafts.NEW) is not None, "the words in the database")

    type_words()
    form = office.form()
    form._below.given_up.emit()
    wait_until(lambda: drafts.find(connection, drafts.NEW) is None, "the words discarded")
    wait_until(lambda: not isValid(form), "the form gone")
    office.bridge.ask(lambda engine: engine.desk.undo())
    wait_until(lambda: drafts.find(connection, drafts.NEW) is not None, "the words back")
    office.do("new_activity")
    again = office.form()
    assert again.changes()["subject"] == "Half a sentence"
    again.send()
    office.wait_for_row("pipedrive", "Half a sentence")
    assert drafts.find(connection, drafts.NEW) is None


@one("pipedrive")
def test_an_activity_is_completed_reopened_and_deleted(office: RealOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each through the window's own commands, each known to the server afterwards."""
    monkeypatch.setattr(editing, "UNDO_SECONDS", 0.1)
    row = next(row for row in office.rows("pipedrive") if _done(office, row.key) is False)
    office.do("complete", row.key)
    wait_until(lambda: _done(office, row.key) is True, "completed on the server")
    wait_until(lambda: Told("Completed in Pipedrive", undoable=True) in office.told, "it being told")
    office.bridge.ask(lambda engine: engine.desk.undo())  # it was put away here as well
    office.bridge.ask(lambda engine: engine.desk.undo())
    wait_until(lambda: _done(office, row.key) is False, "undone on the server")
    office.do("complete", row.key)
    wait_until(lambda: _done(office, row.key) is True, "completed again")
    office.do("reopen", row.key)
    wait_until(lambda: _done(office, row.key) is False, "reopened on the server")
    office.do("delete", row.key)
    wait_until(lambda: office.bridge.row(row.key) is None, "it being gone here")
    wait_until(lambda: not office.bridge.office.waiting(), "the deletion having been sent")
    assert office.bridge.run(office.engine.followers.connector("pipedrive")).result() is not None


def _done(office: RealOffice, key: Any) -> bool | None:
    detail = office.bridge.detail(key)
    return detail.activity.done if detail and not office.bridge.office.waiting() else None


@one("pipedrive")
def test_a_deletion_is_undone_before_it_is_sent(office: RealOffice) -> None:
    """It is back, and nothing waits any more."""
    key = office.rows("pipedrive")[0].key
    office.do("delete", key)
    wait_until(lambda: office.bridge.row(key) is None, "it being gone")
    assert [change.title for change in office.bridge.office.waiting()]
    office.do("undo")
    wait_until(lambda: office.bridge.row(key) is not None, "it being back")
    assert office.bridge.office.waiting() == []


@one("thena")
def test_what_the_form_can_tell_is_told_before_anything_is_sent(office: RealOffice) -> None:
    """The connector's own sentences stand at the fields; the outbox stays empty."""
    office.do("new_activity")
    form = office.form()
    form.fill({"title": "Half filled in", "attachmentUrls": ["no address"]})
    form.send()
    assert set(form.errors()) == {"accountId", "activityTimestamp", "duration", "location"}
    form.fill({"accountId": "ACC7101", "activityTimestamp": "2031-05-03T15:00:00Z", "duration": 30, "location": "Depot"})
    form.send()
    assert set(form.errors()) == {"attachmentUrls"}
    assert office.bridge.office.waiting() == []


@one("pipedrive")
def test_what_the_server_refuses_stays_in_the_form_and_is_corrected_there(office: RealOffice) -> None:
    """The refused change is replaced by the corrected one: it is not sent twice and does not stay behind."""
    office.do("new_activity")
    form = office.form()
    form.fill({"subject": "For a deal", "deal_id": 99_999_999})
    form.send()
    wait_until(lambda: form.trouble() or form.errors(), "the server's refusal in the form")
    assert [change.refused for change in office.bridge.office.waiting()] == [True]
    form.fill({"deal_id": None})
    form.send()
    office.wait_for_row("pipedrive", "For a deal")
    wait_until(lambda: not isValid(form), "the form closing")
    assert office.bridge.office.waiting() == []
    assert len([row for row in office.rows("pipedrive") if row.title == "For a deal"]) == 1


def changed_elsewhere(office: RealOffice, key: Key, subject: str) -> None:
    """Somebody else changes it on the server; this computer has not heard of it yet."""
    connector = office.bridge.run(office.engine.followers.connector(key.account)).result()
    office.bridge.run(connector.send(Request(key, Edit(fields={"subject": subject}), "theirs"))).result()


@one("pipedrive")
@pytest.mark.parametrize(("button", "kept"), [("Keep mine", "Mine"), ("Use theirs", "Theirs")])
def test_a_conflict_is_decided_with_both_versions_in_sight(office: RealOffice, button: str, kept: str) -> None:
    """Whatever is chosen, the server and this computer agree afterwards, and nothing waits."""
    key = office.rows("pipedrive")[0].key
    changed_elsewhere(office, key, "Theirs")
    office.do("edit", key)
    form = office.form()
    form.fill({"subject": "Mine"})
    form.send()
    wait_until(lambda: [change for change in office.bridge.office.waiting() if change.conflict], "the conflict")
    office.do("outbox")
    (outbox,) = office.window.findChildren(OutboxWindow)
    wait_until(lambda: {"Mine", "Theirs"} <= set(_texts(outbox)), "both versions")
    _button(outbox, button).click()
    wait_until(lambda: not office.bridge.office.waiting(), "the decision")
    office.bridge.run(office.engine.on_demand.refresh(key)).result()
    detail = office.bridge.detail(key)
    assert detail is not None
    assert detail.activity.title == kept


def _button(outbox: OutboxWindow, label: str) -> Button:
    (found,) = [one for one in outbox.findChildren(Button) if one.label == label and one.isVisible()]
    return found


def _texts(outbox: OutboxWindow) -> list[str]:
    return [label.text() for label in outbox.findChildren(PlainLabel)]


@one("pipedrive", "signals")
def test_the_same_person_in_two_accounts_has_one_page(office: RealOffice) -> None:
    """Linked, every activity of both is there once; parted by undo, each has their own again."""
    known: list[Known] = []
    office.bridge.office.people_named("", known.extend)
    wait_until(lambda: known, "everybody's name")
    keys = [
        max((one.key for one in known if one.key.account == account), key=lambda key: _total(office, key))
        for account in ("pipedrive", "signals")
    ]
    one_key, other_key = keys
    before = [_total(office, key) for key in keys]
    office.bridge.office.link_same(one_key, other_key)
    wait_until(lambda: office.bridge.person(one_key).also, "the link")  # type: ignore[union-attr]  # just found
    page = office.bridge.person(other_key)
    assert page is not None
    assert (page.also, _total(office, other_key)) == ((one_key,), sum(before))
    office.do("undo")
    wait_until(lambda: not office.bridge.person(one_key).also, "the link being undone")  # type: ignore[union-attr]  # just found
    assert [_total(office, key) for key in keys] == before


def _total(office: RealOffice, key: PersonKey) -> int:
    """How many activities there are with somebody."""
    counted: list[dict[str, int]] = []
    office.bridge.count_all("test", {"all": FeedQuery(shelf=Shelf.EVERYTHING, person=key)}, counted.append)
    wait_until(lambda: counted, "the number")
    return counted[0]["all"]


@one("pipedrive")
def test_the_server_is_searched_by_its_own_filters(office: RealOffice) -> None:
    """What it finds is shown, and opened by a click."""
    office.do("search_on_server")
    (search,) = office.window.findChildren(ServerSearch)
    search.fill({"done": True})
    search.search()
    wait_until(search.results, "an answer")
    assert all(_done(office, key) for key in search.results())
    search.opened.emit(search.results()[0])
    assert office.window.area.detail.key == search.results()[0]
    search.close()


@one("fluid", "cpod")
def test_health_tells_the_same_as_doctor(office: RealOffice) -> None:
    """Every account with what it can and what was proved, and nothing secret in the copied text."""
    seen: list[Health] = []
    office.bridge.office.look_at_health(seen.append)
    wait_until(lambda: seen, "an answer")
    (health,) = seen
    assert [account.id for account in health.accounts] == ["fluid", "cpod"]
    assert all(account.can and account.proved and account.state for account in health.accounts)
    assert health.storage.verdict == "ok"
    text = diagnostics(health)
    secrets = office.bridge.run(office.engine.secrets.get("fluid")).result()
    assert not any(secret in text for secret in secrets.values())
    assert "cannot" in text


@one("pipedrive")
def test_cards_lead_where_the_person_says(office: RealOffice) -> None:
    """From the next click on, and after a restart, since it is kept with the account."""
    real = office.bridge.office
    kinds = {one.kind: one for one in real.web_addresses("pipedrive")}
    assert kinds["deal"].template == kinds["deal"].usual
    real.set_web_addresses("pipedrive", {"deal": "https://crm.example.com/deals/{id}"})
    wait_until(lambda: office.bridge.record_url("pipedrive", "deal", "7") == "https://crm.example.com/deals/7", "the address")
    assert {one.kind: one.template for one in real.web_addresses("pipedrive")}["deal"] == "https://crm.example.com/deals/{id}"
    assert account_by_id(office.engine.database.connection, "pipedrive").web_urls == {
        "deal": "https://crm.example.com/deals/{id}"
    }
