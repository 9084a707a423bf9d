"""Which system is it? A card for each one that this program knows, and the demo server first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...crm.contract import System
from ...model.words import translate
from ..controls.choices import RadioCard

_ICONS = ("activity", "briefcase", "truck", "building-2", "plug", "handshake")
"""Given out in turn: a connector declares what it can do, not how a card looks."""


class Where(QWidget):
    """`chosen` is the system, or None for the demo server."""

    def __init__(self, systems: Sequence[System], *, with_demo: bool) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._cards: list[tuple[RadioCard, System | None]] = []
        if with_demo:
            text = self.tr("Sample data on this computer, no sign-up")
            demo = RadioCard(self.tr("Demo server"), text, "sparkles", self.tr("Ready"))
            self._cards.append((demo, None))
        for number, system in enumerate(systems):
            card = RadioCard(system.title, translate("Texts", system.summary), _ICONS[number % len(_ICONS)])
            self._cards.append((card, system))
        for card, _ in self._cards:
            layout.addWidget(card)
        layout.addStretch()
        self._cards[0][0].setChecked(True)

    def chosen(self) -> System | None:
        return next((system for card, system in self._cards if card.isChecked()), None)

    def take_focus(self) -> None:
        next(card for card, _ in self._cards if card.isChecked()).setFocus()
