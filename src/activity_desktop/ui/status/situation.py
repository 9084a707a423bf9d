"""How do things stand with the accounts? What the state line, the banner and the tray are made from."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from ...model.changes import AccountState, Phase
from ...model.moment import Instant
from ...settings import definitions as choose
from ...settings.file import Settings
from ..backend import Reads

OFFLINE = frozenset({"Offline", "HostNotFound", "NotAnswering"})
"""Problems of the network, or of a server that says nothing."""
_NEEDS_YOU = frozenset({"SignedOut", "KeyringLocked", "NoKeyring", "NotSecure", "NotAllowed", "WrongServer"})


class Situation(Struct, frozen=True):
    """Each account's state and name, and whatever else is told of."""

    states: Mapping[str, AccountState]
    names: Mapping[str, str]
    unread: int
    now: Instant
    paused_until: Instant | None = None

    def name(self, state: AccountState) -> str:
        return self.names.get(state.account, state.account)

    @property
    def paused(self) -> bool:
        return self.paused_until is not None and self.paused_until > self.now

    def with_phase(self, *phases: Phase) -> list[AccountState]:
        return [state for state in self.states.values() if state.phase in phases]

    @property
    def offline(self) -> list[AccountState]:
        return [state for state in self.with_phase(Phase.TROUBLED) if state.problem_kind in OFFLINE]

    @property
    def all_offline(self) -> bool:
        return bool(self.states) and len(self.offline) == len(self.states) - len(self.with_phase(Phase.SIGNED_OUT)) > 0

    @property
    def needing_you(self) -> list[AccountState]:
        troubled = [state for state in self.with_phase(Phase.TROUBLED) if state.problem_kind in _NEEDS_YOU]
        return self.with_phase(Phase.SIGNED_OUT) + troubled


def situation(backend: Reads, settings: Settings, now: Instant) -> Situation:
    """How things stand, for the state line, the banner and the tray."""
    until = settings.get(choose.PAUSED_UNTIL)
    return Situation(
        states=backend.states(),
        names={account.id: account.name for account in backend.accounts()},
        unread=backend.counts().unread,
        now=now,
        paused_until=Instant(until) if until else None,
    )
