"""Which accounts are there? The verbs that list, add, remove and test them, and that tell what adding one needs."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from contextlib import aclosing
from typing import Any

from ..crm import registry
from ..crm.contract import CredentialField, Identity
from ..model.identity import APP_ICON, APP_ID
from ..model.problems import BadInput, Exit, Offline
from ..native.notifiers import make_notifier
from ..operations import signing_in
from ..operations.accounts import find_account
from ..operations.candidates import Candidate, candidate, stored_candidate
from ..operations.certificates import described
from ..operations.engine import Engine
from ..resources import resource
from ..store import accounts, feed
from ..transport.certificate import shown_by
from ..transport.client import Client
from .printing import Printer, time_text
from .session import tell_running, with_engine


def list_(namespace: Namespace, printer: Printer) -> int:
    async def work(engine: Engine) -> int:
        unread = feed.unread_by_account(engine.database.connection)
        for account in accounts.all_accounts(engine.database.connection):
            pulled = accounts.pulled(engine.database.connection, account.id)
            title = registry.title(account.system)
            muted = "" if account.notify else "  muted"
            printer.say(
                f"{account.id:20}  {account.name:24}  {title:12}  {account.url}  {unread.get(account.id, 0)} unread"
                f"  last checked {time_text(pulled.last_ok) or 'never'}{muted}",
                id=account.id,
                name=account.name,
                system=account.system,
                url=account.url,
                user_id=account.user_id,
                user_name=account.user_name,
                unread=unread.get(account.id, 0),
                notify=account.notify,
                muted_types=list(account.muted_kinds),
                last_ok=pulled.last_ok.rfc3339() if pulled.last_ok else None,
                can=sorted(feature.value for feature in engine.proved.of(account.id).can),
            )
        return Exit.DONE

    return with_engine(namespace, printer, work)


def systems(namespace: Namespace, printer: Printer) -> int:
    """What `add` can be given, without a profile or a network."""
    for system in [registry.system(namespace.system)] if namespace.system else registry.systems():
        printer.say(
            f"{system.name:12}  {system.title}  {system.default_url or system.url_placeholder}",
            name=system.name,
            title=system.title,
            url=system.default_url,
            url_placeholder=system.url_placeholder,
            fields=[_described(field) for field in system.credentials],
        )
        if not printer.as_json:
            for field in system.credentials:
                _say_field(printer, field)
    return Exit.DONE


def _described(field: CredentialField) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": field.label,
        "help": field.help,
        "secret": field.secret,
        "required": field.required,
        "default": field.default,
        "choices": [value for value, _ in field.choices],
    }


def _say_field(printer: Printer, field: CredentialField) -> None:
    kind = ("secret" if field.secret else "field") + (", required" if field.required else "")
    allowed = ", ".join(value for value, _ in field.choices if value)
    help_ = " ".join(filter(None, (field.help, f"May be: {allowed}." if allowed else "")))
    printer.say(f"  {field.name:18}  {kind:16}  {field.label}. {help_}".rstrip())


def add(namespace: Namespace, printer: Printer) -> int:
    """Secrets come on standard input only, so that they are in no shell history and no list of processes."""
    values = {**_fields(namespace.field), **(_secrets_from_stdin() if namespace.secrets_stdin else {})}
    who = candidate(namespace.system, namespace.name, namespace.url, values)

    async def work(engine: Engine) -> int:
        identity: Identity | None = None
        async with aclosing(signing_in.check(who, engine.settings)) as steps:
            async for step in steps:
                if isinstance(step, Identity):
                    identity = step
                elif step.problem is None:
                    printer.hint(f"{step.label}  {step.note}")
                elif namespace.anyway and isinstance(step.problem, Offline):
                    printer.hint(f"{step.problem} The account is kept and checked as soon as its server can be reached.")
                else:
                    raise step.problem
        account = await engine.linking.add(who, identity or signing_in.unproved(who), follow=False)
        printer.say(f"Added {account.id}.", event="added", id=account.id, name=account.name, user_name=account.user_name)
        return Exit.DONE

    code = with_engine(namespace, printer, work)
    tell_running(namespace)
    return code


def sign_in(namespace: Namespace, printer: Printer) -> int:
    """A new token for an account whose old one no longer works. What does not work either is not kept."""
    secrets = _secrets_from_stdin()

    async def work(engine: Engine) -> int:
        account = find_account(engine.database.connection, namespace.account)
        settings = {**account.settings, **account.remembered}
        url = Client(namespace.url).base_url if namespace.url else account.url
        who = Candidate(registry.stored(account.system), account.name, url, secrets, settings)
        identity = await signing_in.sign_in(who, engine.settings)
        await engine.linking.new_secrets(account.id, secrets, url)
        engine.followers.signed_in(account.id, identity)
        printer.say(f"{account.id} is signed in.", event="signed in", id=account.id, user_name=identity.user_name)
        return Exit.DONE

    code = with_engine(namespace, printer, work)
    tell_running(namespace)
    return code


def _fields(texts: list[str]) -> dict[str, str]:
    fields = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not (name and equals):
            raise BadInput(f"{text!r} is not NAME=VALUE.")
        fields[name] = value
    return fields


def _secrets_from_stdin() -> dict[str, str]:
    """One JSON object of texts, for example {"user_token": "…"}. Raises BadInput, which never repeats what was read."""
    wrong = BadInput("Standard input does not hold the secrets.", 'Write one JSON object, for example {"user_token": "…"}.')
    try:
        values = json.loads(sys.stdin.read())
    except (ValueError, RecursionError):
        raise wrong from None
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        raise wrong
    return values


def remove(namespace: Namespace, printer: Printer) -> int:
    """Takes its notifications back, too: a program that runs learns of it when nothing tells any more which they were."""

    async def work(engine: Engine) -> int:
        account = find_account(engine.database.connection, namespace.account)
        await engine.linking.remove(account.id)
        printer.say(f"Removed {account.id}. Nothing changed at {account.url}.", event="removed", id=account.id)
        return Exit.DONE

    code = with_engine(namespace, printer, work, notifier=make_notifier(APP_ID, resource(APP_ICON)))
    tell_running(namespace)
    return code


def certificate(namespace: Namespace, printer: Printer) -> int:
    """Whose certificate the server shows; nothing is sent to it."""

    async def work(engine: Engine) -> int:
        account = find_account(engine.database.connection, namespace.account)
        shown = await shown_by(account.url)
        facts = {"subject": shown.subject, "issuer": shown.issuer, "names": list(shown.names), "sha256": shown.fingerprint}
        printer.say(described(account.url, shown), **facts)
        return Exit.DONE

    return with_engine(namespace, printer, work)


def test(namespace: Namespace, printer: Printer) -> int:
    async def work(engine: Engine) -> int:
        account = find_account(engine.database.connection, namespace.account)
        who = await stored_candidate(account, engine.secrets)
        async with aclosing(signing_in.check(who, engine.settings)) as steps:
            async for step in steps:
                if isinstance(step, Identity):
                    for what, how in step.capabilities.proved.items():
                        printer.say(f"{what}: {how}", event="proved", what=what, how=how)
                elif step.problem is not None:
                    raise step.problem
                else:
                    printer.say(f"{step.label}  {step.note}", event="checked", what=step.label, note=step.note)
        return Exit.DONE

    return with_engine(namespace, printer, work)
