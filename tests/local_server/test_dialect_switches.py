"""Do the dialects live well on the server? Their switches, their file, their story, and the server's own guards around them."""

from __future__ import annotations

import argparse
import json
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from activity_desktop.local_server import LocalServer
from activity_desktop.local_server.dialects import NAMES, Dialects, Switches, mount_all
from activity_desktop.local_server.serve import add_arguments, serve
from activity_desktop.local_server.store import CannotOpen
from local_server.dialect_bench import Clock

SMALL = {"pipedrive": 3, "signals": 3, "thena": 3, "cpod": 3}


def test_a_switch_is_turned_by_text() -> None:
    """Words, on and off, whole numbers; the others stay."""
    switches = Switches()
    for text in ("pipedrive.v1=off", " signals.limit = 5", "thena.zone=off", "cpod.envelope=items"):
        switches.turn(text)
    assert (switches.pipedrive.v1, switches.signals.limit, switches.thena.zone) == ("off", 5, False)
    assert switches.cpod.envelope == "items"
    assert switches.pipedrive.admin is True


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("pipedrive.v1", "<dialect>.<switch>=<value>"),
        ("v1=off", "<dialect>.<switch>=<value>"),
        ("hubspot.v1=off", "cpod, pipedrive, signals, thena"),
        ("pipedrive.v3=off", "v1, admin"),
        ("pipedrive.v1=perhaps", "on, off, gone"),
        ("pipedrive.admin=yes", "on or off"),
        ("signals.limit=many", "whole number"),
        ("signals.limit=-1", "whole number"),
    ],
)
def test_a_wrong_switch_says_what_would_be_right(text: str, hint: str) -> None:
    """The sentence can be shown to whoever typed it."""
    with pytest.raises(ValueError, match=r".+") as caught:
        Switches().turn(text)
    assert hint in str(caught.value)


def test_the_accounts_name_address_and_secrets_of_each_system() -> None:
    """With the names that signing in takes, and the port that the server got."""
    mounts, accounts = mount_all(counts=SMALL)
    with LocalServer(mounts=mounts) as ready:
        told = accounts(ready.base_url)
        assert {name: account["url"] for name, account in told.items()} == {
            name: f"{ready.base_url}/{name}" for name in ("thena", "pipedrive", "signals", "cpod")
        }
        assert {name: set(account["secrets"]) for name, account in told.items()} == {
            "thena": {"token", "api_key", "organization_id"},
            "pipedrive": {"api_token"},
            "signals": {"token"},
            "cpod": {"client_id", "client_secret"},
        }
        headers = {"x-api-token": told["pipedrive"]["secrets"]["api_token"]}
        assert httpx.get(f"{told['pipedrive']['url']}/api/v2/activities", headers=headers).status_code == 200


def test_a_restart_keeps_records_secrets_and_numbers(tmp_path: Path) -> None:
    """What was there is there, what was deleted is not, and its number does not come back."""
    path = tmp_path / "server.db"
    before = Dialects(path, SMALL)
    before.signals.change(1, subject="Changed")
    before.signals.remove(3)
    order = [record["id"] for record in before.signals.activities.all()]
    records = [dialect.activities.all() for dialect in before.all]
    accounts = before.accounts("http://127.0.0.1:1")
    before.close()
    after = Dialects(path, {"pipedrive": 50})
    assert [dialect.activities.all() for dialect in after.all] == records
    assert [record["id"] for record in after.signals.activities.all()] == order == [2, 1]
    assert after.accounts("http://127.0.0.1:1") == accounts
    assert after.signals.happen()["id"] == 4
    after.close()
    assert path.with_name("server.db-dialects").stat().st_mode & 0o077 == 0


def test_a_file_serves_one_process_at_a_time(tmp_path: Path) -> None:
    """A second one would not see what the first writes."""
    first = Dialects(tmp_path / "server.db", SMALL)
    with pytest.raises(CannotOpen, match="another server"):
        Dialects(tmp_path / "server.db", SMALL)
    first.close()


