"""How does an account of Fluid keep the connector's contract? See README.md for the quirks.

`api` has the requests, `walks` the order in which activities are read, `signin` what is proved, `form` what is written,
`translate` what is read.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import Any

from msgspec import structs

from ...model.activity import Activity
from ...model.moment import Instant
from ...model.operation import Create, Delete, Edit, Receipt, Request, SetRead
from ...model.person import Person
from ...model.problems import CannotDo, Rejected, ReplayGone, Unreadable
from ...model.relation import Relation
from ...transport.response import Response
from ..asked import asked
from ..contract import (
    Access,
    BadRecord,
    Capabilities,
    CredentialField,
    Feature,
    FieldType,
    FormField,
    Identity,
    Pace,
    Page,
    System,
    Walk,
)
from ..declining import cannot
from . import form, signin, wire
from .api import Api
from .translate import RELATION_TYPES, translate
from .walks import Cursor, Place, Walks

COMPANY_SCOPE = "company"
LOOKED_THROUGH = 100
"""So many of the company's newest activities are searched for one whose creation got no answer."""
CLOCKS_APART = 120.0
"""Seconds by which clocks may differ unnoticed, when comparing our times with the server's."""


class Fluid:
    """One account."""

    def __init__(self, access: Access) -> None:
        self.system = SYSTEM
        self._access = access
        company = access.settings.get("scope", "").strip().lower() == COMPANY_SCOPE
        self._api = Api(access.client, access.secrets, company=company)
        self._walks = Walks(self._api, self._read)
        self._me = ""
        """Our number, when the server said so itself: then activities for others are not ours to show."""
        self._likely_me = ""

    # --- reading -----------------------------------------------------------------------------------------------------

    async def sign_in(self) -> Identity:
        """See `signin`. Raises BadInput for a token that cannot be sent at all."""
        self._api.authorise()
        session = await signin.sign_in(self._api, SYSTEM.capabilities, self._access.settings)
        self._me, self._likely_me = session.user_id, session.identity.user_id
        return session.identity

    def pull(self, cursor: str | None, walk: Walk | None = None) -> AsyncGenerator[Page, None]:
        """What changed, where the server tells that; else the newest, from which the caller stops at what it knows."""
        known = Cursor.read(cursor)
        if known is None or walk is Walk.EVERYTHING:
            return self._walks.pages(Walk.EVERYTHING)
        if not self._api.extensions.changes:
            return self._walks.pages(Walk.NEWEST_FIRST)
        seq = self._seq(known)
        return self._walks.pages(Walk.EVERYTHING) if seq is None else self._walks.changes(seq)

    async def resume(self, place: str) -> AsyncGenerator[Page, None]:
        """The rest of a first fill. Raises ReplayGone."""
        known = Place.read(place)
        if known.instance != self._api.extensions.instance or not self._api.extensions.cursor:
            raise ReplayGone(detail="the server's data is another than before")
        async with aclosing(self._walks.rest(known)) as pages:
            async for page in pages:
                yield page

    def stream(self, cursor: str | None) -> AsyncGenerator[Page, None]:
        """Only our own server has one. Raises CannotDo where none is advertised."""
        if not self._api.extensions.stream:
            raise cannot(SYSTEM, Feature.STREAM)
        known = Cursor.read(cursor)
        return self._walks.stream(None if known is None else self._seq(known))

    async def search(self, filters: Mapping[str, str]) -> AsyncGenerator[Page, None]:
        """Activities that pass the server's own filters, where it advertises them."""
        wanted = {name: value.strip() for name, value in filters.items() if value.strip()}
        foreign = wanted.keys() - self._api.extensions.filters
        if foreign:
            raise Rejected("This server has no such filter.", fields=dict.fromkeys(foreign, "Not offered."))
        async with aclosing(self._walks.pages(Walk.EVERYTHING, tuple(wanted.items()))) as pages:
            async for page in pages:
                yield replace(page, walk=Walk.CHANGES, cursor=None, complete=False)

    async def fetch(self, rid: str) -> Activity:
        found = self._one(await self._api.get(rid))
        if found is None:
            raise Unreadable(detail=f"the answer for {rid} holds no activity of that name")
        return found

    async def resolve(
        self, relations: tuple[Relation, ...], people: tuple[Person, ...]
    ) -> tuple[tuple[Relation, ...], tuple[Person, ...]]:
        """Names come with each activity where the server knows them; there is nothing else to ask."""
        return relations, people

    async def still_there(self, rids: Sequence[str]) -> frozenset[str]:  # noqa: ARG002 - the contract's parameter
        raise cannot(SYSTEM, Feature.STILL_THERE)

    def pace(self) -> Pace:
        """The system's own, slowed by `X-Poll-Interval`."""
        return SYSTEM.pace.slowed(self._walks.poll_interval)

    # --- changing ----------------------------------------------------------------------------------------------------

    async def send(self, request: Request) -> Receipt:
        match request.operation:
            case SetRead() as change:
                return Receipt(self._one(await self._api.patch(request.key.rid, {"read_at": self._read_at(change.at)})))
            case Edit(fields):
                self._need_company(Feature.EDIT)
                await self._api.patch(request.key.rid, form.to_edit(fields), as_company=True)
                return Receipt(await self.fetch(request.key.rid))
            case Create(fields):
                self._need_company(Feature.CREATE)
                await self._api.create(form.to_create(fields, self._likely_me), request.idempotency_key)
                # Not given back: it arrives like any other, and whoever it is for is notified, as the document promises.
                return Receipt()
            case Delete():
                await self._api.delete(request.key.rid)
                return Receipt(gone=True)
            case _:
                raise cannot(SYSTEM, Feature.COMPLETE)

    async def send_read_up_to(self, cursor: str) -> None:
        seq = self._seq(Cursor.read(cursor) or Cursor())
        if seq is None or not self._api.extensions.bulk_read:
            raise cannot(SYSTEM, Feature.BULK_READ)
        await self._api.read_through(seq)

    async def find_created(self, request: Request) -> Activity | None:
        """A server that knows idempotency keys recognises the second try itself. Elsewhere, an activity of the company
        with all the same fields, created since, is the one."""
        if not isinstance(request.operation, Create) or self._api.extensions.idempotency:
            return None
        if not self._api.may_create:
            raise CannotDo("It could not be told whether this was saved.", "Look in the CRM before you create it again.")
        wanted = form.to_create(request.operation.fields, self._likely_me)
        span = asked(request.asked, self._access.client.server_ahead or 0.0, CLOCKS_APART)
        for raw in wire.envelope(await self._api.company_page(LOOKED_THROUGH)).records:
            sent, found = wire.record(raw), translate(raw, self._access.account)
            if sent is None or isinstance(found, BadRecord) or not form.same(wanted, sent):
                continue
            if found.created is not None and span.covers(found.created):
                return found
        return None

    # --- the form and the web app ------------------------------------------------------------------------------------

    def form(self) -> tuple[FormField, ...]:
        return form.FORM

    def form_values(self, activity: Activity) -> dict[str, Any]:
        return form.values(activity)

    def web_url(self, kind: str, id_: str) -> str:
        return self._access.web_url(kind, id_)

    # --- details -----------------------------------------------------------------------------------------------------

    def _read(self, raw: bytes, version: int | None) -> Activity | BadRecord | None:
        """None for what a confused server sends us of somebody else's. In the company's feed, what is for others is there
        to be read and not to interrupt."""
        found = translate(raw, self._access.account, None if self._api.company else version)
        if isinstance(found, BadRecord) or not self._me or found.owner is None or found.owner.id == self._me:
            return found
        return structs.replace(found, muted=True) if self._api.company else None

    def _one(self, response: Response) -> Activity | None:
        """The activity in an answer about one; None when the answer holds none."""
        if not response.body:
            return None
        opened = wire.one(response)
        found = self._read(opened.records[0], opened.meta.seq) if opened.records else None
        return found if isinstance(found, Activity) else None

    def _seq(self, cursor: Cursor) -> int | None:
        """Raises ReplayGone for the number of another server's data."""
        if cursor.seq is not None and cursor.instance != self._api.extensions.instance:
            raise ReplayGone(detail="the server's data is another than before")
        return cursor.seq

    def _read_at(self, at: Instant | None) -> str | None:
        """By the clock that is behind, because a server refuses what lies in its future, and either clock may be wrong. In
        whole seconds, because some refuse parts."""
        ahead = self._access.client.server_ahead or 0.0
        return None if at is None else at.plus(ahead if ahead < -CLOCKS_APART / 2 else 0.0).rfc3339_seconds()

    def _need_company(self, feature: Feature) -> None:
        if not self._api.may_create:
            raise cannot(SYSTEM, feature)


