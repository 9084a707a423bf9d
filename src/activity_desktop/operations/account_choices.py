"""What can be chosen for an account? Its name, and what of it raises notifications: kept at once, told, and undoable."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ..model.changes import AccountsChanged, Change, Told
from ..model.feed import OwnType
from ..model.problems import BadInput, NotFound
from ..model.text import clean_line
from ..model.words import translate
from ..store import accounts
from ..store.accounts import Account
from ..store.database import Database
from .candidates import LONGEST_NAME
from .undo import History, Step

Values = Mapping[str, object]
Choice = tuple[str, Values, Values]
"""An account, and its columns before and after."""


class AccountChoices:
    """Belongs to the engine's thread, like the desk, and shares its history."""

    def __init__(self, database: Database, history: History, tell: Callable[[Change], None]) -> None:
        self._database = database
        self._history = history
        self._tell = tell

    def rename(self, account_id: str, name: str) -> str:
        """Call it otherwise; its identifier stays. Gives the name as it is kept. Raises NotFound, BadInput."""
        before = self._account(account_id)
        new = clean_line(name, LONGEST_NAME)
        if not new:
            raise BadInput(translate("Problems", "An account needs a name."), translate("Problems", "Type one."))
        for other in accounts.all_accounts(self._database.connection):
            if other.id != account_id and new.casefold() in (other.name.casefold(), other.id):
                title = translate("Problems", "There is already an account “{name}”.").format(name=new)
                raise BadInput(title, translate("Problems", "Choose another name."))
        if new != before.name:
            told = translate("Told", "Renamed to {name}").format(name=new)
            self._choose(told, [(account_id, {"name": before.name}, {"name": new})])
        return new

    def set_notify(self, account_ids: Sequence[str], on: bool) -> None:
        """Whether the activities of these accounts raise notifications. They stay in the inbox in any case. Raises NotFound."""
        chosen = [account for account in map(self._account, account_ids) if account.notify != on]
        told = translate("Told", "Notifying about {name} again") if on else translate("Told", "Muted, {name}")
        if len(chosen) > 1:
            again = translate("Told", "Notifying about %n account(s) again", None, len(chosen))
            told = again if on else translate("Told", "%n account(s) muted", None, len(chosen))
        name = chosen[0].name if chosen else ""
        self._choose(told.format(name=name), [(one.id, {"notify": one.notify}, {"notify": on}) for one in chosen])

    def set_types_notify(self, types: Sequence[OwnType], on: bool, called: str = "") -> None:
        """The same for single types of accounts; one alone is `called` so in words. Raises NotFound, BadInput."""
        if not all(own.id for own in types):
            raise BadInput(
                translate("Problems", "This activity has no type of its own."),
                translate("Problems", "Mute the whole account instead."),
            )
        changes: list[Choice] = []
        for account in map(self._account, sorted({own.account for own in types})):
            ids = {own.id for own in types if own.account == account.id}
            left = set(account.muted_kinds) - ids if on else set(account.muted_kinds) | ids
            if left != set(account.muted_kinds):
                changes.append((account.id, {"muted_kinds": account.muted_kinds}, {"muted_kinds": tuple(sorted(left))}))
        self._choose(_told_of_types(len({(own.account, own.id) for own in types}), on, called or types[0].id), changes)

    def _account(self, account_id: str) -> Account:
        found = accounts.account(self._database.connection, account_id)
        if found is None:
            raise NotFound(translate("Problems", "There is no account “{name}”.").format(name=account_id))
        return found

    def _choose(self, told: str, changes: Sequence[Choice]) -> None:
        """All of them as one step. Where nothing changes, nothing is said."""
        if changes:
            before, after = [(id_, old) for id_, old, _ in changes], [(id_, new) for id_, _, new in changes]
            self._set(after)
            self._history.add(Step(told, lambda: self._set(before), lambda: self._set(after)))
            self._tell(Told(told, undoable=True))

    def _set(self, chosen: Sequence[tuple[str, Values]]) -> None:
        with self._database.write() as connection:
            for account_id, values in chosen:
                accounts.change(connection, account_id, **values)
        for account_id, _ in chosen:
            self._tell(AccountsChanged(account_id))


def _told_of_types(count: int, on: bool, called: str) -> str:
    if count > 1:
        again = translate("Told", "Notifying about %n type(s) again", None, count)
        return again if on else translate("Told", "%n type(s) muted", None, count)
    told = translate("Told", "Notifying about type “{type}” again") if on else translate("Told", "Muted, type “{type}”")
    return told.format(type=called)
