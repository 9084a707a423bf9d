"""What does the server answer, in words that programs read? OpenAPI 3.1, at `/.well-known/openapi.json`; the tests fuzz by it.

Numbers and words come from where they are enforced, so that they cannot say something else here.
"""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from .context import Context
from .extensions import ACTIVITIES, ME, WELL_KNOWN
from .limits import Limits
from .owner import Kind
from .problems import MEDIA_TYPE, method_not_allowed
from .validation import DESCRIPTION_CHARACTERS, FORMATTED_BYTES, LARGEST_ID, SLUG, SLUG_CHARACTERS, TITLE_CHARACTERS
from .wire import PERSON_KINDS, RELATION_TYPES

ADDRESS = "/.well-known/openapi.json"

Schema = dict[str, Any]

ID: Schema = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID}
SEQ: Schema = {"type": "integer", "minimum": 0, "maximum": LARGEST_ID}
MOMENT: Schema = {"type": "string", "format": "date-time"}
NO_NUL = "^[^\\u0000]*$"


class Description:
    """GET /.well-known/openapi.json. Needs no token."""

    def __init__(self, server: Context) -> None:
        self._body = msgspec.json.encode(describe(server.limits))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in {"GET", "HEAD"}:
            raise method_not_allowed("GET, HEAD")
        headers = {"cache-control": "no-cache"}
        await Response(self._body, 200, headers, "application/json")(scope, receive, send)


def describe(limits: Limits) -> Schema:
    """The whole description."""
    paths: Schema = {
        WELL_KNOWN: {"get": _operation("What is offered beyond the document", {"200": _json({"type": "object"})}, None)},
        ADDRESS: {"get": _operation("This description", {"200": _json({"type": "object"})}, None)},
        ME: {"get": _operation("Who I am", {"200": _json(_with_meta(user=_ref("User")))}, "user")},
        f"{ACTIVITIES['user']}/read": {"post": _read_all()},
    }
    for kind, base in ACTIVITIES.items():
        paths[base] = {"get": _list(kind, limits)}
        if kind == "company":
            paths[base]["post"] = _create()
        paths[f"{base}/changes"] = {"get": _changes(kind, limits)}
        paths[f"{base}/stream"] = {"get": _stream(kind)}
        paths[f"{base}/{{id}}"] = _one(kind)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Activity Desktop's embedded server", "version": "1"},
        "paths": paths,
        "components": {"schemas": _schemas(), "securitySchemes": _security()},
    }


# --- operations ---------------------------------------------------------------------------------------------------


def _operation(summary: str, responses: Schema, kind: Kind | None, **more: Any) -> Schema:
    """Whatever is refused is refused in one shape."""
    responses = {**responses, "default": {"description": "Refused", "content": {MEDIA_TYPE: {"schema": _ref("Problem")}}}}
    security: list[Schema] = [] if kind is None else [{f"{kind}Token": []}]
    return {"summary": summary, "responses": responses, "security": security, **more}


def _list(kind: Kind, limits: Limits) -> Schema:
    truth = {"enum": ["true", "false", "1", "0"]}
    parameters = [
        _query("limit", {"type": "integer", "minimum": 1, "maximum": limits.page_max}),
        _query("cursor", {"type": "string"}),
        _query("page", {"type": "integer", "minimum": 1, "maximum": 10**9}),
        _query("per_page", ID),
        _query("unread", truth),
        _query("since_seq", SEQ),
        _query("relation_type", {"enum": list(RELATION_TYPES)}),
        *(_query(f"{person}_id", ID) for person in PERSON_KINDS),
        _query("created_since", MOMENT),
        _query("include", {"type": "string"}),
        _header("If-None-Match"),
    ]
    meta = {"seq": SEQ, "has_more": {"type": "boolean"}, "next_cursor": {"type": ["string", "null"]}}
    found = _json(_with_meta(meta, activities={"type": "array", "items": _ref("Activity")}))
    return _operation("Activities, newest first", {"200": found, "304": _nothing("As before")}, kind, parameters=parameters)


def _create() -> Schema:
    body = _body({"anyOf": [_wrapped(_ref("NewActivity")), _ref("NewActivity")]})
    header = _header("Idempotency-Key", {"type": "string", "pattern": "^[!-~]{1,255}$"})
    created = {"201": _json(_single())}
    return _operation("A new activity for a user", created, "company", parameters=[header], requestBody=body)


def _changes(kind: Kind, limits: Limits) -> Schema:
    parameters = [
        {**_query("since", SEQ), "required": True},
        _query("limit", {"type": "integer", "minimum": 1, "maximum": limits.changes_max}),
        _query("include", {"type": "string"}),
    ]
    gone = _object(id=ID, seq=SEQ)
    found = _with_meta(
        {"seq": SEQ, "has_more": {"type": "boolean"}},
        activities={"type": "array", "items": _ref("Activity")},
        deleted={"type": "array", "items": gone},
    )
    return _operation("What changed after a seq", {"200": _json(found)}, kind, parameters=parameters)