SYSTEM = System(
    name="fluid",
    title="Fluid",
    summary="Orders, visits, tasks and messages",
    credentials=(
        CredentialField("user_token", "User token", help="Lets this app read your activities and mark them read."),
        CredentialField(
            "company_token",
            "Company token",
            help="For activities in the company's name, and for seeing everybody's.",
            required=False,
        ),
        CredentialField(
            "scope",
            "Whose activities",
            help="Everybody's needs a company token, and still notifies you of your own only.",
            secret=False,
            required=False,
            choices=(("", "Yours"), (COMPANY_SCOPE, "Everybody's")),
        ),
    ),
    url_placeholder="https://yourcompany.fluid.app",
    token_help="A token of your own user. Whoever administers Fluid in your company can tell where to create one.",  # noqa: S106 - a sentence
    capabilities=Capabilities(
        frozenset({Feature.READ_STATE, Feature.GET, Feature.DELETE}),
        {
            Feature.CREATE: signin.COMPANY_ONLY,
            Feature.EDIT: signin.COMPANY_ONLY,
            Feature.COMPLETE: "Fluid's activities are news; there is nothing to complete in them.",
            Feature.REOPEN: "Fluid's activities are news; there is nothing to complete in them.",
            Feature.STREAM: "This server does not tell news by itself, so it is asked at intervals.",
        },
    ),
    form=form.FORM,
    filters=(
        FormField("unread", "Unread", FieldType.SWITCH),
        FormField(
            "relation_type", "Related to", FieldType.CHOICE, choices=tuple((name, name.capitalize()) for name in RELATION_TYPES)
        ),
        FormField("contact_id", "Contact", FieldType.NUMBER),
        FormField("visitor_id", "Visitor", FieldType.NUMBER),
        FormField("customer_id", "Customer", FieldType.NUMBER),
        FormField("created_since", "Created since", FieldType.MOMENT),
    ),
    connect=Fluid,
)
