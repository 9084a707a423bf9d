"""What is a figure? A number of ours beside the number that physics, or the bare tools, would give in the same run."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass

_TARGET = re.compile(r"(?P<bound>at most |at least |)(?P<number>[\d.,]+)(?P<unit> .+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table. `floor` is None where there is nothing to compare with but the target itself."""

    name: str
    ours: float
    unit: str
    floor: float | None = None
    floor_is: str = ""
    target: str = ""
    """`at most 16 ms` is about ours; without a unit it is about the ratio, or about ours where there is no floor."""

    @property
    def ratio(self) -> float | None:
        return self.ours / self.floor if self.floor and self.floor > 0 else None

    @property
    def missed(self) -> bool:
        """Whether there is a target that is not kept, judged by the digits that are shown."""
        found = _TARGET.fullmatch(self.target)
        if found is None:
            return False
        is_ratio = found["unit"] is None and self.ratio is not None
        measured = _shown(self.ratio if is_ratio and self.ratio is not None else self.ours)
        wanted = _shown(float(found["number"].replace(",", "")))
        match found["bound"]:
            case "at most ":
                return measured > wanted
            case "at least ":
                return measured < wanted
        return measured != wanted

    def line(self) -> str:
        """As one line of JSON."""
        return json.dumps({**asdict(self), "ratio": self.ratio})

    @classmethod
    def of_line(cls, line: str) -> Figure:
        values = json.loads(line)
        values.pop("ratio")
        return cls(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One program beside the others: milliseconds, megabytes (of memory 2^20 bytes, of disk 10^6). None: not measured."""

    program: str
    start_ms: float | None = None
    memory_mb: float | None = None
    size_mb: float | None = None
    p50_ms: float | None = None
    p99_ms: float | None = None
    note: str = ""

    def line(self) -> str:
        """As one line of JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def of_line(cls, line: str) -> Row:
        return cls(**json.loads(line))


def of_line(line: str) -> Figure | Row:
    """What a measurement has printed."""
    return Row.of_line(line) if line.startswith('{"program"') else Figure.of_line(line)


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that so many percent of all do not pass. Raises IndexError when there is none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def median(values: Sequence[float]) -> float:
    return percentile(values, 50)


def number(value: float) -> str:
    """As many digits as the value deserves."""
    if value == int(value):
        return f"{int(value):,}"
    if value >= 1000:
        return f"{value:,.0f}"
    if value >= 10:
        return f"{value:.1f}" if value < 100 else f"{value:.0f}"
    return f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def _shown(value: float) -> float:
    return float(number(value).replace(",", ""))
