"""How does Pipedrive answer? Version 2 of its API over the activities of one company, with its budget and its quirks."""

from __future__ import annotations

from starlette.routing import BaseRoute

from .calls import Calls
from .company import Company


class Pipedrive(Company):
    """The dialect."""

    def routes(self) -> list[BaseRoute]:
        return [*Calls(self).routes()]