def test_the_story_is_the_same_every_time() -> None:
    """Only secrets differ between two fresh servers that start at the same moment."""
    clock = Clock()
    first, second = (Dialects(now=clock.now) for _ in range(2))
    assert [dialect.activities.all() for dialect in first.all] == [dialect.activities.all() for dialect in second.all]
    assert {dialect.name: len(dialect.activities) for dialect in first.all} == {
        "thena": 40,
        "pipedrive": 44,
        "signals": 44,
        "cpod": 44,
    }
    assert first.accounts("")["pipedrive"]["secrets"] != second.accounts("")["pipedrive"]["secrets"]
    first.close()
    second.close()


def test_nothing_seeded_is_from_the_future() -> None:
    """Creation and update lie before the start, the newest some minutes ago."""
    dialects = Dialects()
    now = datetime.now(UTC)
    names = {"pipedrive": "add_time update_time", "thena": "createdAt updatedAt"}
    for dialect in dialects.all:
        created, updated = names.get(dialect.name, "created_at updated_at").split()
        records = dialect.activities.all()
        stamps = [datetime.fromisoformat(record[created]) for record in records]
        assert stamps == sorted(stamps)
        assert 300 < (now - stamps[-1]).total_seconds() < 900
        assert all(datetime.fromisoformat(record[updated]) < now for record in records)
    dialects.close()


def test_the_servers_guards_and_faults_stand_before_the_dialects() -> None:
    """A foreign host, a browser's origin, too long a body and a planned fault never reach them."""
    dialects = Dialects(counts=SMALL)
    server = LocalServer(mounts=dialects.mounts)
    with server as ready:
        account = dialects.accounts(ready.base_url)["pipedrive"]
        headers = {"x-api-token": account["secrets"]["api_token"]}
        url = f"{account['url']}/api/v2/activities"
        assert httpx.get(url, headers=headers | {"host": "evil.example"}).status_code == 421
        assert httpx.get(url, headers=headers | {"origin": "http://evil.example"}).status_code == 403
        server.faults.next("503", match="/pipedrive/")
        assert httpx.get(url, headers=headers).status_code == 503
        assert not dialects.pipedrive.requests
        assert httpx.post(url, headers=headers, content=b" " * 300_000).status_code == 413
        assert httpx.get(url, headers=headers).status_code == 200
    dialects.close()


@pytest.mark.parametrize("body", [b"\xff", b"[" * 5000, b'{"subject": 1e999}', b'{"subject": "\\ud800"}', b"", b"null"])
def test_a_body_that_is_no_json_breaks_no_dialect(body: bytes) -> None:
    """Each refuses it in its own words, and goes on answering."""
    paths = {
        "thena": "/v1/accounts/activities",
        "pipedrive": "/api/v2/activities",
        "signals": "/api/v1/activities",
        "cpod": "/api/v1/crm/activities",
    }
    dialects = Dialects(counts=SMALL)
    with LocalServer(mounts=dialects.mounts) as ready:
        accounts = dialects.accounts(ready.base_url)
        for name, path in paths.items():
            headers = _signed_in(dialects, accounts[name]["secrets"], name) | {"content-type": "application/json"}
            assert httpx.post(accounts[name]["url"] + path, headers=headers, content=body).status_code in (400, 422), name
            assert httpx.get(accounts[name]["url"] + path, headers=headers).status_code == 200, name
    dialects.close()


def _signed_in(dialects: Dialects, secrets: dict[str, str], name: str) -> dict[str, str]:
    token = dialects.cpod.human_token() if name == "cpod" else secrets.get("token", "none")
    key = {"x-api-key": secrets.get("api_key", ""), "x-org-id": secrets.get("organization_id", "")}
    return {
        "authorization": f"Bearer {token}",
        "x-api-token": secrets.get("api_token", ""),
        **key,
        "accept": "application/json",
    }


