"""What is known of an account without speaking to anybody? What its system can do, its forms, and addresses of its records."""

from __future__ import annotations

from ..crm import registry
from ..crm.contract import Access, Capabilities, Connector, Feature
from ..crm.unknown import Unknown, unknown
from ..operations.proved import capabilities_of
from ..store import accounts
from ..store.database import Connection
from ..transport.client import Client


class Paper:
    """Connectors on paper: they know forms and addresses, have no secrets and speak to nobody. Kept until `forget`."""

    def __init__(self, reader: Connection) -> None:
        self._reader = reader
        self._connectors: dict[str, Connector] = {}
        self._capabilities: dict[str, Capabilities] = {}

    def forget(self, account: str) -> None:
        """Something about the account changed."""
        self._connectors.pop(account, None)
        self._capabilities.pop(account, None)

    def capabilities(self, account: str) -> Capabilities:
        """Nothing at all for an account that is not here (any more)."""
        if account not in self._capabilities:
            found = accounts.account(self._reader, account)
            self._capabilities[account] = capabilities_of(found) if found else Capabilities(frozenset())
        return self._capabilities[account]

    def reads_here_only(self, account: str) -> bool:
        """Whether what was read is known on this computer only."""
        return not self.capabilities(account).has(Feature.READ_STATE)

    def connector(self, account: str) -> Connector:
        """One that has no answers for an account that is not here (any more), or that this version does not know."""
        if account not in self._connectors:
            found = accounts.account(self._reader, account)
            if found is None:
                return Unknown(unknown(""))
            system = registry.stored(found.system)
            settings = {**found.settings, **found.remembered}
            access = Access(account, Client(found.url), {}, settings, {**system.web_urls, **found.web_urls})
            self._connectors[account] = system.connect(access)
        return self._connectors[account]
