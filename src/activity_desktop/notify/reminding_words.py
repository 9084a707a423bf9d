"""With which words is a person reminded of something? What, when, and where one takes part; plain text, and short."""

from __future__ import annotations

from ..model.due import begin_of, is_over
from ..model.moment import Instant
from ..model.text import clean_line
from ..model.words import translate
from ..native.notifier import Button, Notice
from .wording import BODY_LIMIT, Subject, schedule, single_tag, snooze_hour, subject_title

JOIN = "join"
"""The button that opens a meeting's address."""
DONE = "done"


def reminder(subject: Subject, now: Instant, *, many_accounts: bool, hide: bool, silent: bool) -> Notice:
    """One activity whose time has come. With details hidden, only that there is one, and where."""
    join = (Button(JOIN, translate("Notices", "Join")),) if subject.join_host and not _is_long_over(subject, now) else ()
    buttons = (*(join or (Button(DONE, translate("Notices", "Done")),)), snooze_hour())
    if hide:
        title = translate("Notices", "Something is due")
        return Notice(single_tag(subject.key), title, clean_line(subject.account_name, BODY_LIMIT), buttons, silent)
    parts = [schedule(subject, now), subject.join_host if join else subject.summary]
    lines = [" · ".join(part for part in parts if part), subject.account_name if many_accounts else ""]
    body = "\n".join(clean_line(line, BODY_LIMIT) for line in lines if line)
    return Notice(single_tag(subject.key), subject_title(subject), body, buttons, silent)


def _is_long_over(subject: Subject, now: Instant) -> bool:
    """After a night's sleep nobody waits in the meeting any more."""
    return subject.starts is None or is_over(begin_of(subject.starts).plus(_MEETING), now)


_MEETING = 4 * 3600.0
"""Seconds after its beginning until which one may still want to join."""
