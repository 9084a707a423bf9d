"""What does a record look like on the wire? With every field of the schema, in snake_case or in camelCase."""

from __future__ import annotations

from typing import Any

from ..shelf import Record
from ..switches import CpodSwitches

STAMPED = (
    "id",
    "tenant_id",
    "app_id",
    "created_at",
    "updated_at",
    "created_by",
    "updated_by",
    "is_deleted",
    "deleted_at",
    "deleted_by",
    "schema_version",
    "version",
)
"""What the server writes itself, whatever a client sends."""

WRITABLE = (
    "source",
    "source_type",
    "account_id",
    "deal_id",
    "contact_id",
    "contact_ids",
    "activity_type",
    "subject",
    "description",
    "activity_date",
    "due_date",
    "completed_at",
    "status",
    "priority",
    "direction",
    "outcome",
    "actor_type",
    "performed_by_user_id",
    "participants",
    "linked_trace_id",
    "attachment_refs",
    "recurrence",
    "reminder_sent",
    "custom_fields",
    "tags",
    "type",
    "owner_id",
    "notes",
    "occurred_at",
)


def camel(name: str) -> str:
    """`due_date` as `dueDate`."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


_SNAKE = {camel(name): name for name in (*STAMPED, *WRITABLE)}


def shown(record: Record, switches: CpodSwitches) -> Record:
    """A record. `app_id` is absent, not null, in what a person wrote without an application."""
    shown_fields = {name: value for name, value in record.items() if not (name == "app_id" and value is None)}
    if switches.names == "camel":
        return {camel(name): value for name, value in shown_fields.items()}
    return shown_fields


def in_snake_case(given: dict[str, Any]) -> dict[str, Any]:
    """A body whose fields may have either spelling; the document itself mixes them."""
    return {_SNAKE.get(name, name): value for name, value in given.items()}
