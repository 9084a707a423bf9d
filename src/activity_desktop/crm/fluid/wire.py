"""What does Fluid send? The JSON field for field, under its own names, and the envelopes it may come in.

Sources: "Activities" of the Fluid documentation (JSON Structure, API Endpoints); envelopes as its sibling resources have
them; `contact`, `visitor`, `customer` and `relation` are the names extension of our own server.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec

from ...model.problems import WrongServer
from ...model.words import translate
from ...transport.response import Response, mend
from ..lenient import identifier, instant, mapping, text, whole

_MALFORMED = (msgspec.MsgspecError, ValueError, RecursionError)
_LISTS = ("activities", "data", "items", "activity")
"""Where a list, or a single activity, may stand in an object."""


class Named(msgspec.Struct):
    """The names extension: a person, or the record an activity points at."""

    id: int | str | None = None
    name: str | None = None
    email: str | None = None
    type: str | None = None
    title: str | None = None
    detail: str | None = None
    url: str | None = None


class Record(msgspec.Struct, kw_only=True):
    """One activity. Only `id` is certain; `customer_id` is in the document's prose and not in its JSON."""

    id: int | str
    user_id: int | str | None = None
    company_id: int | str | None = None
    contact_id: int | str | None = None
    visitor_id: int | str | None = None
    customer_id: int | str | None = None
    relation_type: str | None = None
    relation_id: int | str | None = None
    title: str | None = None
    description: str | None = None
    formatted_description: str | None = None
    slug: str | None = None
    read_at: datetime | None = None
    created_at: datetime | None = None
    contact: Named | None = None
    visitor: Named | None = None
    customer: Named | None = None
    relation: Named | None = None


_decode = msgspec.json.Decoder(Record).decode


@dataclass(frozen=True, slots=True)
class Meta:
    """What an envelope says beside its activities, as far as it does."""

    seq: int | None = None
    next_cursor: str = ""
    has_more: bool | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """An answer, opened: the records as they came, each to be read for itself."""

    records: tuple[bytes, ...]
    meta: Meta = Meta()
    deleted: tuple[str, ...] = field(default=())


def record(raw: bytes) -> Record | None:
    """One record, quickly when every field is of its type, leniently field by field otherwise. None: it has no identifier."""
    try:
        return _decode(raw)
    except _MALFORMED:
        return _lenient(raw)


def envelope(response: Response) -> Envelope:
    """Open an answer: a bare array, `{"activities": …}`, `{"data": …}` or `{"activity": …}`. Raises WrongServer for others."""
    content = response.decode(list[msgspec.Raw] | dict[str, msgspec.Raw])  # type: ignore[arg-type]  # a union is no class
    return _open(content, response)


def _open(content: Any, response: Response) -> Envelope:
    if isinstance(content, list):
        return Envelope(tuple(bytes(raw) for raw in content))
    name = next((name for name in _LISTS if name in content), None)
    if name is None:
        raise _foreign(response)
    inside = _peek(content[name])
    if isinstance(inside, dict) and name != "activity" and any(inner in inside for inner in _LISTS):
        inside = _peek(inside[next(inner for inner in _LISTS if inner in inside)])
    if isinstance(inside, list):
        records = tuple(bytes(raw) for raw in inside)
    elif isinstance(inside, dict):
        records = (bytes(content[name]),)
    else:
        raise _foreign(response)
    meta = _meta(_plain(content.get("meta")))
    return Envelope(records, meta, _deleted(_plain(content.get("deleted"))))


def one(response: Response) -> Envelope:
    """Open an answer about one activity, which may also stand there without any envelope. Raises WrongServer."""
    content = response.decode(dict[str, msgspec.Raw])
    if "id" in content and "activity" not in content:
        return Envelope((response.body,))
    return _open(content, response)


def _peek(raw: msgspec.Raw) -> Any:
    try:
        return msgspec.json.decode(raw, type=list[msgspec.Raw] | dict[str, msgspec.Raw])
    except _MALFORMED:
        return None


def _plain(raw: msgspec.Raw | None) -> Any:
    try:
        return None if raw is None else msgspec.json.decode(raw)
    except _MALFORMED:
        return None


def _meta(meta: Any) -> Meta:
    meta = mapping(meta)
    pages = mapping(meta.get("pagination"))
    totals = (whole(source.get(name)) for source in (pages, meta) for name in ("total", "total_count", "count"))
    has_more = meta.get("has_more")
    return Meta(
        seq=whole(meta.get("seq")),
        next_cursor=text(meta.get("next_cursor")),
        has_more=has_more if isinstance(has_more, bool) else None,
        total=next((total for total in totals if total is not None and total >= 0), None),
    )


def _deleted(entries: Any) -> tuple[str, ...]:
    found = (identifier(entry.get("id")) if isinstance(entry, dict) else identifier(entry) for entry in _list(entries))
    return tuple(rid for rid in found if rid)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _lenient(raw: bytes) -> Record | None:
    """Whatever can be saved of a record with odd values in it."""
    try:
        fields = mapping(msgspec.json.decode(mend(raw)))
    except _MALFORMED:
        return None
    rid = identifier(fields.get("id"))
    if rid is None:
        return None
    ids = {name: identifier(fields.get(name)) for name in Record.__struct_fields__ if name.endswith("_id")}
    times = {name: moment.utc if (moment := instant(fields.get(name))) else None for name in ("read_at", "created_at")}
    words = ("relation_type", "title", "description", "formatted_description", "slug")
    names = {name: _named(fields.get(name)) for name in ("contact", "visitor", "customer", "relation")}
    return Record(id=rid, **ids, **{name: text(fields.get(name)) for name in words}, **times, **names)  # type: ignore[arg-type]  # three kinds of fields at once


def _named(value: Any) -> Named | None:
    if not isinstance(value, dict):
        return None
    words = {name: text(value.get(name)) for name in ("name", "email", "type", "title", "detail", "url")}
    return Named(id=identifier(value.get("id")), **words)


def _foreign(response: Response) -> WrongServer:
    problem = WrongServer(
        translate("Problems", "{host} answers, but not like Fluid.").format(host=response.host),
        detail="no list of activities in the answer",
    )
    problem.response = response
    return problem
