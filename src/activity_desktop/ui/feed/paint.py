"""How is a row painted? Its box, its mark, its tile and up to three lines, in the theme's colours."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from ...model.feed import FeedRow, Shelf
from ..controls.marks import paint_avatar, paint_glyph, paint_tile
from ..controls.paint import box, focus_ring, icon, line, mix
from ..theme import GUTTER, RADIUS, current_theme
from ..words import title_of
from .geometry import ACTIONS, Places, places
from .look import Look, Mark, action_icon

_GAP = 10
_PERSON_MAX = 150
_LEAST_WORDS = 28
"""A text with less room than this is left out: an ellipsis alone tells nothing."""
_DOT_ROOM = 14
_PULSE_RADIUS = 11
_MIDDLE = Qt.AlignmentFlag.AlignHCenter
_END = Qt.AlignmentFlag.AlignRight


def paint_row(painter: QPainter, width: float, row: FeedRow, look: Look) -> None:
    """Paint a row's highlight box and content; the box's top left corner is at the origin."""
    at = places(width, current_theme().k, look.compact, bool(row.summary))
    _paint_box(painter, at, look)
    _paint_mark(painter, at, look)
    paint_tile(painter, at.flip(at.tile), row.kind, muted=row.shelf is Shelf.DONE or row.deleted)
    _paint_title(painter, at, row, look)
    if look.account:
        paint_glyph(painter, at.flip(at.glyph), *look.account)
    _paint_summary(painter, at, row, look)
    if not look.compact:
        _paint_meta(painter, at, row, look)
    if look.ringed:
        focus_ring(painter, at.box.adjusted(1, 1, -1, -1), RADIUS["row"] - 1)


def paint_header(painter: QPainter, rect: QRectF, text: str, baseline_block: float) -> None:
    """A day's header: text in the gutter, in a block of its own at the lower end."""
    block = QRectF(rect.left() + GUTTER, rect.bottom() - 5 - baseline_block, rect.width() - 2 * GUTTER, baseline_block)
    line(painter, block, text, "caption", current_theme().color("text2"), 600)


def _paint_box(painter: QPainter, at: Places, look: Look) -> None:
    theme = current_theme()
    selected = look.moving.selected if look.selected else 1 - look.moving.selected
    if not selected and not look.hover:
        return
    fill = theme.color("hover")
    if look.hover < 1:
        fill = mix(theme.color("card"), fill, look.hover)
    if selected:
        fill = mix(fill, theme.color("selected" if look.active else "selected_inactive"), selected)
    outline = theme.color("focus") if theme.high_contrast and look.selected else None
    box(painter, at.box, RADIUS["row"], fill, outline, 2.0)


def _paint_mark(painter: QPainter, at: Places, look: Look) -> None:
    """Dot or ring; on the way from one to the other both, each as far as it is there."""
    moving = look.moving
    _paint_one_mark(painter, at, look.mark, moving.mark)
    if moving.mark < 1:
        _paint_one_mark(painter, at, moving.mark_before, 1 - moving.mark)
    if moving.pulse < 1 and look.mark is Mark.DOT:
        _paint_pulse(painter, at, moving.pulse)


def _paint_one_mark(painter: QPainter, at: Places, mark: Mark, share: float) -> None:
    if mark is Mark.NONE:
        return
    colour = _veiled(current_theme().color("dot"), share)
    centre = at.flip(QRectF(at.dot, at.dot)).topLeft()
    if mark is Mark.DOT:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(centre, 4, 4)
    else:
        ring = QRectF(centre.x() - 4, centre.y() - 4, 8, 8)
        box(painter, ring, 4, None, colour, 1.6)


def _paint_pulse(painter: QPainter, at: Places, share: float) -> None:
    """A disc that grows out of the dot and is gone when it reaches the tile."""
    radius = 4 + (_PULSE_RADIUS - 4) * share
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_veiled(current_theme().color("dot"), 0.4 * (1 - share)))
    painter.drawEllipse(at.flip(QRectF(at.dot, at.dot)).topLeft(), radius, radius)


