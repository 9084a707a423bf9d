"""Is `docs/promises.md` true of the files: does each promise name tests that exist, and does each number come once?"""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parent
ROWS = re.findall(r"(?m)^\| ([IF]\d+) \| .+ \| (.+) \|$", (TESTS.parent / "docs/promises.md").read_text("utf-8"))


def test_each_promise_and_each_fault_has_its_tests() -> None:
    """All of I1 to I37, I40 to I49 and F1 to F46, each with files that are there."""
    expected = [f"I{n}" for n in (*range(1, 38), *range(40, 50))] + [f"F{n}" for n in range(1, 47)]
    assert [number for number, _ in ROWS] == expected
    missing = {path for _, files in ROWS for path in re.findall(r"`([^`]+)`", files) if not (TESTS / path).is_file()}
    assert missing == set()
    assert all("`" in files for _, files in ROWS)


def test_each_number_that_a_test_names_is_explained() -> None:
    """Whoever meets (I13) in a test finds it in the table."""
    named = set()
    for file in TESTS.rglob("*.py"):
        named |= {
            number
            for group in re.findall(r"\(([IF]\d+(?:, [IF]\d+)*)\)", file.read_text("utf-8"))
            for number in group.split(", ")
        }
    assert named <= {number for number, _ in ROWS}
