"""What is a figure? A number of ours beside the number that physics, or the bare tools, would give in the same run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table. `floor` is None where there is nothing to compare with but the target itself."""

    name: str
    ours: float
    unit: str
    floor: float | None = None
    floor_is: str = ""
    target: str = ""
    """In words, as README has it: `at most 3x`."""

    @property
    def ratio(self) -> float | None:
        return self.ours / self.floor if self.floor else None

    def line(self) -> str:
        """As one line of JSON."""
        return json.dumps({**asdict(self), "ratio": self.ratio})

    @classmethod
    def of_line(cls, line: str) -> Figure:
        values = json.loads(line)
        values.pop("ratio")
        return cls(**values)


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that so many percent of all do not pass. Raises IndexError when there is none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def median(values: Sequence[float]) -> float:
    return percentile(values, 50)


def number(value: float) -> str:
    """As many digits as the value deserves."""
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def table(figures: Sequence[Figure]) -> str:
    """The table as Markdown, as README shows it."""
    head = ("figure", "ours", "floor", "ratio", "target", "what the floor is")
    rows = [head, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def _cells(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        f"{number(figure.ours)} {figure.unit}",
        "" if figure.floor is None else f"{number(figure.floor)} {figure.unit}",
        "" if figure.ratio is None else f"{figure.ratio:.2f}",
        figure.target,
        figure.floor_is,
    )
