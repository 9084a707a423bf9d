"""What is asked of a server once, beside its follower? One activity, a search, what waits to be sent, one round."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from msgspec import structs

from ..crm.contract import Feature, Searches
from ..model.activity import Activity, Key
from ..model.changes import ActivitiesChanged, Change
from ..model.clock import Clock
from ..model.problems import CannotDo, Gone, Problem, Unreadable
from ..store import naming
from ..store.database import Database
from ..store.facts import fact_number
from ..sync.ingest import Terms, take_gone, take_look
from ..sync.outbox import Sender
from ..sync.round import Outcome, Round
from .accounts import account_by_id
from .followers import Followers
from .proved import Proved

_log = logging.getLogger(__name__)


class OnDemand:
    """Belongs to the engine's loop. What comes is stored like anything else that a server tells."""

    def __init__(
        self, database: Database, followers: Followers, proved: Proved, clock: Clock, tell: Callable[[Change], None]
    ) -> None:
        self._database = database
        self._followers = followers
        self._proved = proved
        self._clock = clock
        self._tell = tell

    async def refresh(self, key: Key) -> Activity:
        """Fetch one activity anew, also one that is not here yet. Raises Gone, Unreadable and the common problems."""
        connector = await self._followers.connector(key.account)
        begin = fact_number(self._database.connection)
        activity = await connector.fetch(key.rid)
        if activity.key != key:
            raise Unreadable(detail=f"asked for {key}, and {activity.key} came")
        relations, people = await connector.resolve(activity.relations, activity.people)
        activity = structs.replace(activity, relations=relations, people=people)
        with self._database.write() as connection:
            naming.remember(connection, key.account, relations, people)
            take_look(connection, activity, self._terms(key.account, "a look at it"), begin, self._clock)
        self._tell(ActivitiesChanged(changed=(key,)))
        return activity

    async def refresh_quietly(self, key: Key) -> None:
        """The same behind a detail pane: what cannot be had now is simply not shown."""
        try:
            await self.refresh(key)
        except Gone:
            with self._database.write() as connection:
                take_gone(connection, [key])
            self._tell(ActivitiesChanged(removed=(key,)))
        except Problem as problem:
            _log.info("%s could not be fetched: %s", key, problem)

    async def search(self, account_id: str, filters: Mapping[str, str]) -> list[Key]:
        """Let the server filter. Raises CannotDo, Rejected and the common problems."""
        connector = await self._followers.connector(account_id)
        if not isinstance(connector, Searches):
            raise CannotDo(self._proved.of(account_id).reason(Feature.SERVER_FILTER))
        found: list[Key] = []
        round_ = Round(self._database, connector, self._terms(account_id, "a search"), self._clock, self._tell)
        async for page in connector.search(filters):
            await round_.take(page, fact_number(self._database.connection))
            found += [activity.key for activity in page.activities]
        return found

    async def send_now(self, account_id: str) -> int:
        """Send what waits in an account's outbox, without following it. Gives how many were settled. Raises problems."""
        connector = await self._followers.connector(account_id)
        terms, can = self._terms(account_id, "an answer"), self._proved.of(account_id).can
        return await Sender(self._database, connector, terms, can, self._clock, self._tell).send_ready()

    async def sync_once(self, account_id: str) -> Outcome:
        """One round of an account without following it: what waits is sent, what is new is fetched. Raises problems."""
        await self.send_now(account_id)
        return await self._followers.of(account_id).pull_once(await self._followers.connector(account_id))

    def _terms(self, account_id: str, source: str) -> Terms:
        server_reads = self._proved.of(account_id).has(Feature.READ_STATE)
        return Terms(account_id, server_reads, account_by_id(self._database.connection, account_id).user_id, source)
