"""May this be done here, and if not, why? What an account's system cannot do is shown grey with the reason, never hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from ..crm.features import Feature
from ..model.activity import Key
from .backend import Backend

translate = QCoreApplication.translate
OF_ACTIVITIES: Mapping[str, Feature] = {
    "complete": Feature.COMPLETE,
    "reopen": Feature.REOPEN,
    "edit": Feature.EDIT,
    "delete": Feature.DELETE,
    "refresh": Feature.GET,
}
"""Commands that need something of the accounts of the chosen activities."""
OF_ANY_ACCOUNT: Mapping[str, Feature] = {
    "new_activity": Feature.CREATE,
    "search_on_server": Feature.SERVER_FILTER,
}
"""Commands that need one account that is able to."""
_ONE_ONLY = frozenset({"edit"})
_MUTES = frozenset({"mute_account", "mute_type"})


def why_not(backend: Backend, command: str, keys: Sequence[Key]) -> str:
    """A sentence for the person; empty when it may be done."""
    if command in OF_ANY_ACCOUNT:
        return _nobody_can(backend, OF_ANY_ACCOUNT[command])
    if command in _MUTES:
        return _cannot_mute(backend, command, keys)
    feature = OF_ACTIVITIES.get(command)
    if feature is None:
        return ""
    if not keys:
        return translate("Abilities", "Choose an activity first.")
    if command in _ONE_ONLY and len(keys) > 1:
        return translate("Abilities", "Choose one activity only.")
    reasons = [
        backend.capabilities(key.account).reason(feature) for key in keys if not backend.capabilities(key.account).has(feature)
    ]
    return reasons[0] if reasons else ""


def _cannot_mute(backend: Backend, command: str, keys: Sequence[Key]) -> str:
    rows = [row for row in map(backend.row, keys) if row is not None]
    if not rows:
        return translate("Abilities", "Choose an activity first.")
    typeless = command == "mute_type" and not all(row.kind_id for row in rows)
    return translate("Abilities", "This activity has no type of its own. Mute its account instead.") if typeless else ""


def _nobody_can(backend: Backend, feature: Feature) -> str:
    accounts = backend.accounts()
    if not accounts:
        return translate("Abilities", "Add an account first.")
    if any(backend.capabilities(account.id).has(feature) for account in accounts):
        return ""
    return backend.capabilities(accounts[0].id).reason(feature)
