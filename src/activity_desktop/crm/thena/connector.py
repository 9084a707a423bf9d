"""How does an account of Thena keep the connector's contract?

`api` has the calls, `form` what is sent, `translate` what is read, `signin` what is found out when connecting.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import replace
from datetime import tzinfo
from typing import Any

import msgspec
from msgspec import structs

from ...model.activity import Activity
from ...model.clock import SystemClock
from ...model.moment import Instant
from ...model.operation import Complete, Create, Delete, Edit, Receipt, Request, SetRead
from ...model.person import Person
from ...model.problems import CannotDo, Gone, Rejected, Unreadable
from ...model.relation import Relation
from ...model.words import translate
from ..asked import COMPARED_AT_SIGN_IN, asked
from ..contract import Access, BadRecord, Capabilities, Feature, FormField, Identity, Pace, Page, System, Walk
from ..declining import Declining, cannot
from ..lenient import identifier, instant, mapping
from ..walking import Order, Rows, Tally, Walker
from . import account, form, signin, wire
from .api import Api
from .translate import read

NEWEST_FIRST, ANY_ORDER = "newest first", "any order"
"""The two cursors: what the last walk over everything has shown of the list's order."""
LOOKUP_PAGES = 10
"""Pages among which one activity is looked for: the document has no call that gives a single one."""


