"""What does this account call its activity types and priorities? Pure: Pipedrive's lists in, `Words` out, and kept as text.

Both are configurable per account, so nothing here knows an option's number or a custom type's name in advance.
Sources: Pipedrive, ActivityTypes (`key_string`, `icon_key`); ActivityFields (`priority`, `outcome` and their options).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from .. import lenient
from .translate import ActivityType, Words


def types(records: list[Any]) -> dict[str, ActivityType]:
    """GET /v1/activityTypes, by `key_string`, in the account's own order."""
    listed = [lenient.mapping(record) for record in records]
    listed.sort(key=lambda record: lenient.number(record.get("order_nr")) or 0.0)
    found = {}
    for record in listed:
        key = lenient.text(record.get("key_string")).strip()
        if key:
            name = lenient.text(record.get("name")).strip()
            icon = lenient.text(record.get("icon_key")).strip()
            found[key] = ActivityType(name, icon, lenient.flag(record.get("active_flag")) is not False)
    return found


def options(records: list[Any], name: str) -> dict[str, str]:
    """The options of one field, label by id. Version 1 names a field by `key`, version 2 by `field_code`."""
    for record in map(lenient.mapping, records):
        if name in (record.get("key"), record.get("field_code")):
            pairs = [lenient.mapping(option) for option in lenient.several(record.get("options"))]
            labels = {lenient.identifier(pair.get("id")): lenient.text(pair.get("label")).strip() for pair in pairs}
            return {id_: label for id_, label in labels.items() if id_ and label}
    return {}


def write(words: Words) -> str:
    """As one text, for `Identity.remember`."""
    return msgspec.json.encode(words).decode()


def read(remembered: Mapping[str, str]) -> Words:
    """What an earlier sign-in remembered; empty when there is nothing, or when another version wrote it."""
    try:
        return msgspec.json.decode(remembered.get("words", "{}"), type=Words)
    except (msgspec.MsgspecError, ValueError):
        return Words()
