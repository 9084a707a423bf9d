"""In which order of events does each mistake show? For each of `mistakes.py` the shortest story that it spoils."""

from __future__ import annotations

from collections.abc import Callable

from activity_desktop.model.problems import NotAllowed, NotAnswering
from activity_desktop.native.notifier import NotNotified
from sync.world import World


def through(world: World) -> None:
    """Everything that is on its way arrives."""
    while world.wire.calls:
        world.answer_arrives(0)
        world.check()


def filled(world: World, count: int = 0) -> list[str]:
    """The first fill, and so many activities after it, announced."""
    world.look()
    through(world)
    rids = [world.someone_creates() for _ in range(count)]
    world.look()
    through(world)
    return rids


def call(world: World, name: str) -> int:
    """Which of the waiting calls it is."""
    return [waiting.name.startswith(name) for waiting in world.wire.calls].index(True)


def no_version_guard(world: World) -> None:
    (rid,) = filled(world, 1)
    world.someone_edits(rid)
    world.look()
    through(world)
    world.stream_page(0, 4)  # replays the creation


def no_fact_guard(world: World) -> None:
    (rid,) = filled(world, 1)
    world.look()
    world.someone_edits(rid)
    world.server_handles(0)  # the list is made now, and arrives late
    world.marks(rid)
    world.send()
    world.answer_arrives(call(world, "send"))
    world.answer_arrives(call(world, "list"))


assumed_without_a_fact = no_fact_guard


def answers_bring_back_the_deleted(world: World) -> None:
    (rid,) = filled(world, 1)
    world.marks(rid)
    world.send()
    world.server_handles(call(world, "send"))
    world.someone_deletes(rid)
    world.look()
    world.answer_arrives(call(world, "changes"))
    through(world)


def the_last_of_a_page_wins(world: World) -> None:
    (rid,) = filled(world, 1)
    for _ in range(3):
        world.someone_edits(rid)
    for order in (1, 2, 3):
        world.stream_page(99, 9, order)


def deleted_here_hears_nothing(world: World) -> None:
    (rid,) = filled(world, 1)
    world.deletes(rid)
    world.someone_edits(rid)
    world.look()
    through(world)
    world.undoes()


def cursor_before_rows(world: World) -> None:
    for boundary in range(6):
        filled(world)
        world.someone_creates()
        world.look()
        world.crash_at(boundary)
        through(world)


ledger_after_rows = cursor_before_rows


def old_ones_are_news(world: World) -> None:
    filled(world)


def walk_not_solid(world: World) -> None:
    filled(world)
    for _ in range(7):
        world.someone_creates()
    world.look()
    world.answer_arrives(call(world, "list"))
    world.fails(call(world, "list"), NotAnswering())
    world.look()
    through(world)


def absence_believed_at_once(world: World) -> None:
    filled(world, 5)
    world.look(sweep=True)
    world.server_handles(0)
    world.answer_arrives(0)
    world.someone_deletes(world.server.newest_first()[0])  # the next page begins one later, and skips one
    through(world)


def interrupted_fill_leaves_ghosts(world: World) -> None:
    for _ in range(3):
        world.someone_creates()
    world.look()
    world.answer_arrives(call(world, "list"))
    world.crash()
    world.someone_deletes(world.server.newest_first()[0])


def no_inflight_reset(world: World) -> None:
    (rid,) = filled(world, 1)
    world.marks(rid)
    world.send()
    world.crash()


def drop_overlay_any_gen(world: World) -> None:
    (rid,) = filled(world, 1)
    world.marks(rid)
    world.send()
    world.marks(rid, read=False)
    through(world)


def coalesce_attempted(world: World) -> None:
    (rid,) = filled(world, 1)
    world.marks(rid)
    world.send()
    world.marks(rid, read=False)
    assert world.waiting() == 2, "an operation that may be on its way was dropped (I11)"


def no_order(world: World) -> None:
    (rid,) = filled(world, 1)
    world.marks(rid)
    world.send()
    world.fails(call(world, "send"), NotAnswering())
    world.marks(rid, read=False)
    world.time_passes(400)
    world.send()
    through(world)


def refused_ones_block(world: World) -> None:
    (rid,) = filled(world, 1)
    world.marks(rid)
    world.send()
    world.fails(call(world, "send"), NotAllowed())
    world.deletes(rid)


def create_blindly(world: World) -> None:
    filled(world)
    world.writes()
    world.send()
    world.fails(call(world, "send"), NotAnswering(), arrived=True)


def undo_forgets_the_outbox(world: World) -> None:
    (rid,) = filled(world, 1)
    world.marks(rid)
    world.check()


def feed_race(world: World) -> None:
    filled(world, 1)
    rendered = world.newest_arrival()
    world.someone_creates()
    world.look()
    through(world)
    world.visits(rendered)


def pins_are_read_too(world: World) -> None:
    (rid,) = filled(world, 1)
    world.marks(rid, read=False)
    world.send()
    through(world)
    world.visits(world.newest_arrival())


def notify_after_mark(world: World) -> None:
    filled(world)
    world.someone_creates()
    world.look()
    world.answer_arrives(0)
    world.crash()  # the desktop was about to be called


doubt_forgotten = notify_after_mark


def doubt_without_end(world: World) -> None:
    filled(world)
    world.someone_creates()
    world.look()
    world.answer_arrives(0)
    for _ in range(3):
        world.server_handles(call(world, "popup"))  # it is on the screen
        world.crash()


def refusal_forgotten(world: World) -> None:
    filled(world)
    world.someone_creates()
    world.look()
    world.answer_arrives(0)
    world.fails(call(world, "popup"), NotNotified("busy"))


def announced_at_every_start(world: World) -> None:
    filled(world, 1)
    world.crash()


def judged_long_before(world: World) -> None:
    filled(world)
    rids = [world.someone_creates() for _ in range(2)]
    world.look()
    world.answer_arrives(0)
    for rid in rids:
        world.marks(rid)  # while the desktop thinks about the first
    through(world)


def nothing_is_withdrawn(world: World) -> None:
    (rid,) = filled(world, 1)
    world.marks(rid)


STORIES: dict[str, Callable[[World], None]] = {name: value for name, value in globals().items() if callable(value)}
