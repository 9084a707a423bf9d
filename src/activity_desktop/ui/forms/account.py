"""In which account? A choice among those that can do it; the others are shown with the reason why they cannot."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...crm.contract import Feature
from ..backend import Backend
from ..controls.label import PlainLabel, WrappingLabel, tip
from ..controls.select import Select


class AccountChooser(QWidget):
    """`account` is the chosen one; empty when no account can do it, and then the reasons are in sight."""

    chosen = Signal(str)

    def __init__(self, backend: Backend, feature: Feature, wanted: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows = backend.accounts()
        able = [row for row in rows if backend.capabilities(row.id).has(feature)]
        unable = [(row.name, backend.capabilities(row.id).reason(feature)) for row in rows if row not in able]
        label = PlainLabel(self.tr("Account"), "small", weight=500)
        self.select = Select(self.tr("Account"), [(row.id, row.name) for row in able])
        self._add_unable(unable)
        if any(row.id == wanted for row in able):
            self.select.set_value(wanted)
        self.select.setEnabled(bool(able))
        self.select.currentIndexChanged.connect(lambda: self.chosen.emit(self.account))
        label.setBuddy(self.select)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(label)
        layout.addWidget(self.select)
        for name, reason in unable if not able else ():
            text = self.tr("{account}: {reason}").format(account=name, reason=reason)
            layout.addWidget(WrappingLabel(text, "caption", "text2"))
        self._able = [row.id for row in able]

    @property
    def account(self) -> str:
        return self.select.value() if self._able else ""

    def _add_unable(self, unable: list[tuple[str, str]]) -> None:
        """Below the others, grey, with their reason."""
        model = self.select.model()
        for name, reason in unable:
            self.select.addItem(name, "")
            index = self.select.count() - 1
            self.select.setItemData(index, tip(reason), Qt.ItemDataRole.ToolTipRole)
            self.select.setItemData(index, reason, Qt.ItemDataRole.AccessibleDescriptionRole)
            if isinstance(model, QStandardItemModel):
                model.item(index).setEnabled(False)
