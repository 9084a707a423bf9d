"""Which calls does Signals offer? One method per endpoint of the document, and the few others that give names and choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...model.problems import Gone, NotAllowed, Problem, Rejected, WrongServer
from ...model.relation import Reach
from ...transport.address import segment
from ...transport.client import Client
from ...transport.response import Response
from ..absent import reach_after
from ..lenient import identifier, mapping, text, whole
from ..lighter import Lighter
from ..walking import Rows
from . import wire
from .form import ActivityType, User

ACTIVITIES = "/api/v1/activities"
PER_PAGE = 100
"""The most that the document allows."""
INCLUDE = "participants,participants.member,regarding,owner"
"""Without it the participants are an empty list (Signals, source: ActivityData)."""
NEWEST_FIRST, OLDEST_FIRST = "-created_at", "created_at"
_READ = NotAllowed(
    "This token may not read activities.", 'Give it the ability "activities:read", and its user the right to view activities.'
)
_WRITE = NotAllowed(
    "This token may not change activities.", 'Give it the ability "activities:write", and its user the right to change them.'
)
_TITLES = {
    "member": ("members", "name"),
    "product": ("products", "name"),
    "opportunity": ("opportunities", "subject"),
    "stock_level": ("stock_levels", "item_name"),
}
"""Where the name of a related record is found, and under which field."""


class Api:
    """The calls. `include` and `sort` are off for servers that refuse what only the published source has: naming owners and
    participants along with their activities, and an order."""

    def __init__(self, client: Client, *, include: bool = True, sort: bool = True) -> None:
        self.include = include
        self.sort = sort
        self._client = client
        self._shape = 0
        self._lighter = Lighter()

    async def page(
        self, number: int, *, order: str = NEWEST_FIRST, filters: Iterable[tuple[str, str]] = (), per_page: int = 0
    ) -> tuple[Rows, Response]:
        """One page of the list, by default as large as it may be. `filters` are `(field_predicate, value)` pairs for `q[…]`.
        Raises WrongServer when it is not there or not a list."""
        wanted = tuple(filters)
        most = per_page or PER_PAGE
        return await self._lighter.ask(most, lambda size: self._page(number, order, wanted, size), in_place=number == 1)

    async def _page(self, number: int, order: str, filters: Iterable[tuple[str, str]], per_page: int) -> tuple[Rows, Response]:
        params = [("page", str(number)), ("per_page", str(per_page))]
        params += [("sort", order)] if self.sort else []
        params += [(f"q[{name}]", value) for name, value in filters]
        try:
            response = await self._client.request("GET", ACTIVITIES, params=[*params, *self._include()])
        except Gone as problem:
            raise WrongServer(detail=problem.detail) from problem
        except NotAllowed as problem:
            raise _explained(_READ, problem) from problem
        found = wire.listing(response.json(), "activities")
        if found is None:
            raise WrongServer(detail="the answer holds no list of activities")
        return found, response

    async def show(self, rid: str) -> dict[str, Any]:
        """One activity. Raises Gone."""
        try:
            response = await self._client.request("GET", _path(rid), params=self._include())
        except NotAllowed as problem:
            raise _explained(_READ, problem) from problem
        record = _record(response)
        if not record:
            raise WrongServer(detail="the answer holds no activity")
        return record

    async def create(self, body: Mapping[str, Any]) -> dict[str, Any]:
        return _record(await self._write("POST", ACTIVITIES, body))

    async def update(self, rid: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Change only the fields that the body names. Raises Gone."""
        return _record(await self._write("PUT", _path(rid), body))

    async def delete(self, rid: str) -> None:
        """Delete for good: Signals keeps nothing of it. Raises Gone when somebody else was faster."""
        await self._change("DELETE", _path(rid))

    async def complete(self, rid: str) -> None:
        """Mark as complete. The answer's sample still says "Scheduled", so whoever needs the outcome reads it again.
        Doing it twice changes nothing, so it may be repeated after a broken connection."""
        await self._change("POST", f"{_path(rid)}/complete", idempotent=True)

    # --- names and choices -------------------------------------------------------------------------------------------

    async def types(self) -> tuple[ActivityType, ...]:
        """The values of the list "Activity Type" (Signals, Lists API; needs the ability `static-data:read`)."""
        for lists in ("/api/v1/list_names", "/api/v1/list_of_values"):
            try:
                named = await self._client.request("GET", lists, params=[("q[name_eq]", "Activity Type"), ("per_page", "100")])
            except Gone:
                continue
            body = named.json()
            found = wire.listing(body, "list_names") or wire.listing(body, "list_of_values")
            for record in found.records if found else []:
                number = identifier(mapping(record).get("id"))
                if number and text(mapping(record).get("name")).replace(" ", "").casefold() == "activitytype":
                    return await self._values(f"{lists}/{segment(number)}/list_values")
        return ()

    async def users(self) -> tuple[User, ...]:
        """The people who may own activities (Signals, source: UserController; needs the ability `users:read`)."""
        response = await self._client.request("GET", "/api/v1/users", params=[("per_page", "100"), ("sort", "name")])
        found = wire.listing(response.json(), "users")
        users = [mapping(record) for record in (found.records if found else [])]
        return tuple(
            User(number, text(user.get("name")), text(user.get("email")))
            for user in users
            if (number := identifier(user.get("id")))
        )

    async def title(self, kind: str, number: str) -> tuple[str, Reach]:
        """The name of a related record; "" where this server does not tell it, and why, as far as it says."""
        if kind not in _TITLES:
            return "", Reach.OPEN
        resource, field = _TITLES[kind]
        try:
            response = await self._client.request("GET", f"/api/v1/{resource}/{segment(number)}")
            record = mapping(next(iter(mapping(response.json()).values()), None))
        except (Gone, NotAllowed) as problem:
            return "", reach_after(problem)
        except (WrongServer, Rejected):
            return "", Reach.OPEN
        return text(record.get(field)) or text(record.get("name")), Reach.OPEN

    async def _values(self, path: str) -> tuple[ActivityType, ...]:
        response = await self._client.request("GET", path, params=[("per_page", "100"), ("sort", "sort_order")])
        found = wire.listing(response.json(), "list_values")
        return tuple(
            ActivityType(number, text(record.get("name")), _code(record))
            for record in (mapping(item) for item in (found.records if found else []))
            if (number := identifier(record.get("id"))) and record.get("is_active") is not False
        )

    # --- one request -------------------------------------------------------------------------------------------------

    def _include(self) -> list[tuple[str, str]]:
        return [("include", INCLUDE)] if self.include else []

    async def _change(self, method: str, path: str, *, json: object = None, idempotent: bool | None = None) -> Response:
        try:
            return await self._client.request(method, path, json=json, idempotent=idempotent)
        except NotAllowed as problem:
            raise _explained(_WRITE, problem) from problem
        except Rejected as problem:
            problem.fields = {name.removeprefix("activity."): words for name, words in problem.fields.items()}
            raise

    async def _write(self, method: str, path: str, body: Mapping[str, Any]) -> Response:
        """Send fields. The document wraps them in `activity`, the published source reads them from the top level, so both
        are sent at once, which each reading takes. A server that refuses one of the two gets the other alone; what it took
        is remembered."""
        shapes: tuple[dict[str, Any], ...] = ({**body, "activity": body}, dict(body), {"activity": body})
        number = self._shape
        while True:
            try:
                response = await self._change(method, path, json=shapes[number])
            except Rejected as problem:
                number += 1
                if number == len(shapes) or not _about_the_shape(problem, body):
                    raise
            else:
                self._shape = number
                return response


