"""Which requests does Pipedrive answer? One method for each endpoint we use; the budget is asked before and told after each.

Costs in tokens: list 10, get 1, create 5, update 5, delete 3, v1 collection 10, v1 bulk delete 10, users/me 2, activity
types 20, activity fields 20 (v1) or 10 (v2, administrators only), titles 1 or 2. Source: Pipedrive, Activities and Rate
limiting.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from ...model.moment import Instant
from ...model.problems import Gone, NotAllowed, Problem, Rejected, WrongServer
from ...transport.address import segment
from ...transport.client import Client
from ...transport.response import Response
from .. import lenient
from ..lighter import Lighter
from .budget import Budget
from .wire import AnyAnswer, ListAnswer, OneAnswer

MOST_PER_PAGE = 500
MOST_IDS = 100
V1_PREFIXES = ("/v1", "/api/v1")
"""Version 1 is documented under both; which one a server has is learned from `users/me`."""
Params = Sequence[tuple[str, str]]
Answer = TypeVar("Answer", ListAnswer, OneAnswer, AnyAnswer)

_ACTIVITIES = "/api/v2/activities"
_TITLES = {
    "person": ("/api/v2/persons", "name"),
    "organization": ("/api/v2/organizations", "name"),
    "deal": ("/api/v2/deals", "title"),
    "lead": ("leads", "title"),
}
"""Where a record's title is: a path of version 2, or a name under version 1."""


class Calls:
    """HTTP to one Pipedrive company. Raises model.problems."""

    def __init__(self, client: Client, budget: Budget, v1: str = "") -> None:
        self._client = client
        self._budget = budget
        self.lighter = Lighter()
        self.v1 = v1 if v1 in V1_PREFIXES else V1_PREFIXES[0]

    async def activities(self, params: Params) -> tuple[ListAnswer, Instant | None]:
        """GET /api/v2/activities: one page, and the server's clock."""
        response = await self._call("GET", _ACTIVITIES, params)
        return _listed(response), response.date

    async def collection(self, params: Params) -> tuple[ListAnswer, Instant | None]:
        """GET /v1/activities/collection: a page of the whole company's activities, for global administrators."""
        response = await self._call("GET", f"{self.v1}/activities/collection", params)
        return _listed(response), response.date

    async def activity(self, rid: str) -> OneAnswer:
        response = await self._call("GET", f"{_ACTIVITIES}/{segment(rid)}", [("include_fields", "attendees")])
        return _accepted(response, response.decode(OneAnswer))

    async def create(self, body: dict[str, Any]) -> OneAnswer | None:
        """POST. None when it was taken and the answer cannot be read: it must not be sent again because of that."""
        response = await self._call("POST", _ACTIVITIES, json=body, idempotent=False)
        try:
            return _accepted(response, response.decode(OneAnswer))
        except WrongServer:
            return None

    async def update(self, rid: str, body: dict[str, Any]) -> OneAnswer:
        """PATCH. Sets fields to values, so that sending it twice does no harm."""
        response = await self._call("PATCH", f"{_ACTIVITIES}/{segment(rid)}", json=body, idempotent=True)
        return _accepted(response, response.decode(OneAnswer))

    async def delete(self, rid: str) -> None:
        await self._call("DELETE", f"{_ACTIVITIES}/{segment(rid)}")

    async def delete_many(self, rids: Sequence[str]) -> frozenset[str]:
        """DELETE /v1/activities?ids=…: the identifiers that the server says it has deleted."""
        response = await self._call("DELETE", f"{self.v1}/activities", [("ids", ",".join(rids))])
        deleted = lenient.mapping(_accepted(response, response.decode(AnyAnswer)).data).get("id")
        return frozenset(found for found in map(lenient.identifier, lenient.several(deleted)) if found)

    async def me(self) -> tuple[dict[str, Any], Instant | None]:
        """GET /v1/users/me, also where the server has version 1 under /api only. Raises Gone when it has neither."""
        for prefix in (self.v1, *(other for other in V1_PREFIXES if other != self.v1)):
            try:
                response = await self._call("GET", f"{prefix}/users/me")
            except Gone:
                continue
            self.v1 = prefix
            return lenient.mapping(_accepted(response, response.decode(AnyAnswer)).data), response.date
        raise Gone

    async def activity_types(self) -> list[Any]:
        return await self._records(f"{self.v1}/activityTypes")

    async def activity_fields(self) -> list[Any]:
        """From version 1, which asks for no administrator; from version 2 where that is gone."""
        try:
            return await self._records(f"{self.v1}/activityFields")
        except (Gone, NotAllowed):
            return await self._records("/api/v2/activityFields")

    async def record(self, kind: str, id_: str) -> tuple[str, dict[str, Any]]:
        """The title of a person, organization, deal or lead, and the whole record. Raises Gone, NotAllowed."""
        path, title = _TITLES[kind]
        base = path if path.startswith("/") else f"{self.v1}/{path}"
        response = await self._call("GET", f"{base}/{segment(id_)}")
        found = lenient.mapping(_accepted(response, response.decode(AnyAnswer)).data)
        return lenient.text(found.get(title)).strip(), found

    async def _records(self, path: str) -> list[Any]:
        response = await self._call("GET", path)
        return lenient.several(_accepted(response, response.decode(AnyAnswer)).data)

    async def _call(
        self, method: str, path: str, params: Params = (), *, json: object = None, idempotent: bool | None = None
    ) -> Response:
        self._budget.check()
        try:
            response = await self._client.request(method, path, params=params, json=json, idempotent=idempotent)
        except Problem as problem:
            meaning = self._budget.refused(problem)
            if meaning is problem:
                raise
            raise meaning from problem
        self._budget.answered(response.headers)
        return response


def has_title(kind: str) -> bool:
    return kind in _TITLES


def _listed(response: Response) -> ListAnswer:
    """A page. Null is an empty list only in an answer that says that all went well."""
    answer = _accepted(response, response.decode(ListAnswer))
    if answer.data is None and lenient.flag(answer.success) is not True:
        raise WrongServer(detail="the answer holds no list of activities")
    return answer


def _accepted(response: Response, answer: Answer) -> Answer:
    """`"success": false` under a 200 is a refusal all the same."""
    if lenient.flag(answer.success) is False:
        raise Rejected("Pipedrive did not accept that.", detail=response.body[:500].decode("utf-8", "replace"))
    return answer
