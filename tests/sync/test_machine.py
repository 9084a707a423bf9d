"""Does the engine keep its promises whatever happens in whatever order? Hypothesis drives the world of `world.py`.

`ACTIVITY_EXAMPLES=2000 pytest tests/sync/test_machine.py` looks longer, and each time elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from activity_desktop.model.problems import (
    Conflict,
    Gone,
    NotAllowed,
    NotAnswering,
    Offline,
    Problem,
    Rejected,
    SignedOut,
    SlowDown,
)
from activity_desktop.native.notifier import NotNotified
from sync.world import VARIANTS, World

EXAMPLES = int(os.environ.get("ACTIVITY_EXAMPLES", "0"))
REFUSALS: tuple[Callable[[], Problem], ...] = (SignedOut, NotAllowed, Conflict, SlowDown, Rejected, NotAnswering, Offline, Gone)

which = st.integers(0, 5)


class Machine(RuleBasedStateMachine):
    """Everything that can happen, in any order."""

    variant = "versioned"

    def __init__(self) -> None:
        super().__init__()
        features, echo = VARIANTS[self.variant]
        self.world = World(features, echo=echo)
        self.rendered = 0

    def teardown(self) -> None:
        try:
            self.world.quiesce()
        finally:
            self.world.close()

    @invariant()
    def promises(self) -> None:
        self.world.check()

    def _there(self, number: int) -> str:
        rids = self.world.server.newest_first()
        return rids[number % len(rids)]

    def _here(self, number: int) -> str:
        rids = self.world.here()[::-1]
        return rids[number % len(rids)]

    # --- the server ----------------------------------------------------------------------------------------

    @rule(count=st.integers(1, 5))
    def someone_creates(self, count: int) -> None:
        for _ in range(count):
            self.world.someone_creates()

    @precondition(lambda self: self.world.server.rows)
    @rule(number=which)
    def someone_edits(self, number: int) -> None:
        self.world.someone_edits(self._there(number))

    @precondition(lambda self: self.world.server.rows)
    @rule(number=which, read=st.booleans())
    def someone_reads(self, number: int, read: bool) -> None:
        self.world.someone_reads(self._there(number), read=read)

    @precondition(lambda self: self.world.server.rows)
    @rule(number=which)
    def someone_deletes(self, number: int) -> None:
        self.world.someone_deletes(self._there(number))

    # --- the engine ----------------------------------------------------------------------------------------

    @rule(sweep=st.booleans())
    def look(self, sweep: bool) -> None:
        self.world.look(sweep=sweep)

    @rule()
    def send(self) -> None:
        self.world.send()

    @rule(seconds=st.sampled_from([1.0, 10.0, 400.0]))
    def time_passes(self, seconds: float) -> None:
        self.world.time_passes(seconds)

    @rule(begin=st.integers(0, 30), length=st.integers(1, 8), order=st.integers(0, 3))
    def stream_page(self, begin: int, length: int, order: int) -> None:
        if self.world.connector.versioned:
            self.world.stream_page(begin, length, order)

    # --- the network and the desktop -----------------------------------------------------------------------

    @precondition(lambda self: self.world.wire.calls)
    @rule(number=which)
    def server_handles(self, number: int) -> None:
        self.world.server_handles(number % len(self.world.wire.calls))

    @precondition(lambda self: self.world.wire.calls)
    @rule(number=which)
    def answer_arrives(self, number: int) -> None:
        self.world.answer_arrives(number % len(self.world.wire.calls))

    @precondition(lambda self: self.world.wire.calls)
    @rule(rounds=st.integers(2, 12))
    def answers_arrive(self, rounds: int) -> None:
        for _ in range(rounds):
            if self.world.wire.calls:
                self.world.answer_arrives(0)

    @precondition(lambda self: self.world.wire.calls)
    @rule(number=which, arrived=st.booleans(), problem=st.sampled_from(REFUSALS))
    def something_fails(self, number: int, arrived: bool, problem: Callable[[], Problem]) -> None:
        calls = self.world.wire.calls
        number %= len(calls)
        if calls[number].name.startswith("popup"):
            if not calls[number].handled:
                self.world.fails(number, NotNotified("busy"))
            return
        if problem is Gone and not calls[number].name.startswith("send"):
            return  # who asks for one by name is told the truth
        lost = problem in (NotAnswering, Offline)
        if calls[number].handled and not lost:
            return  # what the server has done it does not refuse afterwards
        self.world.fails(number, problem(), arrived=arrived and lost)

    # --- the person ----------------------------------------------------------------------------------------

    @precondition(lambda self: self.world.here())
    @rule(number=which, read=st.booleans())
    def marks(self, number: int, read: bool) -> None:
        self.world.marks(self._here(number), read=read)

    @precondition(lambda self: self.world.here())
    @rule(number=which)
    def deletes(self, number: int) -> None:
        self.world.deletes(self._here(number))

    @precondition(lambda self: self.world.here())
    @rule(number=which)
    def snoozes(self, number: int) -> None:
        self.world.snoozes(self._here(number))

    @precondition(lambda self: self.world.here())
    @rule(number=which)
    def finishes_or_completes(self, number: int) -> None:
        self.world.finishes(self._here(number))
        if self.world.here():
            self.world.completes(self._here(number))

    @rule(again=st.booleans())
    def undoes(self, again: bool) -> None:
        self.world.undoes()
        if again:
            self.world.redoes()

    @rule()
    def retries(self) -> None:
        self.world.retries()

    @rule()
    def writes(self) -> None:
        self.world.writes()

    @rule()
    def opens_the_inbox(self) -> None:
        self.rendered = self.world.newest_arrival()

    @rule()
    def has_looked_at_the_inbox(self) -> None:
        self.world.visits(self.rendered)

    # --- the end of the process ----------------------------------------------------------------------------

    @rule()
    def crash(self) -> None:
        self.world.crash()

    @rule(boundary=st.integers(0, 7))
    def crash_at(self, boundary: int) -> None:
        self.world.crash_at(boundary)


def machine(variant: str) -> type[Machine]:
    return type(f"Machine{variant.capitalize()}", (Machine,), {"variant": variant})


def run(variant: str, examples: int, *, steps: int = 40, derandomize: bool = True, shrink: bool = True) -> None:
    """Let the machine run. Raises what it finds."""
    phases = (Phase.generate, Phase.shrink) if shrink else (Phase.generate,)
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=derandomize,
        database=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    run_state_machine_as_test(machine(variant), settings=chosen)


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch)


def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The world says when something goes on, not a timer."""
    monkeypatch.setattr("activity_desktop.notify.centre.SUMMARY_PAUSE", 0)
    monkeypatch.setattr("activity_desktop.notify.centre.RETRY", 0)
    monkeypatch.setattr("activity_desktop.notify.centre.DOUBT_PAUSE", 0)
    monkeypatch.setattr("activity_desktop.sync.round.HEAD_START", 0, raising=False)


@pytest.mark.timeout(0 if EXAMPLES else 120)
@pytest.mark.parametrize("variant", VARIANTS)
def test_nothing_is_lost_and_nothing_comes_twice(variant: str) -> None:
    """Any mix of servers, devices, lost and late answers, refusals, crashes and a person in a hurry."""
    run(variant, EXAMPLES or 25, derandomize=not EXAMPLES)
