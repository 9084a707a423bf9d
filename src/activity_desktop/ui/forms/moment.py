"""How is a date entered, with or without a time of day? Not set, a day, or a day and a time; one switch says which."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QTime
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...crm.contract import FormField
from ...model.moment import Day, Instant, Moment, parse_moment, write_moment
from ..controls.choices import Segmented
from ..controls.select import MomentEdit, date_and_time, date_format
from .inputs import Input

translate = QCoreApplication.translate
_NONE, _DAY, _INSTANT = "", "day", "instant"


class MomentInput(Input):
    """A day floats; a day and a time are of this computer's clock. What could not be read is kept as it is."""

    def __init__(self, field: FormField) -> None:
        self._odd: Any = None
        self._exact: Instant | None = None
        self.edit = MomentEdit(field.label)
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.sort = Segmented(
            translate("Forms", "{field}: how exact").format(field=field.label),
            [
                (_NONE, translate("Forms", "Not set")),
                (_DAY, translate("Forms", "Day")),
                (_INSTANT, translate("Forms", "Day and time")),
            ],
        )
        super().__init__(field, self.edit)
        self.sort.chosen.connect(self._sort_chosen)
        self.edit.dateTimeChanged.connect(self._entered)
        self._show(None)

    def _build(self) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        self._row.addWidget(self.sort)
        self._row.addWidget(self.edit, 1)
        self._row.addStretch()
        holder = QWidget()
        holder.setLayout(self._row)
        holder.setMinimumWidth(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self._label, holder, self._note):
            layout.addWidget(widget)

    def take_focus(self) -> None:
        """To the date, or as long as there is none, to the switch."""
        chosen = [one for one in self.sort.findChildren(QAbstractButton) if one.isChecked()]
        (self.edit if self.sort.value() or not chosen else chosen[0]).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Under each other where they do not fit side by side."""
        super().resizeEvent(event)
        needed = self.sort.sizeHint().width() + self._row.spacing() + self.edit.sizeHint().width()
        beside = needed <= self.width()
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def value(self) -> Any:
        moment = self._moment()
        return write_moment(moment) if moment is not None else self._odd

    def set_value(self, value: Any) -> None:
        """A text as the connectors write it, or nothing."""
        self._odd = None
        try:
            self._show(parse_moment(str(value)) if value else None)
        except (ValueError, OverflowError):
            self._show(None)
            self._odd = value

    def _moment(self) -> Moment | None:
        match self.sort.value():
            case "day":
                day = self.edit.date()
                return Day(date(day.year(), day.month(), day.day()))
            case "instant":
                return self._exact or Instant(self.edit.dateTime().toSecsSinceEpoch() * 1_000_000)
        return None

    def _show(self, moment: Moment | None) -> None:
        self.edit.blockSignals(True)
        if isinstance(moment, Day):
            self._set_date(moment.date)
        elif moment is not None:
            self.edit.setDateTime(QDateTime.fromSecsSinceEpoch(moment.us // 1_000_000))
        else:
            self.edit.setDateTime(_next_hour())
        self._exact = moment if isinstance(moment, Instant) else None
        self.edit.blockSignals(False)
        self.sort.set_value(_NONE if moment is None else _DAY if isinstance(moment, Day) else _INSTANT)
        self._fit()

    def _set_date(self, day: date) -> None:
        self.edit.setDateTime(QDateTime(QDate(day.year, day.month, day.day), QTime(9, 0)))

    def _sort_chosen(self) -> None:
        self._odd = None
        self._fit()
        if self.sort.value():
            self.edit.setFocus()
        self._touched()

    def _fit(self) -> None:
        """Only what is asked for: no clock for a day, nothing for nothing."""
        write = date_format if self.sort.value() == _DAY else date_and_time
        self.edit.setDisplayFormat(write(self.locale()))
        self.edit.setVisible(self.sort.value() != _NONE)

    def _entered(self) -> None:
        self._odd, self._exact = None, None
        self._touched()


def _next_hour() -> QDateTime:
    """Where entering a time begins: today, at the next full hour."""
    now = datetime.now().astimezone()
    return QDateTime(QDate(now.year, now.month, now.day), QTime(min(now.hour + 1, 23), 0))
