"""Is a dialog of the keyring waited for, shared, and neither repeated nor lost? A service in the test's hand shows them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from jeepney.io.blocking import open_dbus_connection

from activity_desktop.model.problems import KeyringLocked
from activity_desktop.native import secrets
from activity_desktop.native.secret_service import ASK_AGAIN
from activity_desktop.native.secrets import SecretStore, make_secret_store
from desktop.fake_secrets import FakeSecrets, answer
from desktop.harness import Desktop

TOKENS = {"user_token": "canary-ü"}
STORED = json.dumps(TOKENS).encode()


def run(main: Callable[[SecretStore], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(main(make_secret_store("default")))


def test_a_dialog_is_waited_for_and_all_wait_for_the_same(service: FakeSecrets) -> None:
    """Five accounts sign in at once; the person types the keyring's password once."""
    service.locked = True
    service.add("work", STORED)

    async def main(store: SecretStore) -> None:
        five = [asyncio.ensure_future(store.get("work")) for _ in range(5)]
        await answer(service)
        assert await asyncio.gather(*five) == [TOKENS] * 5
        assert len(service.shown) == 1

    run(main)


def test_a_dialog_that_is_closed_is_not_shown_again_at_once(service: FakeSecrets) -> None:
    """The problem says when to try again by itself; when the person asks, the dialog comes back at once."""
    service.locked = True
    service.add("work", STORED)

    async def main(store: SecretStore) -> None:
        asked = asyncio.ensure_future(store.get("work"))
        await answer(service, dismissed=True)
        with pytest.raises(KeyringLocked) as caught:
            await asked
        assert caught.value.retry_after == ASK_AGAIN
        assert store.persistent
        again = asyncio.ensure_future(store.get("work"))
        await answer(service, dialog=2)
        assert await again == TOKENS

    run(main)


def test_a_dialog_outlives_whoever_waited_for_it(service: FakeSecrets, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person comes back after lunch: it is still there, only once, and helps."""
    service.locked = True
    service.add("work", STORED)

    async def main(store: SecretStore) -> None:
        monkeypatch.setattr(secrets, "_PATIENCE", 0.2)
        for _ in range(2):
            with pytest.raises(KeyringLocked, match="does not answer"):
                await store.get("work")
        monkeypatch.setattr(secrets, "_PATIENCE", 60.0)
        later = asyncio.ensure_future(store.get("work"))
        await answer(service)
        assert await later == TOKENS
        assert len(service.shown) == 1

    run(main)


def test_nobody_else_can_say_that_a_dialog_was_answered(service: FakeSecrets, bare_desktop: Desktop) -> None:
    """Any program on the bus can send us the signal."""
    service.locked = True
    service.add("work", STORED)

    async def main(store: SecretStore) -> None:
        asked = asyncio.ensure_future(store.get("work"))
        await asyncio.to_thread(service.wait_for_dialog)
        with open_dbus_connection(bare_desktop.bus.address) as stranger:
            service.say_completed(service.shown[-1], True, ("s", ""), stranger)
            assert bare_desktop.bus.owner("org.freedesktop.secrets")  # the bus has passed the stranger's word on by now
        service.answer()
        assert await asked == TOKENS

    run(main)


def test_an_item_that_is_locked_by_itself_has_its_own_dialog(service: FakeSecrets) -> None:
    """KeePassXC asks for each item."""
    service.add("work", STORED, locked=True)

    async def main(store: SecretStore) -> None:
        asked = asyncio.ensure_future(store.get("work"))
        await answer(service)
        assert await asked == TOKENS

    run(main)


def test_storing_and_deleting_may_need_a_dialog(service: FakeSecrets) -> None:
    """What the person refuses has not happened."""
    service.asks_before = {"CreateItem", "Delete"}

    async def main(store: SecretStore) -> None:
        storing = asyncio.ensure_future(store.put("work", TOKENS))
        await answer(service, dismissed=True)
        with pytest.raises(KeyringLocked):
            await storing
        assert not service.items
        storing = asyncio.ensure_future(store.put("work", TOKENS))
        await answer(service, dialog=2)
        await storing
        assert [item.secret for item in service.items.values()] == [STORED]
        deleting = asyncio.ensure_future(store.forget("work"))
        await answer(service, dialog=3)
        await deleting
        assert not service.items

    run(main)


def test_without_a_default_collection_one_is_made_when_something_is_stored(service: FakeSecrets) -> None:
    """The service asks for its password; merely looking for a token asks nobody."""
    service.collection = False

    async def main(store: SecretStore) -> None:
        assert await store.get("work") is None
        await store.forget("work")
        assert not service.shown
        storing = asyncio.ensure_future(store.put("work", TOKENS))
        await answer(service)
        await storing
        assert await store.get("work") == TOKENS

    run(main)


def test_a_dialog_of_a_service_that_has_ended_is_shown_by_the_next_one(service: FakeSecrets) -> None:
    """Nobody would ever answer the old one."""
    service.locked = True
    service.add("work", STORED)

    async def main(store: SecretStore) -> None:
        asked = asyncio.ensure_future(store.get("work"))
        await asyncio.to_thread(service.wait_for_dialog)
        service.ends_on = "ReadAlias"
        also = asyncio.ensure_future(store.get("work"))
        await answer(service, dialog=2)
        assert [await asked, await also] == [TOKENS, TOKENS]
        assert len(service.shown) == 2

    run(main)


def test_the_program_ends_while_a_dialog_is_open(service: FakeSecrets) -> None:
    """Whoever quits need not answer it first."""
    service.locked = True
    service.add("work", STORED)

    async def main(store: SecretStore) -> None:
        asked = asyncio.ensure_future(store.get("work"))
        await asyncio.to_thread(service.wait_for_dialog)
        asked.cancel()

    run(main)
    assert len(service.shown) == 1
