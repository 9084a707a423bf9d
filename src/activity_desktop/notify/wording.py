"""With which words is a person told? From activities to notices: plain text, short, without the program's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.activity import Activity, Key
from ..model.day_names import day_and_month
from ..model.due import begin_of, is_over
from ..model.meeting import meeting_host
from ..model.moment import Day, Instant, Moment
from ..model.text import clean_line
from ..model.words import translate
from ..native.notifier import Button, Notice

TITLE_LIMIT = 60
BODY_LIMIT = 120
TEST = "test"
"""The tag of the notice that only shows how one looks."""
MEETING = 4 * 3600.0
"""Seconds after its beginning until which one may still want to join."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One activity, as far as a notice tells of it."""

    key: Key
    title: str
    summary: str
    kind_word: str
    account_name: str
    starts: Moment | None = None
    join_host: str = ""
    """Where one takes part, where that is a web address that may be opened."""
    reminds: bool = False
    """It is not new: its time has come."""


def _single_tag(key: Key) -> str:
    return f"activity:{key}"


def subject_title(subject: Subject) -> str:
    """The title; the kind where there is none."""
    return clean_line(subject.title or subject.kind_word, TITLE_LIMIT)


def single(subject: Subject, now: Instant, *, many_accounts: bool, hide: bool, silent: bool) -> Notice:
    """One activity. With details hidden, only that there is one, and where."""
    if hide:
        return Notice(
            _single_tag(subject.key),
            translate("Notices", "New activity"),
            clean_line(subject.account_name, BODY_LIMIT),
            (_read(),),
            silent,
        )
    body = clean_line(subject.summary or _schedule(subject, now), BODY_LIMIT)
    if many_accounts:
        body = "\n".join(part for part in (body, clean_line(subject.account_name, BODY_LIMIT)) if part)
    return Notice(_single_tag(subject.key), subject_title(subject), body, (_read(), _snooze()), silent)


def snooze_ended(subject: Subject, now: Instant, *, hide: bool, silent: bool) -> Notice:
    if hide:
        return Notice(
            _single_tag(subject.key),
            translate("Notices", "Back in your inbox"),
            clean_line(subject.account_name, BODY_LIMIT),
            (_done(),),
            silent,
        )
    parts = [translate("Notices", "Snoozed until now."), _schedule(subject, now) if subject.starts else subject.summary]
    return Notice(
        _single_tag(subject.key),
        subject_title(subject),
        clean_line(" ".join(parts), BODY_LIMIT),
        (_done(), _snooze_hour()),
        silent,
    )


def reminder(subject: Subject, now: Instant, *, many_accounts: bool, hide: bool, silent: bool) -> Notice:
    """One activity whose time has come. With details hidden, only that there is one, and where."""
    joins = bool(subject.join_host) and not _is_long_over(subject, now)
    buttons = (_join() if joins else _done(), _snooze_hour())
    if hide:
        title = translate("Notices", "Something is due")
        return Notice(_single_tag(subject.key), title, clean_line(subject.account_name, BODY_LIMIT), buttons, silent)
    parts = [_schedule(subject, now), subject.join_host if joins else subject.summary]
    lines = [" · ".join(part for part in parts if part), subject.account_name if many_accounts else ""]
    body = "\n".join(clean_line(line, BODY_LIMIT) for line in lines if line)
    return Notice(_single_tag(subject.key), subject_title(subject), body, buttons, silent)


def _is_long_over(subject: Subject, now: Instant) -> bool:
    """After a night's sleep nobody waits in the meeting any more."""
    return subject.starts is None or is_over(begin_of(subject.starts).plus(MEETING), now)


def summary(tag: str, subjects: Sequence[Subject], *, hide: bool, silent: bool) -> Notice:
    """Several activities as one notice: by account where there are several, else by their first titles."""
    due = sum(subject.reminds for subject in subjects)
    title = _due_words(due, len(subjects) - due) if due else count_words(len(subjects))
    by_account: dict[str, int] = {}
    for subject in subjects:
        by_account[subject.account_name] = by_account.get(subject.account_name, 0) + 1
    if len(by_account) > 1:
        most_first = sorted(by_account.items(), key=lambda item: -item[1])
        body = ", ".join(f"{name} {number}" for name, number in most_first)
    elif hide:
        body = next(iter(by_account), "")
    else:
        body = _first_titles(subjects)
    return Notice(tag, title, clean_line(body, BODY_LIMIT), (_read_all(),), silent)


