"""How does a form hang together? The fields that matter first, the others behind a button; values, changes and errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...crm.contract import FieldType, FormField
from ..detail.blocks import Disclosure
from ..field_words import worded
from .inputs import ChoiceInput, Input, LineInput, ListInput, NumberInput, SwitchInput, TextInput
from .moment import MomentInput

_AT_FIRST = 6
"""So many fields are shown at once; required ones and ones that hold something always are."""
_INPUTS: dict[FieldType, Callable[[FormField], Input]] = {
    FieldType.LINE: LineInput,
    FieldType.TEXT: TextInput,
    FieldType.NUMBER: NumberInput,
    FieldType.SWITCH: SwitchInput,
    FieldType.MOMENT: MomentInput,
    FieldType.CHOICE: ChoiceInput,
    FieldType.LIST: ListInput,
}


class FieldSet(QWidget):
    """`changed` whenever something was typed."""

    changed = Signal()

    def __init__(
        self,
        fields: Sequence[FormField],
        values: Mapping[str, Any],
        parent: QWidget | None = None,
        *,
        everything: bool = False,
    ) -> None:
        """`everything`: all fields are shown at once."""
        super().__init__(parent)
        self._at_first = len(fields) if everything else _AT_FIRST
        self._inputs = {field.name: _INPUTS[field.type](worded(field)) for field in fields}
        for name, one in self._inputs.items():
            if values.get(name) not in (None, ""):
                one.set_value(values[name])
            one.changed.connect(self.changed)
        self._before = {name: one.value() for name, one in self._inputs.items()}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(18)
        self._more: Disclosure | None = None
        self._rest = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        first = [one for n, one in enumerate(self._inputs.values()) if n < self._at_first or one.field.required or _filled(one)]
        rest = [one for one in self._inputs.values() if one not in first]
        if len(rest) == 1:
            first, rest = list(self._inputs.values()), []
        for one in first:
            self._column.addWidget(one)
        if not rest:
            return
        self._more = Disclosure(self.tr("More fields"))
        self._more.clicked.connect(lambda: self.show_rest(not self._rest.isVisibleTo(self)))
        column = QVBoxLayout(self._rest)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        for one in rest:
            column.addWidget(one)
        self._rest.hide()
        self._column.addWidget(self._more)
        self._column.addWidget(self._rest)

    def show_rest(self, shown: bool) -> None:
        if self._more is not None:
            self._more.set_open(shown)
            self._rest.setVisible(shown)

    def fill(self, values: Mapping[str, Any]) -> None:
        """As if somebody had typed these; what this form has no field for is left out."""
        for name in values.keys() & self._inputs.keys():
            self._inputs[name].set_value(values[name])

    def suggest(self, name: str, text: str) -> None:
        """What stands in a line as long as it is empty."""
        one = self._inputs[name]
        if isinstance(one, LineInput):
            one.edit.setPlaceholderText(text)

    def input(self, name: str) -> Input:
        return self._inputs[name]

    def take_focus(self) -> None:
        """Where typing begins: the first field that is needed and empty, else the first."""
        ones = list(self._inputs.values())
        needed = [one for one in ones if one.field.required and not _filled(one)]
        for one in [*needed, *ones][:1]:
            one.take_focus()

    def changes(self) -> dict[str, Any]:
        """What is different from the values at the beginning; None clears."""
        now = {name: one.value() for name, one in self._inputs.items()}
        return {name: value for name, value in now.items() if value != self._before[name]}

    def entered(self) -> dict[str, Any]:
        """Everything that holds something, for a new activity. A switch only when somebody has moved it."""
        moved = self.changes()
        now = {name: one.value() for name, one in self._inputs.items()}
        return {name: value for name, value in now.items() if value not in (None, False) or name in moved}

    def problems(self) -> dict[str, str]:
        """What is wrong, as far as everybody can tell."""
        return {name: text for name, one in self._inputs.items() if (text := one.problem())}

    def errors(self) -> dict[str, str]:
        """What is said to be wrong now."""
        return {name: one.error() for name, one in self._inputs.items() if one.error()}

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """At their fields; the first one is brought into sight and gets the keyboard."""
        wrong = [one for name, one in self._inputs.items() if name in errors]
        for name, one in self._inputs.items():
            one.set_error(errors.get(name, ""))
        if any(not one.isVisibleTo(self) for one in wrong):
            self.show_rest(True)
        if wrong:
            wrong[0].take_focus()


def _filled(one: Input) -> bool:
    return one.value() not in (None, "", [], False)
