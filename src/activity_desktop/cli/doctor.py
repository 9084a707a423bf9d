"""Is everything there that this program needs? Each part is tried, and what is missing is said with its remedy."""

from __future__ import annotations

import asyncio
import os
import platform
from argparse import Namespace
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from importlib import metadata
from typing import Any

from .. import __version__
from ..model.identity import APP_ID
from ..model.problems import Exit, Problem
from ..native.notifier import NotNotified
from ..native.notifiers import make_notifier
from ..operations.engine import Engine
from ..store import accounts, outbox
from ..store.database import SQLITE_VERSION
from .printing import Printer, time_text
from .session import opened, paths_of

PACKAGES = ("PySide6_Essentials", "httpx", "msgspec", "nh3", "keyring", "starlette", "uvicorn", "dbus-fast")


@dataclass(frozen=True, slots=True)
class Finding:
    """One part: `fine` is None where it is neither good nor bad, such as a version."""

    part: str
    text: str
    fine: bool | None = True
    facts: dict[str, Any] = field(default_factory=dict)


def doctor(namespace: Namespace, printer: Printer) -> int:
    """Prints every finding; the exit code is 1 when a part is broken that the program cannot do without."""
    return asyncio.run(_doctor(namespace, printer))


async def _doctor(namespace: Namespace, printer: Printer) -> int:
    findings = [
        _versions(),
        _screen(),
        await _notifications(),
        await _guarded("database", lambda: _database(namespace, printer)),
    ]
    for finding in findings:
        _print(printer, finding)
    async with opened(namespace, printer) as engine:
        keyring = await _keyring(engine)
        _print(printer, keyring)
        for account in accounts.all_accounts(engine.database.connection):
            _print(printer, await _account(engine, account))
    return Exit.PROBLEM if any(finding.fine is False and finding.part == "database" for finding in findings) else Exit.DONE


def _print(printer: Printer, finding: Finding) -> None:
    mark = {True: "ok  ", False: "!!  ", None: "    "}[finding.fine]
    printer.say(
        f"{mark}{finding.part:16}  {finding.text}", part=finding.part, fine=finding.fine, finding=finding.text, **finding.facts
    )


async def _guarded(part: str, look: Callable[[], Awaitable[Finding]]) -> Finding:
    try:
        return await look()
    except Problem as problem:
        return Finding(part, str(problem), fine=False)


def _versions() -> Finding:
    versions = {
        "activity-desktop": __version__,
        "python": platform.python_version(),
        "sqlite": SQLITE_VERSION,
        "system": platform.platform(),
    }
    for package in PACKAGES:
        try:
            versions[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            versions[package] = "missing"
    return Finding(
        "versions", ", ".join(f"{name} {version}" for name, version in versions.items()), None, {"versions": versions}
    )


def _screen() -> Finding:
    """Whether a window and a tray icon can be shown, asked in a process of its own because Qt may refuse to start."""
    if platform.system() == "Linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return Finding("screen", "There is no screen here: `watch` follows without one.", fine=False, facts={"tray": False})
    from ..app import tray_is_available

    tray = tray_is_available()
    text = "A tray is available." if tray else "No tray is running: the window and notifications do everything."
    return Finding("screen", text, facts={"tray": tray})


async def _notifications() -> Finding:
    notifier = make_notifier(APP_ID)
    try:
        await notifier.start(lambda reaction: None)
        capabilities = sorted(str(capability) for capability in await notifier.capabilities())
        if not capabilities:
            return Finding("notifications", "No notification service is running, so nothing can pop up.", fine=False)
        facts = {"service": notifier.name, "capabilities": capabilities}
        return Finding("notifications", f"{notifier.name}: {', '.join(capabilities)}", facts=facts)
    except NotNotified as refusal:
        return Finding("notifications", f"No notification service is running, so nothing can pop up ({refusal}).", fine=False)
    finally:
        await notifier.close()


async def _database(namespace: Namespace, printer: Printer) -> Finding:
    path = paths_of(namespace).data / "activity.db"
    async with opened(namespace, printer) as engine:
        verdict = engine.database.connection.execute("PRAGMA quick_check").fetchone()[0]
        count = engine.database.connection.execute("SELECT count(*) FROM activity").fetchone()[0]
    return Finding("database", f"{path}: {verdict}, {count} activities", fine=verdict == "ok", facts={"activities": count})


async def _keyring(engine: Engine) -> Finding:
    text = engine.secrets.describe()
    return Finding("keyring", text, fine=engine.secrets.persistent)


async def _account(engine: Engine, account: accounts.Account) -> Finding:
    """Signs in, and says what the server was proved to do."""
    pulled = accounts.pulled(engine.database.connection, account.id)
    facts: dict[str, Any] = {
        "account": account.id,
        "last_ok": pulled.last_ok.rfc3339() if pulled.last_ok else None,
        "waiting_to_send": outbox.count(engine.database.connection, account.id),
        "cursor": pulled.cursor,
    }
    try:
        await engine.connector(account.id)
    except Problem as problem:
        return Finding("account", f"{account.name}: {problem}", fine=False, facts={**facts, "problem": type(problem).__name__})
    capabilities = engine.capabilities(account.id)
    facts |= {
        "can": sorted(feature.value for feature in capabilities.can),
        "cannot": {feature.value: reason for feature, reason in capabilities.why_not.items()},
        "proved": dict(capabilities.proved),
    }
    lines = [f"{account.name}: last checked {time_text(pulled.last_ok) or 'never'}.", f"It can {', '.join(facts['can'])}."]
    lines += [f"Proved: {what}: {how}." for what, how in capabilities.proved.items()]
    lines += capabilities.why_not.values()
    return Finding("account", f"\n{' ' * 22}".join(lines), facts=facts)
