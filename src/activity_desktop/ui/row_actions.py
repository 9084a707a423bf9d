"""What can be done with the chosen activities? One short method per command; each acts at once and can be undone."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from ..crm.features import Feature
from ..model.activity import Key
from ..model.clock import Clock
from ..model.feed import FeedRow, Shelf
from ..model.link import ActivityLink, write_link
from ..model.moment import Instant
from ..settings import definitions as choose
from ..settings.file import Settings
from . import muting
from .abilities import why_not
from .backend import Backend
from .detail import DetailPane
from .feed.pane import ListPane
from .joining import join
from .toasts import Toasts
from .visit import Visit

_MOST_OPENED = 10
"""So many pages are opened in the browser at once, whatever is selected."""
_MOST_FETCHED = 20


class RowActions(QObject):
    """Acts on the rows it was given, else on the selected ones, else on the one whose detail is shown."""

    back_wanted = Signal()
    edit_wanted = Signal(object)
    """Carries the key of the activity whose form should open."""

    def __init__(
        self,
        backend: Backend,
        settings: Settings,
        clock: Clock,
        pane: ListPane,
        detail: DetailPane,
        visit: Visit,
        toasts: Toasts,
    ) -> None:
        super().__init__(pane)
        self._backend = backend
        self._settings = settings
        self._clock = clock
        self._pane = pane
        self._steps = pane.view.steps
        self._detail = detail
        self._visit = visit
        self._toasts = toasts
        self._given: tuple[Key, ...] = ()
        toasts.undo.connect(self.undo)

    def targets(self) -> tuple[Key, ...]:
        """What was named; else what is selected; else the row that the keyboard is on, or what is shown."""
        here = self._pane.view.ringed() or self._detail.key
        return self._given or self._steps.selected() or ((here,) if here else ())

    def rows(self) -> list[FeedRow]:
        found = (self._backend.row(key) for key in self.targets())
        return [row for row in found if row is not None]

    def toggle_read(self) -> None:
        if any(row.unread for row in self.rows()):
            self.mark_read()
        else:
            self.mark_unread()

    def mark_read(self) -> None:
        self._backend.mark_read(self.targets())

    def mark_unread(self) -> None:
        keys = self.targets()
        for key in keys:
            self._visit.kept(key)
        self._backend.mark_unread(keys)

    def mark_all_read(self) -> None:
        self._backend.mark_all_read(self._pane.query())

    def done(self) -> None:
        rows = self.rows()
        keys = tuple(row.key for row in rows)
        if not keys:
            return
        undo = all(row.shelf is Shelf.DONE for row in rows)
        self._move_on(keys)
        self._backend.finish(keys, done=not undo)
        wish = self._settings.get(choose.DONE_COMPLETES)
        if not undo and wish != "off":
            self._also_complete(keys, ask=wish == "ask")

    def _also_complete(self, keys: tuple[Key, ...], *, ask: bool) -> None:
        open_ones = tuple(key for key in keys if self._can_complete(key))

        def complete() -> None:
            for key in open_ones:
                self._backend.complete(key)

        if ask and open_ones:
            self._toasts.offer(self._completion_question(open_ones), "square-check-big", self.tr("Complete"), complete)
        else:
            complete()

    def _completion_question(self, keys: tuple[Key, ...]) -> str:
        names = {account.id: account.name for account in self._backend.accounts()}
        accounts = sorted({names.get(key.account, key.account) for key in keys})
        return self.tr("Done here. Also in {account}?").format(account=", ".join(accounts))

    def _can_complete(self, key: Key) -> bool:
        detail = self._backend.detail(key)
        able = self._backend.capabilities(key.account).has(Feature.COMPLETE)
        return detail is not None and detail.activity.done is False and able

    def _able(self, command: str) -> tuple[Key, ...]:
        """The targets, when this may be done with all of them; else nothing, and the reason is told."""
        keys = self.targets()
        reason = why_not(self._backend, command, keys)
        if not reason:
            return keys
        self._toasts.tell(reason, "triangle-alert")
        return ()

    def complete(self) -> None:
        keys = self._able("complete")
        if not keys:
            return
        self._move_on(keys)
        for key in keys:
            self._backend.complete(key)
        self._backend.finish(keys)

    def reopen(self) -> None:
        for key in self._able("reopen"):
            self._backend.complete(key, done=False)

    def edit(self) -> None:
        for key in self._able("edit"):
            self.edit_wanted.emit(key)

    def refresh(self) -> None:
        for key in self._able("refresh")[:_MOST_FETCHED]:
            self._backend.office.refresh(key)

    def mute_account(self) -> None:
        """Their accounts raise no notifications any more; where they do not already, they do again."""
        rows = self.rows()
        if rows:
            muting.toggle_accounts(self._backend, rows)

    def mute_type(self) -> None:
        """The same for their types."""
        if self._able("mute_type"):
            muting.toggle_types(self._backend, self.rows())

    def snooze(self) -> None:
        keys = self.targets()
        if not keys:
            return
        from .snooze import SnoozePopover

        popover = SnoozePopover(self._pane, self._clock)
        popover.picked.connect(lambda until: self.snooze_until(keys, until))
        popover.open_below(self._pane.view.place_of(keys[0]) or self._detail.toolbar)

    def snooze_until(self, keys: tuple[Key, ...], until: Instant | None) -> None:
        self._move_on(keys)
        self._backend.snooze(keys, until)

    def unsnooze(self) -> None:
        self._backend.snooze(self.targets(), None)

    def delete(self) -> None:
        """Delete in the remote system; the backend waits a moment before it is sent."""
        keys = self._able("delete")
        if keys:
            self._move_on(keys)
            self._backend.delete(keys)

    def _move_on(self, keys: tuple[Key, ...]) -> None:
        """These will leave the list: go where the setting says, before they are gone."""
        if not set(keys) & set(self._steps.selected()):
            return
        where = self._settings.get(choose.AFTER_DONE)
        following = self._steps.neighbour(keys, -1 if where == "previous" else 1)
        if where == "list" or following is None:
            self._pane.view.clearSelection()
            self.back_wanted.emit()
        else:
            self._steps.select(following)

    def open_in_crm(self) -> None:
        from .safe_open import open_safely

        opened = [open_safely(self._backend.web_url(key)) for key in self.targets()[:_MOST_OPENED]]
        if opened and not any(opened):
            self._toasts.tell(self.tr("No web address is known for this"), "triangle-alert")

    def join(self) -> None:
        """Into the meeting of the first one that has one."""
        if not any(join(self._backend, key) for key in self.targets()[:1]):
            self._toasts.tell(self.tr("No meeting address is known for this"), "triangle-alert")

    def copy_link(self) -> None:
        """The address in the CRM; where there is none, the link into this program."""
        links = [self._backend.web_url(key) or write_link(ActivityLink(key)) for key in self.targets()]
        self._copy(links, self.tr("Link copied"), "link")

    def copy_text(self) -> None:
        texts = ["\n".join(part for part in (row.title, row.summary) if part) for row in self.rows()]
        self._copy(texts, self.tr("Text copied"), "copy")

    def _copy(self, texts: list[str], told: str, icon: str) -> None:
        if texts:
            QGuiApplication.clipboard().setText("\n\n".join(texts))
            self._toasts.tell(told, icon)

    def undo(self) -> None:
        self._backend.undo()

    def redo(self) -> None:
        self._backend.redo()
