"""How is everything? Gathered once for `doctor` and the health page: accounts, notifications, keyring, database, versions."""

from __future__ import annotations

import asyncio
import platform
from contextlib import closing
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from .. import __version__
from ..crm import registry
from ..crm.contract import Pace
from ..model.changes import AccountState
from ..model.moment import Instant
from ..native.notifier import Notifier, NotNotified
from ..store import accounts, inventory, outbox, quarantine
from ..store.accounts import Account
from ..store.database import SQLITE_VERSION, Database, open_reader
from ..transport.redaction import redact
from .engine import Engine
from .proved import capabilities_of

_OF_THE_SYSTEM = ("dbus-fast",) if platform.system() == "Linux" else ("keyring", "desktop-notifier")
PACKAGES = ("PySide6_Essentials", "h11", "msgspec", "nh3", "starlette", "uvicorn", *_OF_THE_SYSTEM)
NO_SERVICE = "No notification service is running, so nothing can pop up."


@dataclass(frozen=True, slots=True)
class AccountHealth:
    """One account, as far as this computer knows. Times are when something last was or next will be."""

    id: str
    name: str
    system: str
    """The system's title."""
    last_ok: Instant | None
    cursor: str | None
    waiting: int
    """Changes on their way to the server, refused ones included."""
    refused: int
    unreadable: int
    bad_records: tuple[quarantine.Unreadable, ...]
    """The latest of the unreadable ones."""
    can: tuple[str, ...]
    cannot: dict[str, str]
    """Feature to reason."""
    proved: dict[str, str]
    """What was tried at the last sign-in, and how it came out."""
    last_sweep: Instant | None = None
    """When everything on the server was last walked over, which finds what nothing else told of."""
    lag: float | None = None
    """Seconds from the creation of the last news on its server to its arrival here, as far as the clocks agree."""
    healed: int = 0
    """Activities that an earlier look or a stream had missed, and that were found by a later one."""
    last_healed: Instant | None = None
    every: tuple[float, float] | None = None
    """Seconds between two looks in front and in the background, as the server's budget allows them now; None: not signed in."""
    state: AccountState | None = None
    """What its follower is doing; None where nobody follows."""

    def facts(self) -> dict[str, Any]:
        """As `doctor --json` prints them."""
        return {
            "account": self.id,
            "last_ok": self.last_ok.rfc3339() if self.last_ok else None,
            "last_sweep": self.last_sweep.rfc3339() if self.last_sweep else None,
            "lag": self.lag,
            "missed_and_healed": self.healed,
            "last_healed": self.last_healed.rfc3339() if self.last_healed else None,
            "every": list(self.every) if self.every else None,
            "waiting_to_send": self.waiting,
            "refused": self.refused,
            "unreadable": self.unreadable,
            "cursor": self.cursor,
            "can": list(self.can),
            "cannot": self.cannot,
            "proved": self.proved,
        }


@dataclass(frozen=True, slots=True)
class Notifications:
    """The desktop's service; `problem` says why nothing can pop up."""

    service: str = ""
    capabilities: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Storage:
    path: Path
    bytes: int
    activities: int
    verdict: str
    """SQLite's own: `ok`, or what is wrong."""


@dataclass(frozen=True, slots=True)
class Health:
    """Everything at one moment."""

    at: Instant
    accounts: tuple[AccountHealth, ...]
    notifications: Notifications
    storage: Storage
    keyring: str
    keyring_keeps: bool
    """Whether tokens are still there after a restart."""
    versions: dict[str, str]


async def look(engine: Engine) -> Health:
    """Look at everything without asking any server. Raises DataDamaged where the database cannot be read."""
    await engine.secrets.look()
    states, paces = engine.followers.states(), engine.followers.paces()
    database = engine.database
    return Health(
        at=engine.clock.now(),
        accounts=tuple(
            account_health(database, account, states.get(account.id), paces.get(account.id))
            for account in accounts.all_accounts(database.connection)
        ),
        notifications=await _of_the_centre(engine),
        storage=await asyncio.to_thread(storage, database.path),
        keyring=engine.secrets.describe(),
        keyring_keeps=engine.secrets.persistent,
        versions=versions(),
    )