def while_away(tag: str, count: int, since: str, until: str, *, silent: bool) -> Notice:
    """After quiet hours or a pause. `since` and `until` are local times as the person reads them."""
    body = translate("Notices", "%n activity(ies) between {since} and {until}", None, count).format(since=since, until=until)
    return Notice(tag, translate("Notices", "While you were away"), body, (_read_all(),), silent)


def in_doubt(tag: str, count: int) -> Notice:
    """What two processes were handing over when they died. Without a title: it may have been told twice already."""
    title = translate("Notices", "%n activity(ies) may not have been shown", None, count)
    return Notice(tag, title, translate("Notices", "The program was stopped while it told you. Look into your inbox."))


def hanging() -> str:
    """What the program says of a notification service that does not answer."""
    return translate("Notices", "The desktop's notifications do not answer. What is new is announced as soon as they do.")


def count_words(count: int) -> str:
    return translate("Notices", "%n new activity(ies)", None, count)


def _due_words(due: int, new: int) -> str:
    """What a summary of reminders, or of reminders and news, is called."""
    if not new:
        return translate("Notices", "%n activity(ies) due", None, due)
    return translate("Notices", "%n new or due activity(ies)", None, due + new)


def signed_out(account: str, name: str) -> Notice:
    return Notice(
        f"account:{account}",
        clean_line(translate("Notices", "{account} signed you out").format(account=name), TITLE_LIMIT),
        translate("Notices", "The token no longer works. Enter a new one to keep receiving activities."),
        (Button("sign_in", translate("Notices", "Enter token")),),
    )


def test() -> Notice:
    """What "Send a test notification" shows."""
    text = translate("Notices", "Activity will tell you about new activities like this.")
    return Notice(TEST, translate("Notices", "This is how it looks"), text)


def _read() -> Button:
    return Button("read", translate("Notices", "Mark as read"))


def _read_all() -> Button:
    return Button("read", translate("Notices", "Mark all as read"))


def _snooze() -> Button:
    return Button("snooze", translate("Notices", "Snooze"))


def _snooze_hour() -> Button:
    """Puts it away for an hour."""
    return Button("snooze", translate("Notices", "Snooze 1 hour"))


def _join() -> Button:
    """Opens a meeting's address."""
    return Button("join", translate("Notices", "Join"))


def _done() -> Button:
    return Button("done", translate("Notices", "Done"))


def _first_titles(subjects: Sequence[Subject]) -> str:
    """As many titles as fit, newest first, and how many more there are."""
    titles = [clean_line(subject.title or subject.kind_word, 48) for subject in subjects[:3]]
    more = len(subjects) - len(titles)
    words = ", ".join(titles)
    return translate("Notices", "{titles} and %n more", None, more).format(titles=words) if more else words


def _schedule(subject: Subject, now: Instant) -> str:
    """For an activity without a description, and for a reminder: what it is and when."""
    kind, today = subject.kind_word, now.local().date()
    match subject.starts:
        case Instant() as start:
            local = start.local()
            if local.date() == today:
                words = translate("Notices", "{kind}, due today at {time}")
            else:
                words = translate("Notices", "{kind}, due on {date} at {time}")
            return words.format(kind=kind, date=day_and_month(local.date()), time=f"{local:%H:%M}")
        case Day(date=date):
            words = (
                translate("Notices", "{kind}, due today") if date == today else translate("Notices", "{kind}, due on {date}")
            )
            return words.format(kind=kind, date=day_and_month(date))
    return kind


def subject_of(activity: Activity, title: str, summary_text: str, account_name: str, *, reminds: bool = False) -> Subject:
    """What a notice tells of an activity."""
    word = activity.kind_label or translate("Kinds", activity.kind.replace("_", " ").capitalize())
    if activity.kind == "unknown" and not activity.kind_label:
        word = translate("Kinds", "Activity")
    host = meeting_host(activity.join_url)
    return Subject(activity.key, title, summary_text, clean_line(word, 40), account_name, activity.starts, host, reminds)
