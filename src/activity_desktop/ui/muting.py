"""May the chosen activities' accounts and types be heard? What is muted already is heard again by the same command."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.feed import FeedRow, OwnType
from .backend import Backend
from .words import kind_word


def accounts_are_muted(backend: Backend, rows: Sequence[FeedRow]) -> bool:
    """Whether none of them raises notifications."""
    chosen = {row.key.account for row in rows}
    return not any(account.notify for account in backend.accounts() if account.id in chosen)


def types_are_muted(backend: Backend, rows: Sequence[FeedRow]) -> bool:
    muted = {(account.id, kind_id) for account in backend.accounts() for kind_id in account.muted_kinds}
    return all((row.key.account, row.kind_id) in muted for row in rows)


def toggle_accounts(backend: Backend, rows: Sequence[FeedRow]) -> None:
    backend.set_notify(sorted({row.key.account for row in rows}), accounts_are_muted(backend, rows))


def toggle_types(backend: Backend, rows: Sequence[FeedRow]) -> None:
    """`rows` are not empty, and each has a type."""
    types = sorted({row.own_type for row in rows})
    backend.set_types_notify(types, types_are_muted(backend, rows), type_word(types[0]))


def type_word(own: OwnType) -> str:
    """What to call a type: as its system does, else as we call its kind, with its identifier where that says more."""
    return own.label or (kind_word(own.kind) if own.kind.value == own.id else own.id.replace("_", " ").capitalize())
