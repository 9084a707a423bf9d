"""Which calls does Signals answer? Activities with complete, the editable lists under both of their names, and users."""

from __future__ import annotations

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..dialect import Json, Refusal
from ..shelf import Record
from . import world
from .account import Account
from .filters import Reader, asked_sort, boolean, filtered, instant, ordered, page_of, shuffled
from .shapes import shown
from .writing import read_fields

FILTERABLE: dict[str, Reader] = {
    "subject": str,
    "type_id": int,
    "status_id": int,
    "priority": int,
    "regarding_type": str,
    "regarding_id": int,
    "owned_by": int,
    "completed": boolean,
    "starts_at": instant,
    "ends_at": instant,
    "created_at": instant,
}
SORTABLE = ("subject", "type_id", "status_id", "priority", "starts_at", "ends_at", "created_at")
WRITE_INCLUDES = {"owner", "participants", "participants.member"}
"""What the answer to a write shows without being asked."""


class Calls:
    """The handlers, one method a call, over one `Account`."""

    def __init__(self, dialect: Account) -> None:
        self._dialect = dialect

    def routes(self) -> list[Route]:
        base = "/api/v1"
        routes = [
            Route(f"{base}/activities", self.list_activities, methods=["GET"]),
            Route(f"{base}/activities", self.create, methods=["POST"]),
            Route(f"{base}/activities/{{id}}", self.show, methods=["GET"]),
            Route(f"{base}/activities/{{id}}", self.update, methods=["PUT"]),
            Route(f"{base}/activities/{{id}}", self.delete, methods=["DELETE"]),
            Route(f"{base}/activities/{{id}}/complete", self.complete, methods=["POST"]),
            Route(f"{base}/users", self.users, methods=["GET"]),
        ]
        for name in ("list_names", "list_of_values"):
            routes += [
                Route(f"{base}/{name}", self.list_names, methods=["GET"]),
                Route(f"{base}/{name}/{{id}}", self.list_name, methods=["GET"]),
                Route(f"{base}/{name}/{{id}}/list_values", self.list_values, methods=["GET"]),
            ]
        return routes

    # Activities.

    async def list_activities(self, request: Request) -> Response:
        """Signals, "List Activities"."""
        self._dialect.needs(request, "activities:read")
        query = request.query_params
        page, per_page = page_of(query)
        records = filtered(self._dialect.activities.all(), query, FILTERABLE)
        if self._dialect.switches.order == "unstable":
            records = shuffled(records, page, per_page)
        records = ordered(records, asked_sort(query, SORTABLE))
        start = (page - 1) * per_page
        includes = _includes(query)
        rows = [shown(record, includes) for record in records[start : start + per_page]]
        return Json({"activities": rows, "meta": self._meta(len(records), len(rows), per_page, page)})

    def _meta(self, total: int, rows: int, per_page: int, page: int) -> Record:
        if self._dialect.switches.meta == "current_rms":
            return {"total_row_count": total, "row_count": rows, "page": page, "per_page": per_page}
        return {"total": total, "per_page": per_page, "page": page}

    async def show(self, request: Request) -> Response:
        self._dialect.needs(request, "activities:read")
        return Json({"activity": shown(self._record(request), _includes(request.query_params))})

    async def create(self, request: Request) -> Response:
        self._dialect.needs(request, "activities:write")
        fields = read_fields(await request.body(), self._dialect.switches, creating=True)
        return Json({"activity": shown(self._dialect.add(fields), WRITE_INCLUDES)}, 201)

    async def update(self, request: Request) -> Response:
        """Fields that are not named stay as they are, and so do those sent as null."""
        self._dialect.needs(request, "activities:write")
        body = await request.body()
        with self._dialect.book.lock:
            record = self._record(request)
            fields = read_fields(body, self._dialect.switches, creating=False)
            record = self._dialect.write(record, fields)
        return Json({"activity": shown(record, WRITE_INCLUDES)})

    async def delete(self, request: Request) -> Response:
        self._dialect.needs(request, "activities:write")
        self._dialect.remove(self._record(request)["id"])
        return Response(status_code=204)

    async def complete(self, request: Request) -> Response:
        self._dialect.needs(request, "activities:write")
        with self._dialect.book.lock:
            fields: Record = {"completed": True}
            if self._dialect.switches.complete == "completed":
                fields["status_id"] = 2002
            record = self._dialect.write(self._record(request), fields)
        return Json({"activity": shown(record, WRITE_INCLUDES)})

    def _record(self, request: Request) -> Record:
        record = self._dialect.activities.get(request.path_params["id"])
        if record is None:
            raise _no_such("Activity", request)
        return record

    # What gives ids their names.

    async def list_names(self, request: Request) -> Response:
        self._dialect.needs(request, "static-data:read")
        query = request.query_params
        columns: dict[str, Reader] = {"name": str, "is_system": boolean}
        names = ordered(filtered(world.list_names(), query, columns), asked_sort(query, ("name", "created_at")))
        return _paged("list_names", names, query)

    async def list_name(self, request: Request) -> Response:
        self._dialect.needs(request, "static-data:read")
        return Json({"list_name": _list_name(request)})

    async def list_values(self, request: Request) -> Response:
        """All of them at once; in their own order unless another one is asked for."""
        self._dialect.needs(request, "static-data:read")
        query = request.query_params
        columns: dict[str, Reader] = {"name": str, "parent_id": int, "is_active": boolean, "is_system": boolean}
        sort = asked_sort(query, ("name", "sort_order", "created_at", "updated_at")) or ("sort_order", False)
        values = ordered(filtered(world.list_values(_list_name(request)["id"]), query, columns), sort)
        return Json({"list_values": values, "meta": {"total": len(values), "per_page": len(values), "page": 1}})

    async def users(self, request: Request) -> Response:
        self._dialect.needs(request, "users:read")
        query = request.query_params
        columns: dict[str, Reader] = {"name": str, "email": str, "is_active": boolean}
        return _paged("users", ordered(filtered(world.users(), query, columns), asked_sort(query, ("name", "email"))), query)


def _includes(query: QueryParams) -> set[str]:
    """What `include` names; a name that does not exist is ignored."""
    return {name.strip() for name in query.get("include", "").split(",")}


def _paged(key: str, records: list[Record], query: QueryParams) -> Response:
    page, per_page = page_of(query)
    start = (page - 1) * per_page
    meta = {"total": len(records), "per_page": per_page, "page": page}
    return Json({key: records[start : start + per_page], "meta": meta})


def _list_name(request: Request) -> Record:
    found = next((each for each in world.list_names() if str(each["id"]) == request.path_params["id"]), None)
    if found is None:
        raise _no_such("ListName", request)
    return found


def _no_such(model: str, request: Request) -> Refusal:
    identifier = request.path_params["id"]
    return Refusal(Json({"message": f"No query results for model [App\\Models\\{model}] {identifier}"}, 404))
