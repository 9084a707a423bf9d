"""Which calls does Pipedrive answer? The v2 activities, what is left of v1, and the calls that give ids their names."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..dialect import Refusal
from ..shelf import Record
from . import world
from .answers import failure, invalid, success
from .company import Company
from .listing import list_v1, list_v2, page, still_shown
from .shapes import empty_activity, v1, v2
from .writing import read_fields


class Calls:
    """The handlers, one method a call, over one `Company`."""

    def __init__(self, dialect: Company) -> None:
        self._dialect = dialect

    def routes(self) -> list[Route]:
        """v2 has one prefix; v1 is answered under both of its own."""
        routes = [
            Route("/api/v2/activities", self.list_activities, methods=["GET"]),
            Route("/api/v2/activities", self.create, methods=["POST"]),
            Route("/api/v2/activities/{id}", self.get, methods=["GET"]),
            Route("/api/v2/activities/{id}", self.update, methods=["PATCH"]),
            Route("/api/v2/activities/{id}", self.delete, methods=["DELETE"]),
            Route("/api/v2/activityFields", self.fields_v2, methods=["GET"]),
            Route("/api/v2/persons/{id}", self._title(world.PERSONS, world.person, "Person"), methods=["GET"]),
            Route(
                "/api/v2/organizations/{id}",
                self._title(world.ORGANIZATIONS, world.organization, "Organization"),
                methods=["GET"],
            ),
            Route("/api/v2/deals/{id}", self._title(world.DEALS, world.deal, "Deal"), methods=["GET"]),
            Route("/api/v2/projects/{id}", self._title(world.PROJECTS, world.project, "Project"), methods=["GET"]),
        ]
        for prefix in ("/v1", "/api/v1"):
            routes += [
                Route(f"{prefix}/activities/collection", self.collection, methods=["GET"]),
                Route(f"{prefix}/activities", self.delete_many, methods=["DELETE"]),
                Route(f"{prefix}/activityTypes", self.types, methods=["GET"]),
                Route(f"{prefix}/activityFields", self.fields_v1, methods=["GET"]),
                Route(f"{prefix}/users/me", self.me, methods=["GET"]),
                Route(f"{prefix}/leads/{{id}}", self.lead, methods=["GET"]),
            ]
        return routes

    # Activities, v2.

    async def list_activities(self, request: Request) -> Response:
        """Pipedrive, "Returns all activities"."""
        dialect = self._dialect
        query = request.query_params
        attendees = self._wants_attendees(request)
        found = list_v2(dialect.activities.all(), query, dialect.switches, dialect.now())
        records, cursor = page(found, query)
        data = [v2(record, attendees, dialect.switches) for record in records]
        return success(data, {"next_cursor": cursor})

    async def get(self, request: Request) -> Response:
        record = self._record(request)
        return success(v2(record, self._wants_attendees(request), self._dialect.switches))

    async def create(self, request: Request) -> Response:
        """Answers 200 where v1 answered 201. A type and a subject are made up where none is given."""
        fields = read_fields(await request.body(), request.headers.get("content-type", ""), self._dialect.switches)
        kind = fields.get("type", "call")
        fields = {"type": kind, "subject": world.TYPES[kind], **fields}
        record = self._dialect.add(empty_activity(), fields)
        return self._written(record, fields)

    async def update(self, request: Request) -> Response:
        body = await request.body()
        with self._dialect.book.lock:
            record = self._record(request)
            fields = read_fields(body, request.headers.get("content-type", ""), self._dialect.switches)
            record = self._dialect.write(record, fields)
        return self._written(record, fields)

    async def delete(self, request: Request) -> Response:
        """Marks as deleted. Deleting once more answers 410, with success, as was seen of the real one."""
        dialect = self._dialect
        record = dialect.activities.get(request.path_params["id"])
        if record is None:
            raise Refusal(failure(404, "Activity not found"))
        if record["is_deleted"]:
            return success({"id": record["id"]}, status=410)
        dialect.remove(record["id"])
        return success({"id": record["id"]})

    def _record(self, request: Request) -> Record:
        dialect = self._dialect
        record = dialect.activities.get(request.path_params["id"])
        if record is None or not still_shown(record, dialect.switches, dialect.now()):
            raise Refusal(failure(404, "Activity not found"))
        return record

    def _wants_attendees(self, request: Request) -> bool:
        wanted = request.query_params.get("include_fields", "")
        if wanted and set(wanted.split(",")) != {"attendees"}:
            raise invalid("include_fields", "must be one of attendees")
        return bool(wanted)

    def _written(self, record: Record, fields: Record) -> Response:
        dialect = self._dialect
        more = {"more_activities_scheduled_in_context": self._more_in_context(record)}
        return success(v2(record, "attendees" in fields, dialect.switches), more if dialect.switches.more_activities else None)

    def _more_in_context(self, record: Record) -> bool:
        """Whether something undone is still planned with the same deal, person or organization."""
        context = [name for name in ("deal_id", "person_id", "org_id") if record[name] is not None]
        return any(
            other[name] == record[name]
            for other in self._dialect.activities.all()
            if other["id"] != record["id"] and not other["done"] and not other["is_deleted"]
            for name in context
        )

    # Activities, v1.

    async def collection(self, request: Request) -> Response:
        """Pipedrive, "Returns all activities … only global admins"."""
        self._needs_v1(request)
        self._needs_admin()
        query = request.query_params
        asked = {name: query[name] for name in ("cursor", "limit") if name in query}
        records, cursor = page(list_v1(self._dialect.activities.all(), query), asked)
        return success([v1(record) for record in records], {"next_cursor": cursor})

    async def delete_many(self, request: Request) -> Response:
        """Pipedrive, "Marks multiple activities as deleted"."""
        self._needs_v1(request)
        dialect = self._dialect
        parts = request.query_params.get("ids", "").split(",")
        if not all(part.strip().isdecimal() for part in parts):
            raise Refusal(failure(400, "Parameter ids is required: comma separated ids"))
        ids = [int(part) for part in parts]
        with dialect.book.lock:
            known = [number for number in ids if (record := dialect.activities.get(str(number))) and not record["is_deleted"]]
            for number in known:
                dialect.remove(number)
        return success({"id": known})

    def _needs_v1(self, request: Request) -> None:
        if self._dialect.switches.v1 == "off":
            raise Refusal(self._dialect.no_such_call(request, 404))
        if self._dialect.switches.v1 == "gone":
            raise Refusal(failure(410, "This endpoint is no longer available. Use API v2."))

    def _needs_admin(self) -> None:
        if not self._dialect.switches.admin:
            raise Refusal(failure(403, "You do not have permissions to perform this action."))

    # What gives ids their names.

    async def types(self, _request: Request) -> Response:
        return success(world.activity_types())

    async def fields_v1(self, _request: Request) -> Response:
        fields = world.fields_v1()
        return success(fields, {"pagination": {"start": 0, "limit": 100, "more_items_in_collection": False}})

    async def fields_v2(self, _request: Request) -> Response:
        """The same fields in new names; unlike v1 it takes an admin to read them."""
        self._needs_admin()
        return success(world.fields_v2(), {"next_cursor": None})

    async def me(self, _request: Request) -> Response:
        return success(world.me(self._dialect.switches.admin))

    async def lead(self, request: Request) -> Response:
        identifier = request.path_params["id"]
        if identifier not in world.LEADS:
            raise Refusal(failure(404, "Lead not found"))
        return success(world.lead(identifier))

    def _title(self, there: Container[int], show: Callable[[int], Record], what: str) -> Callable[[Request], Any]:
        async def answer(request: Request) -> Response:
            text = request.path_params["id"]
            if not (text.isdecimal() and int(text) in there):
                raise Refusal(failure(404, f"{what} not found"))
            return success(show(int(text)))

        return answer
