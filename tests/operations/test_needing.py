"""Is a person told once that an account needs them, and does a click do what it says, or say why it cannot?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.changes import AccountState, Announced, Change, LinkOpened, Phase, Told
from activity_desktop.model.problems import CannotSave
from activity_desktop.native.notifier import Capability, Notice, NotNotified, Outcome, Posted, Reaction
from activity_desktop.native.secrets import SessionSecrets
from activity_desktop.operations.engine import Engine
from activity_desktop.settings.file import Settings
from activity_desktop.store import accounts, activities, ledger
from activity_desktop.store.accounts import Account
from activity_desktop.store.activities import Arrival
from activity_desktop.store.preparing import prepare


class Desktop:
    """Takes notices, unless it refuses, and lets a test click on them."""

    name = "test desktop"

    def __init__(self) -> None:
        self.shown: dict[str, Notice] = {}
        self.posted = 0
        self.refuses = False
        self.react: Callable[[Reaction], None] = lambda _: None

    async def start(self, on_reaction: Callable[[Reaction], None]) -> None:
        self.react = on_reaction

    async def capabilities(self) -> frozenset[Capability]:
        return frozenset(Capability)

    async def post(self, notice: Notice, replaces: Posted | None = None) -> Posted:
        if self.refuses:
            raise NotNotified("not now")
        self.posted += 1
        self.shown[notice.tag] = notice
        return Posted(str(self.posted), ":1.1")

    async def withdraw(self, tag: str, posted: Posted | None = None) -> None:
        self.shown.pop(tag, None)

    async def close(self) -> None:
        pass


def test_once_until_it_is_well_again(tmp_path: Path) -> None:
    """Each further try that fails is no news; signing out a second time is. The button leads to the account."""
    desktop, heard = Desktop(), list[Change]()

    async def story() -> None:
        engine = Engine(tmp_path / "a.db", SessionSecrets(), Settings(), heard.append, notifier=desktop)
        with engine.database.write() as connection:
            accounts.add(connection, Account(id="acme", system="pipedrive", name="Acme", url="http://127.0.0.1:9", linked_us=0))
        centre = asyncio.ensure_future(engine.centre.run())  # type: ignore[union-attr]  # it has a notifier

        async def state(phase: Phase) -> None:
            engine.tell(AccountState("acme", phase))
            await asyncio.gather(*(task for task in asyncio.all_tasks() if task.get_name() == "tell acme"))

        desktop.refuses = True
        await state(Phase.SIGNED_OUT)
        desktop.refuses = False
        for phase in (Phase.SIGNED_OUT, Phase.STARTING, Phase.SIGNED_OUT, Phase.SIGNED_OUT):
            await state(phase)
        assert (desktop.posted, desktop.shown["account:acme"].title) == (1, "Acme signed you out")
        desktop.react(Reaction("account:acme", Outcome.ACTIVATED, "sign_in", ""))
        assert [change.link for change in heard if isinstance(change, LinkOpened)] == ["activitydesktop://v1/account/acme"]
        desktop.react(Reaction("test", Outcome.ACTIVATED, "", "token"))
        assert heard[-1] == LinkOpened("", "token")
        await state(Phase.WAITING)
        assert desktop.shown == {}
        await state(Phase.SIGNED_OUT)
        assert desktop.posted == 2
        centre.cancel()
        await asyncio.gather(centre, return_exceptions=True)
        await engine.stop()

    asyncio.run(story())


def test_a_button_that_cannot_be_obeyed_says_so(tmp_path: Path) -> None:
    """The disk is full: "Mark read" is refused in words, in the window."""
    desktop, heard = Desktop(), list[Change]()

    async def story() -> None:
        announced = asyncio.Event()

        def tell(change: Change) -> None:
            heard.append(change)
            if isinstance(change, Announced):
                announced.set()

        engine = Engine(tmp_path / "a.db", SessionSecrets(), Settings(), tell, notifier=desktop)
        with engine.database.write() as connection:
            accounts.add(connection, Account(id="acme", system="fluid", name="Acme", url="http://127.0.0.1:9", linked_us=0))
            new = Activity(key=Key("acme", "1"), title="Call Jane", created=engine.clock.now())
            activities.insert(connection, [Arrival(prepare(new), None)], engine.clock.now())
            ledger.enter(connection, [new.key], engine.clock.now())
        centre = asyncio.ensure_future(engine.centre.run())  # type: ignore[union-attr]  # it has a notifier
        await announced.wait()
        engine.database.connection.execute("PRAGMA query_only = ON").fetchall()
        desktop.react(Reaction("activity:acme/1", Outcome.ACTIVATED, "read", ""))
        engine.database.connection.execute("PRAGMA query_only = OFF").fetchall()
        assert heard[-1] == Told(str(CannotSave()), problem=True)
        centre.cancel()
        await asyncio.gather(centre, return_exceptions=True)
        await engine.stop()

    asyncio.run(story())
