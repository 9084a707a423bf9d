"""What did a person type into the sign-in form? Complete, its secrets apart from everything else, not yet checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..crm import registry
from ..crm.contract import CredentialField, System
from ..model.problems import BadInput, SignedOut, UnknownSystem
from ..model.text import clean_line
from ..model.words import translate
from ..native.secrets import SecretStore
from ..store.accounts import Account
from ..transport.client import Client

LONGEST_NAME = 120
"""Characters of an account's name, and of its user's, who is named by the server."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a person typed into the sign-in form."""

    system: System
    name: str
    url: str
    secrets: Mapping[str, str]
    settings: Mapping[str, str]


def candidate(system_name: str, name: str, url: str, values: Mapping[str, str]) -> Candidate:
    """Take the form's values apart. Raises BadInput that names the first field that is missing or unknown."""
    system = registry.system(system_name)
    fields = {wanted.name: wanted for wanted in system.credentials}
    for unknown in values.keys() - fields.keys():
        raise BadInput(
            translate("Problems", "{system} has no field “{name}”.").format(system=system.title, name=unknown),
            translate("Problems", "Its fields are: {fields}.").format(fields=", ".join(fields)),
        )
    filled = {n: _chosen(fields[n], values.get(n, "").strip() or fields[n].default) for n in fields}
    for wanted in system.credentials:
        if wanted.required and not filled[wanted.name]:
            raise BadInput(
                translate("Problems", "{system} needs: {field}.").format(
                    system=system.title, field=translate("Texts", wanted.label)
                ),
                system.token_help or "Fill it in and try again.",
            )
    address = url.strip() or system.default_url
    if not address:
        raise BadInput("An address is needed.", "Enter the address that you open your CRM with.")
    return Candidate(
        system,
        clean_line(name, LONGEST_NAME) or system.title,
        Client(address).base_url,
        {n: v for n, v in filled.items() if v and fields[n].secret},
        {n: v for n, v in filled.items() if v and not fields[n].secret},
    )


def _chosen(field: CredentialField, value: str) -> str:
    """Raises BadInput for what cannot be chosen there."""
    allowed = [allowed for allowed, _ in field.choices]
    if not allowed:
        return value
    if value.lower() in allowed:
        return value.lower()
    words = translate("Problems", "Choose one of: {choices}.").format(choices=", ".join(filter(None, allowed)))
    raise BadInput(f"{translate('Texts', field.label)}: {value}", words)


async def stored_candidate(account: Account, secrets: SecretStore) -> Candidate:
    """An account as it is kept, to be checked. Raises UnknownSystem, SignedOut where its token is not there, and problems of
    the keyring."""
    if account.system not in registry.names():
        raise UnknownSystem(detail=account.system)
    known = await secrets.get(account.id)
    if known is None:
        raise SignedOut(translate("Problems", "{account} has no stored token.").format(account=account.name))
    settings = {**account.settings, **account.remembered}
    return Candidate(registry.system(account.system), account.name, account.url, known, settings)