def account_health(
    database: Database, account: Account, state: AccountState | None = None, pace: Pace | None = None
) -> AccountHealth:
    connection = database.connection
    pulled = accounts.pulled(connection, account.id)
    waiting = outbox.all_waiting(connection, account.id)
    able = capabilities_of(account)
    return AccountHealth(
        id=account.id,
        name=account.name,
        system=registry.title(account.system),
        last_ok=pulled.last_ok,
        cursor=pulled.cursor,
        waiting=len(waiting),
        refused=sum(one.state == "parked" for one in waiting),
        unreadable=quarantine.count(connection, account.id),
        bad_records=tuple(quarantine.unreadable(connection, account.id)),
        can=tuple(sorted(feature.value for feature in able.can)),
        cannot={feature.value: reason for feature, reason in able.why_not.items()},
        proved=dict(able.proved),
        last_sweep=pulled.last_sweep,
        lag=pulled.lag,
        healed=pulled.healed,
        last_healed=pulled.last_healed,
        every=(pace.active, pace.idle) if pace else None,
        state=state,
    )


def storage(path: Path) -> Storage:
    """Reads the whole file, which takes seconds where it is large: not for the engine's or the GUI's thread."""
    with closing(open_reader(path)) as connection:
        return Storage(path, inventory.size(path), inventory.activities(connection), inventory.verdict(connection))


def versions() -> dict[str, str]:
    found = {
        "activity-desktop": __version__,
        "python": platform.python_version(),
        "sqlite": SQLITE_VERSION,
        "system": platform.platform(),
    }
    for package in PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = "missing"
    return found


async def notifications(notifier: Notifier) -> Notifications:
    """What a started notifier can do."""
    try:
        capabilities = tuple(sorted(str(capability) for capability in await notifier.capabilities()))
    except NotNotified as refusal:
        return Notifications(problem=f"{NO_SERVICE} ({refusal})")
    return Notifications(notifier.name, capabilities) if capabilities else Notifications(problem=NO_SERVICE)


async def _of_the_centre(engine: Engine) -> Notifications:
    if engine.centre is None:
        return Notifications(problem="This program was started without notifications.")
    return await notifications(engine.centre.notifier)


def diagnostics(health: Health) -> str:
    """Everything as text for somebody who helps: no credential, no address, no word that anybody wrote in a CRM."""
    lines = [f"{name} {version}" for name, version in health.versions.items()]
    lines += ["", f"notifications: {health.notifications.problem or _service(health.notifications)}"]
    lines += [f"keyring: {health.keyring}"]
    lines += [f"database: {health.storage.verdict}, {health.storage.activities} activities, {health.storage.bytes} bytes"]
    for account in health.accounts:
        lines += ["", *_account_lines(account)]
    return redact("\n".join(lines)) + "\n"


def _service(found: Notifications) -> str:
    return f"{found.service}: {', '.join(found.capabilities)}"


def _account_lines(account: AccountHealth) -> list[str]:
    state = account.state
    doing = f"{state.phase} {state.problem_kind}".strip() if state else "not followed"
    lines = [f"{account.id} ({account.system}): {doing}"]
    lines += [f"  last success: {account.last_ok.rfc3339() if account.last_ok else 'never'}"]
    if state and state.next_look:
        lines += [f"  next check: {state.next_look.rfc3339()}"]
    if account.last_sweep:
        lines += [f"  last full check: {account.last_sweep.rfc3339()}"]
    if account.lag is not None:
        lines += [f"  the last news arrived after: {account.lag:.1f} s"]
    lines += [f"  missed and healed: {account.healed}"]
    if account.every:
        lines += [f"  checks every: {account.every[0]:g} s in front, {account.every[1]:g} s in the background"]
    lines += [f"  waiting to be sent: {account.waiting}, refused: {account.refused}, unreadable: {account.unreadable}"]
    lines += [f"  can: {', '.join(account.can)}"]
    lines += [f"  cannot {feature}: {reason}" for feature, reason in account.cannot.items()]
    lines += [f"  proved: {what}: {how}" for what, how in account.proved.items()]
    return lines
