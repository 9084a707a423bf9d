"""How does one cPod account speak? It lists, fetches and creates activities; everything else stays on this computer.

Source: cPod, Activity. Quirks are told in README.md.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

from ...model.activity import Activity
from ...model.clock import SystemClock
from ...model.operation import Complete, Create, Delete, Edit, Receipt, Request
from ...model.person import Person
from ...model.problems import CannotDo, Gone, SignedOut, Unreadable
from ...model.relation import Relation
from .. import lenient
from ..asked import COMPARED_JUST_NOW, asked
from ..changed_since import Cursor
from ..contract import (
    Access,
    Capabilities,
    CredentialField,
    Feature,
    FormField,
    Identity,
    Pace,
    Page,
    System,
    Walk,
)
from ..declining import Declining
from . import write
from .calls import Calls
from .tokens import Tokens
from .translate import read
from .walks import Order, Walker, prove_order

PROOFS_LAST = 6 * 3600.0
"""Seconds after which signing in again tries again what the server's order is worth."""
_LOCAL_READ_STATE = "cPod keeps no read state; read and unread are kept on this computer."
_DONE_HERE = "cPod offers listing, fetching and creating activities; done is kept on this computer."
WHY_NOT = {
    Feature.READ_STATE: _LOCAL_READ_STATE,
    Feature.BULK_READ: _LOCAL_READ_STATE,
    Feature.EDIT: "cPod offers listing, fetching and creating activities, no changing.",
    Feature.DELETE: "cPod offers listing, fetching and creating activities, no deleting.",
    Feature.COMPLETE: _DONE_HERE,
    Feature.REOPEN: _DONE_HERE,
    Feature.STREAM: "cPod tells news to public web servers only, so this computer asks from time to time.",
    Feature.SERVER_FILTER: "cPod documents no filters for activities.",
    Feature.TOTAL: "cPod's pages do not say how many activities there are.",
    Feature.DELETIONS: "cPod leaves deleted activities out of its list, so they are missed rather than told.",
    Feature.STILL_THERE: "cPod cannot be asked about many activities at once.",
    Feature.COMPANY_FEED: "cPod shows each user the activities of their own app and rights.",
}
_NO_ORDER = "This server showed no order by change, so everything is read again to find what changed."
_CAN = frozenset({Feature.GET, Feature.CREATE, Feature.CHANGES})
_PACE = Pace(active=60.0, idle=120.0, longest=300.0, sweep=900.0)
_WHAT_ORDER = {
    Order.UPDATED: "obeyed",
    Order.CREATED: "not obeyed; its own order is newest first",
    Order.NONE: "not obeyed, or too few activities to tell",
}