def _veiled(colour: QColor, share: float) -> QColor:
    if share >= 1:
        return colour
    veiled = QColor(colour)
    veiled.setAlphaF(share)
    return veiled


def _paint_title(painter: QPainter, at: Places, row: FeedRow, look: Look) -> None:
    theme = current_theme()
    end = at.title.right()
    if look.hovered and not row.deleted:
        _paint_actions(painter, at, row, look.hovered_action)
        end = at.actions[0].left() - _GAP
    elif look.when:
        unread = look.mark is Mark.DOT
        weight = 500 if look.mark else 400
        colour = theme.color("accent_text" if unread else "text3")
        width = theme.metrics("caption", weight).horizontalAdvance(look.when) + 1
        when = QRectF(end - width, at.title.top(), width, at.title.height())
        line(painter, at.flip(when), look.when, "caption", colour, weight, _END)
        end = when.left() - _GAP
    title = QRectF(at.title)
    title.setRight(end)
    colour = theme.color("text2" if row.shelf is Shelf.DONE else "text")
    line(painter, at.flip(title), title_of(row), "body", colour, 600 if look.mark else 400)


def _paint_actions(painter: QPainter, at: Places, row: FeedRow, hovered: int) -> None:
    theme = current_theme()
    for action in range(ACTIONS):
        place = at.flip(at.actions[action])
        if action == hovered:
            box(painter, place, RADIUS["small_tile"], theme.color("pressed"))
        colour = theme.color("text" if action == hovered else "text2")
        icon(painter, place, action_icon(action, row), colour, 16)


def _paint_summary(painter: QPainter, at: Places, row: FeedRow, look: Look) -> None:
    theme = current_theme()
    place = QRectF(at.summary)
    if look.compact and look.account:
        place.setRight(at.glyph.left() - _GAP)
    if row.summary:
        colour = theme.color("text3" if row.shelf is Shelf.DONE else "text2")
        line(painter, at.flip(place), row.summary, "small", colour)


def _paint_meta(painter: QPainter, at: Places, row: FeedRow, look: Look) -> None:
    """Person, relation and status on one line; where it is narrow the relation gives way first, then the person."""
    theme = current_theme()
    end = at.glyph.left() - _GAP if look.account else at.meta.right()
    end = _paint_status(painter, at, look, end)
    left = at.meta.left()
    if row.person:
        seed = row.person_key.id if row.person_key else row.person  # as on the person's card
        paint_avatar(painter, at.flip(at.avatar), row.person, seed)
        left = at.avatar.right() + 6
        room = min(end - left, theme.px(_PERSON_MAX))
        place = QRectF(left, at.meta.top(), room, at.meta.height())
        left += line(painter, at.flip(place), row.person, "caption", theme.color("text2"), 500)
    if row.relation:
        dot_width = theme.px(_DOT_ROOM) if row.person else 0
        if end - left - dot_width >= _LEAST_WORDS:
            dot = QRectF(left, at.meta.top(), dot_width, at.meta.height())
            line(painter, at.flip(dot), "·" if row.person else "", "caption", theme.color("text3"), align=_MIDDLE)
            place = QRectF(dot.right(), at.meta.top(), end - dot.right(), at.meta.height())
            line(painter, at.flip(place), row.relation, "caption", theme.color("text3"))


def _paint_status(painter: QPainter, at: Places, look: Look, end: float) -> float:
    """The status at the end of the line. Returns where the room for other texts ends."""
    if look.status is None:
        return end
    theme = current_theme()
    colour = theme.color(look.status.colour)
    width = theme.metrics("caption", 500).horizontalAdvance(look.status.text) + 1
    text = QRectF(end - width, at.meta.top(), width, at.meta.height())
    line(painter, at.flip(text), look.status.text, "caption", colour, 500)
    side = theme.px(13)
    sign = QRectF(text.left() - 6 - side, at.meta.top(), side, at.meta.height())
    icon(painter, at.flip(sign), look.status.icon, colour, side)
    return sign.left() - _GAP
