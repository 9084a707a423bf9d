"""How does a row become an activity again, or a line of a list? How an activity becomes a row is in `preparing.py`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec.structs import replace

from ..model.activity import Activity, Key, Kind
from ..model.due import stored_moment
from ..model.feed import FeedRow, Sending, Shelf
from ..model.moment import Instant

SHELVES = (Shelf.INBOX, Shelf.SNOOZED, Shelf.DONE)
SHELF_NUMBER = {shelf: number for number, shelf in enumerate(SHELVES)}

_decoder = msgspec.msgpack.Decoder(Activity)


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
  a.unreadable, a.cancelled, a.due_us, a.due_day, a.finished,
  a.gone
"""
FEED_NAMES = """id, account, rid, kind, kind_id, kind_label, title, summary, feed_us, person, person_id, relation, unread, kept,
  shelf, snoozed_us, sending, sending_note, unreadable, cancelled, due_us, due_day, finished, gone"""
"""What those columns are called in a query around theirs."""
_KINDS = {kind.value: kind for kind in Kind}
_SENDING = (Sending.SETTLED, Sending.WAITING, Sending.FAILED, Sending.CONFLICT)


def feed_row(values: Iterable[Any], *, by_due: bool = False) -> FeedRow:
    """A row selected with `FEED_COLUMNS`. By place and not by name, because a list has hundreds of them."""
    (
        id_, account, rid, kind, kind_id, kind_label, title, summary, feed_us, person, person_id, relation,
        unread, kept, shelf, snoozed_us, sending, sending_note, unreadable, cancelled,
        due_us, due_day, finished, gone,
    ) = values  # fmt: skip
    return FeedRow(
        id=id_,
        key=Key(account, rid),
        kind=_KINDS.get(kind, Kind.UNKNOWN),  # a damaged one costs its icon, and not the whole list
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
        due=None if due_us is None else stored_moment(due_us, whole_day=bool(due_day)),
        finished=bool(finished),
        by_due=by_due,
        deleted=gone == 1,
    )
