"""Does the Secret Service get what the specification wants, and may it do what it likes? Dialogs, restarts, odd answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, cast

import pytest
from jeepney.io.blocking import open_dbus_connection
from keyring.backends.SecretService import Keyring as Library

from activity_desktop.model.problems import KeyringLocked, NoKeyring
from activity_desktop.native import secrets
from activity_desktop.native.secret_service import ASK_AGAIN, SecretService
from activity_desktop.native.secrets import KeyringSecrets, SecretStore, SessionSecrets, make_secret_store
from desktop.fake_secrets import FakeSecrets
from desktop.harness import Desktop

TOKENS = {"user_token": "canary-ü"}
STORED = json.dumps(TOKENS).encode()


@pytest.fixture
def service(bare_desktop: Desktop) -> Iterator[FakeSecrets]:
    with bare_desktop.here(), FakeSecrets(bare_desktop.bus) as fake:
        yield fake


def run(main: Callable[[SecretStore], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(main(make_secret_store("default")))


async def answer(service: FakeSecrets, *, dismissed: bool = False, dialog: int = 1) -> None:
    """Wait for the dialog of that number, and be the person."""
    await asyncio.to_thread(service.wait_for_dialog, dialog)
    service.answer(dismissed=dismissed)


def test_what_the_keyring_library_has_stored_is_found_and_replaced(keyring_desktop: Desktop) -> None:
    """Versions before this one stored tokens by it; a second item of the same name would tell an old token some day."""
    library = cast("Any", Library)()  # it is without types

    async def main(store: SecretStore) -> None:
        library.set_password("Activity Desktop", "work", json.dumps(TOKENS, ensure_ascii=False))
        assert await store.get("work") == TOKENS
        await store.put("work", {"user_token": "newer"})
        assert library.get_password("Activity Desktop", "work") == '{"user_token": "newer"}'
        await store.forget("work")
        assert library.get_password("Activity Desktop", "work") is None

    with keyring_desktop.here():
        run(main)


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


def test_of_several_items_of_one_name_the_newest_counts_and_all_are_forgotten(service: FakeSecrets) -> None:
    """Whatever left them there: a token that was deleted must not come back."""
    service.add("work", b'{"user_token": "old"}', modified=5)
    service.add("work", STORED, modified=9)
    service.add("work", b'{"user_token": "older"}', modified=2)

    async def main(store: SecretStore) -> None:
        assert await store.get("work") == TOKENS
        await store.forget("work")
        assert not service.items

    run(main)


def test_a_secret_that_is_no_text_is_none_of_ours(service: FakeSecrets) -> None:
    """Other programs may keep any bytes there."""
    service.add("work", b"\xff\xfe\x00")

    async def main(store: SecretStore) -> None:
        assert await store.get("work") is None

    run(main)


@pytest.mark.parametrize("member", ["OpenSession", "ReadAlias", "Get", "Unlock", "Prompt", "SearchItems", "GetSecret"])
def test_a_service_that_restarts_in_the_middle_is_asked_anew(member: str, service: FakeSecrets) -> None:
    """A session and a dialog of the former one are worth nothing to the new one."""
    service.locked = member in ("Unlock", "Prompt")
    service.add("work", STORED)
    service.ends_on = member

    async def main(store: SecretStore) -> None:
        asked = asyncio.ensure_future(store.get("work"))
        if service.locked:
            await answer(service)
        assert await asked == TOKENS

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


def test_a_service_that_is_gone_for_a_moment_has_not_lost_its_tokens(bare_desktop: Desktop) -> None:
    """One that ends in the middle and is not there yet when it is asked anew: nobody is told to sign in again."""

    async def main(store: SecretStore) -> None:
        with pytest.raises(KeyringLocked, match="does not answer"):
            await store.get("work")

    with bare_desktop.here(), FakeSecrets(bare_desktop.bus) as fake:
        fake.add("work", STORED)
        fake.ends_on, fake.comes_back = "GetSecret", False
        run(main)


def test_a_keyring_that_was_there_and_has_gone_is_waited_for(bare_desktop: Desktop) -> None:
    """It has the tokens, so this is not the same as having none: nobody is asked to sign in again."""

    async def main(store: SecretStore) -> None:
        with FakeSecrets(bare_desktop.bus) as service:
            service.add("work", STORED)
            assert await store.get("work") == TOKENS
        for refused in (store.get("work"), store.put("work", {}), store.forget("work")):
            with pytest.raises(KeyringLocked, match="does not answer"):
                await refused
        with FakeSecrets(bare_desktop.bus) as service:
            service.add("work", STORED)
            assert await store.get("work") == TOKENS

    with bare_desktop.here():
        run(main)


@pytest.mark.parametrize(
    ("member", "said"),
    [
        ("OpenSession", ("s", ("hello",))),
        ("ReadAlias", ("s", ("/org",))),
        ("Get", ("v", (("s", "yes"),))),
        ("SearchItems", ("aoao", ([], []))),
        ("GetSecret", ("s", ("secret",))),
    ],
)
def test_a_service_that_does_not_speak_the_specification_is_a_problem(
    member: str, said: tuple[str, Any], service: FakeSecrets
) -> None:
    """Not a crash, and not a token that is none."""
    service.add("work", STORED)
    service.answers = {member: said}

    async def main(store: SecretStore) -> None:
        with pytest.raises(KeyringLocked) as caught:
            await store.get("work")
        assert "specification" in caught.value.detail

    run(main)


def test_looking_asks_the_bus_and_unlocks_nothing(service: FakeSecrets, bare_desktop: Desktop) -> None:
    """The first run says where a token would be kept, before there is one."""
    service.locked = True

    async def main(store: SecretStore) -> None:
        await store.look()
        assert store.persistent
        assert store.describe() == "Tokens are kept in the Secret Service keyring."
        assert not service.shown
        bare_desktop.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bare_desktop.folder}/nowhere"
        with bare_desktop.here():
            other = make_secret_store("default")
            await other.look()
        assert not other.persistent
        await SessionSecrets().look()

    run(main)


def test_a_bus_without_the_service_has_no_keyring(bare_desktop: Desktop) -> None:
    """Said by each thing that is asked of it."""

    async def main() -> None:
        service = SecretService()
        for refused in (service.look(), service.read("work"), service.write("work", "{}"), service.delete("work")):
            with pytest.raises(NoKeyring):
                await refused
        assert await KeyringSecrets("default", service).get("work") is None

    with bare_desktop.here():
        asyncio.run(main())
