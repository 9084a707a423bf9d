"""Do the tables of the benchmarks tell the truth? Which targets are missed, what grows, and what stands in README."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from benchmarks.curves import curves_of, drawn
from benchmarks.figures import Figure, Row, of_line
from benchmarks.outcome import Outcome

ROOT = Path(__file__).parents[1]
SIZES = (10_000, 100_000, 1_000_000)
MARK = "<!-- speed: written by make bench -->\n"


@pytest.mark.parametrize(
    ("ours", "floor", "target", "missed"),
    [
        (16.0, None, "at most 16 ms", False),
        (16.3, 300.0, "at most 16 ms", True),
        (29.9, 10.0, "at most 3", False),
        (31.0, 10.0, "at most 3", True),
        (2.0, None, "at most 2", False),
        (0.39, 1.0, "at least 0.40", True),
        (0.40, 1.0, "at least 0.40", False),
        (2.0, None, "1", True),
        (1.0, None, "1", False),
        (1e9, None, "", False),
    ],
)
def test_a_target_with_a_unit_is_about_ours_and_one_without_about_the_ratio(
    ours: float, floor: float | None, target: str, missed: bool
) -> None:
    """README must say of each missed target that it was missed."""
    assert Figure(name="x", ours=ours, unit="ms", floor=floor, target=target).missed is missed


def series(name: str, values: tuple[float, float, float]) -> list[Figure]:
    return [Figure(name=f"{name} at {size:,}, p50", ours=value, unit="ms") for size, value in zip(SIZES, values, strict=True)]


def test_what_grows_faster_than_log_n_is_told_apart_and_drawn() -> None:
    """From ten thousand to a million, log n becomes one and a half times as much."""
    slow, fast = curves_of([*series("page", (1.0, 1.2, 1.4)), *series("scan", (1.0, 10.0, 100.0))])
    assert (slow.name, slow.faster_than_log) == ("page, p50", False)
    assert (fast.name, fast.faster_than_log, round(fast.exponent, 2)) == ("scan, p50", True, 1.0)
    assert "scan, p50, 100 ms" in re.findall(r"<text [^>]*>([^<]*)</text>", drawn([slow, fast]))


def test_a_measurement_that_fails_leaves_the_others_in_the_table(tmp_path: Path) -> None:
    """Also what it had found before it failed; and the table says what is not there."""
    outcome = Outcome(tmp_path)
    ours, peer = Row(program="Ours", start_ms=400.0), Row(program="Theirs", start_ms=500.0)
    outcome.take("peers", f"{ours.line()}\n{peer.line()}\nsome noise\n", failed=False)
    start = Figure(name="start to window painted, 0 activities", ours=300.0, unit="ms", floor=200.0, target="at most 1.6")
    latency = Figure(name="notification latency p50, 10 events", ours=2.5, unit="ms", floor=1.0, target="at most 3")
    outcome.take("start", start.line(), failed=False)
    outcome.take("latency", latency.line(), failed=True)
    told = outcome.text()
    assert "500 ms, Theirs" in told
    assert "| Ours    | 400 ms          |" in told
    assert "2.50 ms" in told
    assert "because it failed: latency" in told
    assert of_line(start.line()) == start


def test_the_files_have_the_marks_between_which_a_run_writes(tmp_path: Path) -> None:
    """`make bench ARGS=--readme` changes nothing else in them."""
    (tmp_path / "docs/pictures").mkdir(parents=True)
    for name in ("README.md", "docs/speed.md"):
        (tmp_path / name).write_text((ROOT / name).read_text("utf-8"), "utf-8")
    outcome = Outcome(tmp_path / "build")
    figures = [Figure(name="look, requests", ours=3, unit="requests", target="at most 2"), *series("page", (1.0, 2.0, 3.0))]
    outcome.take("all", "\n".join(figure.line() for figure in figures), failed=False)
    outcome.write_into(tmp_path)
    readme = (tmp_path / "README.md").read_text("utf-8")
    assert "0 of 1 targets are met. Missed: look, requests. Faster than log n grow: page, p50." in readme
    before, _, after = (ROOT / "README.md").read_text("utf-8").split(MARK)
    assert readme.startswith(before)
    assert readme.endswith(after)
    assert "page, p50" in (tmp_path / "docs/speed.md").read_text("utf-8")
    assert (tmp_path / "docs/pictures/growth.svg").exists()
