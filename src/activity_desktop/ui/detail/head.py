"""What stands above the title? The tile, the kind in its own colour, and below it the account and the time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...model.activity import Activity, Kind
from ...model.moment import Instant
from ...model.text import clean_line
from .. import times
from ..controls import ElidedLabel, PlainLabel, Tile
from ..theme import tokens
from ..words import dotted, kind_word

_CHANGED_AFTER = 60
"""Seconds after which a change is worth telling beside the time of creation."""


class Head(QWidget):
    def __init__(self, activity: Activity, account_name: str, now: Instant, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._activity = activity
        self._account_name = account_name
        self._when = ElidedLabel("", "caption", "text3")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(Tile(activity.kind, 40))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(KindLabel(activity.kind, clean_line(activity.kind_label)), 0, Qt.AlignmentFlag.AlignBottom)
        words.addWidget(self._when, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.refresh(now)

    def refresh(self, now: Instant) -> None:
        """Say the times again, since "2 min" becomes "3 min"."""
        self._when.set_text(dotted(self._account_name, *when_lines(self._activity, now)))


def when_lines(activity: Activity, now: Instant) -> tuple[str, str]:
    """The time of creation, and that of the last change where it is a later one."""
    told = activity.feed_time
    created = times.in_detail(told, now)
    updated = activity.updated
    if told is None or updated is None or updated.seconds_since(told) < _CHANGED_AFTER:
        return created, ""
    return created, times.changed(updated, now)


class KindLabel(PlainLabel):
    """The kind in the colour of its tile's icon."""

    def __init__(self, kind: Kind, label: str, parent: QWidget | None = None) -> None:
        super().__init__(kind_word(kind, label), "small", weight=600, parent=parent)
        self.setProperty("colour", f"hue-{tokens.hue_name(kind)}")