def test_a_lost_answer_was_still_carried_out() -> None:
    """The fault `lose`: the client hears nothing, the record is there."""
    dialects = Dialects(counts=SMALL)
    server = LocalServer(mounts=dialects.mounts)
    with server as ready:
        account = dialects.accounts(ready.base_url)["pipedrive"]
        server.faults.next("lose", match="/pipedrive/")
        with pytest.raises(httpx.TransportError):
            httpx.post(
                f"{account['url']}/api/v2/activities",
                headers={"x-api-token": account["secrets"]["api_token"]},
                json={"subject": "Lost"},
            )
        assert dialects.pipedrive.activities.all()[-1]["subject"] == "Lost"
    dialects.close()


def test_the_same_dialects_go_on_after_the_server_was_restarted() -> None:
    """The server's mounts are made anew at each start; the records outlive it."""
    dialects = Dialects(counts=SMALL)
    server = LocalServer(mounts=dialects.mounts)
    for expected in (3, 4):
        with server as ready:
            account = dialects.accounts(ready.base_url)["signals"]
            headers = {"authorization": f"Bearer {account['secrets']['token']}", "accept": "application/json"}
            answer = httpx.get(f"{account['url']}/api/v1/activities", headers=headers)
            assert answer.json()["meta"]["total"] == expected
        dialects.signals.happen()
    dialects.close()


def test_serve_all_tells_the_accounts_and_lets_things_happen_everywhere(tmp_path: Path) -> None:
    """One JSON line with addresses and secrets; as many activities as wanted; switches turned; news in every system."""
    stopping = threading.Event()
    told: list[dict[str, Any]] = []

    def on_ready(line: str) -> None:
        told.append(json.loads(line))
        account = told[0]["accounts"]["pipedrive"]
        headers = {"x-api-token": account["secrets"]["api_token"]}
        with httpx.Client(headers=headers, base_url=account["url"]) as http:
            assert http.get("/v1/activities/collection").status_code == 404
            mine = {"owner_id": http.get("/v1/users/me").json()["data"]["id"]}
            first = http.get("/api/v2/activities", params=mine).json()["data"]
            assert len(first) == 7
        stopping.set()

    code = serve(
        path=tmp_path / "server.db",
        seed=7,
        json_output=True,
        everything=True,
        switches=["pipedrive.v1=off"],
        printer=on_ready,
        stopping=stopping,
    )
    assert code == 0
    assert set(told[0]["accounts"]) == {"thena", "pipedrive", "signals", "cpod"}
    assert told[0]["activities"] == 7


def test_every_so_often_something_happens_in_one_system_after_the_other(tmp_path: Path) -> None:
    """Five steps later each system has one more than it began with."""
    path = tmp_path / "server.db"
    stopping = _StopAfter(waits=12)
    assert serve(path=path, seed=1, every=0.001, everything=True, printer=lambda _text: None, stopping=stopping) == 0
    dialects = Dialects(path)
    assert all(len(dialect.activities) >= 2 for dialect in dialects.all)
    dialects.close()


class _StopAfter(threading.Event):
    """Is set after it was waited for so many times."""

    def __init__(self, waits: int) -> None:
        super().__init__()
        self._left = waits

    def wait(self, timeout: float | None = None) -> bool:
        self._left -= 1
        return self._left < 0 or super().wait(timeout)


def test_serve_knows_its_switches_before_it_starts() -> None:
    """A usage error with the right words, and text for people that names every account."""
    parser = argparse.ArgumentParser(exit_on_error=False)
    add_arguments(parser)
    assert parser.parse_args(["--all", "--switch", "signals.body=wrapped"]).switch == ["signals.body=wrapped"]
    with pytest.raises(argparse.ArgumentError, match="flat, wrapped"):
        parser.parse_args(["--switch", "signals.body=round"])
    stopping = threading.Event()
    stopping.set()
    printed: list[str] = []
    assert serve(path=None, everything=True, printer=printed.append, stopping=stopping) == 0
    assert all(f"/{name} {{" in printed[0] for name in NAMES)
