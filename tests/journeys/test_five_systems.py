"""Do all five systems feed one inbox, over real HTTP, with everything that each can do and nothing that it cannot?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from activity_desktop.local_server.dialects import Dialects
from activity_desktop.local_server.server import LocalServer
from desktop.harness import Desktop
from journeys.app import App

MINE = {"fluid": 25, "pipedrive": 30, "signals": 30, "thena": 30, "cpod": 30}


@dataclass
class Office:
    """A profile with one account at each of the five systems."""

    app: App
    server: LocalServer
    dialects: Dialects


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    dialects = Dialects(folder / "dialects.db", {name: MINE[name] for name in MINE if name != "fluid"})
    server = LocalServer(folder / "server.db", seed=MINE["fluid"], mounts=dialects.mounts)
    try:
        with server as ready, Desktop(notifications=None, screen=False, keyring=True) as desktop:
            app = App(desktop, folder / "profile")
            app.add_account(ready, "Fluid")
            for name, account in dialects.accounts(ready.base_url).items():
                words = ("accounts", "add", name, "--name", name.title(), "--url", account["url"], "--secrets-stdin")
                app.run(*words, stdin=json.dumps(account["secrets"]))
            app.run("sync")
            yield Office(app, server, dialects)
    finally:
        dialects.close()


def rows(office: Office, *words: str) -> list[dict[str, Any]]:
    return office.app.run("list", *words)


def test_one_inbox_holds_every_activity_of_each_system_once(office: Office) -> None:
    """Merged by time, none missing, none twice."""
    listed = rows(office)
    assert len({row["id"] for row in listed}) == len(listed)
    times = [row["created"] or row["occurred"] for row in listed]
    assert times == sorted(times, reverse=True)
    for name, count in MINE.items():
        mine = [row for row in listed if row["account"] == name]
        assert len(mine) >= count, name
        assert all(row["raw"] for row in mine)
        assert all(row["read_state"] == ("on the server" if name == "fluid" else "on this computer") for row in mine)


def test_the_unread_number_is_the_same_wherever_it_is_asked_for(office: Office) -> None:
    """One query behind all of them."""
    by_account = {account["id"]: account["unread"] for account in office.app.run("accounts", "list")}
    assert sum(by_account.values()) == len(rows(office, "--unread"))


def test_each_account_tells_what_was_proved(office: Office) -> None:
    """`doctor` names what each server can, cannot, and was tried for."""
    told = {finding["account"]: finding for finding in office.app.run("doctor") if finding["part"] == "account"}
    assert set(told) == set(MINE)
    for finding in told.values():
        assert finding["fine"]
        assert finding["can"]
        assert finding["proved"]
    assert "keep read and unread" in told["fluid"]["can"]
    assert not any("keep read and unread" in told[name]["can"] for name in MINE if name != "fluid")


CREATE: dict[str, dict[str, object]] = {
    "pipedrive": {"subject": "Round trip", "type": "call", "due_date": "2030-05-03"},
    "signals": {"subject": "Round trip", "description": "Made by a test"},
    "thena": {
        "title": "Round trip",
        "accountId": "ACC7106",
        "activityTimestamp": "2030-05-03T10:00:00Z",
        "duration": 30,
        "location": "Phone",
    },
    "cpod": {"subject": "Round trip", "type": "call", "contact_id": "per_01"},
}


def fields(name: str) -> list[str]:
    return [word for key, value in CREATE[name].items() for word in ("--field", f"{key}={value}")]


@pytest.mark.parametrize("name", ["pipedrive", "signals", "thena"])
def test_create_complete_reopen_edit_and_delete_reach_the_server(office: Office, name: str) -> None:
    """A round trip of everything that these systems offer; each step is read back from the server."""
    before = {row["id"] for row in rows(office, "--account", name)}
    office.app.run("send", "--account", name, *fields(name))
    (made,) = {row["id"] for row in rows(office, "--account", name)} - before
    steps = [("complete", True), ("reopen", False)]
    for verb, done in steps:
        office.app.run(verb, made)
        office.app.run("refresh", made)
        assert office.app.run("show", made)[0]["done"] is done
    office.app.run("edit", made, "--field", f"{'title' if name == 'thena' else 'subject'}=Changed")
    office.app.run("refresh", made)
    assert office.app.run("show", made)[0]["title"] == "Changed"
    office.app.run("delete", made)
    office.app.run("sync")
    assert made not in {row["id"] for row in rows(office, "--account", name)}
    assert office.app.run("show", made)[0]["deleted"] is True
    assert made in {row["id"] for row in office.app.run("list", "--shelf", "deleted")}


def test_a_system_that_can_only_create_says_so(office: Office) -> None:
    """cPod: creating works; completing, editing and deleting are refused with the reason, and nothing is lost."""
    before = {row["id"] for row in rows(office, "--account", "cpod")}
    office.app.run("send", "--account", "cpod", *fields("cpod"))
    (made,) = {row["id"] for row in rows(office, "--account", "cpod")} - before
    for verb in ("complete", "delete"):
        office.app.run(verb, made, expect=1)
    assert office.app.run("show", made)[0]["title"] == "Round trip"
    office.app.run("done", made)
    assert office.app.run("show", made)[0]["shelf"] == "done"


def test_a_missing_field_is_named_before_anything_is_sent(office: Office) -> None:
    """cPod wants at least one of account, deal and contact."""
    seen = len(office.dialects.cpod.requests)
    office.app.run("send", "--account", "cpod", "--title", "To nobody", expect=1)
    asked = list(office.dialects.cpod.requests)[seen:]
    assert [request for request in asked if request.method == "POST" and request.path.endswith("/activities")] == []


def test_marks_of_systems_without_a_read_state_stay_on_this_computer(office: Office) -> None:
    """Marked here, never sent, and still so after the next look."""
    newest = rows(office, "--account", "thena", "--limit", "1")[0]["id"]
    office.app.run("mark", "unread", newest)
    office.app.run("sync", "--account", "thena")
    assert office.app.run("show", newest)[0]["unread"] is True
    office.app.run("mark", "read", newest)
    office.app.run("sync", "--account", "thena")
    assert office.app.run("show", newest)[0]["unread"] is False


def test_the_server_filters_where_it_can(office: Office) -> None:
    """Asked by its own filter, each answer passes it."""
    found = office.app.run("find", "--account", "signals", "--filter", "subject_cont=Call")
    assert found
    assert all("call" in row["title"].lower() for row in found)
