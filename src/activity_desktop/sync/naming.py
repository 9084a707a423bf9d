"""Who is person 309? After a look, the newest activities' people and records are asked for by name, each once."""

from __future__ import annotations

import logging

from ..crm.contract import Connector
from ..model.activity import Activity, Key
from ..model.problems import Problem
from ..store import activities, naming
from ..store.database import Database
from ..store.preparing import prepare

NEWEST = 40
"""So many rows are in sight without scrolling far; the others are named when they are opened."""

_log = logging.getLogger(__name__)


class Namer:
    """Asks on behalf of one account, and never twice for the same."""

    def __init__(self, database: Database, account: str) -> None:
        self._database = database
        self._account = account
        self._asked: set[tuple[str, str]] = set()

    async def name_the_newest(self, connector: Connector) -> list[Key]:
        """Gives the activities that have a name now which they had not before. A problem only means: another time."""
        named: list[Key] = []
        try:
            for id_, activity in naming.nameless(self._database.connection, self._account, NEWEST):
                if self._worth_asking(activity) and await self._name(connector, id_, activity):
                    named.append(activity.key)
        except Problem as problem:
            _log.info("names could not be asked for: %s", problem)
        return named

    def _worth_asking(self, activity: Activity) -> bool:
        wanted = {(person.kind, person.id) for person in activity.people if person.id and not person.name}
        wanted |= {(relation.kind, relation.id) for relation in activity.relations if relation.id and relation.is_nameless}
        fresh = wanted - self._asked
        self._asked |= fresh
        return bool(fresh)

    async def _name(self, connector: Connector, id_: int, activity: Activity) -> bool:
        relations, people = await connector.resolve(activity.relations, activity.people)
        with self._database.write() as connection:
            naming.remember(connection, self._account, relations, people)
            (filled,) = naming.fill_in(connection, [activity])
            if filled == activity:
                return False
            activities.update(connection, id_, prepare(filled))
        return True
