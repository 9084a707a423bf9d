"""How does a recorded conversation become a live server? Plays a case over real HTTP and collects what a connector makes of it.

The format of a case is told in `test_every_crm.py`.
"""

from __future__ import annotations

import asyncio
import copy
import dataclasses
import enum
import json
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import msgspec

from activity_desktop.crm import registry
from activity_desktop.crm.contract import Access, BadRecord, Connector, Page
from activity_desktop.model.activity import Activity
from activity_desktop.model.moment import Day, Instant
from activity_desktop.transport.client import Client
from transport.raw_server import Answer, RawServer, Seen, reply

HERE = Path(__file__).parent
RECORDS = "$records"
TOTAL = "$total"


@dataclass(frozen=True)
class Case:
    """One file: what the server answers, and the records in its list."""

    system: str
    name: str
    records: tuple[Any, ...]
    answers: Mapping[str, Any]
    secrets: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    id_field: str = "id"

    @property
    def expected(self) -> Path:
        return HERE / self.system / f"{self.name}.expected.json"

    @property
    def list_request(self) -> str:
        """The request whose answer holds the records."""
        return next(request for request, body in self.answers.items() if RECORDS in json.dumps(body))

    def filled(self, records: Sequence[Any]) -> dict[str, bytes]:
        """The answers with these records in them."""
        return {request: json.dumps(_fill(body, records)).encode() for request, body in self.answers.items()}


def cases(system: str) -> list[Case]:
    """All recorded cases of a system, `every_field` first."""
    found = []
    for path in sorted((HERE / system).glob("*.json"), key=lambda path: (path.name != "every_field.json", path.name)):
        if not path.name.endswith(".expected.json"):
            document = json.loads(path.read_text("utf-8"))
            found.append(
                Case(
                    system,
                    path.stem,
                    tuple(document["records"]),
                    document["answers"],
                    document.get("secrets", {}),
                    document.get("settings", {}),
                    document.get("id_field", "id"),
                )
            )
    return found


@dataclass
class Heard:
    """Everything one pull brought."""

    pages: list[Page] = field(default_factory=list)
    requests: list[Seen] = field(default_factory=list)

    @property
    def activities(self) -> dict[str, Activity]:
        return {activity.key.rid: activity for page in self.pages for activity in page.activities}

    @property
    def unreadable(self) -> list[BadRecord]:
        return [bad for page in self.pages for bad in page.unreadable]

    @property
    def complete(self) -> bool:
        return any(page.complete for page in self.pages)


def pull(case: Case, answers: Mapping[str, bytes], refused: Mapping[str, bytes] | None = None) -> Heard:
    """Sign in, then read everything, from a server that plays `answers` (bodies). `refused` are whole answers that take
    effect after signing in."""
    return asyncio.run(_pull(case, answers, refused or {}))


async def _pull(case: Case, answers: Mapping[str, bytes], refused: Mapping[str, bytes]) -> Heard:
    whole: dict[str, bytes] = {}
    async with RawServer(_playing(answers, whole)) as server:
        client = Client(server.url, pause=_no_pause)
        connector = connect(case, client)
        try:
            await connector.sign_in()
            whole.update(refused)
            heard = Heard(requests=server.requests)
            async with aclosing(cast("Any", connector.pull(None))) as pages:
                async for page in pages:
                    heard.pages.append(page)
        finally:
            await client.aclose()
        return heard


def connect(case: Case, client: Client) -> Connector:
    """A connector with the case's credentials; a word of our own where the case names none."""
    system = registry.system(case.system)
    secrets = {item.name: case.secrets.get(item.name, f"sample-{item.name}") for item in system.credentials if item.secret}
    plain_fields = {item.name: item.default for item in system.credentials if not item.secret}
    return system.connect(Access("acc", client, secrets, {**plain_fields, **case.settings}, system.web_urls))


async def _no_pause(_seconds: float) -> None:
    await asyncio.sleep(0)


def _playing(answers: Mapping[str, bytes], whole: Mapping[str, bytes]) -> Answer:
    async def answer(seen: Seen, writer: asyncio.StreamWriter) -> None:
        request = f"{seen.method} {seen.path}"
        if request in whole:
            writer.write(whole[request])
            await writer.drain()
            writer.close()
        elif request in answers:
            writer.write(reply(200, answers[request]))
        else:
            writer.write(reply(404, '{"error": "not recorded"}'))

    return answer


def _fill(body: Any, records: Sequence[Any]) -> Any:
    if body == RECORDS:
        return copy.deepcopy(list(records))
    if body == TOTAL:
        return len(records)
    if isinstance(body, dict):
        return {name: _fill(value, records) for name, value in body.items()}
    return [_fill(value, records) for value in body] if isinstance(body, list) else body


def plain(value: Any) -> Any:
    """A model value as JSON: only what differs from the default, times as text, without the raw record."""
    if isinstance(value, Instant):
        return value.rfc3339()
    if isinstance(value, Day):
        return value.iso()
    if isinstance(value, enum.Enum):
        return value.value
    if hasattr(value, "_asdict"):
        return str(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, msgspec.Struct):
        known = [item for item in msgspec.structs.fields(value) if item.name != "raw"]
        return {item.name: plain(getattr(value, item.name)) for item in known if getattr(value, item.name) != item.default}
    if dataclasses.is_dataclass(value):
        own = [item for item in dataclasses.fields(value) if item.name != "raw"]
        return {item.name: plain(getattr(value, item.name)) for item in own if getattr(value, item.name) != item.default}
    return value
