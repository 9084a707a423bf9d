"""Which requests does cPod answer? Three for activities: list, get and create. Source: cPod, Activity (`listgetcreate`)."""

from __future__ import annotations

from typing import Any

from ...model.moment import Instant
from ...model.problems import Gone, Rejected, SignedOut, WrongServer
from ...transport.address import segment
from ...transport.client import Client
from ...transport.response import Response
from ..lighter import Lighter
from . import wire, write
from .tokens import Tokens

PER_PAGE = 100
_ACTIVITIES = "/api/v1/crm/activities"


class Calls:
    """HTTP to one cPod tenant. Raises model.problems."""

    def __init__(self, client: Client, tokens: Tokens) -> None:
        self._client = client
        self._tokens = tokens
        self._lighter = Lighter()

    @property
    def page_size(self) -> int:
        """How many activities a page may have now."""
        return self._lighter.size(PER_PAGE)

    async def activities(
        self, *, limit: int = 0, cursor: str = "", number: int = 1, sort: str = ""
    ) -> tuple[wire.Listing, Instant | None]:
        """GET one page, by default as large as it may be, and the server's clock. `number` is for servers whose pages have
        no cursor."""
        in_place = bool(cursor) or number == 1
        return await self._lighter.ask(
            limit or PER_PAGE, lambda size: self._page(size, cursor, number, sort), in_place=in_place
        )

    async def _page(self, limit: int, cursor: str, number: int, sort: str) -> tuple[wire.Listing, Instant | None]:
        params = [("limit", str(limit))]
        params += [("sort", sort)] if sort else []
        params += [("cursor", cursor)] if cursor else [("page", str(number))] if number > 1 else []
        try:
            response = await self._call("GET", _ACTIVITIES, params)
        except Gone as problem:
            raise WrongServer(detail=problem.detail) from problem
        found = wire.listing(response.json())
        if found is None:
            raise WrongServer(detail="the answer holds no list of activities")
        return found, response.date

    async def activity(self, rid: str) -> dict[str, Any]:
        """GET one. Raises Gone."""
        return wire.record((await self._call("GET", f"{_ACTIVITIES}/{segment(rid)}")).json())

    async def create(self, body: dict[str, Any]) -> dict[str, Any]:
        """POST. A server that reads the other spelling says so by naming a field in it; then the body is sent once more in
        that one. Empty when it was taken and the answer cannot be read: it must not be sent again because of that."""
        try:
            response = await self._call("POST", _ACTIVITIES, json=body)
        except Rejected as problem:
            told = f"{problem.title} {problem.detail} {problem.fields}"
            if not any("_" in name and wire.camel(name) in told for name in (*body, *write.ANCHORS)):
                raise
            response = await self._call("POST", _ACTIVITIES, json=write.in_camel_case(body))
        try:
            return wire.record(response.json())
        except WrongServer:
            return {}

    async def _call(
        self, method: str, path: str, params: list[tuple[str, str]] | None = None, *, json: object = None
    ) -> Response:
        token = await self._tokens.ready()
        try:
            return await self._client.request(method, path, params=params or (), json=json)
        except SignedOut:
            if not await self._tokens.renew(token):
                raise
        return await self._client.request(method, path, params=params or (), json=json)
