"""How does one Pipedrive account speak? Everything the contract asks for; the parts lie beside it: calls, walks, proofs, words.

Sources: Pipedrive, Activities (v2; v1 collection and bulk delete), Users, Rate limiting. Quirks are told in README.md.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from functools import partial
from typing import Any

from ...model.activity import Activity
from ...model.clock import SystemClock
from ...model.moment import Instant
from ...model.operation import Complete, Create, Delete, Edit, Receipt, Request
from ...model.person import Person
from ...model.problems import CannotDo, Gone
from ...model.relation import Relation
from .. import lenient
from ..asked import COMPARED_JUST_NOW, asked
from ..changed_since import Cursor
from ..contract import (
    Access,
    Capabilities,
    CredentialField,
    FormField,
    Identity,
    Pace,
    Page,
    System,
    Walk,
)
from ..declining import Declining
from . import search, write
from .budget import Budget
from .calls import Calls, Params
from .changing import Changes
from .myself import Myself
from .proofs import CAN, LOCAL_READ_STATE, WHY_NOT, Proved, prove
from .titles import Titles
from .walks import LONG_OVERLAP, OVERLAP, Walker, limited, read_rows

_ENOUGH = 50
"""Activities that are looked through for one that was created a moment ago."""

FAR_BACK_EVERY = 3600.0
"""Seconds between two looks that read the last hours again."""
PROOFS_LAST = 6 * 3600.0
"""Seconds after which signing in again tries again what the server keeps; until then it costs two tokens."""


class PipedriveConnector(Declining):
    """One Pipedrive account. Knows from `Identity.remember` what an earlier session learned."""

    def __init__(self, access: Access) -> None:
        self.system = SYSTEM
        self._account = access.account
        self._access = access
        access.client.use_credentials({"x-api-token": access.secrets.get("api_token", "")})
        self._budget = Budget()
        self._calls = Calls(access.client, self._budget, access.settings.get("v1", ""))
        self._me = Myself(self._calls, access.settings)
        self._proved = Proved.remembered(access.settings)
        self._proved_until = 0.0
        self._far_back_at = SystemClock().boottime() + FAR_BACK_EVERY
        self._changes = Changes(self._calls, self._account, bulk=self._proved.v1)
        self._titles = Titles(self._calls)

    async def sign_in(self) -> Identity:
        now = await self._me.ask()
        clock = SystemClock()
        if clock.boottime() >= self._proved_until:
            self._proved = await prove(self._calls, self._account, self._me.scope(), self._me.owner())
            await self._me.learn_words()
            self._proved_until = clock.boottime() + PROOFS_LAST
            self._changes.bulk = self._proved.v1
        remember = {**self._me.remember(), **self._proved.remember()}
        return Identity(self._me.user_id, self._me.name, self._me.company, self._capabilities(), now, remember)

    def _capabilities(self) -> Capabilities:
        who = f"user {self._me.user_id}" if self._me.user_id else "not told, so all visible activities are read"
        zone = {"time zone in Pipedrive": self._me.time_zone} if self._me.time_zone else {}
        return self._proved.capabilities({"who I am": who, **zone})

    # --- reading -------------------------------------------------------------------------------------------------------

    async def pull(self, cursor: str | None, walk: Walk | None = None) -> AsyncIterator[Page]:
        since = Cursor.parse(cursor) if cursor else None
        if self._budget.spent or not (self._me.user_id or self._me.asked):
            # Also after a spent day: the cheapest question comes first.
            await self._me.ask()
        walker = self._walker()
        if since is None or walk not in (None, Walk.CHANGES) or not self._proved.obeys_since:
            pages = walker.everything(walk or Walk.EVERYTHING, since)
            looks_far_back = False
        else:
            looks_far_back = SystemClock().boottime() >= self._far_back_at
            pages = walker.changes(since, LONG_OVERLAP if looks_far_back else OVERLAP)
        async for page in pages:
            yield page
        if looks_far_back:
            self._far_back_at = SystemClock().boottime() + FAR_BACK_EVERY

    def _walker(self) -> Walker:
        return Walker(self._calls, self._account, self._me.scope(), self._me.words)

    async def fetch(self, rid: str) -> Activity:
        answer = await self._calls.activity(rid)
        activity = self._changes.read(answer.data, self._me.words)
        if activity.deleted:
            raise Gone("It was deleted in Pipedrive.", "It can be restored there within 30 days.")
        return activity

    async def still_there(self, rids: Sequence[str]) -> frozenset[str]:
        return await self._changes.still_there(rids)

    async def search(self, filters: Mapping[str, str]) -> AsyncIterator[Page]:
        query, company = search.parameters(filters)
        if company and not self._proved.company_feed:
            raise CannotDo(self._proved.why_no_company_feed or "The whole company's list is not open to you.")
        async for page in Walker(self._calls, self._account, (), self._me.words).found(query, company=company):
            search.check_obeyed(filters, page.activities)
            yield page

    async def resolve(
        self, relations: tuple[Relation, ...], people: tuple[Person, ...]
    ) -> tuple[tuple[Relation, ...], tuple[Person, ...]]:
        named = [await self._titles.of_relation(relation) for relation in relations]
        return tuple(named), tuple([await self._titles.of_person(person) for person in people])

    # --- changing ------------------------------------------------------------------------------------------------------

    async def send(self, request: Request) -> Receipt:
        match request.operation:
            case Create(fields):
                return await self._changes.create(fields, self._me.words)
            case Edit(fields):
                return await self._changes.edit(request, fields, self._me.words)
            case Complete(done):
                return await self._changes.update(request.key.rid, {"done": done}, self._me.words)
            case Delete():
                return await self._changes.delete(request.key.rid)
        raise CannotDo(LOCAL_READ_STATE)

    async def delete_many(self, rids: Sequence[str]) -> frozenset[str]:
        return await self._changes.delete_many(rids)

    async def find_created(self, request: Request) -> Activity | None:
        """Among the newest: the same subject and type, added after the person asked for it."""
        fields = request.operation.fields if isinstance(request.operation, Create) else {}
        wanted = write.new_body(fields, self._me.words)
        owner = lenient.text(wanted.get("owner_id")) or self._me.user_id
        query = [("sort_by", "add_time"), ("sort_direction", "desc"), ("include_fields", "attendees")]
        newest, now = await self._newest([("owner_id", owner), *query] if owner else query)
        alike = [a for a in newest if a.title == wanted["subject"] and a.kind_id == wanted["type"] and not a.deleted]
        if not alike:
            return None
        span = asked(request.asked, now.seconds_since(SystemClock().now()) if now else 0.0, COMPARED_JUST_NOW)
        return next((a for a in alike if a.created and span.covers(a.created)), None)

    async def _newest(self, query: Params) -> tuple[list[Activity], Instant | None]:
        """So many that what was created a moment ago is among them, and the server's clock; on several pages where one would
        be too much."""
        found: list[Activity] = []
        place: list[tuple[str, str]] = []
        while True:
            once = partial(limited, self._calls.activities, [*query, *place])
            answer, now = await self._calls.lighter.ask(_ENOUGH, once, in_place=True)
            rows = await read_rows(self._account, answer.data or (), self._me.words)
            found += rows.activities
            if not answer.next_cursor or not answer.data or len(found) >= _ENOUGH:
                return found, now
            place = [("cursor", answer.next_cursor)]

    # --- for screens ---------------------------------------------------------------------------------------------------

    def pace(self) -> Pace:
        return self._budget.pace()

    def form(self) -> tuple[FormField, ...]:
        return write.form(self._me.words)

    def check(self, fields: Mapping[str, Any], known: Activity | None) -> None:
        if known is None:
            write.new_body(fields, self._me.words)
        else:
            write.changed_body(fields, self._me.words, known)

    def form_values(self, activity: Activity) -> dict[str, Any]:
        return write.values(activity)

    def web_url(self, kind: str, id_: str) -> str:
        """At the company's own domain, as soon as it is known."""
        domain = self._me.domain
        return self._access.web_url(kind, id_, f"https://{domain}.pipedrive.com" if domain else "")


