"""Which desktops do these tests use?"""

from desktop.fixtures import bare_desktop, desktop, keyring_desktop

__all__ = ["bare_desktop", "desktop", "keyring_desktop"]
