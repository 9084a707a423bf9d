"""With which words is a person told? From activities to notices: plain text, short, without the program's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.activity import Activity, Key
from ..model.moment import Day, Instant, Moment
from ..model.text import clean_line
from ..native.notifier import Button, Notice

TITLE_LIMIT = 60
BODY_LIMIT = 120

READ = Button("read", "Mark as read")
SNOOZE = Button("snooze", "Snooze")
READ_ALL = Button("read", "Mark all as read")
DONE = Button("done", "Done")
SNOOZE_HOUR = Button("snooze", "Snooze 1 hour")


@dataclass(frozen=True, slots=True)
class Subject:
    """One activity, as far as a notice tells of it."""

    key: Key
    title: str
    summary: str
    kind_word: str
    account_name: str
    starts: Moment | None = None


def single_tag(key: Key) -> str:
    return f"activity:{key}"


def subject_title(subject: Subject) -> str:
    """The title; the kind where there is none."""
    return clean_line(subject.title or subject.kind_word, TITLE_LIMIT)


def single(subject: Subject, now: Instant, *, many_accounts: bool, hide: bool, silent: bool) -> Notice:
    """One activity. With details hidden, only that there is one, and where."""
    if hide:
        return Notice(single_tag(subject.key), "New activity", clean_line(subject.account_name, BODY_LIMIT), (READ,), silent)
    body = clean_line(subject.summary or _schedule(subject, now), BODY_LIMIT)
    if many_accounts:
        body = "\n".join(part for part in (body, clean_line(subject.account_name, BODY_LIMIT)) if part)
    return Notice(single_tag(subject.key), subject_title(subject), body, (READ, SNOOZE), silent)


def snooze_ended(subject: Subject, now: Instant, *, hide: bool, silent: bool) -> Notice:
    if hide:
        return Notice(
            single_tag(subject.key), "Back in your inbox", clean_line(subject.account_name, BODY_LIMIT), (DONE,), silent
        )
    parts = ["Snoozed until now.", _schedule(subject, now) if subject.starts else subject.summary]
    return Notice(
        single_tag(subject.key), subject_title(subject), clean_line(" ".join(parts), BODY_LIMIT), (DONE, SNOOZE_HOUR), silent
    )


def summary(tag: str, subjects: Sequence[Subject], *, hide: bool, silent: bool) -> Notice:
    """Several activities as one notice: by account where there are several, else by their first titles."""
    title = count_words(len(subjects))
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
    return Notice(tag, title, clean_line(body, BODY_LIMIT), (READ_ALL,), silent)


def while_away(tag: str, count: int, since: str, until: str, *, silent: bool) -> Notice:
    """After quiet hours or a pause. `since` and `until` are local times as the person reads them."""
    word = "activity" if count == 1 else "activities"
    return Notice(tag, "While you were away", f"{count} {word} between {since} and {until}", (READ_ALL,), silent)


def count_words(count: int) -> str:
    return "1 new activity" if count == 1 else f"{count} new activities"


def signed_out(account: str, name: str) -> Notice:
    return Notice(
        f"account:{account}",
        clean_line(f"{name} signed you out", TITLE_LIMIT),
        "The token no longer works. Enter a new one to keep receiving activities.",
        (Button("sign_in", "Enter token"),),
    )


TEST = Notice("test", "This is how it looks", "Activity will tell you about new activities like this.")


def _first_titles(subjects: Sequence[Subject]) -> str:
    """As many titles as fit, newest first, and how many more there are."""
    titles = [clean_line(subject.title or subject.kind_word, 48) for subject in subjects[:3]]
    more = len(subjects) - len(titles)
    return ", ".join(titles) + (f" and {more} more" if more else "")


def _schedule(subject: Subject, now: Instant) -> str:
    """For an activity without a description: what it is and when."""
    word = subject.kind_word
    match subject.starts:
        case Instant() as start:
            local, today = start.local(), now.local().date()
            day = "today" if local.date() == today else f"on {local.day} {local:%B}"
            return f"{word}, due {day} at {local:%H:%M}"
        case Day(date=date):
            return f"{word}, due {'today' if date == now.local().date() else f'on {date.day} {date:%B}'}"
    return word


def subject_of(activity: Activity, title: str, summary_text: str, account_name: str) -> Subject:
    """What a notice tells of an activity."""
    word = activity.kind_label or activity.kind.replace("_", " ").capitalize()
    if activity.kind == "unknown" and not activity.kind_label:
        word = "Activity"
    return Subject(activity.key, title, summary_text, clean_line(word, 40), account_name, activity.starts)
