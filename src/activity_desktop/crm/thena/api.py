"""Which calls does Thena offer? List, create, update and delete; the document's endpoints with the published API's paths."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...model.problems import Gone, Rejected, SlowDown, WrongServer
from ...transport.address import segment
from ...transport.client import Client
from ...transport.response import Response
from ..lenient import instant, whole
from ..lighter import Lighter
from ..walking import Rows
from . import wire

LIMIT = 100
_LONGEST_RESET = 86_400.0


class Api:
    """The calls. `last` is the last answer, whose headers tell of our allowance."""

    def __init__(self, client: Client, path: str) -> None:
        self._client = client
        self._path = path
        self.last: Response | None = None
        self._lighter = Lighter()

    async def page(self, number: int, limit: int = 0, *, only: str = "") -> Rows:
        """One page of the list, by default as large as it may be; `only` one activity where the server takes an
        `activityId`, as its sibling lists of notes and tasks do. Raises WrongServer when it is not there or not a list."""
        if limit:
            return await self._page(number, limit, only)
        return await self._lighter.ask(LIMIT, lambda size: self._page(number, size, only), in_place=number <= 1)

    async def _page(self, number: int, limit: int, only: str) -> Rows:
        params = [("page", str(number)), ("limit", str(limit))]
        try:
            response = await self._request("GET", self._path, params=[*params, ("activityId", only)] if only else params)
        except Gone as problem:
            raise WrongServer(detail=problem.detail) from problem
        found = wire.listing(response.json())
        if found is None:
            raise WrongServer(detail="the answer holds no list of activities")
        return found

    async def create(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Raises Rejected also where the server says that the account does not exist: it is the account that is not found
        then, not the activity."""
        try:
            return _record(await self._request("POST", self._path, json=body))
        except Gone as problem:
            words = "The server does not find this account."
            raise Rejected(words, detail=problem.detail, fields={"accountId": words}) from problem

    async def update(self, rid: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Change only the fields that the body names: none is marked as required. Raises Gone."""
        return _record(await self._request("PUT", f"{self._path}/{segment(rid)}", json=body))

    async def delete(self, rid: str) -> None:
        """Raises Gone when somebody else was faster."""
        await self._request("DELETE", f"{self._path}/{segment(rid)}")

    def seconds_to_reset(self) -> float:
        """How long our allowance has to last, when the server says that less than a tenth of it is left; else 0."""
        left, limit = self._header("x-ratelimit-remaining"), self._header("x-ratelimit-limit")
        if self.last is None or left is None or limit is None or left * 10 >= limit:
            return 0.0
        return _until_reset(self.last) or 0.0

    def _header(self, name: str) -> int | None:
        return whole(self.last.headers.get(name)) if self.last else None

    async def _request(
        self, method: str, path: str, *, params: list[tuple[str, str]] | None = None, json: object = None
    ) -> Response:
        """As the client does it; Thena says how long to wait in a header of its own, as a Unix time."""
        try:
            self.last = await self._client.request(method, path, params=params or [], json=json)
        except SlowDown as problem:
            if problem.retry_after is None and problem.response is not None:
                problem.retry_after = _until_reset(problem.response)
            raise
        return self.last


def _until_reset(response: Response) -> float | None:
    """Seconds until `X-RateLimit-Reset` by the server's own clock; None when either is not told."""
    reset = instant(response.headers.get("x-ratelimit-reset"))
    if reset is None or response.date is None:
        return None
    return min(max(reset.seconds_since(response.date), 1.0), _LONGEST_RESET)


def _record(response: Response) -> dict[str, Any]:
    """The activity in an answer; {} where a change was answered without one."""
    return wire.single(response.json()) if response.body.strip() else {}
