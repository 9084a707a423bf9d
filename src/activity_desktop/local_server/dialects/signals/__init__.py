"""How does Signals answer? A rental system's activities, filters that never complain, tokens that can do only so much."""

from __future__ import annotations

from starlette.routing import BaseRoute

from .account import Account
from .calls import Calls


class Signals(Account):
    """The dialect."""

    def routes(self) -> list[BaseRoute]:
        return [*Calls(self).routes()]
