"""Are tokens in the system's keyring, and nowhere else? A real gnome-keyring-daemon answers."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from activity_desktop.model.problems import KeyringLocked
from activity_desktop.native import kernel_keyring, secrets
from activity_desktop.native.other_keyring import OtherKeyring
from activity_desktop.native.secret_service import SecretService
from activity_desktop.native.secrets import KeyringSecrets, SessionSecrets, make_secret_store
from desktop.harness import Desktop

TOKENS = {"user_token": "canary-7f3a-ü", "company_token": "second"}


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[str]:
    """A profile that no other test and no person has; nothing of it stays in the kernel."""
    yield str(tmp_path)
    asyncio.run(kernel_keyring.KernelSecrets(str(tmp_path)).forget("work"))


def run(desktop: Desktop, main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    with desktop.here():
        asyncio.run(main())


def test_secrets_outlive_the_program_in_the_keyring(keyring_desktop: Desktop) -> None:
    """Stored by one store, read by another, changed, and deleted; the keyring's own tool sees one item."""

    async def main() -> None:
        store = make_secret_store("default")
        await store.put("work", TOKENS)
        assert store.persistent
        assert store.describe() == "Tokens are kept in the Secret Service keyring."
        assert await make_secret_store("default").get("work") == TOKENS
        await store.put("work", {"user_token": "newer"})
        assert await make_secret_store("default").get("work") == {"user_token": "newer"}
        await store.forget("work")
        await store.forget("work")
        assert await store.get("work") is None

    run(keyring_desktop, main)


def test_two_profiles_do_not_mix(keyring_desktop: Desktop) -> None:
    """The same account name in another profile is another account."""

    async def main() -> None:
        await make_secret_store("default").put("work", TOKENS)
        other = make_secret_store("/tmp/other")
        assert await other.get("work") is None
        await other.put("work", {"user_token": "theirs"})
        await other.forget("work")
        assert await make_secret_store("default").get("work") == TOKENS

    run(keyring_desktop, main)


def test_no_file_ever_holds_a_secret(keyring_desktop: Desktop, profile: str) -> None:
    """Neither with the keyring, whose own file is locked away, nor in memory without one."""

    async def main() -> None:
        await make_secret_store(profile).put("work", TOKENS)
        keyring_desktop.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={keyring_desktop.folder}/nowhere"
        with keyring_desktop.here():
            await make_secret_store(profile).put("work", TOKENS)

    run(keyring_desktop, main)
    found = subprocess.run(
        ["grep", "-rl", "canary-7f3a", str(keyring_desktop.folder)], check=False, capture_output=True, text=True
    )
    assert found.stdout == ""


def test_a_locked_keyring_is_a_problem_that_says_what_to_do(keyring_desktop: Desktop) -> None:
    """It is not the same as having no token: the token is there, and works again after unlocking."""

    async def main() -> None:
        store = make_secret_store("default")
        await store.put("work", TOKENS)
        keyring_desktop.lock_keyring()
        with pytest.raises(KeyringLocked):
            await store.get("work")
        with pytest.raises(KeyringLocked):
            await store.put("work", TOKENS)

    run(keyring_desktop, main)


def test_without_a_keyring_they_are_in_memory_only_and_it_says_so(bare_desktop: Desktop, profile: str) -> None:
    """They work in this run; in the next only where the kernel keeps them meanwhile. `persistent` tells once it is known."""

    async def main() -> None:
        store = make_secret_store(profile)
        await store.put("work", TOKENS)
        assert not store.persistent
        assert "no keyring" in store.describe()
        assert await store.get("work") == TOKENS
        assert await make_secret_store(profile).get("work") == (TOKENS if kernel_keyring.is_available() else None)
        await store.forget("work")
        await store.forget("work")
        assert await store.get("work") is None
        assert await make_secret_store(profile).get("work") is None

    run(bare_desktop, main)


def test_where_the_kernel_keeps_nothing_they_end_with_the_process(
    bare_desktop: Desktop, profile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Containers forbid the kernel's keyring, other systems have none."""
    monkeypatch.setattr(kernel_keyring, "_SYSCALLS", {})

    async def main() -> None:
        store = make_secret_store(profile)
        await store.put("work", TOKENS)
        assert "until you quit" in store.describe()
        assert await store.get("work") == TOKENS
        assert await make_secret_store(profile).get("work") is None

    run(bare_desktop, main)


def test_a_keyring_that_starts_later_is_found(bare_desktop: Desktop, profile: str) -> None:
    """At login this program may be quicker than the keyring."""

    async def main() -> None:
        store = make_secret_store(profile)
        assert await store.get("work") is None
        assert not store.persistent
        await asyncio.to_thread(bare_desktop.start_keyring)
        await store.put("work", TOKENS)
        assert "Secret Service" in store.describe()
        assert await make_secret_store(profile).get("work") == TOKENS

    run(bare_desktop, main)


def test_what_somebody_else_put_under_our_name_is_no_secret_of_ours(keyring_desktop: Desktop) -> None:
    """Any program of the person's may write to the keyring."""

    async def main() -> None:
        keyring = SecretService()
        for text in ("not json", "[1]", '{"user_token": 1}'):
            await keyring.write("work", text)
            assert await make_secret_store("default").get("work") is None

    run(keyring_desktop, main)


@pytest.mark.parametrize("keyring", [SecretService, OtherKeyring])
def test_a_keyring_that_never_answers_is_given_up(
    keyring: type[SecretService | OtherKeyring], keyring_desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program goes on, and may end, while a prompt waits for somebody who has left; whichever way leads to the keyring."""

    async def main() -> None:
        store = KeyringSecrets("default", keyring())
        await store.put("work", TOKENS)
        monkeypatch.setattr(secrets, "_PATIENCE", 0.3)
        keyring_desktop.keyring.pause()
        with pytest.raises(KeyringLocked, match="does not answer"):
            await store.get("work")
        keyring_desktop.keyring.resume()
        monkeypatch.setattr(secrets, "_PATIENCE", 60.0)
        assert await store.get("work") == TOKENS

    run(keyring_desktop, main)


def test_the_memory_store_gives_copies() -> None:
    """What a caller does with its copy changes nothing that is kept."""

    async def main() -> None:
        store = SessionSecrets()
        await store.put("demo", TOKENS)
        (await store.get("demo") or {}).clear()
        assert await store.get("demo") == TOKENS
        assert not store.persistent

    asyncio.run(main())
