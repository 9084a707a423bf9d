"""What else is known of an activity? Every field on a line, times as the server wrote them, and the JSON as it came."""

from __future__ import annotations

import contextlib
import json
import re
from textwrap import wrap

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from ...model.feed import Detail
from ...model.moment import Instant, Moment
from ...model.person import Person
from ...model.text import clean_line, strip_invisible
from ...model.words import translate
from .. import times
from ..controls import Button, PlainLabel, WrappingLabel
from ..theme import GUTTER, current_theme
from ..words import kind_word, person_name, record_word, relation_title
from .notified import notified

_LONGEST_WORD = 20
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD},}}")
LONGEST_RAW = 64 * 1024
"""Characters of the raw record that are shown; whoever needs more asks the command line."""


def fields_of(detail: Detail, account_name: str, now: Instant) -> list[tuple[str, str]]:
    """(label, value) for everything that has a value."""
    activity, row = detail.activity, detail.row
    here = (
        translate("Details", "On this computer")
        if detail.read_state_is_local
        else translate("Details", "In {account}").format(account=account_name)
    )
    fields = [
        (translate("Details", "Type"), kind_word(activity.kind, clean_line(activity.kind_label))),
        (translate("Details", "Account"), account_name),
        (translate("Details", "ID"), activity.key.rid),
        (translate("Details", "Created"), _time(activity.created)),
        (translate("Details", "Changed"), _time(activity.updated)),
        (translate("Details", "Happened"), _time(activity.occurred)),
        (translate("Details", "Starts"), _time(activity.starts)),
        (translate("Details", "Ends"), _time(activity.ends)),
        (translate("Details", "Arrived here"), _time(detail.arrived)),
        (translate("Details", "Read"), _time(detail.read_at) if not row.unread else translate("Details", "No")),
        (translate("Details", "Read state"), here),
        (translate("Details", "Notification"), notified(detail.announcement, now)),
        (translate("Details", "Completed"), _completed(detail)),
        (translate("Details", "Status"), activity.status),
        (translate("Details", "Priority"), activity.priority_label or activity.priority.value),
        (translate("Details", "Owner"), _person(activity.owner)),
        (translate("Details", "Created by"), _person(activity.creator)),
        (translate("Details", "About"), ", ".join(_person(person) for person in activity.people)),
        (
            translate("Details", "Related"),
            ", ".join(_related(relation.kind, relation_title(relation)) for relation in activity.relations),
        ),
        (translate("Details", "Tags"), ", ".join(activity.tags)),
        (translate("Details", "Attachments"), ", ".join(attachment.name for attachment in activity.attachments)),
        (translate("Details", "Written by"), translate("Details", "An AI or a service") if activity.automatic else ""),
        *((translate("FactLabels", fact.label), translate("FactValues", fact.value)) for fact in activity.facts),
    ]
    return [(clean_line(label), clean_line(value)) for label, value in fields if value.strip()]


def raw_text(raw: bytes) -> str:
    """The record, indented; as it came where it is no JSON. Cut where it is very long."""
    text = raw.decode("utf-8", "replace")
    with contextlib.suppress(ValueError, RecursionError):
        text = json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    text = strip_invisible(text)
    return text if len(text) <= LONGEST_RAW else text[:LONGEST_RAW] + "\n…"


def breakable(text: str) -> str:
    """The same, with invisible places to break inside words that are too long for a line."""
    return _LONG_WORD.sub(lambda word: "\u200b".join(wrap(word[0], _LONGEST_WORD)), text)


class FieldsBlock(QWidget):
    """A table of the fields, a button that copies it, and the raw record to read and select."""

    def __init__(self, detail: Detail, account_name: str, now: Instant, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = fields_of(detail, account_name, now)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self._table())
        copy = Button(translate("Details", "Copy details"), icon_name="copy")
        copy.clicked.connect(self._copy)
        layout.addWidget(copy)
        layout.addWidget(_raw_view(raw_text(detail.activity.raw)))

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GUTTER)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for line, (label, value) in enumerate(self._fields):
            grid.addWidget(PlainLabel(label, "caption", "text3"), line, 0, Qt.AlignmentFlag.AlignTop)
            shown = WrappingLabel(breakable(value), "caption")
            shown.setAccessibleName(value)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(shown, line, 1)
        return grid

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(f"{label}: {value}" for label, value in self._fields))


def _raw_view(text: str) -> QPlainTextEdit:
    view = QPlainTextEdit(text)
    view.setReadOnly(True)
    view.setAccessibleName(translate("Details", "The record as it came"))
    view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    view.setTabChangesFocus(True)
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(current_theme().font("caption").pixelSize())
    view.setFont(font)
    view.setProperty("role", "raw")
    view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    lines = min(16, text.count("\n") + 2)
    view.setFixedHeight(round(lines * view.fontMetrics().lineSpacing()) + 20)
    return view


def _time(moment: Moment | None) -> str:
    return times.utc(moment) if moment is not None else ""


def _completed(detail: Detail) -> str:
    if detail.activity.done is None:
        return ""
    if not detail.activity.done:
        return translate("Details", "No")
    return _time(detail.activity.done_at) or translate("Details", "Yes")


def _person(person: Person | None) -> str:
    return _related(person.kind, person_name(person)) if person is not None else ""


def _related(kind: str, name: str) -> str:
    """The name, with the sort of record where the name does not say it already."""
    word = record_word(kind)
    return name if name.startswith(word) else f"{name} ({word})"
