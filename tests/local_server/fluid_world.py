"""What do the Fluid tests of the embedded server speak with? Real HTTP clients, bare connections and a reader of streams."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from activity_desktop.local_server import LocalServer, Ready

NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Never used, but reading the system's certificates for each client takes longer than most tests."""
USER = "/api/user/crm/v202506/activities"
COMPANY = "/api/company/crm/v202506/activities"


def read_until_closed(connection: socket.socket) -> bytes:
    """Everything that still comes; a connection that is reset has ended too."""
    taken = b""
    try:
        while piece := connection.recv(65536):
            taken += piece
    except ConnectionResetError:
        pass
    return taken


def client_of(ready: Ready, token: str, base: str) -> httpx.Client:
    headers = {"authorization": f"Bearer {token}"}
    return httpx.Client(base_url=f"{ready.base_url}{base}", headers=headers, timeout=30, trust_env=False, verify=NO_TLS)


@dataclass
class World:
    """A running server, and a client for each kind of token. Client paths begin behind `…/activities`."""

    server: LocalServer
    ready: Ready
    user: httpx.Client
    company: httpx.Client

    def client(self, token: str, base: str = USER) -> httpx.Client:
        """One more client; the caller closes it."""
        return client_of(self.ready, token, base)

    def create(self, **fields: Any) -> dict[str, Any]:
        """Create over HTTP, for the demo user unless said otherwise."""
        activity = {"user_id": self.ready.user_id, "title": "Something happened", **fields}
        answer = self.company.post("", json={"activity": activity})
        assert answer.status_code == 201, answer.text
        created: dict[str, Any] = answer.json()["activity"]
        return created

    def seq(self) -> int:
        return int(self.user.get("", params={"limit": 1}).json()["meta"]["seq"])

    def changes(self, since: int, **more: Any) -> dict[str, Any]:
        answer = self.user.get("/changes", params={"since": since, **more})
        assert answer.status_code == 200, answer.text
        changes: dict[str, Any] = answer.json()
        return changes

    def connect(self) -> socket.socket:
        """A bare TCP connection; the caller closes it."""
        return socket.create_connection(("127.0.0.1", self.ready.port), timeout=30)

    @contextmanager
    def stream(self, client: httpx.Client | None = None, **options: Any) -> Iterator[Events]:
        with (client or self.user).stream("GET", "/stream", **options) as response:
            assert response.status_code == 200, response.read()
            yield Events(response)


@dataclass(frozen=True)
class Event:
    id: int
    name: str
    data: dict[str, Any]


class Events:
    """A stream's events, one after the other. Comments are kept aside."""

    def __init__(self, response: httpx.Response) -> None:
        self._lines = response.iter_lines()
        self.comments: list[str] = []

    def next(self) -> Event:
        """The next event. Raises StopIteration at the end of the stream."""
        fields: dict[str, str] = {}
        while True:
            line = next(self._lines)
            if line.startswith(":"):
                self.comments.append(line[1:].strip())
            elif line:
                name, _, value = line.partition(": ")
                fields[name] = value
            elif "data" in fields:
                return Event(int(fields["id"]), fields["event"], json.loads(fields["data"]))

    def next_comment(self) -> str:
        before = len(self.comments)
        while len(self.comments) == before:
            line = next(self._lines)
            if line.startswith(":"):
                self.comments.append(line[1:].strip())
        return self.comments[-1]

    def rest(self) -> list[Event]:
        """All events up to the end of the stream."""
        events = []
        while True:
            try:
                events.append(self.next())
            except StopIteration:
                return events


OpenWorld = Callable[..., World]
