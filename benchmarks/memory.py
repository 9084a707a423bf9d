"""How much memory does the program need? Its proportional share (PSS) when idle: in the tray, signed in, and with a window."""

from __future__ import annotations

import time
from collections.abc import Sequence

from desktop.harness import Desktop

from .figures import Figure
from .parts import Bench, pss_megabytes, serving
from .programs import EMPTY_TRAY, add_account, choose, milestones, ours
from .stores import profile_with

SETTLES = 4.0
"""Seconds after which a program that has started is idle."""


def measure(bench: Bench) -> list[Figure]:
    much = bench.size(1_000_000, 100_000)
    profile = profile_with(bench, much)
    with Desktop(tray="host") as desktop:
        floor_tray = _pss(desktop, EMPTY_TRAY, "tray ready")
        floor_window = _pss(desktop, [*EMPTY_TRAY, "window"], "first paint")
        tray = _pss(desktop, ours(profile, "run", "--profile-startup", "--minimized"), "tray ready")
        window = _pss(desktop, ours(profile, "run", "--profile-startup"), "first paint")
    with Desktop(tray="host", keyring=True) as desktop, serving(bench.folder, 200) as server:
        floor_signed_in = _pss(desktop, EMPTY_TRAY, "tray ready")
        used = bench.folder / "signed in"
        choose(used, state__onboarded=True)
        add_account(desktop, used, server)
        signed_in = _pss(desktop, ours(used, "run", "--profile-startup", "--minimized"), "engine")
    return [
        Figure(
            name="memory in the tray, signed in, keyring read and stream connected",
            ours=signed_in,
            unit="MB",
            floor=floor_signed_in,
            floor_is="an empty PySide6 tray program",
            target="at most 1.5",
        ),
        Figure(
            name=f"memory in the tray, {much:,} activities",
            ours=tray,
            unit="MB",
            floor=floor_tray,
            floor_is="an empty PySide6 tray program",
            target="at most 1.5",
        ),
        Figure(
            name=f"memory that the window adds, {much:,} activities",
            ours=window - tray,
            unit="MB",
            floor=floor_window - floor_tray,
            floor_is="what an empty window adds",
            target="at most 30 MB",
        ),
    ]


def _pss(desktop: Desktop, command: Sequence[str], last: str) -> float:
    part = desktop.start(command)
    milestones(part, last)
    time.sleep(SETTLES)
    found = pss_megabytes(part.process.pid)
    part.stop()
    part.log.unlink()
    return found
