"""Which desktops do these tests use?"""

from desktop.fixtures import bare_desktop, desktop

__all__ = ["bare_desktop", "desktop"]
