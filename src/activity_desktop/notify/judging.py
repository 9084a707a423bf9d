"""Which of the activities that are due are raised now? The policy decides; the others are settled with its reason."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from ..model.activity import Key
from ..model.clock import Clock
from ..settings import definitions as choose
from ..settings.file import Settings
from ..store import ledger, stations
from ..store.database import Database, Row
from ..store.rows import read_detail
from .policy import Case, Verdict, What, judge
from .quiet_time import QuietTime


class Judging:
    """Belongs to the engine's event loop."""

    def __init__(
        self, database: Database, settings: Settings, clock: Clock, quiet_time: QuietTime, window_in_front: Callable[[], bool]
    ) -> None:
        self._database = database
        self._settings = settings
        self._clock = clock
        self._quiet_time = quiet_time
        self._window_in_front = window_in_front

    def to_raise(self) -> list[tuple[Row, Verdict]]:
        """Of all due rows, those to raise; the others are settled. What a power cut takes of it is judged again, so it need not
        wait for the disk."""
        found: list[tuple[Row, Verdict]] = []
        now = self._clock.now()
        with self._database.write(waits_for_disk=False) as connection:
            for row in ledger.rows_in(connection, "due"):
                verdict = judge(self._case(row))
                key = Key(row["account"], row["rid"])
                if verdict.what is What.RAISE:
                    found.append((row, verdict))
                    continue
                state = "suppressed" if verdict.what is What.SUPPRESS else "held"
                ledger.settle(connection, key, state, verdict.reason, now)
                stations.note(connection, [key], state, verdict.reason, now)
                if state == "held":
                    self._quiet_time.held()
        return found

    def is_still_due(self, row: Row) -> bool:
        """While the desktop took the one before, this one may have been read on another device."""
        now = ledger.row(self._database.connection, Key(row["account"], row["rid"]))
        return now is not None and now["state"] == "due" and judge(self._case(now)).what is What.RAISE

    def _case(self, row: Row) -> Case:
        exists = row["title"] is not None and not row["gone"]
        if not exists:
            return Case(exists=False)
        get = self._settings.get
        detail = read_detail(row["detail"], b"")
        return Case(
            unread=bool(row["unread"]),
            in_inbox=row["shelf"] == 0,
            muted_in_crm=detail.muted,
            kind_muted=row["kind_id"] in msgspec.json.decode(row["muted_kinds"]),
            account_notifies=bool(row["notify"]),
            notifications_on=get(choose.NOTIFY),
            window_in_front=self._window_in_front(),
            notify_in_front=get(choose.NOTIFY_IN_FRONT),
            paused=self._quiet_time.paused(),
            quiet=self._quiet_time.quiet(),
            reminds=bool(row["reminds"]),
            still_due=not row["finished"] and row["starts_us"] == row["reminded_us"],
            reminded_in_crm=detail.reminded,
        )
