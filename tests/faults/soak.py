"""Is anything lost or told three times when the program is killed again and again? `make soak KILLS=500` asks it 500 times.

The real program follows the embedded server on a desktop of its own with a real notification service, and is ended by
SIGKILL at random moments while activities come in. Every second kill takes aim: it falls as soon as the ledger or the bus
shows that something is being handed over, or that what is in doubt is handed over once more. The popups that the service
was asked for are counted on the bus. How it goes on is told on stderr; at the end one JSON line is printed.
"""

from __future__ import annotations

import json
import random
import re
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from activity_desktop.local_server.server import LocalServer
from activity_desktop.native.paths import find_paths
from activity_desktop.settings import definitions as choose
from activity_desktop.store.ledger import IN_DOUBT
from desktop.bus import NOTIFICATIONS
from desktop.harness import Desktop
from journeys.app import App

DICE = random.Random()  # noqa: S311 - moments, not secrets
LIVES = (0.2, 6.0)
"""Seconds from a start to the kill. Starting takes one of them; after three more, what is in doubt is raised again."""
AIMING = 2.0
"""Seconds that a kill which takes aim waits for its moment."""
SECOND_AIM = 8.0
"""The same, from the start, for what the life before left in doubt."""
CALM = 60.0
"""Seconds without any progress after which the end is not waited for any longer."""
SUMMARY = re.compile(r"(\d+) activit(?:y|ies) may not have been shown")


