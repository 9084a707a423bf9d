"""How does a journey run the real program? Each verb as a process on the test's own desktop, with a profile of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from activity_desktop.local_server.ready import Ready
from activity_desktop.local_server.server import LocalServer
from desktop.harness import Desktop
from desktop.parts import Part, wait_for

PATIENCE = 60.0


class App:
    """The program, as a person has it: a profile on a desktop."""

    def __init__(self, desktop: Desktop, profile: Path) -> None:
        self.desktop = desktop
        self.profile = profile
        self.watching: Part | None = None
        self._earlier = ""

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "activity_desktop", "--profile", str(self.profile), *words]

    def run(self, *words: str, stdin: str = "", expect: int = 0) -> list[dict[str, Any]]:
        """One verb with `--json`; gives the objects that it printed."""
        done = subprocess.run(
            self.command(*words, "--json"),
            input=stdin,
            capture_output=True,
            text=True,
            env=self.desktop.env,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == expect, f"{words} gave {done.returncode}:\n{done.stdout}\n{done.stderr}"
        return [json.loads(line) for line in done.stdout.splitlines()]

    def add_account(self, ready: Ready, name: str = "Northwind") -> str:
        secrets = json.dumps({"user_token": ready.user_token})
        (added,) = self.run(
            "accounts", "add", "fluid", "--name", name, "--url", ready.base_url, "--secrets-stdin", stdin=secrets
        )
        return str(added["id"])

    # --- following without a window ---------------------------------------------------------------------------

    def watch(self) -> None:
        """Start `watch` and wait until it is up to date."""
        self._earlier = "".join(self._lines_raw())
        self.watching = self.desktop.start(self.command("watch", "--json"))
        self.watching.wait_until(lambda: self.phases()[-1:] in (["live"], ["waiting"]), "watch being up to date")

    def stop(self) -> None:
        assert self.watching is not None
        self.watching.stop()

    def kill(self) -> None:
        """End it as a crash or the power does."""
        assert self.watching is not None
        self.watching.process.kill()
        self.watching.process.wait()

    def events(self) -> list[dict[str, Any]]:
        """What the present `watch` printed so far."""
        return [json.loads(line) for line in self._lines_raw() if line.startswith("{") and line.endswith("}\n")]

    def _lines_raw(self) -> list[str]:
        if self.watching is None:
            return []
        return self.watching.log.read_text("utf-8", "replace").splitlines(keepends=True)

    def announced(self) -> list[dict[str, Any]]:
        return [event for event in self.events() if event.get("event") == "announced"]

    def phases(self) -> list[str]:
        return [event["phase"] for event in self.events() if event.get("event") == "state"]

    def wait_for_announcements(self, count: int) -> Counter[str]:
        """Until so many activities have been announced; how often each."""
        wait_for(lambda: len(self.announced()) >= count, f"{count} announcements (there are {len(self.announced())})")
        return Counter(event["id"] for event in self.announced())


def each_once(counted: Counter[str], expected: set[str]) -> None:
    """The promise: exactly these, each exactly once."""
    assert set(counted) == expected
    assert max(counted.values()) == 1


def ids(account: str, made: list[dict[str, Any]]) -> set[str]:
    return {f"{account}/{activity['id']}" for activity in made}


__all__ = ["App", "LocalServer", "each_once", "ids"]
