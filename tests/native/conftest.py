"""Which parts of a desktop do these tests share by name? The common ones, and a keyring that the test holds in hand."""

from collections.abc import Iterator

import pytest

from desktop.fake_secrets import FakeSecrets
from desktop.fixtures import bare_desktop, desktop, keyring_desktop
from desktop.harness import Desktop


@pytest.fixture
def service(bare_desktop: Desktop) -> Iterator[FakeSecrets]:
    """A Secret Service, and nothing else, on a private bus that this process uses."""
    with bare_desktop.here(), FakeSecrets(bare_desktop.bus) as fake:
        yield fake


__all__ = ["bare_desktop", "desktop", "keyring_desktop", "service"]
