"""Does a sixth system need only a folder and a line in the registry? Its form, its rows and its limits work by themselves."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from activity_desktop.crm import registry
from activity_desktop.crm.contract import Feature
from activity_desktop.model.feed import FeedQuery
from activity_desktop.model.problems import BadInput, CannotDo, SignedOut, UnknownSystem
from activity_desktop.native.secrets import SessionSecrets
from activity_desktop.operations import signing_in
from activity_desktop.operations.accounts import account_by_id
from activity_desktop.operations.candidates import candidate
from activity_desktop.operations.engine import Engine
from activity_desktop.operations.proved import capabilities_of
from activity_desktop.settings.file import Settings
from activity_desktop.store import feed
from activity_desktop.ui.paper import Paper


class House(BaseHTTPRequestHandler):
    """Answers as the doorbell does."""

    rings: list[dict[str, Any]]

    def do_GET(self) -> None:
        self._answer(self.rings)

    def do_POST(self) -> None:
        ring = next(ring for ring in self.rings if self.path == f"/rings/{ring['id']}/answer")
        ring["answered"] = True
        self._answer(ring)

    def _answer(self, value: object) -> None:
        body = json.dumps(value).encode()
        self.send_response(200 if self.headers["x-house-key"] == "brass" else 401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        pass


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The one line in the registry, and a doorbell that was rung twice."""
    monkeypatch.setitem(registry._CONNECTORS, "bell", ("Doorbell", "sixth.bell.connector"))
    registry.system.cache_clear()
    House.rings = [
        {"id": 1, "who": "Ann", "at": "2026-01-05T09:00:00Z", "answered": True},
        {"id": 2, "who": "Ben", "at": "2026-01-05T10:00:00Z", "answered": False},
    ]
    server = ThreadingHTTPServer(("127.0.0.1", 0), House)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
    registry.system.cache_clear()


def test_its_form_says_what_is_missing(house: str) -> None:
    """The sign-in form is built from the declared fields."""
    assert [field.label for field in registry.system("bell").credentials] == ["House key", "Floor"]
    with pytest.raises(BadInput, match="House key"):
        candidate("bell", "", house, {"floor": "2"})


def test_a_wrong_key_is_told_before_anything_is_kept(house: str) -> None:
    """401 while signing in."""
    who = candidate("bell", "", house, {"key": "tin"})
    with pytest.raises(SignedOut):
        asyncio.run(signing_in.sign_in(who))


def test_its_rows_its_verbs_and_its_limits_work(house: str, tmp_path: Path) -> None:
    """Stored, listed, completed on its server; what it cannot do is refused with its own reason."""

    async def story() -> None:
        engine = Engine(tmp_path / "activity.db", SessionSecrets(), Settings(), lambda change: None)
        try:
            account = await engine.linking.add(candidate("bell", "Home", house, {"key": "brass", "floor": "2"}), follow=False)
            await engine.on_demand.sync_once(account.id)
            rows = feed.page(engine.database.connection, FeedQuery(), None, 10)
            assert [(row.title, row.person, row.kind) for row in rows] == [
                ("Ben rang", "Ben", "visitor"),
                ("Ann rang", "Ann", "visitor"),
            ]
            engine.desk.editing.complete(rows[0].key)
            await engine.on_demand.send_now(account.id)
            shown = feed.activity(engine.database.connection, rows[0].key)
            assert shown is not None
            assert shown.done
            assert House.rings[1]["answered"] is True
            assert engine.proved.of(account.id).reason(Feature.CREATE) == "Nobody rings from a desk."
            with pytest.raises(CannotDo, match="Nobody rings"):
                engine.desk.editing.create(account.id, {})
            registry._CONNECTORS.pop("bell")
            assert registry.title("bell") == "bell"
            assert capabilities_of(account_by_id(engine.database.connection, account.id)).can == frozenset()
            on_paper = Paper(engine.database.connection).connector(account.id)
            assert (on_paper.form(), on_paper.web_url("activity", "1"), on_paper.system.filters) == ((), "", ())
            await engine.followers.of(account.id).hang_up()  # as at the next start
            with pytest.raises(UnknownSystem, match="not known to this version"):
                await engine.on_demand.sync_once(account.id)
            assert len(feed.page(engine.database.connection, FeedQuery(), None, 10)) == 2
        finally:
            await engine.stop()

    asyncio.run(story())
