"""How are a doorbell's rings read? `GET /rings` gives a JSON list; a ring can be completed, and that is all it can do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

import msgspec

from activity_desktop.crm.contract import (
    Access,
    Capabilities,
    Connector,
    CredentialField,
    Feature,
    FormField,
    Identity,
    Pace,
    Page,
    System,
    Walk,
)
from activity_desktop.model.activity import Activity, Key, Kind
from activity_desktop.model.moment import Instant
from activity_desktop.model.operation import Complete, Receipt, Request
from activity_desktop.model.person import Person
from activity_desktop.model.problems import CannotDo, Gone
from activity_desktop.model.relation import Relation


class Ring(msgspec.Struct):
    """The wire."""

    id: int
    who: str
    at: str
    answered: bool


def connect(access: Access) -> Connector:
    return Bell(access)


CAPABILITIES = Capabilities(frozenset({Feature.COMPLETE}), {Feature.CREATE: "Nobody rings from a desk."})
SYSTEM = System(
    name="bell",
    title="Doorbell",
    summary="Who rang, and when.",
    credentials=(
        CredentialField("key", "House key", "Under the mat."),
        CredentialField("floor", "Floor", secret=False, required=False),
    ),
    capabilities=CAPABILITIES,
    web_urls={"activity": "{base}/rings/{id}"},
    connect=connect,
)


class Bell:
    """One house."""

    system = SYSTEM

    def __init__(self, access: Access) -> None:
        self._access = access
        access.client.use_credentials({"x-house-key": access.secrets.get("key", "")})

    async def sign_in(self) -> Identity:
        await self._rings()
        return Identity("me", "The house", capabilities=CAPABILITIES)

    async def pull(self, cursor: str | None, walk: Walk | None = None) -> AsyncIterator[Page]:
        rings = await self._rings()
        yield Page(tuple(map(self._translate, rings)), total=len(rings), walk=walk or Walk.EVERYTHING, complete=True)

    def stream(self, cursor: str | None) -> AsyncIterator[Page]:
        raise CannotDo

    async def fetch(self, rid: str) -> Activity:
        for ring in await self._rings():
            if str(ring.id) == rid:
                return self._translate(ring)
        raise Gone

    async def send(self, request: Request) -> Receipt:
        if not isinstance(request.operation, Complete):
            raise CannotDo
        answer = await self._access.client.request("POST", f"/rings/{request.key.rid}/answer")
        return Receipt(self._translate(answer.decode(Ring)))

    async def send_read_up_to(self, cursor: str) -> None:
        raise CannotDo

    async def resolve(
        self, relations: tuple[Relation, ...], people: tuple[Person, ...]
    ) -> tuple[tuple[Relation, ...], tuple[Person, ...]]:
        return relations, people

    async def find_created(self, request: Request) -> Activity | None:
        raise CannotDo

    async def still_there(self, rids: Sequence[str]) -> frozenset[str]:
        raise CannotDo

    def pace(self) -> Pace:
        return Pace()

    def form(self) -> tuple[FormField, ...]:
        return ()

    def form_values(self, activity: Activity) -> dict[str, Any]:
        return {}

    def web_url(self, kind: str, id_: str) -> str:
        return self._access.web_urls.get(kind, "").format(base=self._access.client.base_url, id=id_)

    async def _rings(self) -> list[Ring]:
        return (await self._access.client.request("GET", "/rings")).decode(list[Ring])

    def _translate(self, ring: Ring) -> Activity:
        person = Person("visitor", ring.who, ring.who)
        return Activity(
            key=Key(self._access.account, str(ring.id)),
            kind=Kind.VISITOR,
            title=f"{ring.who} rang",
            created=Instant.parse(ring.at),
            done=ring.answered,
            people=(person,),
            raw=msgspec.json.encode(ring),
        )
