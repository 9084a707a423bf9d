"""What may a system be able to do? Apart from `contract.py`, because the window asks for it before any connector is loaded."""

from __future__ import annotations

from enum import StrEnum


class Feature(StrEnum):
    """What a system may be able to do. A screen asks for a feature, never for a system."""

    READ_STATE = "keep read and unread"
    GET = "fetch one activity"
    CREATE = "create activities"
    EDIT = "edit activities"
    DELETE = "delete activities"
    COMPLETE = "complete activities"
    REOPEN = "reopen completed activities"
    BULK_READ = "mark many read at once"
    CHANGES = "list what changed"
    STREAM = "tell news by itself"
    SERVER_FILTER = "filter on the server"
    TOTAL = "tell how many there are"
    DELETIONS = "tell what was deleted"
    STILL_THERE = "tell which of many activities still exist"
    COMPANY_FEED = "show the whole company's activities"
