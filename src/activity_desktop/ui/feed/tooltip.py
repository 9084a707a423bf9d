"""What does the tooltip of a row explain? The exact time, why a change was not saved, a hover action's key, and cut texts."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QAbstractItemView

from ...model.feed import FeedRow, Sending
from ...model.words import translate
from ..commands import BY_ID
from ..controls.label import with_key
from ..controls.paint import LONGEST
from ..keys import printed
from ..theme import StyleName, current_theme
from ..words import title_of
from .geometry import box_in, places
from .look import Mark, action_command, status_of
from .words import RowWords

_TIME_WIDTH = 96
_SIGN_WIDTH = 36
"""Of the sign before a status, and the air around it."""
_DECIDED_BY_CLICK = {Sending.FAILED: "check_now", Sending.CONFLICT: "outbox"}


def row_tip(words: RowWords, row: FeedRow, action: int, point: QPointF, width: float) -> str:
    """The text for a point inside the highlight box; empty where there is nothing to add."""
    if action >= 0:
        name = action_command(action)
        return with_key(BY_ID[name].text, printed(name))
    at = places(width, current_theme().k, words.compact, bool(row.summary))
    if row.sending in (Sending.FAILED, Sending.CONFLICT) and at.flip(at.meta).contains(point) and row.sending_note:
        return row.sending_note
    mark = words.mark(row)
    if mark is not Mark.NONE and at.flip(QRectF(0, at.tile.top(), at.tile.left(), at.tile.height())).contains(point):
        return _meaning(row, mark)
    time = QRectF(at.title.right() - _TIME_WIDTH, at.title.top(), _TIME_WIDTH, at.title.height())
    if at.flip(time).contains(point):
        return words.exact_time(row)
    return "\n".join(_cut_texts(words, row, at.title.width()))


def command_at(view: QAbstractItemView, words: RowWords, row: FeedRow, point: QPointF) -> str:
    """The command behind the words at the end of the row: try again what was not saved, or decide a conflict. Empty
    elsewhere. `point` is one of the viewport."""
    status = status_of(row, saving=False, snoozed_until="")
    if status is None or row.sending not in _DECIDED_BY_CLICK:
        return ""
    box = box_in(view.visualRect(view.indexAt(point.toPoint())).toRectF())
    at = places(box.width(), current_theme().k, words.compact, bool(row.summary))
    text = _width(status.text, "caption", 500) + _SIGN_WIDTH + at.glyph.width()
    place = QRectF(at.meta.right() - text, at.meta.top(), text, at.meta.height())
    return _DECIDED_BY_CLICK[row.sending] if at.flip(place).contains(point - box.topLeft()) else ""


def _meaning(row: FeedRow, mark: Mark) -> str:
    if mark is Mark.RING:
        return translate("FeedRow", "New since your last visit")
    return translate("FeedRow", "Unread, kept for later") if row.kept else translate("FeedRow", "Unread")


def _cut_texts(words: RowWords, row: FeedRow, room: float) -> list[str]:
    """Title and summary where they do not fit; in compact rows also who and what it is about."""
    weight = 600 if words.mark(row) is not Mark.NONE else 400
    found = [title_of(row)] if _width(title_of(row), "body", weight) > room - _TIME_WIDTH / 2 else []
    if _width(row.summary, "small", 400) > room:
        found.append(row.summary)
    if words.compact:
        found += [part for part in (row.person, row.relation) if part]
    return found


def _width(text: str, style: StyleName, weight: int) -> float:
    return current_theme().metrics(style, weight).horizontalAdvance(text[:LONGEST])
