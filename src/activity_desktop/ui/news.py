"""What does the window do when something changes? It brings the list up to date and says truly how things stand."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from ..model.changes import AccountsChanged, AccountState, ActivitiesChanged, LinkOpened, OutboxChanged, Settled, Told
from ..model.words import number
from .controls.banner import Banner
from .status.banner import Notice, notice, request_for_administrator
from .status.line import state_line
from .status.situation import situation
from .window_parts import WindowParts


class News(QObject):
    """Listens to the backend on behalf of one window."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._notice: Notice | None = None
        window.backend.changes.connect(self._heard)
        window.heartbeat.beat.connect(self._show_status)
        window.pane.header.banner.acted.connect(self._act_on_banner)
        window.pane.listed.connect(self._show_title)

    def refresh(self) -> None:
        self._window.pane.refresh_states()
        self._show_status()
        self._show_title()

    def _heard(self, change: object) -> None:
        window = self._window
        match change:
            case ActivitiesChanged():
                window.model.apply(change)
                window.pane.refresh_count()
                self._show_title()
            case AccountState():
                window.pane.refresh_states()
                self._show_status()
            case AccountsChanged():
                window.words.learn_accounts()
                window.model.refresh_texts()
                window.navigator.leave_removed()
                self.refresh()
            case OutboxChanged() | Settled():
                self._show_waiting()
            case Told():
                window.toasts.told(change)
                if change.back is not None:
                    window.pane.view.steps.show(change.back)
            case LinkOpened() if change.link:
                window.open_link(change.link, change.token)
            case _:
                pass

    def _show_status(self) -> None:
        window = self._window
        at = situation(window.backend, window.settings, window.clock.now())
        self._window.sidebar.show_line(state_line(at))
        self._show_waiting()
        self._notice = notice(at)
        self._window.pane.header.show_banner(self._fill_banner if self._notice else None)

    def _show_waiting(self) -> None:
        self._window.backend.count_waiting(self._window.sidebar.show_waiting)

    def _fill_banner(self, banner: Banner) -> None:
        if self._notice is not None:
            banner.show_state(self._notice.tone, self._notice.icon, self._notice.text, self._notice.label)

    def _act_on_banner(self) -> None:
        if self._notice is None:
            return
        if self._notice.action == "check_now":
            self._window.backend.check_now()
        elif self._notice.action == "copy_request":
            self._copy_request(self._notice.account)
        else:
            self._window.asked.emit(f"{self._notice.action}:{self._notice.account}")

    def _copy_request(self, account_id: str) -> None:
        window = self._window
        state = window.backend.states().get(account_id)
        account = next((row for row in window.backend.accounts() if row.id == account_id), None)
        if account is not None and state is not None:
            QGuiApplication.clipboard().setText(request_for_administrator(account, state))
            window.toasts.tell(self.tr("Copied, to be sent to an administrator"), "copy")

    def _show_title(self) -> None:
        """The window's name for the task bar and for screen readers: "Activity, Inbox, 3 unread"."""
        window = self._window
        unread = window.backend.counts().unread
        parts = [self.tr("Activity"), window.navigator.title]
        if unread:
            parts.append(self.tr("{n} unread", None, unread).format(n=number(unread)))
        window.setWindowTitle(", ".join(part for part in parts if part))
