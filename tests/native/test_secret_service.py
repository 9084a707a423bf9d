"""Does the Secret Service get what the specification wants, and may it do what it likes? Dialogs, restarts, odd answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Any, cast

import pytest
from keyring.backends.SecretService import Keyring as Library

from activity_desktop.model.problems import KeyringLocked, NoKeyring
from activity_desktop.native import dbus
from activity_desktop.native.secret_service import SecretService
from activity_desktop.native.secrets import KeyringSecrets, SecretStore, SessionSecrets, make_secret_store
from desktop.fake_secrets import FakeSecrets, answer
from desktop.harness import Desktop

TOKENS = {"user_token": "canary-ü"}
STORED = json.dumps(TOKENS).encode()


def run(main: Callable[[SecretStore], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(main(make_secret_store("default")))


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


def test_a_bus_that_says_nothing_is_no_missing_keyring(keyring_desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    """At sign-in a computer may be that busy. Nobody is told that there is no token, and none is put anywhere else."""

    async def main(store: SecretStore) -> None:
        await store.put("work", TOKENS)
        monkeypatch.setattr(dbus, "PATIENCE", 0.2)
        keyring_desktop.bus.part.pause()
        other = make_secret_store("default")
        await other.look()
        assert other.persistent
        for refused in (other.get("work"), other.put("work", {}), other.forget("work")):
            with pytest.raises(KeyringLocked, match="does not answer"):
                await refused
        keyring_desktop.bus.part.resume()
        monkeypatch.undo()
        assert await other.get("work") == TOKENS

    with keyring_desktop.here():
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
