"""What is kept where, and what is this program? Pages that only tell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..controls.label import PlainLabel, WrappingLabel
from .page import SettingsPage

translate = QCoreApplication.translate
THIRD_PARTY = (
    ("Qt, PySide6", "LGPL-3.0"),
    ("Lucide", "ISC"),
    ("h11", "MIT"),
    ("msgspec", "BSD-3-Clause"),
    ("nh3", "MIT"),
    ("markdown-it-py", "MIT"),
    ("dateparser", "BSD-3-Clause"),
    ("keyring", "MIT"),
    ("platformdirs", "MIT"),
    ("Starlette", "BSD-3-Clause"),
    ("uvicorn", "BSD-3-Clause"),
    ("truststore", "MIT"),
    ("dbus-fast", "MIT"),
    ("desktop-notifier", "MIT"),
)


def about_page(version: str) -> SettingsPage:
    page = SettingsPage(translate("Settings", "About"))
    licence = translate("Settings", "Free software under the MIT licence. Nothing about you leaves this computer.")
    page.add_section("", [fact_row(translate("Settings", "Activity {version}").format(version=version).strip(), licence)])
    heading = translate("Settings", "Made with the work of others")
    page.add_section(heading, [fact_row(name, licence) for name, licence in THIRD_PARTY])
    page.finish()
    return page


def add_places(page: SettingsPage, places: Sequence[tuple[str, str]]) -> None:
    """Where things are kept, as text that can be selected."""
    if places:
        page.add_section(translate("Settings", "Where it is kept"), [fact_row(what, where) for what, where in places])


def fact_row(title: str, text: str) -> QWidget:
    row = QWidget()
    layout = QVBoxLayout(row)
    layout.setContentsMargins(16, 9, 16, 9)
    layout.setSpacing(1)
    layout.addWidget(PlainLabel(title, "small", weight=500))
    label = WrappingLabel(text, "caption", "text3")
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    layout.addWidget(label)
    return row
