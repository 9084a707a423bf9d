"""What does the detail of one activity consist of, from top to bottom? A block without data is left out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...crm.contract import Feature
from ...model.activity import BodyFormat
from ...model.feed import Detail, Sending
from ...model.moment import Instant
from ...model.plain import plain_text
from ...model.text import clean_line
from ..backend import Backend
from ..controls import Banner, Button
from ..controls.choices import CompletionRow
from ..controls.flow import ActionRow
from ..controls.tabs import order_tabs
from ..keys import printed
from ..safe_open import safe_url
from ..words import kind_word
from .blocks import Disclosure, section_title
from .body import BodyView
from .facts import FactsBlock
from .fields import FieldsBlock
from .head import Head
from .related import Related
from .title import TitleLabel

_LONGEST_PLAIN = 16 * 1024
"""Characters shown while the formatted body is being made harmless."""


class Content(QWidget):
    """Built once per activity and state; whoever shows another one builds another one."""

    command = Signal(str)
    link_requested = Signal(object)
    """Carries a `model.link.Link`."""

    def __init__(self, detail: Detail, backend: Backend, now: Instant, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detail = detail
        self._backend = backend
        names = {account.id: account.name for account in backend.accounts()}
        self._account_name = names.get(detail.row.key.account, detail.row.key.account)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._fields: FieldsBlock | None = None
        self._now = now
        self._build(now)

    def refresh_times(self, now: Instant) -> None:
        """Say everything that is relative to now again."""
        self._now = now
        self._head.refresh(now)
        self._facts.refresh(now)

    def update_detail(self, detail: Detail) -> None:
        """Take over what does not change what is shown above: who has read it, and where it lies."""
        self._detail = detail
        if self._fields is not None:
            self._show_fields()

    def title(self) -> str:
        return self._title.text()

    def _build(self, now: Instant) -> None:
        activity = self._detail.activity
        self._head = Head(activity, self._account_name, now)
        self._column.addWidget(self._head)
        self._column.addSpacing(18)
        self._title = TitleLabel()
        self._title.set_title(clean_line(activity.title) or kind_word(activity.kind, clean_line(activity.kind_label)))
        self._column.addWidget(self._title)
        self._add_trouble()
        self._facts = FactsBlock(activity, now)
        self._column.addSpacing(10 if self._facts.lines() else 6)
        self._column.addWidget(self._facts)
        self._add_completion()
        self._add_body()
        self._add_actions()
        related = Related(self._detail, self._backend, now)
        related.link_requested.connect(self.link_requested)
        self._column.addWidget(related)
        self._add_fields()
        self._column.addStretch()

    def _add_trouble(self) -> None:
        """What was not saved, or could not be read, is said right under the title."""
        row = self._detail.row
        if row.sending in (Sending.FAILED, Sending.CONFLICT):
            tone, text = self._trouble()
            banner = Banner(self)  # shown at once, and without a parent it would be a window of its own
            label = self.tr("Retry") if tone else self.tr("Compare")
            banner.show_state("danger" if tone else "warning", "triangle-alert", text, label)
            banner.acted.connect(lambda: self._backend.retry([row.key]) if tone else self.command.emit("outbox"))
            self._column.addSpacing(12)
            self._column.addWidget(banner)
        if row.unreadable:
            banner = Banner(self)  # shown at once, and without a parent it would be a window of its own
            banner.show_state("warning", "file-x", self.tr("Some details could not be read."))
            self._column.addSpacing(12)
            self._column.addWidget(banner)

    def _trouble(self) -> tuple[bool, str]:
        row = self._detail.row
        if row.sending is Sending.CONFLICT:
            return False, self.tr("Someone changed this in {account} meanwhile.").format(account=self._account_name)
        note = clean_line(row.sending_note)
        return True, self.tr("Not saved: {reason}").format(reason=note) if note else self.tr("Not saved")

    def _add_completion(self) -> None:
        activity, key = self._detail.activity, self._detail.row.key
        capabilities = self._backend.capabilities(key.account)
        if activity.done is None or not (activity.done or capabilities.has(Feature.COMPLETE)):
            return
        pattern = self.tr("Completed in {account}") if activity.done else self.tr("Complete in {account}")
        row = CompletionRow(pattern.format(account=self._account_name), self._completion_note())
        row.set_state(activity.done, pending=False)
        row.setEnabled(capabilities.has(Feature.REOPEN if activity.done else Feature.COMPLETE))
        row.clicked.connect(lambda: self._complete(row))
        self._column.addSpacing(12)
        self._column.addWidget(row)
        self._column.addSpacing(12)

    def _completion_note(self) -> str:
        activity, key = self._detail.activity, self._detail.row.key
        capabilities = self._backend.capabilities(key.account)
        if activity.done and not capabilities.has(Feature.REOPEN):
            return capabilities.reason(Feature.REOPEN)
        word = kind_word(activity.kind, clean_line(activity.kind_label))
        return self.tr("Marks the {kind} as done for your whole team").format(kind=word.lower(), Kind=word)

    def _complete(self, row: CompletionRow) -> None:
        done = row.isChecked()
        row.set_state(done, pending=True)
        self._backend.complete(self._detail.row.key, done)

    def _add_body(self) -> None:
        activity = self._detail.activity
        if activity.body.strip() or activity.plain.strip():
            body = BodyView(self.tr("Description"))
            body.show_body(activity.body or activity.plain, _format(self._detail), plain_text(activity, _LONGEST_PLAIN))
            self._column.addSpacing(6 if self._facts.lines() else 0)
            self._column.addWidget(body)
        if activity.notes.strip():
            self._column.addSpacing(18)
            self._column.addWidget(section_title(self.tr("Notes")))
            self._column.addSpacing(6)
            notes = BodyView(self.tr("Notes"))
            notes.show_body(activity.notes, BodyFormat.PLAIN, activity.notes[:_LONGEST_PLAIN])
            self._column.addWidget(notes)

    def _add_actions(self) -> None:
        row = ActionRow()
        if safe_url(self._backend.web_url(self._detail.row.key)) is not None:
            label = self.tr("Open in {account}").format(account=self._account_name)
            self._add_button(row, Button(label, "primary", "external-link", printed("open_in_crm"), tall=True), "open_in_crm")
        copy = Button(self.tr("Copy link"), icon_name="link", tall=True)
        copy.setAccessibleDescription(printed("copy_link"))
        self._add_button(row, copy, "copy_link")
        self._column.addSpacing(20)
        self._column.addWidget(row)

    def _add_button(self, row: ActionRow, button: Button, command: str) -> None:
        button.clicked.connect(lambda: self.command.emit(command))
        row.add(button)

    def _add_fields(self) -> None:
        self._disclosure = Disclosure(self.tr("Details"))
        self._disclosure.clicked.connect(self._toggle_fields)
        self._column.addSpacing(14)
        self._column.addWidget(self._disclosure)
        self._fields_place = QVBoxLayout()
        self._column.addLayout(self._fields_place)

    def _toggle_fields(self) -> None:
        self._disclosure.set_open(not self._disclosure.is_open())
        self._show_fields()

    def _show_fields(self) -> None:
        if self._fields is not None:
            self._fields.deleteLater()
            self._fields = None
        if self._disclosure.is_open():
            self._fields = FieldsBlock(self._detail, self._account_name, self._now)
            self._fields_place.addWidget(self._fields)
            order_tabs(self._disclosure, self._fields)


def _format(detail: Detail) -> BodyFormat:
    return detail.activity.body_format if detail.activity.body.strip() else BodyFormat.PLAIN
