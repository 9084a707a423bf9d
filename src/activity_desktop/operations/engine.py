"""What runs behind the verbs? The database, one follower per account, the notification centre, and what wakes them.

One event loop owns all of it: in a thread of its own behind a window, or the main one on the command line.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from msgspec import structs

from ..crm import registry
from ..crm.contract import Capabilities, Connector, Feature, Identity, Searches
from ..model.activity import Activity, Key
from ..model.changes import AccountsChanged, AccountState, ActivitiesChanged, Change, LinkOpened, Phase, Told
from ..model.clock import Clock, SystemClock
from ..model.moment import Instant
from ..model.problems import CannotDo, Gone, NotFound, Problem, SignedOut, UnknownSystem, Unreadable
from ..model.text import clean_line
from ..model.words import translate
from ..native.notifier import Notifier
from ..native.secrets import SecretStore
from ..native.sleep_watch import watch
from ..notify.centre import Centre, Reacted
from ..notify.reminders import Reminders
from ..settings import definitions as choose
from ..settings.file import Settings
from ..store import accounts, naming
from ..store.accounts import Account
from ..store.database import Database
from ..store.salvage import Opened, open_or_salvage
from ..sync.follow import Follower, Line
from ..sync.ingest import Terms, fact_number, take_gone, take_look
from ..sync.outbox import Sender
from ..sync.round import Outcome, Round
from ..sync.schedule import Attention
from . import lines, logs, signing_in
from .account_choices import AccountChoices
from .accounts import free_id, store
from .candidates import LONGEST_NAME, Candidate
from .desk import Desk
from .housekeeping import Housekeeping
from .needing import Needing, where_to
from .proved import capabilities_of, capabilities_out
from .removal import begin_removal, remove_rows
from .same_person import SamePerson
from .saved_views import SavedViews

_log = logging.getLogger(__name__)


class Engine:
    """Make it, `start` it, use `desk` and the methods below, `stop` it. Everything belongs to one event loop and its thread."""

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
        self._log_folder = log
        self.followers: dict[str, Follower] = {}
        self._listener = tell
        self._tasks: dict[str, asyncio.Task[Any]] = {}
        self._capabilities: dict[str, Capabilities] = {}
        self.reminders = Reminders(self.database, self.clock, self._tell)
        self.centre = Centre(self.database, notifier, settings, self.clock, self._tell, self._reacted) if notifier else None
        self._needing = Needing(self.centre, self.database.connection, self._run) if self.centre else None
        self.desk = Desk(
            self.database,
            self.clock,
            self._tell,
            lambda account, feature: self.capabilities(account).has(feature),
            lambda account, feature: self.capabilities(account).reason(feature),
            self._send_soon,
            self.reminders.poke,
        )
        self.same_person = SamePerson(self.database, self.desk.history, self._tell)
        self.views = SavedViews(self.database, self.desk.history, self._tell)
        self.choices = AccountChoices(self.database, self.desk.history, self._tell)

    # --- life ----------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Take up what an earlier process left, and follow every account."""
        housekeeping = Housekeeping(self.database, self.settings, self.clock, self._tell)
        housekeeping.take_over(self._salvaged)
        for account_id in accounts.removing(self.database.connection):
            await self.remove_account(account_id)
        self._run("marking", self.desk.marker.run())
        self._run("reminders", self.reminders.run())
        self._run("housekeeping", housekeeping.run())
        self._run("sleep", watch(self._woke_up, self.clock))
        if self.centre:
            self._run("notifications", self.centre.run())
        for account in accounts.all_accounts(self.database.connection):
            self.follow(account.id)

    async def stop(self) -> None:
        """End everything in order. What was not sent stays in the outbox."""
        tasks, self._tasks = list(self._tasks.values()), {}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for follower in self.followers.values():
            await follower.hang_up()
        if self.centre:
            await self.centre.close()
        self.database.close()

    def follow(self, account_id: str) -> Follower:
        """Start to follow an account."""
        follower = self.follower(account_id)
        self._run(f"account {account_id}", follower.run())
        return follower

    def follower(self, account_id: str) -> Follower:
        """The follower of an account, made but not started by this."""
        if account_id not in self.followers:
            self.followers[account_id] = Follower(
                self.database, account_id, lambda: self._open_line(account_id), self.clock, self._tell, self._signed_in
            )
            self.followers[account_id].wished = lambda: self.settings.get(choose.LOOK_EVERY) * 60.0
        return self.followers[account_id]

    def _run(self, name: str, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.get_running_loop().create_task(work, name=name)
        task.add_done_callback(_log_a_crash)
        self._tasks[name] = task

    # --- accounts ------------------------------------------------------------------------------------------

    def account(self, account_id: str) -> Account:
        """Raises NotFound."""
        found = accounts.account(self.database.connection, account_id)
        if found is None:
            raise NotFound(translate("Problems", "There is no account “{name}”.").format(name=account_id))
        return found

    def capabilities(self, account_id: str) -> Capabilities:
        """What this account can do, as proved at its last sign-in."""
        if account_id not in self._capabilities:
            self._capabilities[account_id] = capabilities_of(self.account(account_id))
        return self._capabilities[account_id]

    async def add_account(self, who: Candidate, identity: Identity | None = None, *, follow: bool = True) -> Account:
        """Check it (unless that was just done), keep its secrets in the keyring, and follow it. Raises problems."""
        if identity is None:
            identity = await signing_in.sign_in(who, self.settings)
        account_id = free_id(self.database.connection, who.name)
        await self._keep_secrets(account_id, who)
        try:
            account = store(self.database, who, identity, self.clock)
        except Problem:  # a full disk: no secret stays of an account that is none
            await self.secrets.forget(account_id)
            raise
        if follow:
            self.follow(account.id)
        self._tell(AccountsChanged(account.id))
        return account

    async def new_secrets(self, account_id: str, secrets: dict[str, str], url: str = "") -> None:
        """The person entered new credentials, maybe for another address: use both at once, and never one without the other."""
        followed = await self.unfollow(account_id)
        try:
            await self.secrets.put(account_id, secrets)
            with self.database.write() as connection:
                accounts.change(connection, account_id, url=url or self.account(account_id).url)
        finally:
            if followed:
                self.follow(account_id)
        self._tell(AccountsChanged(account_id))
        if self.centre:
            await self.centre.withdraw(f"account:{account_id}")

    async def set_web_urls(self, account_id: str, templates: Mapping[str, str]) -> None:
        """Where records are found in the system's web app, by kind; kinds that are not named keep the usual template."""
        with self.database.write() as connection:
            accounts.change(connection, account_id, web_urls=dict(templates))
        await self._follow_anew(account_id)
        self._tell(AccountsChanged(account_id))

    async def _keep_secrets(self, account_id: str, who: Candidate) -> None:
        await self.secrets.put(account_id, dict(who.secrets))
        if not self.secrets.persistent:
            self._tell(Told(self.secrets.describe()))

    async def remove_account(self, account_id: str) -> None:
        """Remove an account and every byte of it here; nothing changes on its server. May be called again after a crash."""
        account = accounts.account(self.database.connection, account_id)
        begin_removal(self.database, account_id)
        await self.unfollow(account_id)
        if self.centre:
            await self.centre.withdraw_all(account_id)
            await self.centre.withdraw(f"account:{account_id}")
        await self.secrets.forget(account_id)
        if account is not None and self._log_folder is not None:
            logs.forget(self._log_folder, (account_id, account.name, urlsplit(account.url).netloc))
        remove_rows(self.database, account_id)
        self._tell(AccountsChanged(account_id))

    async def _follow_anew(self, account_id: str) -> None:
        """With a new session, where it is followed: a running one would go on with what it began with."""
        if await self.unfollow(account_id):
            self.follow(account_id)

    async def unfollow(self, account_id: str) -> bool:
        """Stop following an account. Gives whether it was followed."""
        task = self._tasks.pop(f"account {account_id}", None)
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        follower = self.followers.pop(account_id, None)
        if follower is not None:
            await follower.hang_up()
        self._capabilities.pop(account_id, None)
        return task is not None

    def states(self) -> dict[str, AccountState]:
        return {account_id: follower.state for account_id, follower in self.followers.items()}

    # --- one thing at a time -------------------------------------------------------------------------------

    def check_now(self, account_id: str | None = None) -> None:
        """Look for news at once: at one account, or at all."""
        for name, follower in self.followers.items():
            if account_id in (None, name):
                follower.check_now()

    async def connector(self, account_id: str) -> Connector:
        """A signed-in connector, the follower's own where it has one. Raises problems."""
        follower = self.follower(account_id)
        return await follower.signed_in_connector()

    async def refresh(self, key: Key) -> Activity:
        """Fetch one activity anew, also one that is not here yet. Raises Gone, Unreadable and the common problems."""
        connector = await self.connector(key.account)
        begin = fact_number(self.database.connection)
        activity = await connector.fetch(key.rid)
        if activity.key != key:
            raise Unreadable(detail=f"asked for {key}, and {activity.key} came")
        relations, people = await connector.resolve(activity.relations, activity.people)
        activity = structs.replace(activity, relations=relations, people=people)
        with self.database.write() as connection:
            naming.remember(connection, key.account, relations, people)
            take_look(connection, activity, self._terms(key.account, "a look at it"), begin, self.clock)
        self._tell(ActivitiesChanged(changed=(key,)))
        return activity

    async def refresh_quietly(self, key: Key) -> None:
        """The same behind a detail pane: what cannot be had now is simply not shown."""
        try:
            await self.refresh(key)
        except Gone:
            with self.database.write() as connection:
                take_gone(connection, [key])
            self._tell(ActivitiesChanged(removed=(key,)))
        except Problem as problem:
            _log.info("%s could not be fetched: %s", key, problem)

    async def search(self, account_id: str, filters: Mapping[str, str]) -> list[Key]:
        """Let the server filter; what it finds is stored like anything else it tells. Raises CannotDo, Rejected."""
        connector = await self.connector(account_id)
        if not isinstance(connector, Searches):
            raise CannotDo(self.capabilities(account_id).reason(Feature.SERVER_FILTER))
        found: list[Key] = []
        round_ = Round(self.database, connector, self._terms(account_id, "a search"), self.clock, self._tell)
        async for page in connector.search(filters):
            await round_.take(page, fact_number(self.database.connection))
            found += [activity.key for activity in page.activities]
        return found

    def _terms(self, account_id: str, source: str) -> Terms:
        server_reads = self.capabilities(account_id).has(Feature.READ_STATE)
        return Terms(account_id, server_reads, self.account(account_id).user_id, source)

    async def send_now(self, account_id: str) -> int:
        """Send what waits in an account's outbox, without following it. Gives how many were settled. Raises problems."""
        connector = await self.connector(account_id)
        terms, can = self._terms(account_id, "an answer"), self.capabilities(account_id).can
        return await Sender(self.database, connector, terms, can, self.clock, self._tell).send_ready()

    async def sync_once(self, account_id: str) -> Outcome:
        """One round of an account without following it: what waits is sent, what is new is fetched. Raises problems."""
        await self.send_now(account_id)
        return await self.follower(account_id).pull_once(await self.connector(account_id))

    def reload(self) -> None:
        """Another process with the same profile changed the database: follow new accounts, send what waits, show what is."""
        present = {account.id for account in accounts.all_accounts(self.database.connection)}
        for account_id in present - self.followers.keys():
            self.follow(account_id)
        for account_id in self.followers.keys() - present:
            self._run(f"forget {account_id}", self.unfollow(account_id))
        for account_id in present:
            if account_id in self.followers and self.followers[account_id].state.phase is Phase.SIGNED_OUT:
                self._run(f"again {account_id}", self._follow_anew(account_id))
            self._send_soon(account_id)
            self._tell(AccountsChanged(account_id))
        self.reminders.poke()
        self._tell(ActivitiesChanged(everything=True))

    def attend(self, active: bool) -> None:
        """The window came to the front (True) or went away."""
        if self.centre:
            self.centre.window_in_front = active
        for follower in self.followers.values():
            follower.attention = Attention(active)

    # --- what happens by itself ----------------------------------------------------------------------------

    async def _open_line(self, account_id: str) -> Line:
        account = self.account(account_id)
        if account.system not in registry.names():
            raise UnknownSystem(detail=account.system)
        secrets = await self.secrets.get(account_id)
        if secrets is None:
            raise SignedOut(translate("Problems", "{account} has no stored token.").format(account=account.name))
        system = registry.system(account.system)
        more = lines.More({**account.settings, **account.remembered}, account.web_urls)
        return lines.open_line(lines.make_client(account.url, self.settings), system, account_id, secrets, more)

    def _signed_in(self, account_id: str, identity: Identity) -> None:
        self._capabilities[account_id] = identity.capabilities
        with self.database.write() as connection:
            accounts.change(
                connection,
                account_id,
                capabilities=capabilities_out(identity.capabilities),
                remembered=dict(identity.remember),
                user_id=identity.user_id,
                user_name=clean_line(identity.user_name, LONGEST_NAME),
            )

    def _tell(self, change: Change) -> None:
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

    def _send_soon(self, account_id: str) -> None:
        follower = self.followers.get(account_id)
        if follower is not None:
            follower.send_soon()

    def _woke_up(self) -> None:
        for name, follower in self.followers.items():
            self._run(f"wake {name}", follower.woke_up())
        self.reminders.poke()

    def _reacted(self, reacted: Reacted) -> None:
        """A click on a notification. Only "read", "done" and "snooze" change anything; everything else opens."""
        match reacted.button:
            case "read":
                self.desk.mark_read(reacted.keys)
            case "done":
                self.desk.finish(reacted.keys)
            case "snooze":
                self.desk.snooze_an_hour(reacted.keys)
            case _:
                self._tell(LinkOpened(where_to(reacted, self.database.connection), reacted.token))


def _open(path: Path, now: Instant, *, alone: bool) -> Opened:
    return open_or_salvage(path, now) if alone else (Database(path), None)


def _log_a_crash(task: asyncio.Task[Any]) -> None:
    if not task.cancelled() and task.exception() is not None:
        _log.error("%s ended: %r", task.get_name(), task.exception(), exc_info=task.exception())
