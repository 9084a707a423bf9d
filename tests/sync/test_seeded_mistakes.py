"""Are the checks of `world.py` strong enough? Each mistake of `mistakes.py` is made on purpose, and must be found.

Here each one meets the shortest story that it spoils. `ACTIVITY_EXAMPLES=400 pytest tests/sync/test_seeded_mistakes.py`
lets the machine find each by itself, without a story, in a few minutes.
"""

from __future__ import annotations

import pytest

from sync import stories
from sync.mistakes import MISTAKES, Mistake
from sync.test_machine import EXAMPLES, hurry, run
from sync.world import VARIANTS, World


def tell(mistake: Mistake) -> None:
    features, echo = VARIANTS[mistake.variant]
    world = World(features, echo=echo)
    try:
        stories.STORIES[mistake.name](world)
        world.check()
        world.quiesce()
    finally:
        world.close()


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_each_story_ends_well_and_each_mistake_spoils_it(mistake: Mistake, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine as it is keeps its promises; with one function wrong it does not, and that is noticed."""
    hurry(monkeypatch)
    tell(mistake)
    mistake.make(monkeypatch)
    with pytest.raises((AssertionError, ExceptionGroup)):
        run(mistake.variant, EXAMPLES, shrink=False) if EXAMPLES else tell(mistake)
