"""Are the same news read once for all streams that stand at the same place, and never after they are old?"""

from __future__ import annotations

from activity_desktop.local_server.hub import BATCHES, Batch, Hub
from activity_desktop.local_server.owner import Owner

ALEX, ROBIN = Owner("user", 1), Owner("user", 2)


class Reading:
    """Counts how often the database is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Batch:
        self.times += 1
        return Batch(b"", self.times, self.times)


def test_streams_at_the_same_place_share_one_reading_until_something_happens() -> None:
    """A thousand open windows ask the database once for each activity; another person's news do not disturb that."""
    hub, read = Hub(lag=10), Reading()
    told = [hub.batch(ALEX, 5, read) for _ in range(3)]
    hub.publish(ROBIN, 9)
    assert [hub.batch(ALEX, 5, read), *told] == [Batch(b"", 1, 1)] * 4
    hub.publish(ALEX, 6)
    assert hub.batch(ALEX, 5, read) == Batch(b"", 2, 2)


def test_readers_all_over_a_long_history_do_not_make_the_server_grow() -> None:
    """Each place of a replay is asked for once, so remembering it would be for nothing."""
    hub, read = Hub(lag=10), Reading()
    for place in range(BATCHES * 5):
        hub.batch(ALEX, place, read)
    hub.batch(ALEX, 0, read)
    assert read.times == BATCHES * 5 + 1
