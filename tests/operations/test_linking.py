"""Does each account keep its own secrets for its own server, whatever else happens while it is added or signed in anew?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path

import pytest

from activity_desktop.crm.contract import Capabilities, Identity
from activity_desktop.model.changes import AccountsChanged, Change, ViewsChanged
from activity_desktop.model.problems import CannotSave, KeyringLocked
from activity_desktop.native.secrets import SessionSecrets
from activity_desktop.operations.accounts import account_by_id
from activity_desktop.operations.candidates import Candidate, candidate
from activity_desktop.operations.engine import Engine
from activity_desktop.settings.file import Settings
from activity_desktop.store import accounts
from activity_desktop.store.removal import begin_removal, remove_rows
from activity_desktop.sync.follow import Line
from activity_desktop.transport.client import Client
from sync.toy import ToyConnector, ToyServer

JANE = Identity(user_id="1", user_name="Jane", capabilities=Capabilities(frozenset()))


class Killed(BaseException):
    """The program ends here."""


class Keyring(SessionSecrets):
    """Takes its time, as one that asks for a password; may be locked, and the program may end while it writes."""

    def __init__(self) -> None:
        super().__init__()
        self.locked = False
        self.deadly = False
        self.meanwhile: Callable[[], Awaitable[None]] | None = None

    async def put(self, account_id: str, secrets: Mapping[str, str]) -> None:
        await asyncio.sleep(0)
        if self.locked:
            raise KeyringLocked
        if self.meanwhile is not None:
            await self.meanwhile()
        await super().put(account_id, secrets)
        if self.deadly:
            raise Killed

    async def forget(self, account_id: str) -> None:
        if self.locked:
            raise KeyringLocked
        await super().forget(account_id)


@pytest.fixture
def keyring() -> Keyring:
    return Keyring()


@pytest.fixture
def engine(tmp_path: Path, keyring: Keyring) -> Iterator[Engine]:
    engine = Engine(tmp_path / "activity.db", keyring, Settings(), lambda _change: None)
    yield engine
    engine.database.close()


def at(host: str) -> Candidate:
    return candidate("fluid", "Northwind", f"https://{host}.example", {"user_token": f"for {host}"})


def test_two_that_are_added_at_once_keep_to_their_own(engine: Engine, keyring: Keyring) -> None:
    """They have one name and two servers; neither server ever gets the other's token (I21)."""

    async def act() -> None:
        both = (engine.linking.add(at(host), JANE, follow=False) for host in ("one", "other"))
        one, other = await asyncio.gather(*both)
        assert (await keyring.get(one.id), one.url) == ({"user_token": "for one"}, "https://one.example")
        assert (await keyring.get(other.id), other.url) == ({"user_token": "for other"}, "https://other.example")

    asyncio.run(act())


