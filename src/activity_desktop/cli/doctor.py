"""Is everything there that this program needs? Each part is tried, and what is missing is said with its remedy."""

from __future__ import annotations

import asyncio
import os
import platform
from argparse import Namespace
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..model.identity import APP_ID
from ..model.problems import Exit, Problem
from ..native.notifier import NotNotified
from ..native.notifiers import make_notifier
from ..operations import health
from ..operations.accounts import account_by_id
from ..operations.engine import Engine
from ..store import accounts
from .printing import Printer, time_text
from .session import opened


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
    versions = health.versions()
    return Finding(
        "versions", ", ".join(f"{name} {version}" for name, version in versions.items()), None, {"versions": versions}
    )


def _screen() -> Finding:
    """Whether a window and a tray icon can be shown, asked in a process of its own because Qt may refuse to start."""
    if platform.system() == "Linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return Finding("screen", "There is no screen here: `watch` follows without one.", fine=False, facts={"tray": False})
    from ..app.program import tray_is_available

    tray = tray_is_available()
    text = "A tray is available." if tray else "No tray is running: the window and notifications do everything."
    return Finding("screen", text, facts={"tray": tray})


async def _notifications() -> Finding:
    notifier = make_notifier(APP_ID)
    try:
        await notifier.start(lambda reaction: None)
        found = await health.notifications(notifier)
    except NotNotified as refusal:
        found = health.Notifications(problem=f"{health.NO_SERVICE} ({refusal})")
    finally:
        await notifier.close()
    if found.problem:
        return Finding("notifications", found.problem, fine=False)
    facts = {"service": found.service, "capabilities": list(found.capabilities)}
    return Finding("notifications", f"{found.service}: {', '.join(found.capabilities)}", facts=facts)


async def _database(namespace: Namespace, printer: Printer) -> Finding:
    async with opened(namespace, printer) as engine:
        found = health.storage(engine.database.path)
    text = f"{found.path}: {found.verdict}, {found.activities} activities"
    facts = {"activities": found.activities, "bytes": found.bytes}
    return Finding("database", text, fine=found.verdict == "ok", facts=facts)


async def _keyring(engine: Engine) -> Finding:
    await engine.secrets.look()
    return Finding("keyring", engine.secrets.describe(), fine=engine.secrets.persistent)


async def _account(engine: Engine, account: accounts.Account) -> Finding:
    """Signs in, and says what the server was proved to do."""
    try:
        await engine.followers.connector(account.id)
    except Problem as problem:
        facts = health.account_health(engine.database, account).facts()
        return Finding("account", f"{account.name}: {problem}", fine=False, facts={**facts, "problem": type(problem).__name__})
    found = health.account_health(engine.database, account_by_id(engine.database.connection, account.id))
    lines = [f"{account.name}: last checked {time_text(found.last_ok) or 'never'}.", f"It can {', '.join(found.can)}."]
    if found.lag is not None:
        lines.append(f"The last news was here {found.lag:.1f} s after it was created.")
    if found.healed:
        lines.append(f"{found.healed} were missed at first and found later, the last one {time_text(found.last_healed)}.")
    lines += [f"Proved: {what}: {how}." for what, how in found.proved.items()]
    lines += _what_it_cannot(found.cannot)
    if found.unreadable:
        lines += [f"{found.unreadable} records could not be read and are kept aside."]
    return Finding("account", f"\n{' ' * 22}".join(lines), facts=found.facts())


def _what_it_cannot(reasons: Mapping[str, str]) -> list[str]:
    """Each reason once, after all that it is the reason for."""
    features: dict[str, list[str]] = {}
    for feature, reason in reasons.items():
        features.setdefault(reason, []).append(feature)
    return [f"It cannot {', '.join(named)}. {reason}" for reason, named in features.items()]
