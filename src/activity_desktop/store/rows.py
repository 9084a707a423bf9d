"""How does an activity become a row, and a row an activity? What a list needs is cleaned and cut here, once, at arrival."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec.structs import replace

from ..model.activity import Activity, Key, Kind
from ..model.feed import FeedRow, Sending, Shelf
from ..model.moment import Instant
from ..model.plain import plain_text
from ..model.text import clean_line

TITLE_LIMIT = 500
SUMMARY_LIMIT = 240
WORDS_LIMIT = 20_000
SHELVES = (Shelf.INBOX, Shelf.SNOOZED, Shelf.DONE)
SHELF_NUMBER = {shelf: number for number, shelf in enumerate(SHELVES)}
CANCELLED = frozenset({"cancelled", "canceled"})

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Activity)


class Prepared(msgspec.Struct, frozen=True):
    """An activity with the columns that are derived from it."""

    activity: Activity
    feed_us: int
    title: str
    summary: str
    person: str
    person_id: str
    relation: str
    words: str
    detail: bytes
    hash: bytes

    @property
    def cancelled(self) -> bool:
        return self.activity.status.lower() in CANCELLED


def prepare(activity: Activity) -> Prepared:
    """Derive the columns. Pure, and the costly part of ingest: done before the transaction starts."""
    plain = plain_text(activity)
    person = next(iter(activity.people), None)
    relation = next(iter(activity.relations), None)
    detail = _encoder.encode(replace(activity, raw=b"", version=None))  # the same words in a new version are no change
    time = activity.feed_time
    return Prepared(
        activity=activity,
        feed_us=max(time.us, 0) if time else 0,
        title=clean_line(activity.title, TITLE_LIMIT),
        summary=clean_line(plain, SUMMARY_LIMIT),
        person=clean_line(person.label, 120) if person else "",
        person_id=f"{person.kind}/{person.id}" if person and person.id else "",
        relation=clean_line(relation.label, 160) if relation else "",
        words=_words(activity, plain),
        detail=detail,
        hash=hashlib.blake2b(detail, digest_size=8).digest(),
    )


def _words(activity: Activity, plain: str) -> str:
    """What is searched besides the title."""
    parts = [plain, activity.notes, activity.location, activity.kind_label, *activity.tags]
    for person in (*activity.people, activity.owner, activity.creator):
        if person:
            parts += (person.name, person.email)
    parts += [relation.title for relation in activity.relations]
    return clean_line(" ".join(parts), WORDS_LIMIT)


def read_detail(blob: bytes, raw: bytes, version: int | None = None) -> Activity:
    """The activity as it was stored; an unreadable one without a key where that cannot be told any more."""
    try:
        return replace(_decoder.decode(blob), raw=raw, version=version)
    except (msgspec.MsgspecError, UnicodeDecodeError):  # damaged, or forgotten for its age
        return Activity(key=Key("", ""), raw=raw, version=version, unreadable=True)


FEED_COLUMNS = """
  a.id, a.account, a.rid, a.kind, a.kind_id, a.kind_label, a.title, a.summary, a.feed_us, a.person, a.person_id, a.relation,
  a.unread, a.kept, a.shelf, a.snoozed_us,
  (SELECT max(CASE o.state WHEN 'parked' THEN CASE o.problem WHEN 'Conflict' THEN 3 ELSE 2 END ELSE 1 END)
     FROM outbox o WHERE o.account = a.account AND o.rid = a.rid) AS sending,
  (SELECT max(o.note) FROM outbox o WHERE o.account = a.account AND o.rid = a.rid AND o.state = 'parked') AS sending_note,
  a.unreadable, a.cancelled
"""
FEED_NAMES = """id, account, rid, kind, kind_id, kind_label, title, summary, feed_us, person, person_id, relation, unread, kept,
  shelf, snoozed_us, sending, sending_note, unreadable, cancelled"""
"""What those columns are called in a query around theirs."""
_SENDING = (Sending.SETTLED, Sending.WAITING, Sending.FAILED, Sending.CONFLICT)


def feed_row(values: Iterable[Any]) -> FeedRow:
    """A row selected with `FEED_COLUMNS`. By place and not by name, because a list has hundreds of them."""
    (
        id_, account, rid, kind, kind_id, kind_label, title, summary, feed_us, person, person_id, relation,
        unread, kept, shelf, snoozed_us, sending, sending_note, unreadable, cancelled,
    ) = values  # fmt: skip
    return FeedRow(
        id=id_,
        key=Key(account, rid),
        kind=Kind(kind),
        kind_id=kind_id,
        kind_label=kind_label,
        title=title,
        summary=summary,
        feed_us=feed_us,
        person=person,
        person_id=person_id,
        relation=relation,
        unread=bool(unread),
        kept=bool(kept),
        shelf=SHELVES[shelf],
        snoozed_until=None if snoozed_us is None else Instant(snoozed_us),
        sending=_SENDING[sending or 0],
        sending_note=sending_note or "",
        unreadable=bool(unreadable),
        cancelled=bool(cancelled),
    )