def test_an_account_that_another_process_moved_is_followed_there(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was signed in anew by the command line, with another address, or was removed and added again under its old name."""
    opened: asyncio.Queue[str] = asyncio.Queue()

    async def nothing() -> None:
        """A connection that needs no closing."""

    def open_line(client: Client, *_: object) -> Line:
        opened.put_nowait(client.base_url)
        return Line(ToyConnector(ToyServer()), nothing, nothing)

    async def act() -> None:
        monkeypatch.setattr("activity_desktop.operations.lines.open_line", open_line)
        account = await engine.linking.add(at("one"), JANE)
        assert await opened.get() == "https://one.example"
        engine.reload()  # about something else
        with engine.database.write() as connection:
            accounts.change(connection, account.id, url="https://other.example")
        engine.reload()
        assert await opened.get() == "https://other.example"
        with engine.database.write() as connection:
            accounts.change(connection, account.id, linked_us=account.linked_us + 1)
        engine.reload()
        assert await opened.get() == "https://other.example"
        await engine.stop()

    asyncio.run(asyncio.wait_for(act(), 30))


def test_what_another_process_removed_is_told(tmp_path: Path, keyring: Keyring) -> None:
    """An account, or a saved view: whoever shows it must leave it."""
    told: list[Change] = []

    async def act() -> None:
        engine = Engine(tmp_path / "activity.db", keyring, Settings(), told.append)
        account = await engine.linking.add(at("one"), JANE, follow=False)
        engine.followers.of(account.id)
        begin_removal(engine.database, account.id)
        remove_rows(engine.database, account.id)
        told.clear()
        engine.reload()
        await engine.stop()
        assert AccountsChanged(account.id) in told
        assert ViewsChanged() in told

    asyncio.run(act())


def test_a_locked_keyring_leaves_no_account(engine: Engine, keyring: Keyring) -> None:
    """Once it is unlocked, the same account is added under the name that it would have had."""

    async def act() -> None:
        keyring.locked = True
        with pytest.raises(KeyringLocked):
            await engine.linking.add(at("one"), JANE, follow=False)
        assert accounts.all_accounts(engine.database.connection) == []
        keyring.locked = False
        assert (await engine.linking.add(at("one"), JANE, follow=False)).id == "northwind"

    asyncio.run(act())


def test_a_kill_while_it_is_added_leaves_no_secret(engine: Engine, keyring: Keyring) -> None:
    """What the keyring got by then is taken out at the next start (I22)."""

    async def act() -> None:
        keyring.deadly = True
        with pytest.raises(Killed):
            await engine.linking.add(at("one"), JANE, follow=False)
        await engine.linking.remove_the_rest()
        assert await keyring.get("northwind") is None
        assert accounts.all_accounts(engine.database.connection) == []

    asyncio.run(act())


def test_a_program_that_starts_while_the_keyring_asks_for_its_password_costs_no_account(
    engine: Engine, keyring: Keyring, tmp_path: Path
) -> None:
    """The command line adds it, and the window, which starts meanwhile, takes it for one whose adding was cut short."""

    async def start_window() -> None:
        window = Engine(tmp_path / "activity.db", SessionSecrets(), Settings(), lambda _change: None)
        await window.linking.remove_the_rest()
        await window.stop()

    async def act() -> None:
        keyring.meanwhile = start_window
        account = await engine.linking.add(at("one"), JANE, follow=False)
        assert accounts.all_accounts(engine.database.connection) == [account]
        assert await keyring.get(account.id) == {"user_token": "for one"}

    asyncio.run(act())


def test_an_address_that_cannot_be_saved_gets_no_new_token(engine: Engine, keyring: Keyring) -> None:
    """The disk is full: the old server keeps the old token, and the new one is not sent there (I21)."""

    async def act() -> None:
        account = await engine.linking.add(at("one"), JANE, follow=False)
        engine.database.connection.execute("PRAGMA query_only = ON").fetchall()
        with pytest.raises(CannotSave):
            await engine.linking.new_secrets(account.id, {"user_token": "for other"}, "https://other.example")
        engine.database.connection.execute("PRAGMA query_only = OFF").fetchall()
        assert await keyring.get(account.id) == {"user_token": "for one"}
        await engine.linking.new_secrets(account.id, {"user_token": "for other"}, "https://other.example")
        assert await keyring.get(account.id) == {"user_token": "for other"}
        assert account_by_id(engine.database.connection, account.id).url == "https://other.example"

    asyncio.run(act())


def test_a_removal_that_waits_for_the_keyring_keeps_nobody_from_starting(engine: Engine, keyring: Keyring) -> None:
    """The keyring is still locked when the program starts again: it starts, and ends the removal another time."""

    async def act() -> None:
        account = await engine.linking.add(at("one"), JANE, follow=False)
        keyring.locked = True
        with pytest.raises(KeyringLocked):
            await engine.linking.remove(account.id)
        await engine.linking.remove_the_rest()
        assert accounts.all_accounts(engine.database.connection) == []
        keyring.locked = False
        await engine.linking.remove_the_rest()
        assert await keyring.get(account.id) is None
        assert accounts.removing(engine.database.connection) == []

    asyncio.run(act())


def test_a_log_that_cannot_be_opened_keeps_nobody_from_starting(tmp_path: Path, keyring: Keyring) -> None:
    """The removed account's words stay in it until it can be."""
    (tmp_path / "activity.log").mkdir()
    engine = Engine(tmp_path / "activity.db", keyring, Settings(), lambda _change: None, log=tmp_path)

    async def act() -> None:
        account = await engine.linking.add(at("one"), JANE, follow=False)
        with pytest.raises(OSError, match="directory"):
            await engine.linking.remove(account.id)
        await engine.linking.remove_the_rest()
        assert accounts.removing(engine.database.connection) == [account.id]
        (tmp_path / "activity.log").rmdir()
        await engine.linking.remove_the_rest()
        assert accounts.removing(engine.database.connection) == []
        engine.database.close()

    asyncio.run(act())


def test_an_account_that_is_added_in_front_of_the_person_is_looked_at_as_often_as_the_others(engine: Engine) -> None:
    """The window has been in front all the time; the account has only just come."""

    async def act() -> None:
        engine.attend(active=True)
        account = await engine.linking.add(at("one"), JANE, follow=False)
        assert engine.followers.of(account.id).attention.window_active

    asyncio.run(act())
