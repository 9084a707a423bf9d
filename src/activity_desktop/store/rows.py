"""How does an activity become a row, and a row an activity? What a list needs is cleaned and cut here, once, at arrival."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass

import msgspec
from msgspec.structs import replace

from ..model.activity import Activity, BodyFormat, Key, Kind
from ..model.feed import FeedRow, Sending, Shelf
from ..model.moment import Instant
from ..model.person import Person
from ..model.text import clean_line, strip_html

TITLE_LIMIT = 500
SUMMARY_LIMIT = 240
WORDS_LIMIT = 20_000
SHELVES = (Shelf.INBOX, Shelf.SNOOZED, Shelf.DONE)
SHELF_NUMBER = {shelf: number for number, shelf in enumerate(SHELVES)}
CANCELLED = frozenset({"cancelled", "canceled"})

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Activity)


@dataclass(frozen=True, slots=True)
class Prepared:
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


def plain_text(activity: Activity) -> str:
    """The body without any formatting: the server's own plain text where it sends one."""
    if activity.plain:
        return activity.plain
    if activity.body_format is BodyFormat.HTML:
        return strip_html(activity.body)
    return activity.body


def _words(activity: Activity, plain: str) -> str:
    """What is searched besides the title."""
    people: list[Person | None] = [*activity.people, activity.owner, activity.creator]
    parts = [plain, activity.notes, activity.location, activity.kind_label, *activity.tags]
    parts += [f"{person.name} {person.email}" for person in people if person]
    parts += [relation.title for relation in activity.relations]
    return clean_line(" ".join(part for part in parts if part), WORDS_LIMIT)


def read_detail(blob: bytes, raw: bytes, version: int | None = None) -> Activity:
    """The activity as it was stored; an unreadable one without a key where that cannot be told any more."""
    try:
        return replace(_decoder.decode(blob), raw=raw, version=version)
    except (msgspec.MsgspecError, UnicodeDecodeError):  # damaged, or forgotten for its age
        return Activity(key=Key("", ""), raw=raw, version=version, unreadable=True)


FEED_COLUMNS = """
  a.id, a.account, a.rid, a.spot, a.feed_us, a.shelf, a.unread, a.kept, a.snoozed_us, a.kind, a.kind_label, a.title, a.summary,
  a.person, a.person_id, a.relation, a.unreadable, a.cancelled,
  (SELECT max(CASE o.state WHEN 'parked' THEN CASE o.problem WHEN 'Conflict' THEN 3 ELSE 2 END ELSE 1 END)
     FROM outbox o WHERE o.account = a.account AND o.rid = a.rid) AS sending,
  (SELECT max(o.note) FROM outbox o WHERE o.account = a.account AND o.rid = a.rid AND o.state = 'parked') AS sending_note
"""
_SENDING = (Sending.SETTLED, Sending.WAITING, Sending.FAILED, Sending.CONFLICT)


def feed_row(row: sqlite3.Row) -> FeedRow:
    """A row selected with `FEED_COLUMNS`."""
    return FeedRow(
        id=row["id"],
        key=Key(row["account"], row["rid"]),
        kind=Kind(row["kind"]),
        kind_label=row["kind_label"],
        title=row["title"],
        summary=row["summary"],
        feed_us=row["feed_us"],
        person=row["person"],
        person_id=row["person_id"],
        relation=row["relation"],
        unread=bool(row["unread"]),
        kept=bool(row["kept"]),
        shelf=SHELVES[row["shelf"]],
        snoozed_until=None if row["snoozed_us"] is None else Instant(row["snoozed_us"]),
        sending=_SENDING[row["sending"] or 0],
        sending_note=row["sending_note"] or "",
        unreadable=bool(row["unreadable"]),
        cancelled=bool(row["cancelled"]),
    )
