"""Which accounts need the person? Each is told of once, until it is well again; a click on that leads to what it needs."""

from __future__ import annotations

import logging

from ..model.changes import AccountState, Phase
from ..model.link import AccountLink, ActivityLink, InboxLink, write_link
from ..native.notifier import NotNotified
from ..notify import wording
from ..notify.centre import Centre, Reacted
from ..store import accounts, feed
from ..store.database import Connection
from .tasks import Tasks

_log = logging.getLogger(__name__)
_WELL = frozenset({Phase.LIVE, Phase.WAITING, Phase.FILLING})


class Needing:
    """A problem that lasts is met again with every try, and is no news then."""

    def __init__(self, centre: Centre, connection: Connection, tasks: Tasks) -> None:
        self._centre = centre
        self._connection = connection
        self._tasks = tasks
        self._told: set[str] = set()

    def heard(self, state: AccountState) -> None:
        if state.phase in _WELL and state.account in self._told:
            self._told.discard(state.account)
            self._tasks.start(f"tell {state.account}", self._centre.withdraw(f"account:{state.account}"))
        elif state.phase is Phase.SIGNED_OUT and state.account not in self._told and not self._centre.window_in_front:
            self._told.add(state.account)
            self._tasks.start(f"tell {state.account}", self._tell(state.account))

    async def _tell(self, account_id: str) -> None:
        account = accounts.account(self._connection, account_id)
        if account is None:
            return
        try:
            await self._centre.post(wording.signed_out(account_id, account.name))
        except NotNotified as refusal:
            self._told.discard(account_id)
            _log.info("notification refused: %s", refusal)


def where_to(reacted: Reacted, connection: Connection) -> str:
    """Where a click leads: to the account that needs the person, to the one activity, else to the inbox. Empty for the trial
    notice: that shows the program as it is."""
    if reacted.tag == wording.TEST:
        return ""
    topic, _, account = reacted.tag.partition(":")
    if topic == "account":
        return write_link(AccountLink(account))
    one = len(reacted.keys) == 1 and feed.row(connection, reacted.keys[0]) is not None
    return write_link(ActivityLink(reacted.keys[0]) if one else InboxLink())
