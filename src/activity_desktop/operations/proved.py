"""What can an account do? What its last sign-in proved, as it is kept in the account's row."""

from __future__ import annotations

from ..crm import registry
from ..crm.contract import Capabilities, Feature
from ..store.accounts import Account


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
