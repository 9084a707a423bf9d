"""What would a screen reader find in a window? Its tree as text: role, name, description and states, one element a line."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

_SKIPPED = {
    QAccessible.Role.ScrollBar,
    QAccessible.Role.Whitespace,
}


def spoken(widget: QWidget) -> str:
    """The tree below a widget. What is hidden is left out; layers that say nothing are passed over."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return "\n".join(_lines(interface, 0)) + "\n"


def elements(widget: QWidget) -> list[QAccessibleInterface]:
    """Every element that is not hidden."""
    return list(_walk(QAccessible.queryAccessibleInterface(widget)))


def _walk(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield interface
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child.isValid() and not child.state().invisible and child.role() not in _SKIPPED:
            yield from _walk(child)


def _lines(interface: QAccessibleInterface, depth: int) -> Iterator[str]:
    line = _line(interface)
    if line:
        yield "  " * depth + line
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child.isValid() and not child.state().invisible and child.role() not in _SKIPPED:
            yield from _lines(child, depth + (1 if line else 0))


def _line(interface: QAccessibleInterface) -> str:
    name = interface.text(QAccessible.Text.Name)
    description = interface.text(QAccessible.Text.Description)
    value = interface.text(QAccessible.Text.Value)
    role = interface.role().name
    if role in ("Client", "Pane", "NoRole", "LayeredPane", "Cell", "TableHeader") and not name:
        return ""
    parts = [role, repr(name)]
    body = interface.textInterface() if role == "StaticText" else None
    if body is not None and body.characterCount():
        parts.append(f"text {body.text(0, body.characterCount())!r}")
    if value and value != name and role in ("EditableText", "Document"):
        parts.append(f"value {value!r}")
    if description and not description.startswith("<qt>"):
        parts.append(f"({description})")
    return " ".join(parts + _states(interface))


def _states(interface: QAccessibleInterface) -> list[str]:
    state = interface.state()
    found = []
    for word, held in (
        ("checked", state.checked),
        ("disabled", state.disabled),
        ("selected", state.selected),
        ("read-only", state.readOnly and interface.role().name == "EditableText"),
    ):
        if held:
            found.append(f"[{word}]")
    return found
