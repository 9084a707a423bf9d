"""What does a dialect's test stand on? A real server on loopback, an HTTP client, and a clock of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from activity_desktop.local_server import LocalServer
from activity_desktop.local_server.dialects import Dialects


class Clock:
    """The time of day and the monotonic clock, moved by the test alone."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 21, 10, 0, 0, tzinfo=UTC)
        self.seconds = 0.0

    def now(self) -> datetime:
        return self.time

    def ticks(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)
        self.seconds += seconds


@dataclass
class Bench:
    """`ask` sends a request to the dialect under test with its credentials; `headers` replaces or removes (None) some."""

    dialects: Dialects
    clock: Clock
    http: httpx.Client
    url: str
    credentials: dict[str, str]

    def ask(self, method: str, path: str, *, headers: Mapping[str, str | None] | None = None, **options: Any) -> httpx.Response:
        wanted = {**self.credentials, **(headers or {})}
        sent = {name: value for name, value in wanted.items() if value is not None}
        answer: httpx.Response = self.http.request(method, f"{self.url}{path}", headers=sent, **options)
        return answer

    def get(self, path: str, **parameters: Any) -> Any:
        """The JSON of a GET that must succeed."""
        answer = self.ask("GET", path, params=parameters)
        assert answer.status_code == 200, answer.text
        return answer.json()


@contextmanager
def bench(dialect: str, count: int) -> Iterator[Bench]:
    """A bench for one dialect with `count` activities of the signed-in person."""
    clock = Clock()
    dialects = Dialects(
        counts={"pipedrive": 0, "signals": 0, "thena": 0, "cpod": 0, dialect: count}, now=clock.now, ticks=clock.ticks
    )
    server = LocalServer(mounts=dialects.mounts)
    try:
        with server as ready, httpx.Client(transport=httpx.HTTPTransport()) as http:
            account = dialects.accounts(ready.base_url)[dialect]
            yield Bench(dialects, clock, http, account["url"], _credentials(dialect, account, http))
    finally:
        dialects.close()


def _credentials(dialect: str, account: dict[str, Any], http: httpx.Client) -> dict[str, str]:
    secrets = account["secrets"]
    if dialect == "pipedrive":
        return {"x-api-token": secrets["api_token"]}
    if dialect == "signals":
        return {"authorization": f"Bearer {secrets['token']}", "accept": "application/json"}
    if dialect == "thena":
        token, key, organization = secrets["token"], secrets["api_key"], secrets["organization_id"]
        return {"authorization": f"Bearer {token}", "x-api-key": key, "x-org-id": organization}
    answer = http.post(f"{account['url']}/api/v1/auth/token", json={**secrets, "grant_type": "client_credentials"})
    return {"authorization": f"Bearer {answer.json()['access_token']}"}
