"""How does an account of Signals, or of Current RMS, keep the connector's contract?

`api` has the calls, `walk` their order, `signin` what is proved, `form` what is sent, `translate` what is read.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import replace
from typing import Any

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
from ..lenient import flag, identifier, instant, mapping
from ..walking import Walker
from . import account, form, signin, wire
from .api import NEWEST_FIRST, OLDEST_FIRST, Api
from .translate import Me, read
from .walk import FILLED, Filters, Pages

LOOKUP_PAGES = 5
_SHARE = 6
"""Looking for news may use one sixth of the allowance."""


class Signals(Declining):
    """One account."""

    def __init__(self, access: Access, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self.system = SYSTEM
        self._access = access
        self._remembered = signin.Remembered.read(access.settings)
        self._server_ahead = 0.0
        """Seconds by which the server's clock is ahead of ours."""
        self._api = Api(access.client, include=self._remembered.include, sort=self._remembered.sort)
        self._pages = Pages(self._api, pause)
        self._walker = Walker(rid=_rid, created=_created, read=self._read, pause=pause)
        access.client.use_credentials(account.headers(access.secrets, access.settings))

    # --- reading -----------------------------------------------------------------------------------------------------

    async def sign_in(self) -> Identity:
        """See `signin`."""
        identity, self._remembered = await signin.sign_in(
            self._api, self._access.settings, self._remembered, SYSTEM.capabilities
        )
        if identity.server_time:
            self._server_ahead = identity.server_time.seconds_since(SystemClock().now())
        return replace(identity, tenant=account.company(self._access.settings))

    def pull(self, cursor: str | None, walk: Walk | None = None) -> AsyncGenerator[Page, None]:
        """News from the newest backwards, or everything: newest first when filling, else oldest first, where rows that
        are added meanwhile come at the end."""
        everything = self._everything(NEWEST_FIRST if cursor is None else OLDEST_FIRST, self._mine())
        if cursor is None or walk is Walk.EVERYTHING or self._remembered.newest_first == signin.NO:
            return everything
        return self._walker.newest(self._pages.of(NEWEST_FIRST, self._mine()), everything)

    async def search(self, filters: Mapping[str, str]) -> AsyncIterator[Page]:
        """Activities that pass the server's own filters."""
        wanted = [self._filter(name, value) for name, value in filters.items()]
        async with aclosing(self._everything(NEWEST_FIRST, wanted)) as pages:
            async for page in pages:
                yield replace(page, walk=Walk.CHANGES, cursor=None, complete=False)

    async def fetch(self, rid: str) -> Activity:
        return self._activity(await self._api.show(rid))

    async def resolve(
        self, relations: tuple[Relation, ...], people: tuple[Person, ...]
    ) -> tuple[tuple[Relation, ...], tuple[Person, ...]]:
        """Names that did not come with the activity are asked for one by one."""
        titled = [await self._titled(one) for one in relations]
        named = [
            structs.replace(one, name=(await self._api.title(one.kind, one.id))[0]) if one.id and not one.name else one
            for one in people
        ]
        return tuple(titled), tuple(named)

    async def _titled(self, relation: Relation) -> Relation:
        if not relation.id or relation.title:
            return relation
        title, reach = await self._api.title(relation.kind, relation.id)
        return structs.replace(relation, title=title, reach=reach)

    def pace(self) -> Pace:
        """Slower where the server allows fewer calls a minute than the documented 60."""
        allowance = self._pages.allowance
        return SYSTEM.pace.slowed(60.0 * _SHARE / allowance if allowance else 0.0)

    # --- changing ----------------------------------------------------------------------------------------------------

    async def send(self, request: Request) -> Receipt:
        match request.operation:
            case Create(fields):
                record = await self._api.create(self._new(fields))
                return Receipt(self._activity(record) if record else None)
            case Edit(fields):
                return await self._edit(request, fields)
            case Complete(done):
                return await self._complete(request.key.rid, done)
            case Delete():
                return await self._delete(request.key.rid)
            case SetRead():
                raise cannot(SYSTEM, Feature.READ_STATE)

    async def find_created(self, request: Request) -> Activity | None:
        """Signals knows no idempotency keys: an activity with all the same fields, created since, is the one."""
        if not isinstance(request.operation, Create):
            return None
        wanted = self._new(request.operation.fields)
        span = asked(request.asked, self._server_ahead, COMPARED_AT_SIGN_IN)
        subject = [("subject_cont", str(wanted["subject"]))] if "subject_cont" in self._remembered.filters else []
        seen = 0
        async with aclosing(self._walker.pages(self._pages.of(NEWEST_FIRST, subject), LOOKUP_PAGES)) as pages:
            async for rows in pages:
                for record in rows.records:
                    created = _created(record)
                    if not form.differences(wanted, mapping(record)) and (created is None or span.covers(created)):
                        return self._activity(record)
                seen += len(rows.records)
                if not rows.records or (rows.total is not None and seen >= rows.total):
                    return None
                if self._remembered.newest_first == signin.YES and not all(
                    _is_since(one, span.earliest) for one in rows.records
                ):
                    return None
        raise CannotDo("It could not be told whether this was saved.", "Look in the CRM before you create it again.")

    async def _edit(self, request: Request, fields: Mapping[str, Any]) -> Receipt:
        """Change fields and look at what became of them: whether "" clears a field, servers disagree."""
        rid = request.key.rid
        sent = form.body(fields, self._remembered.choices, creating=False, known=request.known)
        record = await self._api.update(rid, sent) if sent else {}
        if not record or "" in sent.values():
            record = await self._api.show(rid)
        kept = form.differences(sent, record)
        words = translate("Told", "The server kept the old value of: {fields}. Change it in the CRM.")
        note = words.format(fields=form.labels(kept)) if kept else ""
        return Receipt(self._activity(record), note=note)

    async def _complete(self, rid: str, done: bool) -> Receipt:
        """Completing has a call of its own; reopening does not, so both fields that completing sets are set back."""
        if done:
            await self._api.complete(rid)
        else:
            await self._api.update(rid, {"completed": False, "status_id": wire.SCHEDULED})
        activity = await self.fetch(rid)
        words = translate("Told", "The server still calls it “{status}”.")
        note = "" if activity.done is done else words.format(status=activity.status or translate("Told", "open"))
        return Receipt(activity, note=note)

    async def _delete(self, rid: str) -> Receipt:
        try:
            await self._api.delete(rid)
        except Gone:
            return Receipt(gone=True, note="It was deleted before.")
        return Receipt(gone=True)

    # --- the form and the web app ------------------------------------------------------------------------------------

    def form(self) -> tuple[FormField, ...]:
        return form.form(self._remembered.choices)

    def check(self, fields: Mapping[str, Any], known: Activity | None) -> None:
        form.body(fields, self._remembered.choices, creating=known is None, known=known)

    def form_values(self, activity: Activity) -> dict[str, Any]:
        return form.values(activity)

    def web_url(self, kind: str, id_: str) -> str:
        """Current RMS has its pages at the company's own subdomain, not where its API is."""
        company = account.company(self._access.settings)
        return self._access.web_url(kind, id_, f"https://{company}.current-rms.com" if company else "")

    # --- details -----------------------------------------------------------------------------------------------------

    def _everything(self, order: str, filters: Filters) -> AsyncGenerator[Page, None]:
        return self._walker.everything(self._pages.of(order, filters), lambda _: FILLED)

    def _me(self) -> Me:
        """In Current RMS users are members, so there the one number stands for both."""
        number = self._remembered.me_id
        return Me(number, self._remembered.me_name, number if account.company(self._access.settings) else "")

    def _mine(self) -> list[tuple[str, str]]:
        number = self._me().user_id
        return [("owned_by_eq", number)] if number and "owned_by_eq" in self._remembered.filters else []

    def _read(self, record: Any) -> Activity | BadRecord | None:
        """None for what belongs to somebody else, on servers that ignore the filter by owner."""
        owner, me = identifier(mapping(record).get("owned_by")), self._me()
        if me.user_id and owner and owner != me.user_id:
            return None
        return read(record, self._access.account, me)

    def _activity(self, record: Mapping[str, Any]) -> Activity:
        found = read(record, self._access.account, self._me())
        if isinstance(found, BadRecord):
            raise Unreadable(detail=found.error)
        return found

    def _new(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The body of a create; it is ours unless another owner was chosen."""
        body = form.body(fields, self._remembered.choices, creating=True)
        number = self._me().user_id
        return {"owned_by": int(number), **body} if number.isdecimal() else body

    def _filter(self, name: str, value: str) -> tuple[str, str]:
        if name not in self._remembered.filters:
            raise Rejected(
                "This server does not filter by that.", "Search on this computer instead.", fields={name: "Not proved."}
            )
        if name == "completed_true" and flag(value) is False:
            raise Rejected("The server can only be asked for completed activities.", "Leave this filter out.")
        return name, form.filter_value(name, value, self._remembered.choices)


def _rid(record: Any) -> str | None:
    return identifier(mapping(record).get("id"))


def _created(record: Any) -> Instant | None:
    return instant(mapping(record).get("created_at"))


def _is_since(record: Any, since: Instant) -> bool:
    created = _created(record)
    return created is None or created >= since


SYSTEM = System(
    name="signals",
    title="Signals",
    summary="Rentals, also in Current RMS",
    credentials=account.CREDENTIALS,
    url_placeholder="https://signals.example.com",
    token_help=account.WHERE_IS_THE_KEY,
    capabilities=Capabilities(
        frozenset({*signin.WRITES, Feature.GET, Feature.SERVER_FILTER, Feature.TOTAL}), why_not=account.WHY_NOT
    ),
    pace=Pace(active=30.0, idle=60.0, longest=300.0, sweep=900.0),
    form=form.FORM,
    filters=form.FILTERS,
    web_urls=account.WEB_URLS,
    connect=Signals,
)
