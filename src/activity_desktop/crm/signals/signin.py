"""What can this server really do? Signing in proves what the document only claims, because Signals ignores filters and
orders that it does not know without a word.

A filter is proved by an impossible value that must empty the answer; an order by asking for both directions.
"""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import msgspec

from ...model.moment import Instant
from ...model.problems import Gone, NotAllowed, NotAnswering, Rejected, SlowDown, WrongServer
from ..contract import Capabilities, Feature, Identity
from ..lenient import flag, identifier, instant, mapping, text
from ..walking import Rows
from . import wire
from .api import NEWEST_FIRST, OLDEST_FIRST, Api
from .form import ActivityType, Choices, User

T = TypeVar("T")
YES, NO, UNTOLD = "yes", "no", "could not be told"
FILTERS = {
    "subject_cont": "no activity has these words 7d1f",
    "type_id_eq": "-1",
    "status_id_eq": "-1",
    "owned_by_eq": "-1",
}
"""Filters of the document and of the published source, each with a value that no activity has."""
WRITES = frozenset({Feature.CREATE, Feature.EDIT, Feature.DELETE, Feature.COMPLETE, Feature.REOPEN})
_READ_ONLY = 'This token may only read: it lacks the ability "activities:write".'
_ROWS = 20
_A_DAY = 86_400.0


class Remembered(msgspec.Struct, frozen=True):
    """What was proved, kept with the account as one text. Later sessions ask again only once a day: proving takes a dozen
    calls, and a server that allows few of them would be left with nothing but proofs."""

    entered: str = ""
    """The account's fields when this was proved."""
    proved_us: int = 0
    """When, by the server's clock; 0: never."""
    had_activities: bool = False
    include: bool = True
    sort: bool = True
    total: bool = False
    newest_first: str = UNTOLD
    verdicts: dict[str, str] = {}
    writes: str = UNTOLD
    me_id: str = ""
    me_name: str = ""
    types: tuple[ActivityType, ...] = ()
    users: tuple[User, ...] = ()

    @classmethod
    def read(cls, settings: Mapping[str, str]) -> Remembered:
        """From an account's settings; the defaults before the first sign-in or when the text is not understood."""
        try:
            return msgspec.json.decode(settings.get("signals", "{}"), type=cls)
        except msgspec.MsgspecError:
            return cls()

    def write(self) -> dict[str, str]:
        return {"signals": msgspec.json.encode(self).decode()}

    @property
    def choices(self) -> Choices:
        return Choices(self.types, self.users)

    @property
    def filters(self) -> frozenset[str]:
        """The filters that this server obeys."""
        return frozenset(name for name, verdict in self.verdicts.items() if verdict == YES)

    def still_holds(self, entered: str, sample: _Sample, now: Instant | None) -> bool:
        if not self.proved_us or now is None or self.entered != entered:
            return False
        if sample.records and not self.had_activities:
            return False
        return 0 <= now.seconds_since(Instant(self.proved_us)) < _A_DAY


@dataclass(frozen=True, slots=True)
class _Sample:
    """The first activities of the list."""

    records: tuple[dict[str, Any], ...]
    size: int
    """How many there are: the total where the server tells it, else how many came."""


class _OutOfCalls(Exception):
    """The server asked us to slow down while we were proving: what is not told by now stays open until tomorrow."""


async def sign_in(
    api: Api, settings: Mapping[str, str], earlier: Remembered, declared: Capabilities
) -> tuple[Identity, Remembered]:
    """Read one page, then find out the rest. Raises the common problems; a probe that fails only leaves its answer open."""
    newest, response = await _first_page(api)
    sample = _sample(newest)
    entered = "|".join(settings.get(name, "").strip() for name in ("owner_id", "email", "subdomain"))
    remembered = earlier
    if not earlier.still_holds(entered, sample, response.date):
        if not (api.include and api.sort):
            api.include = api.sort = True
            newest, response = await _first_page(api)
        remembered = await _prove(api, settings, _sample(newest))
    elif earlier.writes == NO:
        remembered = msgspec.structs.replace(earlier, writes=await _may_write(api))
    remembered = msgspec.structs.replace(
        remembered,
        entered=entered,
        proved_us=remembered.proved_us or (response.date.us if response.date else 0),
        had_activities=bool(sample.records),
        include=api.include,
        sort=api.sort,
        total=newest.total is not None,
    )
    identity = Identity(
        user_id=remembered.me_id,
        user_name=remembered.me_name,
        capabilities=_capabilities(declared, remembered),
        server_time=response.date,
        remember=remembered.write(),
    )
    return identity, remembered


async def _prove(api: Api, settings: Mapping[str, str], sample: _Sample) -> Remembered:
    """Everything that takes a call of its own, the most useful first."""
    found: dict[str, Any] = {"types": _types_in_use(sample.records)}
    with suppress(_OutOfCalls):
        oldest = await _probe(_page(api, OLDEST_FIRST))
        found["newest_first"] = _newest_first(sample.records, oldest.records if oldest else ())
        found["users"] = await _probe(api.users()) or ()
        found["types"] = await _probe(api.types()) or found["types"]
        found["writes"] = await _may_write(api)
        found["verdicts"] = await _proved_filters(api, sample)
    me = _me(settings, found.get("users", ()), sample.records)
    return Remembered(me_id=me.id, me_name=me.name, **found)


