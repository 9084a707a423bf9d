"""Which facts stand right under the title? When, where, with whom, how urgent: what is known, one line each."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ...model.activity import Activity, Priority
from ...model.due import due_of, is_finished, is_over
from ...model.meeting import meeting_host, meeting_url
from ...model.moment import Instant
from ...model.text import clean_line
from .. import times
from ..controls.base import PaintedButton
from ..controls.label import PlainLabel, set_tip
from ..controls.paint import focus_ring, icon, line, mirrored, painting
from ..safe_open import open_safely, safe_url
from ..theme import current_theme
from ..words import person_name

_NAMED = 2
"""How many people are named before "and 2 more"."""


@dataclass(frozen=True, slots=True)
class FactLine:
    """One line: an icon, a text, something quieter after it, and maybe an address that a click opens."""

    icon: str
    text: str
    suffix: str = ""
    url: str = ""


def fact_lines(activity: Activity, now: Instant) -> list[FactLine]:
    """Every line there is something to say on, in the order in which a person asks."""
    lines = [
        _deleted(activity),
        _schedule(activity, now),
        _place(activity),
        _call(activity),
        _people(activity),
        _urgency(activity),
        _tags(activity),
    ]
    return [found for found in lines if found is not None]


def _deleted(activity: Activity) -> FactLine | None:
    if not activity.deleted:
        return None
    return FactLine("trash-2", QCoreApplication.translate("Facts", "Deleted in its system. Here it can still be read."))


def _schedule(activity: Activity, now: Instant) -> FactLine | None:
    if activity.starts is None:
        return None
    text = times.scheduled(activity.starts, activity.ends, now)
    suffix = "" if activity.done else times.ahead_of(activity.starts, now)
    if due_of(activity) and is_over(activity.starts, now) and not is_finished(activity):
        over = activity.ends is None or is_over(activity.ends, now)
        suffix = QCoreApplication.translate("Facts", "overdue") if over else QCoreApplication.translate("Facts", "now")
    if activity.recurring:
        suffix = ", ".join(part for part in (suffix, QCoreApplication.translate("Facts", "repeats")) if part)
    return FactLine("calendar", text, suffix)


def _place(activity: Activity) -> FactLine | None:
    place = clean_line(activity.location)
    return FactLine("map-pin", place) if place else None


def _call(activity: Activity) -> FactLine | None:
    """With the host, and to be pressed where the address is encrypted; any other one is only told."""
    if not activity.join_url.strip():
        return None
    host = meeting_host(activity.join_url)
    if not host:
        return FactLine("video", clean_line(activity.join_url))
    text = QCoreApplication.translate("Facts", "Join the call")
    return FactLine("video", text, host, url=meeting_url(activity.join_url))


def _people(activity: Activity) -> FactLine | None:
    """Only where several take part in something that has a time; one person is told by their card."""
    if activity.starts is None or len(activity.people) < 2:
        return None
    names = ", ".join(clean_line(person_name(person)) for person in activity.people[:_NAMED])
    rest = len(activity.people) - _NAMED
    suffix = QCoreApplication.translate("Facts", "and %n more", None, rest) if rest > 0 else ""
    return FactLine("users", names, suffix)


def _urgency(activity: Activity) -> FactLine | None:
    if activity.priority is Priority.HIGH or activity.priority_label:
        label = clean_line(activity.priority_label) or QCoreApplication.translate("Facts", "High priority")
        return FactLine("flag", label)
    return None


def _tags(activity: Activity) -> FactLine | None:
    tags = ", ".join(clean_line(tag) for tag in activity.tags if tag.strip())
    return FactLine("tag", tags) if tags else None


class FactRow(PlainLabel):
    """A line that only tells."""

    def __init__(self, fact: FactLine, parent: QWidget | None = None) -> None:
        super().__init__(_spoken(fact), "body", parent=parent)
        self._fact = fact
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, current_theme().px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if _paint(self, self._fact, link=False):
            set_tip(self, self.text())


class FactLink(PaintedButton):
    """A line that can be pressed, because it holds an address."""

    def __init__(self, fact: FactLine, parent: QWidget | None = None) -> None:
        super().__init__(_spoken(fact), parent)
        self._fact = fact
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, current_theme().px(30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint(self, self._fact, link=True)
        if self.ring:
            with painting(self) as painter:
                focus_ring(painter, self.rect().toRectF(), 6)


def fact_widget(fact: FactLine) -> QWidget:
    """A line to read, or one to press where its address may be opened."""
    if safe_url(fact.url) is None:
        return FactRow(fact)
    link = FactLink(fact)
    link.clicked.connect(lambda: open_safely(fact.url))
    return link


class FactsBlock(QWidget):
    """All lines below each other. They are written again when what is relative to now has changed."""

    def __init__(self, activity: Activity, now: Instant, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._activity = activity
        self._lines: list[FactLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.refresh(now)

    def lines(self) -> list[FactLine]:
        return self._lines

    def refresh(self, now: Instant) -> None:
        lines = fact_lines(self._activity, now)
        if lines == self._lines:
            return
        self._lines = lines
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for fact in lines:
            self._column.addWidget(fact_widget(fact))


def _spoken(fact: FactLine) -> str:
    return ", ".join(part for part in (fact.text, fact.suffix) if part)


def _paint(widget: QWidget, fact: FactLine, *, link: bool) -> bool:
    """Icon, text, suffix. True when the text had to be cut."""
    theme = current_theme()
    rect = widget.rect().toRectF()
    side, left = theme.px(16), theme.px(28)
    room = rect.width() - left
    suffix_width = theme.metrics("small").horizontalAdvance(fact.suffix) + theme.px(9) if fact.suffix else 0
    with painting(widget) as painter:
        icon(painter, mirrored(QRectF(0, 0, side, rect.height()), rect), fact.icon, theme.color("text3"), side)
        place = mirrored(QRectF(left, 0, max(0.0, room - suffix_width), rect.height()), rect)
        width = line(painter, place, fact.text, "body", theme.color("link" if link else "text"))
        after = mirrored(QRectF(left + width + theme.px(9), 0, suffix_width, rect.height()), rect)
        line(painter, after, fact.suffix, "small", theme.color("text3"))
    return theme.metrics("body").horizontalAdvance(fact.text) > place.width() + 1
