"""Which activities does a list call return? The filters of v2 and of the v1 collection, the order, and the opaque cursor."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

import msgspec

from .. import times
from ..shelf import Record
from ..switches import PipedriveSwitches
from .answers import invalid

SORT_FIELDS = ("id", "update_time", "add_time", "due_date")
_WHOLE_SECOND = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})")

SAVED_FILTERS: dict[int, Callable[[Record], bool]] = {
    1: lambda record: not record["done"],
    2: lambda record: bool(record["type"] == "meeting"),
}
"""Filters that somebody saved in the web app: 1 all open activities, 2 all meetings."""


def whole(query: Mapping[str, str], name: str) -> int | None:
    """A whole number from the query, or None where it is not given. Raises Refusal (400)."""
    text = query.get(name)
    if text is None:
        return None
    if not re.fullmatch(r"\d{1,18}", text):
        raise invalid(name, "must be a whole number")
    return int(text)


def flag(query: Mapping[str, str], name: str, words: Mapping[str, bool]) -> bool | None:
    """A yes or no from the query, in one of the given words. Raises Refusal (400)."""
    text = query.get(name)
    if text is None:
        return None
    if text not in words:
        raise invalid(name, f"must be one of {', '.join(words)}")
    return words[text]


def list_v2(records: Iterable[Record], query: Mapping[str, str], switches: PipedriveSwitches, now: datetime) -> list[Record]:
    """What the filters of `GET /api/v2/activities` leave over. Raises Refusal (400)."""
    found = [record for record in records if still_shown(record, switches, now)]
    found = _updated_between(found, query)
    filter_id = whole(query, "filter_id")
    if filter_id is not None:
        if filter_id not in SAVED_FILTERS:
            raise invalid("filter_id", "Filter not found or not accessible.")
        return [record for record in found if SAVED_FILTERS[filter_id](record)]
    for name in ("owner_id", "deal_id", "person_id", "org_id"):
        wanted = whole(query, name)
        if wanted is not None:
            found = [record for record in found if record[name] == wanted]
    if "lead_id" in query:
        found = [record for record in found if record["lead_id"] == query["lead_id"]]
    done = flag(query, "done", {"true": True, "false": False})
    if done is not None:
        found = [record for record in found if record["done"] == done]
    if "ids" in query:
        wanted_ids = _ids(query["ids"])
        found = [record for record in found if record["id"] in wanted_ids]
    return found


def still_shown(record: Record, switches: PipedriveSwitches, now: datetime) -> bool:
    """Whether the list shows this one: what was deleted is gone after 30 days, and by default at once."""
    if not record["is_deleted"]:
        return True
    return switches.deleted == "listed" and times.read(record["update_time"]) > now - timedelta(days=30)


def list_v1(records: Iterable[Record], query: Mapping[str, str]) -> list[Record]:
    """What the filters of `GET /v1/activities/collection` leave over. Raises Refusal (400)."""
    found = [record for record in records if not record["is_deleted"]]
    if "since" in query:
        bound = _lenient("since", query["since"])
        found = [record for record in found if record["update_time"] >= bound]
    if "until" in query:
        bound = _lenient("until", query["until"])
        found = [record for record in found if record["update_time"] < bound]
    user_id = whole(query, "user_id")
    if user_id is not None:
        found = [record for record in found if record["owner_id"] == user_id]
    done = flag(query, "done", {"true": True, "false": False, "1": True, "0": False})
    if done is not None:
        found = [record for record in found if record["done"] == done]
    if "type" in query:
        types = query["type"].split(",")
        found = [record for record in found if record["type"] in types]
    return found


def page(records: list[Record], query: Mapping[str, str]) -> tuple[list[Record], str | None]:
    """Sort, cut out one page, and say where the next begins. Raises Refusal (400)."""
    field = query.get("sort_by", "id")
    if field not in SORT_FIELDS:
        raise invalid("sort_by", f"must be one of {', '.join(SORT_FIELDS)}")
    descending = flag(query, "sort_direction", {"asc": False, "desc": True}) or False
    limit = whole(query, "limit")
    limit = 100 if limit is None else limit
    if not 1 <= limit <= 500:
        raise invalid("limit", "must be between 1 and 500")

    def position(record: Record) -> tuple[int | str, int]:
        return record[field] or "", record["id"]

    records = sorted(records, key=position, reverse=descending)
    if query.get("cursor"):
        start = _read_cursor(query["cursor"], field, descending)
        records = [record for record in records if (position(record) <= start if descending else position(record) >= start)]
    following = _cursor(position(records[limit]), field, descending) if len(records) > limit else None
    return records[:limit], following


def _cursor(position: tuple[int | str, int], field: str, descending: bool) -> str:
    """The marker of the first item on the next page. It is a place in the order, not a snapshot."""
    marker = {"field": field, "fieldValue": position[0], "sortDirection": "desc" if descending else "asc", "id": position[1]}
    return base64.urlsafe_b64encode(msgspec.json.encode(marker)).decode()


def _read_cursor(text: str, field: str, descending: bool) -> tuple[int | str, int]:
    try:
        marker = msgspec.json.decode(base64.urlsafe_b64decode(text))
        same_order = (marker["field"], marker["sortDirection"]) == (field, "desc" if descending else "asc")
        position = (marker["fieldValue"], int(marker["id"]))
    except (binascii.Error, msgspec.DecodeError, KeyError, TypeError, ValueError, UnicodeError):
        raise invalid("cursor", "is not a cursor of this list") from None
    if not same_order or isinstance(position[0], int) != (field == "id"):
        raise invalid("cursor", "belongs to a list in another order")
    return position


def _updated_between(records: list[Record], query: Mapping[str, str]) -> list[Record]:
    since, until = query.get("updated_since"), query.get("updated_until")
    if since is not None:
        bound = _instant("updated_since", since)
        records = [record for record in records if record["update_time"] >= bound]
    if until is not None:
        bound = _instant("updated_until", until)
        records = [record for record in records if record["update_time"] < bound]
    return records


def _instant(name: str, text: str) -> str:
    """RFC 3339 in whole seconds; a fraction is refused."""
    wrong = invalid(name, "This value is not a valid RFC3339 datetime.")
    if not _WHOLE_SECOND.fullmatch(text):
        raise wrong
    try:
        return times.seconds(times.read(text))
    except ValueError:
        raise wrong from None


def _lenient(name: str, text: str) -> str:
    try:
        return times.seconds(times.read_leniently(text))
    except ValueError:
        raise invalid(name, "must be a datetime in ISO 8601 format") from None


def _ids(text: str) -> set[int]:
    parts = text.split(",")
    if not all(re.fullmatch(r"\s*\d{1,18}\s*", part) for part in parts):
        raise invalid("ids", "must be a comma separated list of whole numbers")
    if len(parts) > 100:
        raise invalid("ids", "must not hold more than 100 items")
    return {int(part) for part in parts}
