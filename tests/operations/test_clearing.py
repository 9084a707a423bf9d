"""Are the activities fetched anew after they were cleared, without anything being lost that waits, or told twice?"""

from __future__ import annotations

import asyncio
from pathlib import Path

from activity_desktop.local_server.server import LocalServer
from activity_desktop.model.feed import FeedQuery, Shelf
from activity_desktop.native.secrets import SessionSecrets
from activity_desktop.operations.candidates import candidate
from activity_desktop.operations.clearing import clear_activities
from activity_desktop.operations.engine import Engine
from activity_desktop.settings.file import Settings
from activity_desktop.store import feed, outbox
from activity_desktop.store.accounts import pulled


def test_everything_is_fetched_anew_and_nothing_is_news(tmp_path: Path) -> None:
    """The account, the unsent mark and the ledger stay; the words are gone until the next look brings them back."""
    server = LocalServer(tmp_path / "server.db", seed=8)
    ready = server.start()
    engine = Engine(tmp_path / "activity.db", SessionSecrets(), Settings(), lambda _change: None)
    everything = FeedQuery(Shelf.EVERYTHING)

    async def story() -> None:
        who = candidate("fluid", "Northwind", ready.base_url, {"user_token": ready.user_token})
        account = await engine.linking.add(who, follow=False)
        await engine.on_demand.sync_once(account.id)
        connection = engine.database.connection
        before = [row.key for row in feed.page(connection, everything)]
        assert len(before) == 8
        engine.desk.triage.mark_unread(before[:1])
        await clear_activities(engine)
        assert feed.count(connection, everything) == 0
        assert not pulled(connection, account.id).filled
        assert len(outbox.all_waiting(connection)) == 1
        assert connection.execute("SELECT count(*) FROM person").fetchone()[0] == 0
        await engine.on_demand.sync_once(account.id)
        assert [row.key for row in feed.page(connection, everything)] == before
        assert connection.execute("SELECT count(*) FROM ledger WHERE state = 'due'").fetchone()[0] == 0
        await engine.stop()

    try:
        asyncio.run(story())
    finally:
        server.stop()