class CpodConnector(Declining):
    """One cPod account. Knows from `Identity.remember` what an earlier session learned."""

    def __init__(self, access: Access) -> None:
        self.system = SYSTEM
        self._account = access.account
        self._access = access
        self._tokens = Tokens(access.client, access.secrets)
        self._calls = Calls(access.client, self._tokens)
        self._order = Order.remembered(access.settings.get("order", ""))
        self._tenant = access.settings.get("tenant", "")
        self._proved_until = 0.0

    async def sign_in(self) -> Identity:
        listing, now = await self._calls.activities(limit=1)
        clock = SystemClock()
        if clock.boottime() >= self._proved_until:
            self._order = await prove_order(self._calls, self._account)
            self._proved_until = clock.boottime() + PROOFS_LAST
        claims = self._tokens.claims
        tenant = lenient.identifier(claims.get("tenant_id") or claims.get("tenantId")) or ""
        if self._tenant and tenant and tenant != self._tenant:
            raise SignedOut("This token belongs to another tenant.", "Enter one of the same tenant, or add a second account.")
        self._tenant = tenant or self._tenant
        first = lenient.mapping(listing.records[0]) if listing.records else {}
        return Identity(
            lenient.identifier(claims.get("sub")) or "",
            lenient.text(claims.get("name") or claims.get("email")).strip(),
            self._tenant or lenient.identifier(first.get("tenant_id") or first.get("tenantId")) or "",
            self._capabilities(),
            now,
            {"order": self._order.value, "tenant": self._tenant},
        )

    def _capabilities(self) -> Capabilities:
        can, cannot = set(_CAN), dict(WHY_NOT)
        if self._order is not Order.UPDATED:
            can.discard(Feature.CHANGES)
            cannot[Feature.CHANGES] = _NO_ORDER
        signed = "by client id and secret, renewed in time" if self._tokens.fetched else "by the token that was entered"
        proved = {
            "signed in": signed,
            "reading activities": "yes",
            "order by latest change": _WHAT_ORDER[self._order],
        }
        return Capabilities(frozenset(can), cannot, proved)

    # --- reading -------------------------------------------------------------------------------------------------------

    async def pull(self, cursor: str | None, walk: Walk | None = None) -> AsyncIterator[Page]:
        since = Cursor.parse(cursor) if cursor else None
        usual = {Order.UPDATED: Walk.CHANGES, Order.CREATED: Walk.NEWEST_FIRST, Order.NONE: Walk.EVERYTHING}
        chosen = walk or (usual[self._order] if since else Walk.EVERYTHING)
        async for page in Walker(self._calls, self._account, self._order).pages(chosen, since):
            yield page

    async def fetch(self, rid: str) -> Activity:
        activity = self._read(await self._calls.activity(rid))
        if activity is None:
            raise Unreadable(detail="the answer holds no activity")
        if activity.deleted:
            raise Gone("It was deleted in cPod.")
        return activity

    def _read(self, record: dict[str, Any]) -> Activity | None:
        found = read(record, self._account)
        return found if isinstance(found, Activity) else None

    async def resolve(
        self, relations: tuple[Relation, ...], people: tuple[Person, ...]
    ) -> tuple[tuple[Relation, ...], tuple[Person, ...]]:
        """The activities' document names no other endpoint, so identifiers stay identifiers."""
        return relations, people

    # --- changing ------------------------------------------------------------------------------------------------------

    async def send(self, request: Request) -> Receipt:
        match request.operation:
            case Create(fields):
                return Receipt(self._read(await self._calls.create(write.new_body(fields))))
            case Edit():
                raise CannotDo(WHY_NOT[Feature.EDIT])
            case Complete():
                raise CannotDo(WHY_NOT[Feature.COMPLETE])
            case Delete():
                raise CannotDo(WHY_NOT[Feature.DELETE])
        raise CannotDo(_LOCAL_READ_STATE)

    async def find_created(self, request: Request) -> Activity | None:
        """Among what came since the person asked for it: the same in all that was entered in words."""
        if not isinstance(request.operation, Create):
            return None
        wanted = write.new_body(request.operation.fields)
        _, now = await self._calls.activities(limit=1)
        span = asked(request.asked, now.seconds_since(SystemClock().now()) if now else 0.0, COMPARED_JUST_NOW)
        walk = Walk.CHANGES if self._order is Order.UPDATED else Walk.EVERYTHING
        complete = False
        async for page in Walker(self._calls, self._account, self._order).pages(walk, span.earliest):
            for activity in page.activities:
                if activity.created and span.covers(activity.created) and _alike(activity, wanted):
                    return activity
            complete = page.complete
        if walk is Walk.EVERYTHING and not complete:
            raise CannotDo("It cannot be told whether this was saved already.", "Look in cPod before trying again.")
        return None

    # --- for screens ---------------------------------------------------------------------------------------------------

    def pace(self) -> Pace:
        return _PACE

    def form(self) -> tuple[FormField, ...]:
        return write.FORM

    def check(self, fields: Mapping[str, Any], known: Activity | None) -> None:
        """Activities are only ever new ones here: nothing can be changed afterwards."""
        if known is None:
            write.new_body(fields)

    def form_values(self, activity: Activity) -> dict[str, Any]:
        return write.values(activity)

    def web_url(self, kind: str, id_: str) -> str:
        return self._access.web_url(kind, id_)


def _alike(activity: Activity, wanted: dict[str, Any]) -> bool:
    sent = write.values(activity)
    compared = ("subject", "type", "description", *write.ANCHORS)
    return all(lenient.text(sent.get(name)) == lenient.text(wanted.get(name)) for name in compared if name in wanted)


SYSTEM = System(
    name="cpod",
    title="cPod",
    summary="Calls, e-mails, meetings, notes and tasks",
    credentials=(
        CredentialField("token", "Token", help="Or enter a client id and secret below.", required=False),
        CredentialField("client_id", "Client id", help="Of an integration.", required=False),
        CredentialField("client_secret", "Client secret", required=False),
    ),
    default_url="https://api.cyberpod.app",
    url_placeholder="https://api.cyberpod.app",
    token_help="Create an integration in cPod's portal; it shows a client id and a client secret.",  # noqa: S106 - where to find one
    capabilities=Capabilities(_CAN, WHY_NOT),
    pace=_PACE,
    form=write.FORM,
    web_urls={"activity": "", "account": "", "deal": "", "contact": ""},
    connect=CpodConnector,
)
