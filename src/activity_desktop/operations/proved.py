"""What can an account do? What its last sign-in proved, as it is kept in the account's row."""

from __future__ import annotations

from ..crm import registry
from ..crm.contract import Capabilities, Feature
from ..store.accounts import Account
from ..store.database import Connection
from .accounts import account_by_id


class Proved:
    """What each account can do, read once: every verb asks."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, Capabilities] = {}

    def of(self, account_id: str) -> Capabilities:
        """Raises NotFound where there is no such account."""
        if account_id not in self._known:
            self._known[account_id] = capabilities_of(account_by_id(self._connection, account_id))
        return self._known[account_id]

    def learn(self, account_id: str, capabilities: Capabilities) -> None:
        """It has just signed in."""
        self._known[account_id] = capabilities

    def forget(self, account_id: str) -> None:
        self._known.pop(account_id, None)


def capabilities_out(capabilities: Capabilities) -> dict[str, object]:
    """As JSON, for the account's row."""
    return {
        "can": sorted(feature.name for feature in capabilities.can),
        "why_not": {feature.name: reason for feature, reason in capabilities.why_not.items()},
        "proved": dict(capabilities.proved),
    }


def capabilities_of(account: Account) -> Capabilities:
    """What was proved at the last sign-in; what the system declares where there was none."""
    if account.system not in registry.names():
        return Capabilities(frozenset())  # a system of another version: its activities are still read here
    stored = account.capabilities
    declared = registry.system(account.system).capabilities
    if "can" not in stored:
        return declared
    names = {feature.name: feature for feature in Feature}
    can, why_not, proved = stored["can"], stored.get("why_not", {}), stored.get("proved", {})
    if not (isinstance(can, list) and isinstance(why_not, dict) and isinstance(proved, dict)):
        return declared
    return Capabilities(
        frozenset(names[name] for name in can if name in names),
        {names[name]: str(reason) for name, reason in why_not.items() if name in names},
        {str(key): str(value) for key, value in proved.items()},
    )
