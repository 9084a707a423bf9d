"""How is one field filled in? One input per `FieldType`, each with its label, its help, and what is wrong with it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ...crm.contract import FormField
from ..controls.label import PlainLabel, WrappingLabel
from ..controls.select import Select
from ..controls.switch import Switch
from ..theme import current_theme

translate = QCoreApplication.translate
_TEXT_LINES, _LIST_LINES = 4, 2


class Input(QWidget):
    """The common part. `value` is what the connector understands: text, number, bool, list, or None for nothing."""

    changed = Signal()

    def __init__(self, field: FormField, target: QWidget) -> None:
        """`target` is what takes the keyboard."""
        super().__init__()
        self.field = field
        self.target = target
        self._error = ""
        self._note = WrappingLabel("", "caption", "text3")
        name = translate("Forms", "{field}, required").format(field=field.label) if field.required else field.label
        target.setAccessibleName(name)
        self._label = PlainLabel(f"{field.label} *" if field.required else field.label, "small", weight=500)
        self._label.setBuddy(target)
        self._build()
        self.set_error("")

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._label)
        layout.addWidget(self.target)
        layout.addWidget(self._note)

    def value(self) -> Any:
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        raise NotImplementedError

    def take_focus(self) -> None:
        """Not by a focus proxy: with a child as its proxy, Tab goes astray."""
        self.target.setFocus()

    def error(self) -> str:
        return self._error

    def set_error(self, text: str) -> None:
        """Say below what is wrong; an empty text takes it back and shows the help again."""
        self._error = text
        shown = text or self.field.help
        self.target.setProperty("invalid", bool(text))
        self.target.style().polish(self.target)
        self.target.setAccessibleDescription(self._described(shown))
        self._note.setText(shown)
        self._note.recolour("danger" if text else "text3")
        self._note.setVisible(bool(shown))

    def _described(self, note: str) -> str:
        """What a screen reader says besides the name."""
        return note

    def problem(self) -> str:
        """What is wrong with the value as far as everybody can tell; empty when nothing is."""
        value = self.value()
        if self.field.required and value in (None, "", []):
            return translate("Forms", "This is needed.")
        most = self.field.max_length
        if most is not None and isinstance(value, str) and len(value) > most:
            return translate("Forms", "This may have {n} characters at most; it has {has}.").format(n=most, has=len(value))
        return ""

    def _touched(self) -> None:
        if self._error:
            self.set_error("")
        self.changed.emit()


class LineInput(Input):
    """One line of text."""

    def __init__(self, field: FormField) -> None:
        self.edit = QLineEdit()
        super().__init__(field, self.edit)
        self.edit.textChanged.connect(self._touched)

    def value(self) -> Any:
        return self.edit.text().strip() or None

    def set_value(self, value: Any) -> None:
        self.edit.setText("" if value is None else str(value))
        self.edit.setCursorPosition(0)


class NumberInput(LineInput):
    """A whole or decimal number. Identifiers that are no numbers are the server's business, so they pass as they are."""

    def __init__(self, field: FormField) -> None:
        super().__init__(field)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)

    def value(self) -> Any:
        text = self.edit.text().strip()
        return int(text) if text.isascii() and text.isdecimal() else text or None

    def set_value(self, value: Any) -> None:
        super().set_value(int(value) if isinstance(value, float) and value.is_integer() else value)

    def problem(self) -> str:
        value = self.value()
        if isinstance(value, str) and not any(sign.isdecimal() for sign in value):
            return translate("Forms", "This is no number.")
        return super().problem()


class TextInput(Input):
    """Several lines. Tab goes on to the next field, as everywhere else."""

    def __init__(self, field: FormField, lines: int = _TEXT_LINES) -> None:
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self._lines = lines
        super().__init__(field, self.edit)
        self.edit.textChanged.connect(self._touched)
        self.edit.document().documentLayout().documentSizeChanged.connect(self._grow)
        current_theme().changed.connect(self._grow)
        self._grow()

    def value(self) -> Any:
        return self.edit.toPlainText().strip() or None

    def set_value(self, value: Any) -> None:
        self.edit.setPlainText("" if value is None else str(value))

    def _grow(self) -> None:
        """As high as its text, between a few lines and twice as many."""
        theme = current_theme()
        line = theme.metrics("body").lineSpacing()
        lines = min(max(self.edit.document().size().height(), self._lines), 2 * self._lines)
        self.edit.setFixedHeight(round(lines * line) + theme.px(26))


class ListInput(TextInput):
    """Several values, one a line."""

    def __init__(self, field: FormField) -> None:
        super().__init__(field, _LIST_LINES)

    def value(self) -> Any:
        return [line.strip() for line in self.edit.toPlainText().splitlines() if line.strip()] or None

    def set_value(self, value: Any) -> None:
        lines = value.splitlines() if isinstance(value, str) else value or []
        super().set_value("\n".join(str(line) for line in lines))


class ChoiceInput(Input):
    """One of a few. What the activity has and the system no longer offers stays to be chosen."""

    def __init__(self, field: FormField) -> None:
        choices = list(field.choices)
        if not any(value == "" for value, _ in choices):
            nothing = translate("Forms", "Choose…") if field.required else translate("Forms", "Not set")
            choices.insert(0, ("", nothing))
        self.select = Select(field.label, choices)
        super().__init__(field, self.select)
        self.select.currentIndexChanged.connect(self._touched)

    def _described(self, note: str) -> str:
        """On Linux Qt gives the current choice as the name, so the label is said here."""
        return f"{self.field.label}. {note}" if note else self.field.label

    def value(self) -> Any:
        return self.select.value() or None

    def set_value(self, value: Any) -> None:
        text = "" if value is None else str(value)
        if self.select.findData(text) < 0:
            self.select.addItem(text, text)
        self.select.set_value(text)


class SwitchInput(Input):
    """On or off, in one row with its label."""

    def __init__(self, field: FormField) -> None:
        self.switch = Switch(field.label, field.help)
        super().__init__(field, self.switch)
        self.switch.toggled.connect(self._touched)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._label)
        words.addWidget(self._note)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(16)
        layout.addLayout(words, 1)
        layout.addWidget(self.switch)
        self._label.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The label is part of the switch."""
        if watched is self._label and event.type() == QEvent.Type.MouseButtonRelease:
            self.switch.click()
            return True
        return super().eventFilter(watched, event)

    def value(self) -> Any:
        return self.switch.isChecked()

    def set_value(self, value: Any) -> None:
        self.switch.setChecked(value is True or str(value).strip().casefold() in ("true", "1", "yes"))

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, current_theme().px(32)))
