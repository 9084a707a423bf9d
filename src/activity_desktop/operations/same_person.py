"""Which people of different accounts are one and the same? What the person says by hand, and can take back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..model.changes import ActivitiesChanged, Change, Told
from ..model.feed import PersonKey
from ..model.problems import BadInput, NotFound
from ..model.words import translate
from ..store import accounts, people
from ..store.database import Database
from .undo import History, Step

Groups = Sequence[Sequence[PersonKey]]


class SamePerson:
    """Belongs to the engine's thread. Nothing is sent anywhere: only this computer knows."""

    def __init__(self, database: Database, history: History, tell: Callable[[Change], None]) -> None:
        self._database = database
        self._history = history
        self._tell = tell

    def link(self, one: PersonKey, other: PersonKey) -> None:
        """Say that two are the same. Undoable. Raises NotFound for somebody who is not here, and BadInput for nonsense."""
        names = self._name(one), self._name(other)
        if one == other:
            raise BadInput("That is the same entry already.", "Choose a person of another account.")
        groups = [self._group(one)]
        if other in groups[0]:
            return
        groups.append(self._group(other))
        told = translate("Told", "{one} and {other} are the same person").format(one=names[0], other=names[1])
        self._do(lambda: self._link(one, other), groups, told)

    def unlink(self, key: PersonKey) -> None:
        """Take one out of a group. Undoable. Raises NotFound for somebody who is in none."""
        name, group = self._name(key), self._group(key)
        if len(group) < 2:
            raise NotFound(
                translate("Problems", "{name} is not linked with anybody.").format(name=name), "Nothing needs to be done."
            )
        self._do(
            lambda: self._unlink(key), [group], translate("Told", "{name} is a person of their own again").format(name=name)
        )

    def _do(self, act: Callable[[], None], before: Groups, told: str) -> None:
        act()
        self._history.add(Step(told, lambda: self._restore(before), act))
        self._tell(Told(told, undoable=True))

    def _link(self, one: PersonKey, other: PersonKey) -> None:
        with self._database.write() as connection:
            if {one.account, other.account} <= {account.id for account in accounts.all_accounts(connection)}:
                people.link_same(connection, one, other)
        self._tell(ActivitiesChanged(everything=True))

    def _unlink(self, key: PersonKey) -> None:
        with self._database.write() as connection:
            people.unlink(connection, key)
        self._tell(ActivitiesChanged(everything=True))

    def _restore(self, groups: Groups) -> None:
        with self._database.write() as connection:
            here = {account.id for account in accounts.all_accounts(connection)}
            people.set_groups(connection, [[key for key in group if key.account in here] for group in groups])
        self._tell(ActivitiesChanged(everything=True))

    def _group(self, key: PersonKey) -> list[PersonKey]:
        return [key, *people.same_as(self._database.connection, key)]

    def _name(self, key: PersonKey) -> str:
        found = people.person(self._database.connection, key)
        if found is None:
            title = translate("Problems", "Nobody is known as {kind} {id} in {account}.")
            named = title.format(kind=key.kind, id=key.id, account=key.account)
            raise NotFound(named, "Only people with activities are.")
        return found.label
