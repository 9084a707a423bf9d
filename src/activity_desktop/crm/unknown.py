"""What becomes of an account whose system this version does not know (any more)? It can be read; nothing is asked of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from ..model.activity import Activity
from ..model.operation import Receipt, Request
from ..model.person import Person
from ..model.problems import UnknownSystem
from ..model.relation import Relation
from .contract import Access, FormField, Identity, Pace, Page, System, Walk
from .declining import Declining


class Unknown(Declining):
    """Whatever would need the server says why it cannot be; whatever a screen asks has an empty answer."""

    def __init__(self, system: System) -> None:
        self.system = system

    async def sign_in(self) -> Identity:
        raise UnknownSystem(detail=self.system.name)

    def pull(self, cursor: str | None, walk: Walk | None = None) -> AsyncIterator[Page]:  # noqa: ARG002 - the contract's parameters
        raise UnknownSystem(detail=self.system.name)

    async def fetch(self, rid: str) -> Activity:  # noqa: ARG002 - as above
        raise UnknownSystem(detail=self.system.name)

    async def send(self, request: Request) -> Receipt:  # noqa: ARG002 - as above
        raise UnknownSystem(detail=self.system.name)

    async def resolve(
        self, relations: tuple[Relation, ...], people: tuple[Person, ...]
    ) -> tuple[tuple[Relation, ...], tuple[Person, ...]]:
        return relations, people

    async def find_created(self, request: Request) -> Activity | None:  # noqa: ARG002 - as above
        raise UnknownSystem(detail=self.system.name)

    def pace(self) -> Pace:
        return self.system.pace

    def form(self) -> tuple[FormField, ...]:
        return ()

    def form_values(self, activity: Activity) -> dict[str, Any]:  # noqa: ARG002 - as above
        return {}

    def web_url(self, kind: str, id_: str) -> str:  # noqa: ARG002 - as above
        return ""


def unknown(name: str) -> System:
    """A system of which only the name is known, as it is stored with the account."""

    def connect(access: Access) -> Unknown:  # noqa: ARG001 - the contract's parameter
        return Unknown(found)

    found = System(name, name, "", (), connect=connect)
    return found