def _stream(kind: Kind) -> Schema:
    parameters = [_query("since", SEQ), _query("include", {"type": "string"}), _header("Last-Event-ID")]
    events = {"description": "Server-sent events", "content": {"text/event-stream": {"schema": {"type": "string"}}}}
    return _operation("What changes, as it happens", {"200": events}, kind, parameters=parameters)


def _one(kind: Kind) -> Schema:
    path = {"name": "id", "in": "path", "required": True, "schema": ID}
    fields = _ref("Change" if kind == "company" else "Reading")
    found = {"200": _json(_single())}
    unchanged = {**found, "304": _nothing("As before")}
    names, match = _query("include", {"type": "string"}), _header("If-Match")
    body = _body({"anyOf": [_wrapped(fields), fields]})
    return {
        "parameters": [path],
        "get": _operation("One activity", unchanged, kind, parameters=[names, _header("If-None-Match")]),
        "patch": _operation("Change it", found, kind, parameters=[names, match], requestBody=body),
        "delete": _operation("Delete it", {"204": _nothing("Gone")}, kind, parameters=[match]),
    }


def _read_all() -> Schema:
    marked = _json(_with_meta({"seq": SEQ}, marked={"type": "integer", "minimum": 0}))
    return _operation("Mark read up to a seq", {"200": marked}, "user", requestBody=_body(_object(True, through_seq=SEQ)))


# --- schemas ------------------------------------------------------------------------------------------------------


def _schemas() -> Schema:
    writable = _writable()
    asked = {"user_id": ID, "title": writable["title"]}
    fault = _object(pointer={"type": "string"}, code={"type": "string"}, detail={"type": "string"})
    return {
        "Activity": _activity(),
        "NewActivity": {"type": "object", "properties": {**writable, **asked}, "required": list(asked)},
        "Change": {"type": "object", "properties": writable},
        "Reading": {"type": "object", "properties": {"read_at": writable["read_at"]}},
        "User": _object(
            id=ID, name={"type": "string"}, email={"type": "string"}, company_id=ID, company_name={"type": "string"}
        ),
        "Problem": {
            "type": "object",
            "properties": {
                "type": {"type": "string"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "detail": {"type": "string"},
                "errors": {"type": "array", "items": fault},
            },
            "required": ["type", "title", "status"],
            "additionalProperties": False,
        },
    }


def _writable() -> Schema:
    """The fields that a client may send, each with its rule. Others are ignored."""
    return {
        **{f"{kind}_id": _or_null(ID) for kind in PERSON_KINDS},
        "relation_type": {"enum": [*RELATION_TYPES, None]},
        "relation_id": _or_null(ID),
        "title": {"type": "string", "minLength": 1, "maxLength": TITLE_CHARACTERS, "pattern": NO_NUL},
        "description": {"type": ["string", "null"], "maxLength": DESCRIPTION_CHARACTERS, "pattern": NO_NUL},
        "formatted_description": {"type": ["string", "null"], "maxLength": FORMATTED_BYTES, "pattern": NO_NUL},
        "slug": {"type": ["string", "null"], "maxLength": SLUG_CHARACTERS, "pattern": f"^{SLUG.pattern}$"},
        "read_at": {"anyOf": [MOMENT, {"enum": ["now", None]}]},
    }


def _activity() -> Schema:
    """The document's thirteen fields, and what may come with them."""
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    activity = _object(
        id=ID,
        user_id=ID,
        company_id=ID,
        contact_id=_or_null(ID),
        visitor_id=_or_null(ID),
        relation_type={"enum": [*RELATION_TYPES, None]},
        relation_id=_or_null(ID),
        title=text,
        description=maybe,
        formatted_description=maybe,
        slug=maybe,
        read_at=_or_null(MOMENT),
        created_at=MOMENT,
    )
    people: Schema = {kind: _object(id=ID, name=text, email=text) for kind in PERSON_KINDS}
    activity["properties"] |= people | {
        "customer_id": ID,
        "relation": _object(id=ID, type={"enum": list(RELATION_TYPES)}, title=text, detail=text, url=text),
    }
    return activity


def _object(open_: bool = False, /, **properties: Schema) -> Schema:
    """All of these properties, and no others unless `open_`."""
    schema: Schema = {"type": "object", "properties": properties, "required": list(properties)}
    return schema if open_ else {**schema, "additionalProperties": False}


def _with_meta(meta: Schema | None = None, **properties: Schema) -> Schema:
    common = {"request_id": {"type": "string", "format": "uuid"}, "timestamp": MOMENT}
    return _object(**properties, meta=_object(**common, **(meta or {})))


def _single() -> Schema:
    return _with_meta({"seq": SEQ}, activity=_ref("Activity"))


def _wrapped(fields: Schema) -> Schema:
    return _object(True, activity=fields)


def _or_null(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _query(name: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "schema": schema}


def _header(name: str, schema: Schema | None = None) -> Schema:
    return {"name": name, "in": "header", "schema": schema or {"type": "string"}}


def _body(schema: Schema) -> Schema:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _json(schema: Schema) -> Schema:
    return {"description": "Done", "content": {"application/json": {"schema": schema}}}


def _nothing(why: str) -> Schema:
    return {"description": why}


def _security() -> Schema:
    return {f"{kind}Token": {"type": "http", "scheme": "bearer"} for kind in ACTIVITIES}
