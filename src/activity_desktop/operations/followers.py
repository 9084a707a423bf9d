"""Which accounts are followed, and with whom does each of them speak? One follower an account, with a line of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from ..crm import registry
from ..crm.contract import Connector, Identity, Pace
from ..model.changes import AccountState, Change
from ..model.clock import Clock
from ..model.problems import SignedOut, UnknownSystem
from ..model.text import clean_line
from ..model.words import translate
from ..native.secrets import SecretStore
from ..settings import definitions as choose
from ..settings.file import Settings
from ..store import accounts
from ..store.accounts import Account
from ..store.database import Database
from ..sync.follow import Follower, Line
from ..sync.schedule import Attention
from . import lines
from .accounts import account_by_id
from .candidates import LONGEST_NAME
from .proved import Proved, capabilities_out
from .tasks import Tasks


class Followers:
    """Belongs to the engine's loop. An account may have a follower that does not run: its line serves a single request."""

    def __init__(
        self,
        database: Database,
        secrets: SecretStore,
        settings: Settings,
        proved: Proved,
        tasks: Tasks,
        clock: Clock,
        tell: Callable[[Change], None],
    ) -> None:
        self._database = database
        self._secrets = secrets
        self._settings = settings
        self._proved = proved
        self._tasks = tasks
        self._clock = clock
        self._tell = tell
        self._attention = Attention()
        self._made: dict[str, Follower] = {}
        self._runs: dict[str, asyncio.Task[Any]] = {}
        self._led_to: dict[str, tuple[str, int]] = {}

    # --- who is followed -----------------------------------------------------------------------------------

    def follow(self, account_id: str) -> None:
        """Start to follow an account."""
        self._runs[account_id] = self._tasks.start(f"account {account_id}", self.of(account_id).run())

    async def unfollow(self, account_id: str) -> bool:
        """Stop following an account. Gives whether it was followed."""
        task = self._runs.pop(account_id, None)
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        follower = self._made.pop(account_id, None)
        if follower is not None:
            await follower.hang_up()
        self._led_to.pop(account_id, None)
        self._proved.forget(account_id)
        return task is not None

    async def follow_anew(self, account_id: str) -> None:
        """With a new session, where it is followed: a running one would go on with what it began with."""
        if await self.unfollow(account_id):
            self.follow(account_id)

    def of(self, account_id: str) -> Follower:
        """The follower of an account, made but not started by this."""
        if account_id not in self._made:
            follower = Follower(
                self._database, account_id, lambda: self._open_line(account_id), self._clock, self._tell, self.signed_in
            )
            follower.wished = lambda: self._settings.get(choose.LOOK_EVERY) * 60.0
            follower.attention = self._attention
            self._made[account_id] = follower
        return self._made[account_id]

    def is_elsewhere(self, account: Account) -> bool:
        """Whether its line leads to where it was: it has moved since, or is another one of that name."""
        return self._led_to.get(account.id, _end_of(account)) != _end_of(account)

    def names(self) -> set[str]:
        """The accounts that have a follower."""
        return set(self._made)

    async def connector(self, account_id: str) -> Connector:
        """A signed-in connector, the follower's own where it has one. Raises problems."""
        return await self.of(account_id).signed_in_connector()

    async def hang_up(self) -> None:
        """Close every line; whatever runs has been ended before."""
        for follower in self._made.values():
            await follower.hang_up()

    # --- how they are --------------------------------------------------------------------------------------

    def states(self) -> dict[str, AccountState]:
        return {account_id: follower.standing.state for account_id, follower in self._made.items()}

    def paces(self) -> dict[str, Pace]:
        """How often each account that is signed in looks for news, slowed by what its server said of its budget."""
        open_lines = {account_id: follower.line for account_id, follower in self._made.items()}
        return {account_id: line.connector.pace() for account_id, line in open_lines.items() if line is not None}

    # --- what wakes them -----------------------------------------------------------------------------------

    def check_now(self, account_id: str | None = None) -> None:
        """Look for news at once: at one account, or at all."""
        for name, follower in self._made.items():
            if account_id in (None, name):
                follower.check_now()

    def send_soon(self, account_id: str) -> None:
        """Something was put into an account's outbox."""
        if account_id in self._made:
            self._made[account_id].send_soon()

    def attend(self, active: bool) -> None:
        """The window came to the front (True) or went away."""
        self._attention = Attention(active)
        for follower in self._made.values():
            follower.attention = self._attention

    def woke_up(self) -> None:
        """The machine slept or changed networks."""
        for name, follower in self._made.items():
            self._tasks.start(f"wake {name}", follower.woke_up())

    def keyring_came(self) -> None:
        """Who has no line may have found no token: at sign-in a keyring may come later than we do."""
        for follower in self._made.values():
            if follower.line is None:
                follower.check_now()

    # --- what a follower needs -----------------------------------------------------------------------------

    async def _open_line(self, account_id: str) -> Line:
        account = account_by_id(self._database.connection, account_id)
        if account.system not in registry.names():
            raise UnknownSystem(detail=account.system)
        self._led_to[account_id] = _end_of(account)
        secrets = await self._secrets.get(account_id)
        if secrets is None:
            raise SignedOut(translate("Problems", "{account} has no stored token.").format(account=account.name))
        system = registry.system(account.system)
        more = lines.More({**account.settings, **account.remembered}, account.web_urls)
        return lines.open_line(lines.make_client(account.url, self._settings), system, account_id, secrets, more)

    def signed_in(self, account_id: str, identity: Identity) -> None:
        """An account has proved who it is, and what it can do: keep that."""
        self._proved.learn(account_id, identity.capabilities)
        with self._database.write() as connection:
            accounts.change(
                connection,
                account_id,
                capabilities=capabilities_out(identity.capabilities),
                remembered=dict(identity.remember),
                user_id=identity.user_id,
                user_name=clean_line(identity.user_name, LONGEST_NAME),
            )


def _end_of(account: Account) -> tuple[str, int]:
    """Whom a line to it reaches: a server, and the account of that name that was added then."""
    return account.url, account.linked_us