SYSTEM = System(
    name="pipedrive",
    title="Pipedrive",
    summary="Calls, meetings, tasks and deadlines",
    credentials=(
        CredentialField("api_token", "API token", help="Forty characters."),
        CredentialField(
            "owner_id",
            "Whose activities",
            help="Empty: yours. A colleague's user number, or “all” for everybody's whose activities you may see.",
            secret=False,
            required=False,
            placeholder="yours",
        ),
        CredentialField(
            "filter_id",
            "Pipedrive filter",
            help="The number of a filter made in Pipedrive. It decides alone what is shown.",
            secret=False,
            required=False,
        ),
    ),
    default_url="https://api.pipedrive.com",
    url_placeholder="https://yourcompany.pipedrive.com",
    token_help="In Pipedrive, open your profile, then Personal preferences, then API, and copy the token.",  # noqa: S106 - where to find one
    capabilities=Capabilities(CAN, WHY_NOT),
    pace=Budget().pace(),
    form=write.FORM,
    filters=search.FILTERS,
    web_urls={
        "activity": "{base}/activities/list/user/everyone?selected={id}",
        "deal": "{base}/deal/{id}",
        "lead": "{base}/leads/inbox/{id}",
        "person": "{base}/person/{id}",
        "organization": "{base}/organization/{id}",
        "project": "{base}/projects/{id}",
    },
    connect=PipedriveConnector,
)
