"""What runs behind the verbs? The database, one follower per account, the notification centre, and what wakes them.

One event loop owns all of it: in a thread of its own behind a window, or the main one on the command line.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from ..model.changes import (
    AccountsChanged,
    AccountState,
    ActivitiesChanged,
    Change,
    JoinWanted,
    LinkOpened,
    Phase,
    Told,
    ViewsChanged,
)
from ..model.clock import Clock, SystemClock
from ..model.moment import Instant
from ..model.problems import Problem
from ..native.notifier import Notifier
from ..native.secrets import SecretStore
from ..native.sleep_watch import watch
from ..notify.centre import Centre, Reacted
from ..notify.due_reminders import DueReminders
from ..notify.snoozes import Snoozes
from ..settings.file import Settings
from ..store import accounts
from ..store.database import Database
from ..store.salvage import Opened, open_or_salvage
from .account_choices import AccountChoices
from .desk import Desk
from .followers import Followers
from .housekeeping import Housekeeping
from .linking import Linking
from .needing import Needing, where_to
from .on_demand import OnDemand
from .proved import Proved
from .same_person import SamePerson
from .saved_views import SavedViews
from .tasks import Tasks


class Engine:
    """Make it, `start` it, use its parts and the methods below, `stop` it. Everything belongs to one event loop and its thread.

    `desk`, `views`, `choices` and `same_person` are what a person does; `linking` adds and removes accounts, `followers` keep
    them up to date, `on_demand` asks their servers for one thing; `centre` is there where notifications are raised.
    """

    def __init__(
        self,
        path: Path,
        secrets: SecretStore,
        settings: Settings,
        tell: Callable[[Change], None],
        *,
        notifier: Notifier | None = None,
        clock: Clock | None = None,
        log: Path | None = None,
        alone: bool = False,
        opened: Opened | None = None,
    ) -> None:
        """Open the database at `path`. Without a notifier nothing is announced (and nothing is lost: it stays due).
        `log` is the folder from which a removed account is taken out, too.

        `alone`: this process holds the profile's lock, so it may repair a damaged file. `opened` is that database where it
        is open already; it belongs to the engine from now on.
        Raises NewerData, DataDamaged (not when alone), DiskFull.
        """
        self.clock = clock or SystemClock()
        self.settings = settings
        self.secrets = secrets
        self.database, self._salvaged = opened or _open(path, self.clock.now(), alone=alone)
        self._listener = tell
        self._tasks = Tasks()
        self.proved = Proved(self.database.connection)
        self.followers = Followers(self.database, secrets, settings, self.proved, self._tasks, self.clock, self.tell)
        self._snoozes = Snoozes(self.database, self.clock, self.tell)
        self._due_reminders = DueReminders(self.database, settings, self.clock, self.tell)
        self.centre = Centre(self.database, notifier, settings, self.clock, self.tell, self._reacted) if notifier else None
        self._needing = Needing(self.centre, self.database.connection, self._tasks) if self.centre else None
        self.linking = Linking(self.database, secrets, settings, self.followers, self.centre, self.clock, self.tell, log)
        self.on_demand = OnDemand(self.database, self.followers, self.proved, self.clock, self.tell)
        self.desk = Desk(
            self.database,
            self.clock,
            self.tell,
            lambda account, feature: self.proved.of(account).has(feature),
            lambda account, feature: self.proved.of(account).reason(feature),
            self.followers.send_soon,
            self._snoozes.poke,
        )
        self.same_person = SamePerson(self.database, self.desk.history, self.tell)
        self.views = SavedViews(self.database, self.desk.history, self.tell)
        self.choices = AccountChoices(self.database, self.desk.history, self.tell)

    # --- life ----------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Take up what an earlier process left, and follow every account."""
        housekeeping = Housekeeping(self.database, self.settings, self.clock, self.tell)
        housekeeping.take_over(self._salvaged)
        await self.linking.remove_the_rest()
        self._tasks.start("marking", self.desk.triage.marker.run())
        self._tasks.start("snoozes", self._snoozes.run())
        self._tasks.start("housekeeping", housekeeping.run())
        self._tasks.start("sleep", watch(self.woke_up, self.clock, on_keyring=self.followers.keyring_came))
        if self.centre:
            self._tasks.start("notifications", self.centre.run())
            self._tasks.start("reminders", self._due_reminders.run())
        for account in accounts.all_accounts(self.database.connection):
            self.followers.follow(account.id)

    async def stop(self) -> None:
        """End everything in order. What was not sent stays in the outbox."""
        await self._tasks.end_all()
        await self.followers.hang_up()
        if self.centre:
            await self.centre.close()
        self.database.close()

    # --- what happens outside ------------------------------------------------------------------------------

    def reload(self) -> None:
        """Another process with the same profile changed the database: follow new accounts, send what waits, show what is."""
        every = accounts.all_accounts(self.database.connection)
        present = {account.id for account in every}
        for account_id in present - self.followers.names():
            self.followers.follow(account_id)
        for account_id in self.followers.names() - present:
            self._tasks.start(f"forget {account_id}", self.followers.unfollow(account_id))
            self.tell(AccountsChanged(account_id))
        for account in every:
            signed_out = self.followers.of(account.id).standing.state.phase is Phase.SIGNED_OUT
            if signed_out or self.followers.is_elsewhere(account):
                self._tasks.start(f"again {account.id}", self.followers.follow_anew(account.id))
            self.followers.send_soon(account.id)
            self.tell(AccountsChanged(account.id))
        self.tell(ViewsChanged())
        self._snoozes.poke()
        self._due_reminders.poke()
        self.tell(ActivitiesChanged(everything=True))

    def attend(self, active: bool) -> None:
        """The window came to the front (True) or went away."""
        if self.centre:
            self.centre.window_in_front = active
        self.followers.attend(active)

    def woke_up(self) -> None:
        """The machine slept or changed networks."""
        self.followers.woke_up()
        self._snoozes.poke()
        self._due_reminders.poke()

    # --- what happened here --------------------------------------------------------------------------------

    def tell(self, change: Change) -> None:
        """Every committed change passes here: to the notification centre, and to whoever shows it. What may be announced is
        shown once the centre had its turn."""
        if self.centre:
            self.centre.heard(change)
            if isinstance(change, AccountState) and self._needing:
                self._needing.heard(change)
            if isinstance(change, ActivitiesChanged):
                asyncio.get_running_loop().call_soon(self._listener, change)
                return
        self._listener(change)

    def _reacted(self, reacted: Reacted) -> None:
        """A click on a notification; what cannot be done is said."""
        try:
            self._obey(reacted)
        except Problem as problem:
            self.tell(Told(str(problem), problem=True))

    def _obey(self, reacted: Reacted) -> None:
        """Only "read", "done" and "snooze" change anything; everything else opens."""
        match reacted.button:
            case "read":
                self.desk.triage.mark_read(reacted.keys)
            case "done":
                self.desk.triage.finish(reacted.keys)
            case "snooze":
                self.desk.triage.snooze_an_hour(reacted.keys)
            case "join":
                for key in reacted.keys[:1]:
                    self.tell(JoinWanted(key, reacted.token))
            case _:
                self.tell(LinkOpened(where_to(reacted, self.database.connection), reacted.token))


def _open(path: Path, now: Instant, *, alone: bool) -> Opened:
    return open_or_salvage(path, now) if alone else (Database(path), None)
