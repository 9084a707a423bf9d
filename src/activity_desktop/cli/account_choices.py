"""What can be chosen for an account from a terminal? Its name, and what of it raises notifications."""

from __future__ import annotations

from argparse import Namespace

from ..model.activity import Kind
from ..model.feed import OwnType
from ..model.problems import BadInput, Exit
from ..operations.accounts import account_by_id, find_account
from ..operations.engine import Engine
from ..store.noise import DAYS, Noise, noise_by_type
from ..store.own_types import own_types
from .printing import Printer
from .session import tell_running, with_engine


def rename(namespace: Namespace, printer: Printer) -> int:
    async def work(engine: Engine) -> int:
        account = find_account(engine.database.connection, namespace.account)
        name = engine.choices.rename(account.id, namespace.name)
        printer.say(f"{account.id} is called {name}.", event="renamed", id=account.id, name=name)
        return Exit.DONE

    return _then_tell(namespace, with_engine(namespace, printer, work))


def mute(namespace: Namespace, printer: Printer) -> int:
    """What is muted raises no notification; it still comes into the inbox."""
    return _then_tell(namespace, _choose(namespace, printer, on=False))


def unmute(namespace: Namespace, printer: Printer) -> int:
    return _then_tell(namespace, _choose(namespace, printer, on=True))


def types(namespace: Namespace, printer: Printer) -> int:
    """The types that an account has had, which of them are muted, and how much each interrupted lately."""

    async def work(engine: Engine) -> int:
        account = find_account(engine.database.connection, namespace.account)
        noise = noise_by_type(engine.database.connection, account.id, engine.clock.now().plus(-DAYS * 86_400.0))
        known = {own.id: own.label for own in own_types(engine.database.connection, account.id) if own.id}
        for kind_id in sorted(known.keys() | set(account.muted_kinds)):
            heard = noise.get(kind_id, Noise())
            muted = kind_id in account.muted_kinds
            printer.say(
                f"{kind_id:24}  {known.get(kind_id, ''):24}  {heard.shown} shown in {DAYS} days, {heard.opened} opened"
                f"{'  muted' if muted else ''}",
                type=kind_id,
                label=known.get(kind_id, ""),
                muted=muted,
                shown=heard.shown,
                opened=heard.opened,
            )
        return Exit.DONE

    return with_engine(namespace, printer, work)


def _choose(namespace: Namespace, printer: Printer, *, on: bool) -> int:
    async def work(engine: Engine) -> int:
        account_id = find_account(engine.database.connection, namespace.account).id
        types = [_type(engine, account_id, text) for text in namespace.type]
        if types:
            engine.choices.set_types_notify(types, on)
        else:
            engine.choices.set_notify([account_id], on)
        account = account_by_id(engine.database.connection, account_id)
        muted = ", ".join(account.muted_kinds) or "none"
        printer.say(
            f"{account_id}: notifications {'on' if account.notify else 'off'}, muted types: {muted}",
            event="unmuted" if on else "muted",
            id=account_id,
            notify=account.notify,
            muted_types=list(account.muted_kinds),
        )
        return Exit.DONE

    return with_engine(namespace, printer, work)


def _type(engine: Engine, account_id: str, text: str) -> OwnType:
    """A type by its identifier or its name; a muted one may be named even where none came yet. Raises BadInput."""
    known = [own for own in own_types(engine.database.connection, account_id) if own.id]
    for own in known:
        if text in (own.id, own.label) or text.casefold() in (own.id.casefold(), own.label.casefold()):
            return own
    if text in account_by_id(engine.database.connection, account_id).muted_kinds:
        return OwnType(account_id, Kind.UNKNOWN, text, "")
    some = ", ".join(sorted({own.id for own in known})) or "none yet"
    raise BadInput(f"{account_id} has no type {text!r}.", f"Its types: {some}.")


def _then_tell(namespace: Namespace, code: int) -> int:
    """A running program shows it, and keeps to it, at once."""
    tell_running(namespace)
    return code
