"""What does Pipedrive's JSON look like? Field for field, under its own names, of version 2 and of what is left of version 1.

Every field takes any value: the specification declares none as nullable, yet most come as null, and texts, numbers and
`""` stand in for each other. `translate.py` reads them leniently, so that one odd value never costs an activity.
Sources: Pipedrive, Activities (v2 list, get, add, update, delete; v1 collection and bulk delete).
"""

from __future__ import annotations

from typing import Any

import msgspec

from ...transport.response import mend
from .. import lenient


class WireActivity(msgspec.Struct):
    """One activity. The second half holds the names that only version 1 uses."""

    id: Any = None
    subject: Any = None
    type: Any = None
    owner_id: Any = None
    creator_user_id: Any = None
    is_deleted: Any = None
    add_time: Any = None
    update_time: Any = None
    deal_id: Any = None
    lead_id: Any = None
    person_id: Any = None
    org_id: Any = None
    project_id: Any = None
    due_date: Any = None
    due_time: Any = None
    duration: Any = None
    busy: Any = None
    done: Any = None
    marked_as_done_time: Any = None
    location: Any = None
    participants: Any = None
    attendees: Any = None
    """None also where the answer left them out: they come with `include_fields=attendees` only."""
    conference_meeting_client: Any = None
    conference_meeting_url: Any = None
    conference_meeting_id: Any = None
    public_description: Any = None
    priority: Any = None
    outcome: Any = None
    note: Any = None
    private: Any = None

    user_id: Any = None
    owner_name: Any = None
    created_by_user_id: Any = None
    active_flag: Any = None
    busy_flag: Any = None
    type_name: Any = None
    person_name: Any = None
    deal_title: Any = None
    lead_title: Any = None
    org_name: Any = None
    project_title: Any = None
    location_formatted_address: Any = None
    rec_rule: Any = None
    rec_master_activity_id: Any = None

    @property
    def owner(self) -> Any:
        return self.user_id if self.owner_id is None else self.owner_id

    @property
    def creator(self) -> Any:
        return self.created_by_user_id if self.creator_user_id is None else self.creator_user_id

    @property
    def deleted(self) -> bool:
        """Version 2 says `is_deleted`; version 1 said the opposite with `active_flag`."""
        return lenient.flag(self.is_deleted) is True or lenient.flag(self.active_flag) is False

    @property
    def shown_as_busy(self) -> bool | None:
        return lenient.flag(self.busy_flag if self.busy is None else self.busy)


class ListAnswer(msgspec.Struct):
    """A page: `{"success": true, "data": […], "additional_data": {"next_cursor": "…"}}`. An empty list may come as null."""

    success: Any = None
    data: list[msgspec.Raw] | None = None
    additional_data: Any = None
    error: Any = None

    @property
    def next_cursor(self) -> str:
        """The marker of the next page; empty on the last one."""
        return lenient.text(lenient.mapping(self.additional_data).get("next_cursor")).strip()


class OneAnswer(msgspec.Struct):
    """One record: `{"success": true, "data": {…}, "additional_data": {…}}`."""

    success: Any = None
    data: msgspec.Raw = msgspec.Raw(b"null")
    additional_data: Any = None
    error: Any = None

    @property
    def more_is_planned(self) -> bool | None:
        """Whether the deal, person or organization has further undone activities; None when the server did not say."""
        return lenient.flag(lenient.mapping(self.additional_data).get("more_activities_scheduled_in_context"))


class AnyAnswer(msgspec.Struct):
    """An answer whose `data` is read by hand: users, activity types, fields, titles, bulk deletion."""

    success: Any = None
    data: Any = None


class WireUser(msgspec.Struct):
    """Who the token belongs to. Pipedrive, users/me."""

    id: Any = None
    name: Any = None
    email: Any = None
    timezone_name: Any = None
    timezone_offset: Any = None
    company_id: Any = None
    company_name: Any = None
    company_domain: Any = None


def read_activity(raw: bytes) -> WireActivity:
    """Decode one record, mended where strict JSON it is not: a number beyond all ranges costs its field, not the activity.
    Raises msgspec.MsgspecError, ValueError or RecursionError when it is not an object."""
    try:
        return msgspec.json.decode(raw, type=WireActivity)
    except (msgspec.MsgspecError, ValueError):
        return msgspec.json.decode(mend(raw), type=WireActivity)


def reference(value: Any) -> tuple[str | None, str]:
    """Identifier and name of a linked record: version 2 sends a bare id, version 1 sometimes `{"id" or "value", "name"}`."""
    if isinstance(value, dict):
        inner = value.get("id") if value.get("id") is not None else value.get("value")
        return lenient.identifier(inner), lenient.text(value.get("name")).strip()
    return lenient.identifier(value), ""
