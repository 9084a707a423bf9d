"""Which account is meant? By its identifier, or by what a person calls it."""

from __future__ import annotations

from ..model.problems import NotFound
from ..model.words import translate
from ..store import accounts
from ..store.accounts import Account
from ..store.database import Connection


def account_by_id(connection: Connection, account_id: str) -> Account:
    """Raises NotFound."""
    found = accounts.account(connection, account_id)
    if found is None:
        raise NotFound(translate("Problems", "There is no account “{name}”.").format(name=account_id))
    return found


def find_account(connection: Connection, text: str) -> Account:
    """An account by its identifier or its name. Raises NotFound."""
    for account in accounts.all_accounts(connection):
        if text == account.id or text.casefold() == account.name.casefold():
            return account
    known = ", ".join(account.id for account in accounts.all_accounts(connection))
    title = translate("Problems", "There is no account “{name}”.").format(name=text)
    raise NotFound(title, translate("Problems", "Accounts: {ids}.").format(ids=known) if known else "Add one first.")
