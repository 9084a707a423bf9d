"""Is `keyring`, which serves macOS and Windows, used rightly? Its Linux side shows it here, on a real keyring."""

from __future__ import annotations

import asyncio
import gc
import platform
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from activity_desktop.model.problems import KeyringLocked, NoKeyring
from activity_desktop.native.other_keyring import OtherKeyring, find_backend
from activity_desktop.native.secret_service import SecretService
from activity_desktop.native.secrets import KeyringSecrets, make_secret_store
from desktop.harness import Desktop

TOKENS = {"user_token": "canary-7f3a-ü"}


def run(desktop: Desktop, main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    with desktop.here():
        asyncio.run(main())


def test_each_platform_gets_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """One function decides; callers never ask for the platform."""
    for system, keyring in (("Linux", SecretService), ("Darwin", OtherKeyring), ("Windows", OtherKeyring)):
        monkeypatch.setattr(platform, "system", lambda: system)  # noqa: B023 - used before the next one
        store = make_secret_store("default")
        assert isinstance(store, KeyringSecrets)
        assert isinstance(store._keyring, keyring)


def test_secrets_are_kept_changed_and_deleted(keyring_desktop: Desktop) -> None:
    """And once it is known which keyring it is, it is called by its name."""

    async def main() -> None:
        store = KeyringSecrets("default", OtherKeyring())
        assert store.describe() == "Tokens are kept in the system's keyring."
        await store.look()
        assert store.describe() == "Tokens are kept in the Secret Service keyring."
        assert await store.get("work") is None
        await store.put("work", TOKENS)
        assert await KeyringSecrets("default", OtherKeyring()).get("work") == TOKENS
        await store.forget("work")
        await store.forget("work")
        assert await store.get("work") is None

    run(keyring_desktop, main)


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")  # keyring leaves its connection to the collector
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_whatever_the_library_raises_is_a_problem_that_says_what_to_do(keyring_desktop: Desktop) -> None:
    """Each system has failures of its own."""

    async def main() -> None:
        store = KeyringSecrets("default", OtherKeyring())
        await store.put("work", TOKENS)
        keyring_desktop.lock_keyring()
        with pytest.raises(KeyringLocked):
            await store.get("work")

    run(keyring_desktop, main)
    gc.collect()


@pytest.mark.parametrize("backend", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring", "plain_text.Keyring"])
def test_a_backend_that_keeps_nothing_secret_is_refused(
    backend: str, keyring_desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the library was configured to use, a token goes only where the system locks it away."""
    plain = "from keyring.backends.null import Keyring as Null\nclass Keyring(Null):\n    priority = 99\n"
    (tmp_path / "plain_text.py").write_text(plain, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    keyring_desktop.env["PYTHON_KEYRING_BACKEND"] = backend

    async def main() -> None:
        with pytest.raises(NoKeyring):
            find_backend()
        store = KeyringSecrets(str(tmp_path), OtherKeyring())
        await store.put("work", TOKENS)
        assert not store.persistent
        await store.forget("work")

    run(keyring_desktop, main)
