"""How does the command line answer? In sentences for a person, or as one JSON object a line for a script."""

from __future__ import annotations

import json
import re
import sys
from datetime import datetime
from typing import Any

from ..model.activity import Activity
from ..model.changes import Announced
from ..model.feed import Detail, FeedRow
from ..model.moment import Day, Instant, Moment, write_moment
from ..model.person import Person
from ..model.problems import BadInput, Problem
from ..model.relation import Relation
from ..model.text import strip_invisible

_INVISIBLE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON allows as it is, and a terminal may obey or cannot show."""

_COLUMN = 21
"""Letters; the longest name of a fact, and a space."""
_BELOW = "\n" + " " * _COLUMN

_AHEAD = re.compile(r"\+(\d{1,6}(?:\.\d{1,3})?)([mhd])")
_SECONDS = {"m": 60, "h": 3600, "d": 86400}


class Printer:
    """Standard output, one way or the other. Strangers wrote much of what is printed, so nothing in it reaches the terminal
    as a command."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def say(self, text: str, **facts: Any) -> None:
        """The text for a person; the facts for a script."""
        print(_as_json(facts) if self.as_json else strip_invisible(text), flush=True)

    def hint(self, text: str) -> None:
        """Something a person may want to know, and a script never."""
        if not self.as_json:
            print(strip_invisible(text), file=sys.stderr, flush=True)

    def problem(self, problem: Problem) -> None:
        if self.as_json:
            facts = {
                "problem": type(problem).__name__,
                "title": problem.title,
                "remedy": problem.remedy,
                "detail": problem.detail,
            }
            print(_as_json(facts), file=sys.stderr, flush=True)
        else:
            print(strip_invisible(f"activity-desktop: {problem}"), file=sys.stderr, flush=True)

    def announced(self, event: Announced) -> None:
        latency = None if event.latency_ms is None else round(event.latency_ms, 1)
        took = "" if latency is None else f", {latency:.0f} ms after the server created it"
        self.say(
            f"announced  {event.key}  {event.title}  ({event.how}{took})",
            event="announced",
            id=str(event.key),
            title=event.title,
            how=str(event.how),
            ms=latency,
        )


def _as_json(facts: dict[str, Any]) -> str:
    """One line of JSON: readable where the terminal can write it, escaped where it cannot or must not."""
    if not (sys.stdout.encoding or "").lower().startswith("utf"):
        return json.dumps(facts)
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(facts, ensure_ascii=False))


def time_text(instant: Instant | None) -> str:
    return "" if instant is None else f"{instant.local():%Y-%m-%d %H:%M}"


def due_text(due: Moment | None) -> str:
    return due.iso() if isinstance(due, Day) else time_text(due)


def row_line(row: FeedRow) -> str:
    """One activity as a line: marker, time, identifier, title, whom it is about. In a list by due times, that time."""
    marker = "*" if row.unread else " "
    about = " · ".join(part for part in (row.person, row.relation) if part)
    title = row.title or row.kind_label or row.kind
    when = due_text(row.due) if row.by_due else time_text(row.time)
    return f"{marker} {when:16}  {row.key!s:28}  {title}{f'  ({about})' if about else ''}"


def detail_facts(detail: Detail, account_name: str) -> dict[str, Any]:
    """Everything about an activity: our words, and under `raw` the server's own JSON, field for field."""
    row, activity = detail.row, detail.activity
    return {
        "id": str(row.key),
        "account": row.key.account,
        "account_name": account_name,
        "kind": str(row.kind),
        "kind_id": activity.kind_id,
        "kind_label": row.kind_label,
        "title": activity.title,
        "body": activity.body,
        "body_format": str(activity.body_format),
        "summary": row.summary,
        "notes": activity.notes,
        "created": _moment(activity.created),
        "updated": _moment(activity.updated),
        "occurred": _moment(activity.occurred),
        "starts": _moment(activity.starts),
        "ends": _moment(activity.ends),
        "due": _moment(row.due),
        "finished": row.finished,
        "deleted": row.deleted,
        "unread": row.unread,
        "read_at": _moment(detail.read_at),
        "read_state": "on this computer" if detail.read_state_is_local else "on the server",
        "kept": row.kept,
        "shelf": str(row.shelf),
        "snoozed_until": _moment(row.snoozed_until),
        "done": activity.done,
        "done_at": _moment(activity.done_at),
        "status": activity.status,
        "priority": str(activity.priority),
        "priority_label": activity.priority_label,
        "active": activity.active,
        "owner": _person(activity.owner),
        "creator": _person(activity.creator),
        "people": [_person(person) for person in activity.people],
        "relations": [_relation(relation) for relation in activity.relations],
        "location": activity.location,
        "join_url": activity.join_url,
        "web_url": activity.web_url,
        "attachments": [{"name": a.name, "url": a.url} for a in activity.attachments],
        "tags": list(activity.tags),
        "facts": [{"label": fact.label, "value": fact.value} for fact in activity.facts],
        "recurring": activity.recurring,
        "automatic": activity.automatic,
        "unreadable": activity.unreadable,
        "sending": str(row.sending),
        "notification": detail.announcement.state if detail.announcement else "suppressed",
        "notification_reason": detail.announcement.reason if detail.announcement else "it came with the first fill",
        "raw": raw_json(activity),
    }


def fact_lines(facts: dict[str, Any]) -> str:
    """The same for a person, a fact a line; without the server's own JSON, and without what there is nothing of."""
    lines = ((name, _worded(value)) for name, value in facts.items() if name != "raw")
    return "\n".join(f"{name:{_COLUMN}}{words}" for name, words in lines if words)


def _worded(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case dict():
            return ", ".join(words for words in map(_worded, value.values()) if words)
        case list():
            return _BELOW.join(map(_worded, value))
        case _:
            return _BELOW.join(str(value).splitlines())


def raw_json(activity: Activity) -> Any:
    try:
        return json.loads(activity.raw)
    except ValueError:
        return activity.raw.decode("utf-8", "replace")


def _moment(moment: Moment | None) -> str | None:
    return None if moment is None else write_moment(moment)


def _person(person: Person | None) -> dict[str, Any] | None:
    return (
        None
        if person is None
        else {"kind": person.kind, "id": person.id, "name": person.name, "email": person.email, "note": person.note}
    )


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "kind": relation.kind,
        "id": relation.id,
        "title": relation.title,
        "detail": relation.detail,
        "url": relation.url,
        "reach": str(relation.reach),
    }


def parse_when(text: str, now: Instant) -> Instant:
    """`+30m`, `+2h`, `+1d`, a local date and time, or words such as `fri 9:00`. Raises NotATime, InThePast."""
    from ..model.when import InThePast, understand

    if ahead := _AHEAD.fullmatch(text):
        return now.plus(float(ahead[1]) * _SECONDS[ahead[2]])
    try:
        moment = Instant.of(datetime.fromisoformat(text).astimezone())
    except (ValueError, OverflowError):
        return understand(text, now)
    if moment <= now:
        raise InThePast(text)
    return moment


def parse_when_or_refuse(text: str, now: Instant) -> Instant:
    """The same for a verb. Raises BadInput."""
    from ..model.when import InThePast, NotATime

    try:
        return parse_when(text, now)
    except InThePast as error:
        raise BadInput(f"{text!r} is over.", "Give a time that is still to come.") from error
    except NotATime as error:
        remedy = "Write “fri 9:00”, “in 3 hours”, 2026-01-31T09:00, or +30m, +2h, +1d."
        raise BadInput(f"{text!r} is not a time.", remedy) from error
