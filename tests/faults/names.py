"""What does a name resolve to? A stand-in for the system's resolver, for one name that a test spoils."""

from __future__ import annotations

import socket
import threading
from typing import Any

import pytest

NAME = "crm.localhost"
"""The server's name: below `localhost`, so that plain http to it is allowed."""


class Names:
    """Answers for `NAME`; every other name is looked up as usual."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.addresses = ["127.0.0.1"]
        self.error: int | None = None
        """One of `socket.EAI_*`: there is no answer, or none now."""
        self.asked = 0
        self.answers = threading.Event()
        """Cleared: the resolver gives no answer until it is set."""
        self.answers.set()
        self._look_up = socket.getaddrinfo
        patch.setattr(socket, "getaddrinfo", self._answer)

    def _answer(self, host: Any, port: Any, *more: Any, **named: Any) -> Any:
        if host not in (NAME, NAME.encode()):
            return self._look_up(host, port, *more, **named)
        self.asked += 1
        self.answers.wait(60)
        if self.error is not None:
            raise socket.gaierror(self.error, "made to fail")
        return [entry for address in self.addresses for entry in self._look_up(address, port, *more, **named)]
