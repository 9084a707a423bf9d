"""How is a Pipedrive activity created, edited, completed and deleted, and how is a deletion noticed?

There is no version to guard an edit, so the activity is looked at before (one token) and read back after. Deleting keeps
it for 30 days on Pipedrive's side. Sources: Pipedrive, Activities, add, update, delete, delete in bulk (v1), list (`ids`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import msgspec

from ...model.activity import Activity
from ...model.operation import Receipt, Request
from ...model.problems import Conflict, Gone, NotAllowed, Problem, Rejected, TooMuch, Unreadable, WrongServer
from .. import lenient
from . import write
from .calls import MOST_IDS, Calls
from .translate import Words, translate
from .walks import read_rows
from .wire import OneAnswer, read_activity

BULK_FROM = 4
"""Ten tokens at once against three each."""
_NOT_COMPARED = frozenset({"attendees"})
"""A list page without them would look like a change."""


class Changes:
    """The writing half of a connector. `bulk` says whether version 1 may still delete many at once."""

    def __init__(self, calls: Calls, account: str, *, bulk: bool) -> None:
        self._calls = calls
        self._account = account
        self.bulk = bulk

    def read(self, data: msgspec.Raw, words: Words) -> Activity:
        """One record of an answer. Raises Unreadable."""
        raw = bytes(data)
        try:
            return translate(self._account, read_activity(raw), raw, words)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise Unreadable(detail=str(error)) from error

    async def create(self, fields: Mapping[str, Any], words: Words) -> Receipt:
        body = write.new_body(fields, words)
        try:
            answer = await self._calls.create(body)
        except Rejected as problem:
            answer = await self._calls.create(_with_seconds(body, problem))
        return Receipt() if answer is None else await self._receipt(answer, words)

    async def edit(self, request: Request, fields: Mapping[str, Any], words: Words) -> Receipt:
        """Raises Conflict when somebody else changed one of the same fields since the person saw them."""
        body = write.changed_body(fields, words, request.known)
        if request.known is not None:
            await self._check(request.key.rid, request.known, fields, words)
        return await self.update(request.key.rid, body, words)

    async def update(self, rid: str, body: dict[str, Any], words: Words) -> Receipt:
        try:
            answer = await self._calls.update(rid, body)
        except Rejected as problem:
            answer = await self._calls.update(rid, _with_seconds(body, problem))
        return await self._receipt(answer, words)

    async def delete(self, rid: str) -> Receipt:
        """What is not there any more needs no deleting."""
        with suppress(Gone):
            await self._calls.delete(rid)
        return Receipt(gone=True)

    async def delete_many(self, rids: Sequence[str]) -> frozenset[str]:
        """Which of these are gone now: in one call where version 1 is still there, else one by one. Raises problems; what
        was deleted before stays deleted, and is found gone by the next try."""
        gone: set[str] = set()
        for start in range(0, len(rids), MOST_IDS):
            some = rids[start : start + MOST_IDS]
            deleted = await self._delete_at_once(some) if self.bulk and len(some) >= BULK_FROM else frozenset()
            for rid in some:
                if rid not in deleted:
                    await self.delete(rid)
                gone.add(rid)
        return frozenset(gone)

    async def still_there(self, rids: Sequence[str]) -> frozenset[str]:
        """A hundred for ten tokens: what no longer exists, or may not be seen, is left out of the answer. Each one left out
        is asked for by itself before it is believed to be gone. In halves, where all are too much for one answer."""
        wanted = list(rids)[:MOST_IDS]
        if not wanted:
            return frozenset()
        try:
            return await self._there_of(wanted)
        except TooMuch:
            if len(wanted) == 1:
                return frozenset(wanted)  # what is gone is not so large
            half = len(wanted) // 2
            return await self.still_there(wanted[:half]) | await self.still_there(wanted[half:])

    async def _there_of(self, wanted: list[str]) -> frozenset[str]:
        answer, _ = await self._calls.activities([("ids", ",".join(wanted)), ("limit", str(MOST_IDS))])
        rows = await read_rows(self._account, answer.data or (), Words())
        there = {activity.key.rid for activity in rows.activities if not activity.deleted}
        if rows.unreadable or answer.next_cursor or not there <= set(wanted):
            return frozenset(wanted)
        return frozenset([rid for rid in wanted if rid in there or await self._exists(rid)])

    async def _exists(self, rid: str) -> bool:
        try:
            found = lenient.mapping(msgspec.json.decode((await self._calls.activity(rid)).data))
        except Gone:
            return False
        return lenient.flag(found.get("is_deleted")) is not True

    async def _delete_at_once(self, rids: Sequence[str]) -> frozenset[str]:
        try:
            return await self._calls.delete_many(rids)
        except (Gone, NotAllowed, Rejected, WrongServer):
            self.bulk = False
            return frozenset()

    async def _check(self, rid: str, known: Activity, fields: Mapping[str, Any], words: Words) -> None:
        now = self.read((await self._calls.activity(rid)).data, words)
        if now.deleted:
            raise Gone
        seen, current = write.values(known), write.values(now)
        touched = {write.ALIASES.get(name, name) for name in fields} - _NOT_COMPARED
        clash = [name for name in touched & seen.keys() if seen[name] != current[name] and current[name] != fields.get(name)]
        if clash:
            raise Conflict(detail=f"changed meanwhile: {', '.join(sorted(clash))}")

    async def _receipt(self, answer: OneAnswer, words: Words) -> Receipt:
        """The activity as it is now. The answer to a change names no guests, so it is read once more."""
        note = ""
        try:
            activity = self.read(answer.data, words)
        except Unreadable:
            return Receipt()
        if answer.more_is_planned is False:
            note = _nothing_planned(activity)
        if read_activity(activity.raw).attendees is None:
            with suppress(Problem):
                activity = self.read((await self._calls.activity(activity.key.rid)).data, words)
        return Receipt(activity, note=note)


def _with_seconds(body: dict[str, Any], problem: Problem) -> dict[str, Any]:
    """The same body with `HH:MM:SS`, when the server refused the time (client-nodejs 661); otherwise the refusal stands."""
    time = body.get("due_time")
    told = f"{problem.title} {problem.detail} {getattr(problem, 'fields', '')}"
    if not isinstance(time, str) or time.count(":") != 1 or "due_time" not in told:
        raise problem
    return {**body, "due_time": f"{time}:00"}


_NOTHING_PLANNED = {
    "": "Nothing further is planned here.",
    "deal": "Nothing further is planned for this deal.",
    "organization": "Nothing further is planned for this organization.",
    "person": "Nothing further is planned for this person.",
}


def _nothing_planned(activity: Activity) -> str:
    kinds = [relation.kind for relation in activity.relations if relation.kind in ("deal", "organization")]
    about = next(iter(kinds), "person" if any(person.kind == "person" for person in activity.people) else "")
    return _NOTHING_PLANNED[about]
