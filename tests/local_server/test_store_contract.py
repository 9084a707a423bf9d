"""Does either database keep what a transaction keeps, and nothing else? The contract goes on in other files."""

from __future__ import annotations

from contextlib import suppress

from activity_desktop.local_server.store import Store
from local_server.fluid_world import World

ON_BOTH_ENGINES = True


def test_what_is_rolled_back_never_was(world: World) -> None:
    """Nothing of a transaction that fails is kept, and nobody is told; the next one works."""

    def fail(store: Store) -> list[str]:
        told: list[str] = []
        with suppress(KeyError), store.transaction():
            store.set_meta("word", "lost")
            store.after_commit(lambda: told.append("lost"))
            raise KeyError
        with store.transaction():
            store.after_commit(lambda: told.append("kept"))
        assert store.meta("word") is None
        return told

    assert world.server.call(lambda server: fail(server.database)) == ["kept"]


def test_every_sort_of_text_comes_back(world: World) -> None:
    """As it went in, per cent signs, colons and question marks included."""
    for title in ("100 % of :name? %s", "\u202eאבג", "👩\u200d🍳", "'; DROP TABLE activity; --", "\\x00", "\x01\x7f"):
        assert world.user.get(f"/{world.create(title=title)['id']}").json()["activity"]["title"] == title
