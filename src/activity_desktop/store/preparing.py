"""How does an activity become a row? What a list needs is cleaned and cut here, once, at arrival. A list needs none of it."""

from __future__ import annotations

import hashlib

import msgspec
from msgspec.structs import replace

from ..model.activity import Activity
from ..model.due import CANCELLED, due_of, is_finished, stored_us
from ..model.moment import Day
from ..model.plain import plain_text
from ..model.text import clean_line, shorten

TITLE_LIMIT = 500
SUMMARY_LIMIT = 240
WORDS_LIMIT = 20_000
_NEVER_DUE = (None, False, False)
_encoder = msgspec.msgpack.Encoder()


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

    @property
    def due(self) -> tuple[int | None, bool, bool]:
        """The columns `due_us`, `due_day` and `finished`; the last counts only where there is a due time."""
        moment = due_of(self.activity)
        if moment is None:
            return _NEVER_DUE
        return stored_us(moment), isinstance(moment, Day), is_finished(self.activity)


def prepare(activity: Activity) -> Prepared:
    """Derive the columns. Pure, and the costly part of ingest: done before the transaction starts."""
    plain = clean_line(plain_text(activity))
    person = next(iter(activity.people), None)
    relation = next(iter(activity.relations), None)
    detail = _encoder.encode(replace(activity, raw=b"", version=None))  # the same words in a new version are no change
    time = activity.feed_time
    return Prepared(
        activity=activity,
        feed_us=max(time.us, 0) if time else 0,
        title=clean_line(activity.title, TITLE_LIMIT),
        summary=shorten(plain, SUMMARY_LIMIT),
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
    return clean_line(" ".join(filter(None, parts)), WORDS_LIMIT)