class Soak:
    """One program, killed and started again. Each activity has a title of its own, and a popup of its own."""

    def __init__(self, folder: Path, server: LocalServer, desktop: Desktop) -> None:
        self.server = server
        self.desktop = desktop
        self.app = App(desktop, folder / "profile")
        self.app.add_account(server.start())
        self.app.run("sync")
        config = find_paths(self.app.profile).config
        (config / "settings.json").write_text(json.dumps({choose.BUNDLE.key: "never"}), "utf-8")
        self.file = find_paths(self.app.profile).data / "activity.db"
        self.ledger = sqlite3.connect(f"{self.file.as_uri()}?mode=ro", uri=True, timeout=10, isolation_level=None)
        self.made: list[str] = []
        self.in_doubt: set[tuple[str, str]] = set()
        """Which activity was being handed over by which life of the program when it ended."""
        self.kills = 0

    def run(self, kills: int) -> dict[str, Any]:
        """So many lives, then one that may finish."""
        while self.kills < kills:
            self._one_life()
            if self.kills % 10 == 0:
                self._say(f"{self.kills} of {kills} kills")
        return self.count(unsettled=self._finish())

    def _one_life(self) -> None:
        left_in_doubt = bool(self._claimed())
        program = self.desktop.start(self.app.command("watch", "--json"))
        if left_in_doubt and DICE.random() < 0.5:
            self._live_until(self._any(self._later(SECOND_AIM), self._claims_again()), every=0.0005)
        else:
            self._live_until(self._later(DICE.uniform(*LIVES)))
            self._aim()
        program.process.kill()
        program.stop()
        self.kills += 1
        self.in_doubt |= self._claimed()
        self._put_away()

    def _aim(self) -> None:
        """Every second kill waits for its moment."""
        if self.kills % 2:
            moment = DICE.choice([self._claims(), self._calls()])
            self._live_until(self._any(self._later(AIMING), moment), every=0.0005)

    # --- until when ------------------------------------------------------------------------------------------

    def _later(self, seconds: float) -> Callable[[], bool]:
        end = time.monotonic() + seconds
        return lambda: time.monotonic() >= end

    def _claims(self) -> Callable[[], bool]:
        """The program has written down that it is about to tell of something."""
        before = self._claimed()
        return lambda: bool(self._claimed() - before)

    def _claims_again(self) -> Callable[[], bool]:
        """The same of something that an earlier life left in doubt."""
        before = self._claimed()
        doubtful = {rid for rid, _ in before}
        return lambda: any(rid in doubtful for rid, _ in self._claimed() - before)

    def _calls(self) -> Callable[[], bool]:
        """The notification service has been asked for something."""
        traffic = self.desktop.bus.traffic.notify
        before = len(traffic)
        return lambda: len(traffic) > before

    def _any(self, *conditions: Callable[[], bool]) -> Callable[[], bool]:
        return lambda: any(condition() for condition in conditions)

    def _live_until(self, ended: Callable[[], bool], every: float = 0.01) -> None:
        """Activities come in at any moment of the program's life, and so does its end."""
        next_ones = 0.0
        while not ended():
            if time.monotonic() >= next_ones:
                for _ in range(DICE.choice([1, 1, 1, 2, 6])):
                    title = f"Soak {len(self.made):06}"
                    self.server.create(title=title)
                    self.made.append(title)
                next_ones = time.monotonic() + DICE.uniform(0.0, 0.8)
            time.sleep(every)  # the pace of the story

    # --- the end ---------------------------------------------------------------------------------------------

    def _finish(self) -> int:
        """One more life, as long as it gets on. Gives how many were not told of by then."""
        program = self.desktop.start(self.app.command("watch", "--json"))
        left, last = self._unsettled(), time.monotonic()
        while left and time.monotonic() < last + CALM:
            time.sleep(0.5)  # the pace of the story
            self._put_away()
            now = self._unsettled()
            if now < left:
                left, last = now, time.monotonic()
                self._say("the last life")
        program.stop()
        return left

    def _put_away(self) -> None:
        """Close the popups: with hundreds of them dunst takes seconds for the next."""
        self.desktop.bus.call(NOTIFICATIONS, "/org/freedesktop/Notifications", "org.dunstproject.cmd0", "NotificationCloseAll")

    def _claimed(self) -> set[tuple[str, str]]:
        rows = self.ledger.execute("SELECT rid, session FROM ledger WHERE state = 'claimed'").fetchall()
        return {(row[0], row[1]) for row in rows}

    def _unsettled(self) -> int:
        shown = self.ledger.execute("SELECT count(*) FROM ledger WHERE state IN ('shown', 'folded')").fetchone()[0]
        return max(0, len(self.made) - int(shown))

    def _hinted(self) -> set[str]:
        """The titles of which a summary told that they may not have been shown."""
        asking = "SELECT title FROM ledger JOIN activity USING (account, rid) WHERE state = 'folded' AND reason = ?"
        return {row[0] for row in self.ledger.execute(asking, (IN_DOUBT,))}

    def _say(self, what: str) -> None:
        twice = sum(count > 1 for count in Counter(rid for rid, _ in self.in_doubt).values())
        words = (
            f"{what}: {len(self.made)} created, {self._unsettled()} to be told, {len(self.in_doubt)} in doubt, {twice} again"
        )
        print(words, file=sys.stderr, flush=True)

    def count(self, unsettled: int) -> dict[str, Any]:
        """How often the notification service was asked to tell of each, as heard on the bus."""
        calls = self.desktop.notify_calls()
        told = Counter(call.title for call in calls)
        times = Counter(told[title] for title in self.made)
        hinted = self._hinted()
        summaries = [int(found[1]) for call in calls if (found := SUMMARY.fullmatch(call.title))]
        silent = sum(told[title] == 0 and title not in hinted for title in self.made)
        return {
            "kills": self.kills,
            "created": len(self.made),
            "announced_once": times[1],
            "announced_twice": times[2],
            "told_in_a_summary_of_doubts": len(hinted),
            "summaries_of_doubts": len(summaries),
            "lost": silent + max(0, len(hinted) - sum(summaries)),
            "thrice": sum(count for often, count in times.items() if often > 2),
            "killed_between_claim_and_commit": len(self.in_doubt),
            "the_same_again": sum(count > 1 for count in Counter(rid for rid, _ in self.in_doubt).values()),
            "unsettled": unsettled,
            "taken_for_damaged": self.file.with_name(f"{self.file.name}.damaged").exists(),
        }


def soak(kills: int) -> dict[str, Any]:
    """So many kills on a desktop of its own; what was counted."""
    with tempfile.TemporaryDirectory() as name, Desktop(notifications="dunst", keyring=True) as desktop:
        folder = Path(name)
        server = LocalServer(folder / "server.db", seed=10)
        try:
            story = Soak(folder, server, desktop)
            with closing(story.ledger):
                return story.run(kills)
        finally:
            server.stop()


def main() -> int:
    """Gives 1 when a promise was broken."""
    counted = soak(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
    print(json.dumps(counted))
    too_often = counted["announced_twice"] > counted["killed_between_claim_and_commit"]
    return int(too_often or any(counted[name] for name in ("lost", "thrice", "unsettled", "taken_for_damaged")))


if __name__ == "__main__":
    sys.exit(main())
