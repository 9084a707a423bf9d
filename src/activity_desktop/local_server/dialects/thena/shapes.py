"""What does an activity look like on the wire? In camelCase, or with the names that the overview's tables print."""

from __future__ import annotations

from typing import Any

from ..shelf import Record
from ..switches import ThenaSwitches
from . import world

DOCUMENT_NAMES = {
    "accountId": "Account ID",
    "activityTimestamp": "Activity Timestamp",
    "duration": "Duration",
    "location": "Location",
    "type": "Type",
    "status": "Status",
    "participants": "Participants",
    "attachments": "Attachment URLs",
    "activityId": "Activity ID",
    "uid": "UID",
    "isActive": "Is Active",
    "createdBy": "Created By",
    "createdAt": "Created At",
    "updatedAt": "Updated At",
    "deletedAt": "Deleted At",
}
_IN_BOTH = ("createdAt", "updatedAt")
"""The overview names these twice: in its table, and in its list of what an answer adds."""


def shown(record: Record, switches: ThenaSwitches) -> Record:
    """An activity with the names of its account, type, status and creator. A title that was never given is not there."""
    creator = world.USERS[record["creatorId"]]
    kind, status = world.TYPES[record["type"]], world.STATUSES[record["status"]]
    answer: Record = {name: value for name, value in record.items() if name != "activityTimestamp"}
    answer |= {
        "uid": record["id"],
        "account": world.ACCOUNTS[record["accountId"]],
        "activityTimestamp": record["activityTimestamp"] if switches.zone else record["activityTimestamp"].removesuffix("Z"),
        "typeId": kind["id"],
        "typeConfiguration": {"color": kind["color"], "icon": kind["icon"]},
        "statusId": status["id"],
        "statusConfiguration": {"color": status["color"], "isClosed": status["isClosed"]},
        "creator": creator.name,
        "creatorEmail": creator.email,
        "createdBy": list(world.USERS).index(record["creatorId"]) + 1,
    }
    if switches.names == "document":
        both = {name: answer[name] for name in _IN_BOTH}
        return {DOCUMENT_NAMES.get(name, name): value for name, value in answer.items()} | both
    return answer


def in_camel_case(given: dict[str, Any]) -> dict[str, Any]:
    """A body whose fields may also have the tables' names."""
    names = {title: name for name, title in DOCUMENT_NAMES.items()} | {"Attachment URLs": "attachmentUrls"}
    return {names.get(name, name): value for name, value in given.items()}
