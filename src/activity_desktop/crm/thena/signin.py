"""What is this Thena server like? Signing in reads the list once and finds out what the document leaves open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from ...model.problems import Gone, NotAllowed, NotAnswering, Rejected, WrongServer
from ..contract import Capabilities, Feature, Identity
from ..lenient import identifier, mapping, text
from ..walking import Rows
from . import wire
from .api import Api
from .form import Choices


class Remembered(msgspec.Struct, frozen=True):
    """What later sessions need without asking again; kept with the account as one text."""

    first_page: int = 1
    types: dict[str, str] = {}
    statuses: dict[str, str] = {}
    me_id: str = ""
    me_name: str = ""

    @classmethod
    def read(cls, settings: Mapping[str, str]) -> Remembered:
        """From an account's settings; the defaults before the first sign-in or when the text is not understood."""
        try:
            return msgspec.json.decode(settings.get("thena", "{}"), type=cls)
        except msgspec.MsgspecError:
            return cls()

    def write(self) -> dict[str, str]:
        return {"thena": msgspec.json.encode(self).decode()}

    @property
    def choices(self) -> Choices:
        return Choices(self.types, self.statuses)


async def sign_in(api: Api, settings: Mapping[str, str], declared: Capabilities) -> tuple[Identity, Remembered]:
    """Read a page, find out how pages are numbered, and who we are. Raises the common problems."""
    rows = await api.page(1)
    answer = api.last
    first_page = 0 if await _counts_from_zero(api, rows) else 1
    if first_page == 0:
        rows = await api.page(0)
    activities = [wire.activity(mapping(record))[0] for record in rows.records]
    known = Remembered.read(settings)
    me = _me(settings, activities) or (known.me_id, known.me_name)
    remembered = Remembered(
        first_page=first_page,
        types=known.types | _names(activities, lambda one: (one.type, one.typeConfiguration), wire.TYPES),
        statuses=known.statuses | _names(activities, lambda one: (one.status, one.statusConfiguration), wire.STATUSES),
        me_id=me[0],
        me_name=me[1],
    )
    capabilities = declared
    if rows.total is not None:
        why_not = dict(declared.why_not)
        why_not.pop(Feature.TOTAL, None)
        capabilities = replace(declared, can=declared.can | {Feature.TOTAL}, why_not=why_not)
    proved = {
        "first page": str(first_page),
        "total": "yes" if rows.total is not None else "no",
        "who you are": f"user {me[0]} {me[1]}".strip() if me[0] else "could not be told",
        "newest first": "is told by each walk over everything",
    }
    identity = Identity(
        user_id=me[0],
        user_name=me[1],
        capabilities=replace(capabilities, proved=proved),
        server_time=answer.date if answer else None,
        remember=remembered.write(),
    )
    return identity, remembered


async def _counts_from_zero(api: Api, rows: Rows) -> bool:
    """Whether there is a page before page 1. Where counting starts at 1, page 0 is refused or the same as page 1. Being told
    to slow down is no answer: guessing would lose the first page."""
    try:
        before = await api.page(0, limit=1)
    except (Rejected, Gone, NotAllowed, WrongServer):
        return False
    except NotAnswering as problem:
        if problem.response is None:
            raise
        return False
    first = next((wire.rid(record) for record in rows.records), None)
    return bool(before.records) and wire.rid(before.records[0]) != first


def _me(settings: Mapping[str, str], activities: Iterable[wire.Activity]) -> tuple[str, str] | None:
    """Number and name of the creator with the entered address: no call of the document tells who we are."""
    address = settings.get("email", "").strip().casefold()
    for one in activities:
        number = identifier(one.creatorId)
        if address and number and text(one.creatorEmail).strip().casefold() == address:
            return number, text(one.creator) if isinstance(one.creator, str) else ""
    return None


def _names(
    activities: Iterable[wire.Activity], of: Callable[[wire.Activity], tuple[Any, Any]], usual: dict[str, str]
) -> dict[str, str]:
    """Values that this organisation uses besides the document's, with their names."""
    found: dict[str, str] = {}
    for one in activities:
        value, configuration = of(one)
        if isinstance(value, str) and value.strip() and value not in usual:
            found[value] = wire.label(value, configuration, usual | wire.NARRATED_TYPES)
    return found
