"""How is an account added, signed in anew and removed, while everything else goes on?"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import structs

from ..crm.contract import Identity
from ..model.changes import AccountsChanged, Change, Told
from ..model.clock import Clock
from ..model.problems import Problem
from ..model.text import clean_line
from ..native.secrets import SecretStore
from ..notify.centre import Centre
from ..settings.file import Settings
from ..store import accounts
from ..store.accounts import Account
from ..store.database import Connection, Database
from ..store.removal import begin_removal, delete_rows, remove_rows
from . import logs, signing_in
from .accounts import account_by_id
from .candidates import LONGEST_NAME, Candidate
from .followers import Followers
from .proved import capabilities_out

_log = logging.getLogger(__name__)


class Linking:
    """Belongs to the engine's loop."""

    def __init__(
        self,
        database: Database,
        secrets: SecretStore,
        settings: Settings,
        followers: Followers,
        centre: Centre | None,
        clock: Clock,
        tell: Callable[[Change], None],
        log: Path | None,
    ) -> None:
        """`log` is the folder from which a removed account is taken out, too."""
        self._database = database
        self._secrets = secrets
        self._settings = settings
        self._followers = followers
        self._centre = centre
        self._clock = clock
        self._tell = tell
        self._log_folder = log

    async def add(self, who: Candidate, identity: Identity | None = None, *, follow: bool = True) -> Account:
        """Check it (unless that was just done), keep its secrets in the keyring, and follow it. Raises problems."""
        if identity is None:
            identity = await signing_in.sign_in(who, self._settings)
        account = _reserve(self._database, who, identity, self._clock)
        try:
            await self._keep_secrets(account.id, who)
        except Problem:  # a locked keyring, which took nothing
            delete_rows(self._database, account.id)
            raise
        try:
            with self._database.write() as connection:
                if accounts.account(connection, account.id) is None:  # a program that started meanwhile has tidied it up
                    accounts.add(connection, account)
                accounts.change(connection, account.id, state="active")
        except Problem:  # a full disk: the row is left for the next start
            await self._secrets.forget(account.id)
            raise
        if follow:
            self._followers.follow(account.id)
        self._tell(AccountsChanged(account.id))
        return account

    async def new_secrets(self, account_id: str, secrets: dict[str, str], url: str = "") -> None:
        """The person entered new credentials, maybe for another address: use both at once, and never one without the other."""
        followed = await self._followers.unfollow(account_id)
        try:
            await self._move(account_id, url)
            await self._secrets.put(account_id, secrets)
        finally:
            if followed:
                self._followers.follow(account_id)
        self._tell(AccountsChanged(account_id))
        if self._centre:
            await self._centre.withdraw(f"account:{account_id}")

    async def set_web_urls(self, account_id: str, templates: Mapping[str, str]) -> None:
        """Where records are found in the system's web app, by kind; kinds that are not named keep the usual template."""
        with self._database.write() as connection:
            accounts.change(connection, account_id, web_urls=dict(templates))
        await self._followers.follow_anew(account_id)
        self._tell(AccountsChanged(account_id))

    async def remove(self, account_id: str) -> None:
        """Remove an account and every byte of it here; nothing changes on its server. May be called again after a crash."""
        account = accounts.account(self._database.connection, account_id)
        begin_removal(self._database, account_id)
        await self._followers.unfollow(account_id)
        if self._centre:
            await self._centre.withdrawing.seen(account_id)
            await self._centre.withdraw(f"account:{account_id}")
        await self._secrets.forget(account_id)
        if account is not None and self._log_folder is not None:
            logs.forget(self._log_folder, (account_id, account.name, urlsplit(account.url).netloc))
        remove_rows(self._database, account_id)
        self._tell(AccountsChanged(account_id))

    async def remove_the_rest(self) -> None:
        """Remove what an earlier process began to remove, or to add. What cannot be removed now is left for the next start."""
        for account_id in accounts.removing(self._database.connection):
            try:
                await self.remove(account_id)
            except (Problem, OSError) as problem:  # a locked keyring, a full disk, a log that cannot be opened
                _log.warning("%s cannot be removed yet: %s", account_id, problem)

    async def _keep_secrets(self, account_id: str, who: Candidate) -> None:
        await self._secrets.put(account_id, dict(who.secrets))
        if not self._secrets.persistent:
            self._tell(Told(self._secrets.describe()))

    async def _move(self, account_id: str, url: str) -> None:
        """To another address, where there is no secret of the old one, also if the program ends in between."""
        if url in ("", account_by_id(self._database.connection, account_id).url):
            return
        old = await self._secrets.get(account_id)
        await self._secrets.forget(account_id)
        try:
            with self._database.write() as connection:
                accounts.change(connection, account_id, url=url)
        except Problem:
            if old is not None:
                await self._secrets.put(account_id, old)
            raise


def _reserve(database: Database, who: Candidate, identity: Identity, clock: Clock) -> Account:
    """Its row, and with it its identifier, is there before its secrets are, and says `removing` until they are: what ends in
    between is taken out at the next start."""
    with database.write() as connection:
        new = _account(_free_id(connection, who.name), who, identity, clock)
        accounts.add(connection, structs.replace(new, state="removing"))
    return new


def _account(account_id: str, who: Candidate, identity: Identity, clock: Clock) -> Account:
    return Account(
        id=account_id,
        system=who.system.name,
        name=who.name,
        url=who.url,
        settings=dict(who.settings),
        remembered=dict(identity.remember),
        capabilities=capabilities_out(identity.capabilities),
        user_id=identity.user_id,
        user_name=clean_line(identity.user_name, LONGEST_NAME),
        linked_us=(identity.server_time or clock.now()).us,
    )


def _free_id(connection: Connection, name: str) -> str:
    """A short readable identifier that no account has: `northwind`, `northwind-2`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "account"
    number, candidate_id = 1, slug
    while accounts.account(connection, candidate_id) is not None:
        number += 1
        candidate_id = f"{slug}-{number}"
    return candidate_id