async def _first_page(api: Api) -> tuple[Rows, Any]:
    """The newest activities; without what only the published source has where the server refuses it, one after the other."""
    before = api.include, api.sort
    for luxury in ("include", "sort"):
        try:
            return await api.page(1, order=NEWEST_FIRST, per_page=_ROWS)
        except (Rejected, NotAnswering) as problem:
            if problem.response is None:
                raise
            setattr(api, luxury, False)
    try:
        return await api.page(1, order=NEWEST_FIRST, per_page=_ROWS)
    except (Rejected, NotAnswering):
        # It was not about the parameters: a server that is down must not cost the names once it is back.
        api.include, api.sort = before
        raise


async def _page(api: Api, order: str = NEWEST_FIRST, *filters: tuple[str, str]) -> _Sample:
    listing, _ = await api.page(1, order=order, filters=filters, per_page=_ROWS)
    return _sample(listing)


def _sample(rows: Rows) -> _Sample:
    records = tuple(mapping(record) for record in rows.records)
    return _Sample(records, len(records) if rows.total is None else rows.total)


async def _probe(question: Awaitable[T]) -> T | None:
    """The answer, or None when this server does not give it. A broken connection is not an answer."""
    try:
        return await question
    except (Rejected, Gone, NotAllowed, WrongServer):
        return None
    except SlowDown as problem:
        raise _OutOfCalls from problem
    except NotAnswering as problem:
        if problem.response is None:
            raise
        return None


async def _proved_filters(api: Api, sample: _Sample) -> dict[str, str]:
    """Each filter's verdict. With nothing in the list, no filter can show what it does."""
    verdicts = dict.fromkeys([*FILTERS, "completed_true"], UNTOLD)
    if not sample.records:
        return verdicts
    for name, impossible in FILTERS.items():
        answer = await _probe(_page(api, NEWEST_FIRST, (name, impossible)))
        if answer is not None:
            verdicts[name] = NO if answer.records else YES
    answer = await _probe(_page(api, NEWEST_FIRST, ("completed_true", "true")))
    if answer is not None and any(not flag(record.get("completed")) for record in answer.records):
        verdicts["completed_true"] = NO
    elif answer is not None and answer.size != sample.size:
        verdicts["completed_true"] = YES
    return verdicts


def _newest_first(newest: Sequence[dict[str, Any]], oldest: Sequence[dict[str, Any]]) -> str:
    """Whether asking for either direction changes which activity comes first, and both answers keep their order."""
    down = [moment for record in newest if (moment := instant(record.get("created_at")))]
    up = [moment for record in oldest if (moment := instant(record.get("created_at")))]
    if not down or not up or len(set(down) | set(up)) < 2:
        return UNTOLD
    return YES if down == sorted(down, reverse=True) and up == sorted(up) and down[0] > up[0] else NO


async def _may_write(api: Api) -> str:
    """Completing an activity that cannot exist changes nothing, yet is refused with 403 where the token may only read.
    A server that looks for the activity first cannot be told apart; there, the first real change tells."""

    async def ask() -> str:
        try:
            await api.complete("0")
        except NotAllowed:
            return NO
        return UNTOLD

    return await _probe(ask()) or UNTOLD


def _types_in_use(records: Sequence[dict[str, Any]]) -> tuple[ActivityType, ...]:
    """The types seen on activities, for tokens that may not read the server's lists."""
    found: dict[str, ActivityType] = {}
    for record in records:
        sent = wire.activity(record)
        number, name = identifier(sent.type_id), text(sent.activity_type_name)
        if number and name:
            code = None if sent.type_code is msgspec.UNSET else sent.type_code
            found.setdefault(number, ActivityType(number, name, code if isinstance(code, int) else None))
    return tuple(sorted(found.values(), key=lambda item: item.name))


def _me(settings: Mapping[str, str], users: Sequence[User], records: Sequence[dict[str, Any]]) -> User:
    """Who we are: the number that was entered, or the user with the entered address. Signals has no call that tells."""
    number = settings.get("owner_id", "").strip()
    address = settings.get("email", "").strip().casefold()
    if "@" in number:
        number, address = "", number.casefold()
    for user in users:
        if user.id == number or (not number and address and user.email.strip().casefold() == address):
            return user
    for record in records:
        owner = mapping(record.get("owner"))
        if number and identifier(owner.get("id")) == number:
            return User(number, text(owner.get("name")))
    return User(number, "")


def _capabilities(declared: Capabilities, known: Remembered) -> Capabilities:
    can, why_not = set(declared.can), dict(declared.why_not)
    if known.writes == NO:
        can -= WRITES
        why_not |= dict.fromkeys(WRITES, _READ_ONLY)
    if not known.filters:
        can.discard(Feature.SERVER_FILTER)
        why_not[Feature.SERVER_FILTER] = "No filter of this server has shown an effect."
    if not known.total:
        can.discard(Feature.TOTAL)
        why_not[Feature.TOTAL] = "This server does not tell how many activities there are."
    proved = {
        "newest first": known.newest_first,
        **{f"filter q[{name}]": known.verdicts.get(name, UNTOLD) for name in (*FILTERS, "completed_true")},
        "names of owners and participants": YES if known.include else NO,
        "total": YES if known.total else NO,
        "may change activities": known.writes,
        "who you are": f"user {known.me_id} {known.me_name}".strip() if known.me_id else UNTOLD,
        "activity types": f"{len(known.types)} found" if known.types else UNTOLD,
    }
    return replace(declared, can=frozenset(can), why_not=why_not, proved=proved)
