"""What other systems does the embedded server speak like? Thena, Pipedrive, Signals and cPod, each under a path of its own.

Each is written from its document alone and shares no code with the connectors. Where a document contradicts itself or
the vendor's present behaviour, `Switches` holds one field for the question; `serve --switch pipedrive.v1=off` sets it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from ..app import MakeApp
from .cpod import Cpod
from .dialect import Dialect, Seen
from .pipedrive import Pipedrive
from .shelf import Book
from .signals import Signals
from .switches import Switches
from .thena import Thena
from .times import now_utc

DEFAULT_COUNT = 40
NAMES = ("thena", "pipedrive", "signals", "cpod")

Accounts = dict[str, dict[str, Any]]
"""By dialect: `url`, and `secrets` with the names that a client signs in with."""


class Dialects:
    """The four dialects over one file, to be mounted on a server.

    `mounts` is what stands under which path; `accounts(base_url)` tells where and with which secrets a client signs in.
    `close` ends the use of the file.
    """

    def __init__(
        self,
        path: Path | None = None,
        counts: Mapping[str, int] | None = None,
        switches: Switches | None = None,
        *,
        now: Callable[[], datetime] = now_utc,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        """Open or make the file beside the server's file at `path` (None: in memory), and fill each dialect that is empty.

        `counts` says how many activities each begins with, by name; the others begin with `DEFAULT_COUNT`.
        Raises `store.CannotOpen` when the file is unusable or in use.
        """
        self.switches = switches or Switches()
        self._book = Book(path.with_name(f"{path.name}-dialects") if path else None)
        self.pipedrive = Pipedrive(self._book, now, ticks, switches=self.switches.pipedrive)
        self.signals = Signals(self._book, now, ticks, switches=self.switches.signals)
        self.thena = Thena(self._book, now, ticks, switches=self.switches.thena)
        self.cpod = Cpod(self._book, now, ticks, switches=self.switches.cpod)
        for dialect in self.all:
            if not len(dialect.activities):
                dialect.seed((counts or {}).get(dialect.name, DEFAULT_COUNT))

    @property
    def all(self) -> tuple[Dialect, ...]:
        return (self.thena, self.pipedrive, self.signals, self.cpod)

    @property
    def mounts(self) -> dict[str, MakeApp]:
        """What `LocalServer` takes as its mounts."""
        return {f"/{dialect.name}": _maker(dialect) for dialect in self.all}

    def accounts(self, base_url: str) -> Accounts:
        """How a client signs in, once the server's address is known."""
        return {
            dialect.name: {"url": f"{base_url.rstrip('/')}/{dialect.name}", "secrets": dialect.secrets} for dialect in self.all
        }

    def close(self) -> None:
        self._book.close()


def _maker(dialect: Dialect) -> MakeApp:
    """A dialect needs nothing of the server it is mounted on, and outlives a restart of it."""
    return lambda _server: dialect


def mount_all(
    path: Path | None = None, counts: Mapping[str, int] | None = None, switches: Switches | None = None
) -> tuple[dict[str, MakeApp], Callable[[str], Accounts]]:
    """The mounts, and the accounts as a function of the server's address, for whoever needs no more than these two."""
    dialects = Dialects(path, counts, switches)
    return dialects.mounts, dialects.accounts


__all__ = ["DEFAULT_COUNT", "NAMES", "Accounts", "Dialect", "Dialects", "Seen", "Switches", "mount_all"]