def _path(rid: str) -> str:
    return f"{ACTIVITIES}/{segment(rid)}"


def _record(response: Response) -> dict[str, Any]:
    """The activity in an answer; {} where a change was answered without one."""
    return (wire.single(response.json()) if response.body.strip() else None) or {}


def _explained(words: NotAllowed, cause: Problem) -> NotAllowed:
    problem = NotAllowed(words.title, words.remedy, detail=cause.detail)
    problem.response = cause.response
    return problem


def _about_the_shape(problem: Rejected, body: Mapping[str, Any]) -> bool:
    """Whether the refusal is about where the fields were looked for, not about what is in them."""
    wrong = problem.fields.get("subject", "" if problem.fields else problem.title).casefold()
    missed = "subject" in body and "subject" in wrong and ("required" in wrong or "missing" in wrong)
    return missed or "activity" in problem.fields or (not problem.fields and "activity" in problem.title.casefold())


def _code(record: dict[str, Any]) -> int | None:
    """The built-in type's code, which Signals keeps among the value's metadata; in Current RMS it is the id itself."""
    metadata = mapping(record.get("metadata"))
    code = whole(metadata.get("code"))
    if code is not None:
        return code
    by_icon = {name.casefold(): number for number, name in wire.TYPE_CODES.items()}.get(text(metadata.get("icon")).casefold())
    number = whole(record.get("id"))
    return by_icon or (number if number in wire.TYPE_CODES else None)
