"""How are the facts about accounts and this computer told? As (label, text) pairs, in the order in which a person asks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale

from ...model.changes import Phase
from ...model.moment import Instant
from ...model.text import clean_line
from ...model.words import translate
from ...operations.health import AccountHealth, Health
from .. import times
from ..theme.tokens import TextColour

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One fact. `tone` is the colour of what is not as it should be."""

    label: str
    text: str
    tone: TextColour = "text"


def account_lines(account: AccountHealth, now: Instant) -> list[Line]:
    """What is known of one account; what does not apply is left out."""
    lines = [_state(account), Line(translate("Health", "Last success"), _time(account.last_ok, now))]
    if account.state is not None and account.state.next_look is not None:
        lines.append(Line(translate("Health", "Next check"), _coming(account.state.next_look, now)))
    if account.every is not None and not _is_live(account):
        lines.append(Line(translate("Health", "Checks"), _often(account.every)))
    if account.last_sweep is not None:
        lines.append(Line(translate("Health", "Last full check"), times.in_detail(account.last_sweep, now)))
    if account.lag is not None:
        lines.append(Line(translate("Health", "Last news"), _lag(account.lag)))
    if account.last_healed is not None:
        lines.append(_healed(account, account.last_healed, now))
    lines.append(_waiting(account))
    lines += _unreadable(account)
    can = ", ".join(translate("Texts", what) for what in account.can)
    lines.append(Line(translate("Health", "It can"), can or translate("Health", "nothing yet")))
    for what, why in account.cannot.items():
        lines.append(Line(translate("Health", "It cannot"), f"{translate('Texts', what)}: {translate('Texts', why)}"))
    lines += [Line(translate("Health", "Proved"), f"{what}: {how}") for what, how in account.proved.items()]
    return lines


def _state(account: AccountHealth) -> Line:
    label = translate("Health", "State")
    state = account.state
    if state is None:
        return Line(label, translate("Health", "Not followed"), "warning")
    if state.problem_title:
        return Line(label, f"{state.problem_title} {state.problem_remedy}".strip(), "danger")
    if state.phase is Phase.FILLING:
        got = QLocale().toString(state.got)
        if state.total:
            total = QLocale().toString(state.total)
            return Line(label, translate("Health", "Getting activities, {n} of about {total}").format(n=got, total=total))
        return Line(label, translate("Health", "Getting activities, {n} so far").format(n=got))
    words = {
        Phase.LIVE: translate("Health", "Live: news arrive by themselves"),
        Phase.WAITING: translate("Health", "Up to date"),
        Phase.CHECKING: translate("Health", "Checking"),
        Phase.STARTING: translate("Health", "Starting"),
        Phase.SIGNED_OUT: translate("Health", "Signed out"),
    }
    good: TextColour = "success" if state.phase in (Phase.LIVE, Phase.WAITING) else "text"
    return Line(label, words.get(state.phase, state.phase.value), good)


def _waiting(account: AccountHealth) -> Line:
    label = translate("Health", "Waiting to be sent")
    if not account.waiting:
        return Line(label, translate("Health", "nothing"))
    text = QLocale().toString(account.waiting)
    if account.refused:
        refused = QLocale().toString(account.refused)
        return Line(label, translate("Health", "{n}, {refused} of them refused").format(n=text, refused=refused), "warning")
    return Line(label, text)


def _unreadable(account: AccountHealth) -> list[Line]:
    if not account.unreadable:
        return []
    named = [f"{clean_line(bad.rid) or '?'}: {clean_line(bad.error)}" for bad in account.bad_records[:_MOST_NAMED]]
    number = translate("Health", "%n kept aside", None, account.unreadable)
    return [Line(translate("Health", "Unreadable records"), "\n".join([number, *named]), "warning")]


def computer_lines(health: Health) -> list[Line]:
    """Notifications, keyring, database and versions."""
    shown = health.notifications
    service = f"{shown.service}: {', '.join(shown.capabilities)}" if shown.service else shown.problem
    storage = health.storage
    size = QLocale().formattedDataSize(storage.bytes)
    stored = translate("Health", "{n} activity(ies), {size}", None, storage.activities)
    stored = stored.format(n=QLocale().toString(storage.activities), size=size)
    sound = storage.verdict == "ok"
    names = ", ".join(f"{name.replace('_Essentials', '')} {version}" for name, version in health.versions.items())
    return [
        Line(translate("Health", "Notifications"), service, "danger" if shown.problem else "text"),
        Line(translate("Health", "Tokens"), health.keyring, "text" if health.keyring_keeps else "warning"),
        Line(translate("Health", "Stored"), stored if sound else storage.verdict, "text" if sound else "danger"),
        Line(translate("Health", "File"), str(storage.path)),
        Line(translate("Health", "Versions"), names),
    ]


def _is_live(account: AccountHealth) -> bool:
    return account.state is not None and account.state.phase is Phase.LIVE


def _often(every: tuple[float, float]) -> str:
    """As the server's budget allows it now."""
    text = translate("Health", "every {front} s, in the background every {back} s")
    return text.format(front=QLocale().toString(round(every[0])), back=QLocale().toString(round(every[1])))


def _lag(seconds: float) -> str:
    """How long after its creation it was here."""
    if seconds < 90:
        number = QLocale().toString(seconds, "f", 1 if seconds < 10 else 0)
        return translate("Health", "{n} s after it was created").format(n=number)
    return translate("Health", "%n minute(s) after it was created", None, round(seconds / 60))


def _healed(account: AccountHealth, last: Instant, now: Instant) -> Line:
    text = translate("Health", "%n, the last one {when}", None, account.healed).format(when=times.spoken(last, now))
    return Line(translate("Health", "Missed and found later"), text)


def _time(moment: Instant | None, now: Instant) -> str:
    return times.in_detail(moment, now) if moment is not None else translate("Health", "never")


def _coming(moment: Instant, now: Instant) -> str:
    return translate("Health", "now") if moment <= now else times.clock(moment.local(), seconds=True)