class Thena(Declining):
    """One account."""

    def __init__(self, access: Access, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self.system = SYSTEM
        self._access = access
        self._remembered = signin.Remembered.read(access.settings)
        self._server_ahead = 0.0
        """Seconds by which the server's clock is ahead of ours."""
        self._api = Api(access.client, account.path(access.settings))
        self._walker = Walker(
            rid=wire.rid, created=self._created, read=self._read, pause=pause, first_page=self._remembered.first_page
        )
        access.client.use_credentials(account.headers(access.secrets))

    # --- reading -----------------------------------------------------------------------------------------------------

    async def sign_in(self) -> Identity:
        """See `signin`."""
        account.zone(self._access.settings)
        identity, self._remembered = await signin.sign_in(self._api, self._access.settings, SYSTEM.capabilities)
        self._walker.first_page = self._remembered.first_page
        if identity.server_time:
            self._server_ahead = identity.server_time.seconds_since(SystemClock().now())
        return replace(identity, tenant=self._access.secrets.get("organization_id", "").strip())

    def pull(self, cursor: str | None, walk: Walk | None = None) -> AsyncGenerator[Page, None]:
        """Everything, in the order the server gives; only the newest where a whole walk has shown that they come first."""
        everything = self._walker.everything(self._page, _cursor)
        if cursor != NEWEST_FIRST or walk is Walk.EVERYTHING:
            return everything
        return self._walker.newest(self._page, everything)

    async def fetch(self, rid: str) -> Activity:
        """Asked for by its identifier, else looked up in the list. Raises Gone when the list does not hold it or calls it
        deleted, CannotDo when the list is too long to tell."""
        activity = self._activity(await self._alone(rid) or await self._find(lambda record: wire.rid(record) == rid))
        if activity.deleted:
            raise Gone
        return activity

    async def resolve(
        self, relations: tuple[Relation, ...], people: tuple[Person, ...]
    ) -> tuple[tuple[Relation, ...], tuple[Person, ...]]:
        """The names of account and creator come with each activity; participants' names are not told by this API."""
        return relations, people

    def pace(self) -> Pace:
        """Slower while less than a tenth of the allowance is left (`X-RateLimit-Remaining`, `-Limit`, `-Reset`)."""
        return SYSTEM.pace.slowed(self._api.seconds_to_reset())

    # --- changing ----------------------------------------------------------------------------------------------------

    async def send(self, request: Request) -> Receipt:
        match request.operation:
            case Create(fields):
                record = await self._api.create(self._new(fields))
                return Receipt(self._activity(record) if record else None)
            case Edit(fields):
                return await self._change(request, form.body(fields, self._remembered.choices, creating=False))
            case Complete(done):
                return await self._change(request, {"status": wire.COMPLETED if done else wire.PENDING})
            case Delete():
                return await self._delete(request)
            case SetRead():
                raise cannot(SYSTEM, Feature.READ_STATE)

    async def find_created(self, request: Request) -> Activity | None:
        """Thena knows no idempotency keys: an activity with all the same fields, created since, is the one."""
        if not isinstance(request.operation, Create):
            return None
        wanted, zone = self._new(request.operation.fields), self._zone()
        span = asked(request.asked, self._server_ahead, COMPARED_AT_SIGN_IN)

        def is_it(record: Any) -> bool:
            created = self._created(record)
            return (created is None or span.covers(created)) and not form.differences(wanted, record, zone)

        try:
            return self._activity(await self._find(is_it))
        except Gone:
            return None

    async def _change(self, request: Request, sent: Mapping[str, Any]) -> Receipt:
        """Change fields. An answer that does not hold the activity is followed by a look."""
        record = await self._under_either_id(request, lambda rid: self._api.update(rid, sent)) if sent else {}
        if not record:
            return Receipt(await self.fetch(request.key.rid))
        kept = form.differences(sent, record, self._zone())
        words = translate("Told", "The server kept the old value of: {fields}. Change it in the CRM.")
        note = words.format(fields=form.labels(kept)) if kept else ""
        activity = self._activity(record)
        return Receipt(structs.replace(activity, key=request.key), note=note)

    async def _delete(self, request: Request) -> Receipt:
        try:
            await self._under_either_id(request, self._api.delete)
        except Gone:
            return Receipt(gone=True, note="It was deleted before.")
        return Receipt(gone=True)

    async def _under_either_id(self, request: Request, call: Callable[[str], Awaitable[Any]]) -> Any:
        """An activity has two identifiers, and the document does not say which of them belongs into a path. Raises Gone."""
        try:
            return await call(request.key.rid)
        except Gone:
            sent, _ = wire.activity(mapping(msgspec.json.decode(request.known.raw)) if request.known else {})
            other = identifier(sent.uid)
            if other is None or other == request.key.rid:
                raise
        return await call(other)

    # --- the form and the web app ------------------------------------------------------------------------------------

    def form(self) -> tuple[FormField, ...]:
        return form.form(self._remembered.choices)

    def check(self, fields: Mapping[str, Any], known: Activity | None) -> None:
        form.body(fields, self._remembered.choices, creating=known is None)

    def form_values(self, activity: Activity) -> dict[str, Any]:
        return form.values(activity, self._zone())

    def web_url(self, kind: str, id_: str) -> str:
        return self._access.web_url(kind, id_)

    # --- details -----------------------------------------------------------------------------------------------------

    def _zone(self) -> tzinfo:
        return account.zone(self._access.settings)

    def _created(self, record: Any) -> Instant | None:
        return instant(wire.creation_time(record), self._zone())

    def _read(self, record: Any) -> Activity | BadRecord:
        return read(record, self._access.account, self._zone())

    def _activity(self, record: Mapping[str, Any]) -> Activity:
        found = self._read(record)
        if isinstance(found, BadRecord):
            raise Unreadable(detail=found.error)
        return found

    def _new(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        return form.body(fields, self._remembered.choices, creating=True)

    async def _page(self, number: int) -> Rows:
        return await self._api.page(number)

    async def _alone(self, rid: str) -> Mapping[str, Any] | None:
        """The answer to a list of this activity only; None when the server takes no such wish. Raises Gone."""
        try:
            rows = await self._api.page(self._walker.first_page, only=rid)
        except Rejected:
            return None
        if not rows.records:
            raise Gone
        return next((mapping(record) for record in rows.records if wire.rid(record) == rid), None)

    async def _find(self, is_it: Callable[[Any], bool]) -> Mapping[str, Any]:
        """The first record of the list that is it. Raises Gone when none is, CannotDo when the list is too long to tell."""
        tally = Tally()
        async with aclosing(self._walker.pages(self._page, LOOKUP_PAGES)) as pages:
            async for rows in pages:
                for record in rows.records:
                    if is_it(record):
                        return mapping(record)
                if tally.add([wire.rid(record) or "" for record in rows.records], rows.total):
                    raise Gone
        raise CannotDo("There are too many activities to look for a single one.", "Look for it in the CRM.")


def _cursor(order: Order) -> str:
    return NEWEST_FIRST if order.proved else ANY_ORDER


SYSTEM = System(
    name="thena",
    title="Thena",
    summary="Calls, e-mails, meetings and site visits",
    credentials=account.CREDENTIALS,
    default_url="https://platform.thena.ai",
    url_placeholder="https://platform.thena.ai",
    token_help=account.WHERE_IS_THE_KEY,
    capabilities=Capabilities(
        frozenset({Feature.GET, Feature.CREATE, Feature.EDIT, Feature.DELETE, Feature.COMPLETE, Feature.REOPEN}),
        why_not=account.WHY_NOT,
    ),
    pace=Pace(active=60.0, idle=120.0, longest=300.0, sweep=900.0),
    form=form.FORM,
    web_urls=account.WEB_URLS,
    connect=Thena,
)
