"""What must hold at every moment, and what once everything has come to rest? The invariants, by their numbers."""

from __future__ import annotations

from collections import Counter

from activity_desktop.model.activity import Key
from activity_desktop.model.operation import SetRead
from activity_desktop.store import feed, outbox
from activity_desktop.store.database import Connection, Database
from sync.network import Call, Connector, Screen, Server, Wire

OLD = 3
"""Activities that were there before the account was linked."""


class Promises:
    """Checks of a `World`, which is this and more. Each raises AssertionError with a sentence and the promise's number."""

    database: Database
    server: Server
    wire: Wire
    connector: Connector
    screen: Screen
    versions: dict[str, int]
    confirmed: dict[str, int]
    wishes: dict[str, bool]
    allowed: Counter[str]
    excused: set[str]

    def here(self) -> list[str]:
        raise NotImplementedError

    def _is_unread(self, key: Key) -> bool:
        raise NotImplementedError

    def _read_state(self) -> dict[str, int]:
        raise NotImplementedError

    # --- the promises --------------------------------------------------------------------------------------

    def check_fence(self, call: Call, before: dict[str, int]) -> None:
        """An answer that was asked for before a change was confirmed never undoes the change (I5)."""
        after = self._read_state()
        for rid, when in self.confirmed.items():
            if rid in before and rid in after and when > call.began:
                assert before[rid] == after[rid], f"{rid}: an answer from before a confirmed change undid it (I5)"

    def check(self) -> None:
        """What holds at every moment."""
        connection = self.database.connection
        assert not self.screen.broken, self.screen.broken
        for rid, version, gone in connection.execute("SELECT rid, version, gone FROM activity"):
            assert version is None or version >= self.versions.get(rid, 0), f"{rid}'s version went back (I4)"
            self.versions[rid] = version or 0
            assert gone != 1 or rid in self.server.ever_removed, f"{rid} left although it is still there (I20)"
        self._check_overlays(connection)
        for rid, count in self.screen.told.items():
            assert count <= min(2, 1 + self.allowed[rid]), f"{rid} was announced {count} times (I13)"
            # A first fill by numbered pages may miss an old one when rows move under it; found later, it is told of: not lost.
            moved = self.server.ever_removed and not self.connector.versioned
            assert int(rid) > OLD or self.allowed[rid] or moved, f"{rid} is older than the account and was announced (I16)"
        titles = Counter(a.title for a in self.server.rows.values() if a.title.startswith("Written"))
        assert all(count == 1 for count in titles.values()), f"created twice: {titles} (I9)"

    def _check_overlays(self, connection: Connection) -> None:
        live: dict[str, tuple[int, SetRead]] = {}
        for waiting in outbox.all_waiting(connection):
            if isinstance(waiting.operation, SetRead) and waiting.state != "parked":
                live[waiting.key.rid] = (waiting.gen, waiting.operation)
        overlays = {row[0]: (row[1], row[2]) for row in connection.execute(
            "SELECT rid, gen, want_us FROM overlay JOIN activity ON activity.id = overlay.activity"
        )}  # fmt: skip
        for rid, (gen, want) in overlays.items():
            assert gen == 0 or (rid in live and live[rid][0] == gen), f"{rid}: a wish without an operation (I7)"
            assert gen == 0 or live[rid][1].at_us == want, f"{rid}: shows something else than was wanted (I6)"
        for rid in live:
            assert rid in overlays, f"{rid}: an operation without its wish (I6, I7)"
        for rid, unread, gone in connection.execute("SELECT rid, unread, gone FROM activity"):
            if rid in overlays:
                assert bool(unread) == (gone == 0 and overlays[rid][1] is None), f"{rid}: its unread flag is wrong (I6)"

    def check_convergence(self) -> None:
        connection = self.database.connection
        waiting = [w for w in outbox.all_waiting(connection) if w.state != "parked"]
        assert not waiting, f"still waiting to be sent: {waiting} (I1)"
        assert self.here() == sorted(self.server.rows, key=int), "what is here is not what the server has (I1)"
        parked = {w.key.rid for w in outbox.all_waiting(connection)}
        for rid, read in self.wishes.items():
            if rid in self.server.rows and rid not in parked:
                assert (self.server.rows[rid].read_at is not None) == read, f"{rid}: a mark was lost on its way (I8, I11)"
        own = {row[0] for row in connection.execute("SELECT rid FROM overlay JOIN activity ON id = activity WHERE gen = 0")}
        for rid, activity in self.server.rows.items():
            row = feed.row(connection, Key("toy", rid))
            assert row is not None
            assert row.title == activity.title, f"{rid}: an edit was lost (I1)"
            assert rid in own or row.unread == (activity.read_at is None), f"{rid}: read here and there differ (I1)"

    def check_announcements(self) -> None:
        for rid in self.server.rows:
            news = int(rid) > OLD and not self.server.rows[rid].title.startswith("Written")
            quiet = rid in self.excused or rid in self.server.ever_read or rid in self.server.ever_removed
            if news and not quiet:
                assert self.screen.told[rid] + self.screen.hinted[rid] >= 1, f"{rid} was never announced (I12)"
        for tag, rids in self.screen.showing.items():
            assert any(self._is_unread(Key("toy", rid)) for rid in rids), f"{tag} tells of nothing unread any more"
