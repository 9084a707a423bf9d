"""How is a checked account kept, and found again by what a person calls it?"""

from __future__ import annotations

import re
import unicodedata

from ..crm.contract import Identity
from ..model.clock import Clock
from ..model.problems import NotFound
from ..model.text import clean_line
from ..model.words import translate
from ..store import accounts
from ..store.accounts import Account
from ..store.database import Connection, Database
from .candidates import LONGEST_NAME, Candidate
from .proved import capabilities_out


def store(database: Database, who: Candidate, identity: Identity, clock: Clock) -> Account:
    """Keep a checked account. Its secrets must be in the keyring before."""
    new = Account(
        id=free_id(database.connection, who.name),
        system=who.system.name,
        name=who.name,
        url=who.url,
        settings=dict(who.settings),
        remembered=dict(identity.remember),
        capabilities=capabilities_out(identity.capabilities),
        user_id=identity.user_id,
        user_name=clean_line(identity.user_name, LONGEST_NAME),
        linked_us=(identity.server_time or clock.now()).us,
    )
    with database.write() as connection:
        accounts.add(connection, new)
    return new


def free_id(connection: Connection, name: str) -> str:
    """A short readable identifier that no account has: `northwind`, `northwind-2`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "account"
    number, candidate_id = 1, slug
    while connection.execute("SELECT 1 FROM account WHERE id = ?", (candidate_id,)).fetchone():
        number += 1
        candidate_id = f"{slug}-{number}"
    return candidate_id


def find_account(connection: Connection, text: str) -> Account:
    """An account by its identifier or its name. Raises NotFound."""
    for account in accounts.all_accounts(connection):
        if text == account.id or text.casefold() == account.name.casefold():
            return account
    known = ", ".join(account.id for account in accounts.all_accounts(connection))
    title = translate("Problems", "There is no account “{name}”.").format(name=text)
    raise NotFound(title, translate("Problems", "Accounts: {ids}.").format(ids=known) if known else "Add one first.")
