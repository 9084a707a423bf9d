"""What does the tray's menu offer? The inbox, up to three unread activities, the pause, and the way out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QMenu

from ..model.feed import FeedQuery, FeedRow
from ..model.link import ActivityLink, InboxLink, Link
from ..model.moment import Instant
from . import times
from .backend import Backend
from .commands import BY_ID
from .presets import MORNING_HOUR, at
from .words import title_of

translate = QCoreApplication.translate
UNREAD_SHOWN = 3
TITLE_LENGTH = 48
HOUR_S = 3600.0
FOR_EVER_S = 10 * 365 * 86400.0
"""Paused until the person resumes: a moment nobody waits for."""


def fill(
    menu: QMenu,
    backend: Backend,
    now: Instant,
    paused: bool,
    go: Callable[[Link], None],
    run: Callable[[str], None],
) -> None:
    """Make the menu anew. `go` opens the window at a link; `run` carries out a command by its identifier."""
    menu.clear()
    unread = backend.counts().unread
    _add_inbox(menu, unread, go)
    for row in backend.page(FeedQuery(unread_only=True), None, UNREAD_SHOWN) if unread else ():
        _add_activity(menu, row, now, go)
    menu.addSeparator()
    mark_all = menu.addAction(BY_ID["mark_all_read"].text)
    mark_all.setEnabled(unread > 0)
    mark_all.triggered.connect(lambda: backend.mark_all_read(FeedQuery()))
    _add_pause(menu, backend, now, paused)
    menu.addAction(BY_ID["check_now"].text).triggered.connect(lambda: backend.check_now(None))
    menu.addSeparator()
    for name in ("settings", "quit"):
        menu.addAction(BY_ID[name].text).triggered.connect(lambda _checked=False, name=name: run(name))


def _add_inbox(menu: QMenu, unread: int, go: Callable[[Link], None]) -> None:
    text = translate("Tray", "Open inbox")
    if unread:
        text = translate("Tray", "Open inbox, {n} unread", None, unread).format(n=QLocale().toString(unread))
    action = menu.addAction(text)
    action.triggered.connect(lambda: go(InboxLink()))
    menu.setDefaultAction(action)


def _add_activity(menu: QMenu, row: FeedRow, now: Instant, go: Callable[[Link], None]) -> None:
    title = title_of(row)
    short = title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1].rstrip() + "…"
    when = times.ungrouped(row.time, now)
    text = translate("Tray", "{title}, {when}").format(title=short, when=when) if when else short
    action = menu.addAction(text.replace("&", "&&"))
    action.triggered.connect(lambda: go(ActivityLink(row.key)))


def _add_pause(menu: QMenu, backend: Backend, now: Instant, paused: bool) -> None:
    if paused:
        resume = menu.addAction(translate("Tray", "Resume notifications"))
        resume.triggered.connect(lambda: backend.pause_notifications(None))
        return
    tomorrow = at(now.local().date() + timedelta(days=1), MORNING_HOUR)
    clock = times.clock(tomorrow.local())
    choices = (
        (translate("Tray", "For 1 hour"), now.plus(HOUR_S)),
        (translate("Tray", "Until tomorrow, {time}").format(time=clock), tomorrow),
        (translate("Tray", "Until I resume"), now.plus(FOR_EVER_S)),
    )
    pause = menu.addMenu(translate("Tray", "Pause notifications"))
    for text, until in choices:
        pause.addAction(text).triggered.connect(lambda _checked=False, until=until: backend.pause_notifications(until))
