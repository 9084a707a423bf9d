"""Does anything that a person waits for grow with the history, and how fast? A table with a fit, and a drawing of it.

Three sizes, 10,000 to 1,000,000. The fit is n^k by least squares in the logarithms; log n itself fits k = 0.09 over these
sizes, and becomes 1.5 times as much from the smallest to the largest. What grows more than that grows faster than log n,
unless it is less than a millisecond at the largest: nobody waits for that, and the clock says little about it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from .figures import Figure, number

NOTICED_MS = 1.0
_SIZE = re.compile(r" at (\d[\d,]*\d)")
WIDTH, HEIGHT = 860, 480
LEFT, RIGHT, TOP, BOTTOM = 70, 270, 34, 40
APART = 15
"""Pixels between two names at the right end."""
COLOURS = (
    "#2563eb",
    "#dc2626",
    "#059669",
    "#d97706",
    "#7c3aed",
    "#0891b2",
    "#be185d",
    "#4d7c0f",
    "#475569",
    "#b45309",
    "#0f172a",
    "#9333ea",
)


@dataclass(frozen=True, slots=True)
class Curve:
    """One figure at each size, in the order of the sizes."""

    name: str
    sizes: tuple[int, ...]
    values: tuple[float, ...]
    unit: str

    @property
    def exponent(self) -> float:
        """The k of the n^k that fits best."""
        return _slope([math.log(size) for size in self.sizes], [math.log(max(value, 1e-9)) for value in self.values])

    @property
    def factor(self) -> float:
        """How many times as much it is at the largest size."""
        return self.values[-1] / self.values[0]

    @property
    def faster_than_log(self) -> bool:
        grown = self.factor > math.log(self.sizes[-1]) / math.log(self.sizes[0])
        return grown and self.values[-1] >= NOTICED_MS


def curves_of(figures: Sequence[Figure]) -> list[Curve]:
    """Figures that were measured at three sizes or more."""
    series: dict[str, dict[int, Figure]] = {}
    for figure in figures:
        size = size_of(figure)
        if size is not None:
            series.setdefault(_SIZE.sub("", figure.name), {})[size] = figure
    return [
        Curve(name, tuple(sorted(at)), tuple(at[size].ours for size in sorted(at)), next(iter(at.values())).unit)
        for name, at in series.items()
        if len(at) >= 3
    ]


def size_of(figure: Figure) -> int | None:
    """At how many activities it was measured; None where it is not one of several."""
    found = _SIZE.search(figure.name)
    return int(found[1].replace(",", "")) if found else None


def _slope(across: Sequence[float], up: Sequence[float]) -> float:
    """Of the line through the points, by least squares."""
    middle_x, middle_y = sum(across) / len(across), sum(up) / len(up)
    spread = sum((x - middle_x) ** 2 for x in across)
    return sum((x - middle_x) * (y - middle_y) for x, y in zip(across, up, strict=True)) / spread


def rows_of(curves: Sequence[Curve]) -> list[tuple[str, ...]]:
    """One row a curve, for a table with `HEAD`."""
    return [
        (
            curve.name,
            *(f"{number(value)} {curve.unit}" for value in curve.values),
            f"n^{curve.exponent:.2f}",
            f"{number(curve.factor)} times{', **faster than log n**' if curve.faster_than_log else ''}",
        )
        for curve in curves
    ]


def drawn(curves: Sequence[Curve]) -> str:
    """An SVG picture: both axes logarithmic, each curve with its name at its end, and what log n would look like."""
    lowest = 10 ** math.floor(math.log10(min(min(curve.values) for curve in curves)))
    highest = 10 ** math.ceil(math.log10(max(max(curve.values) for curve in curves)))
    sizes = curves[0].sizes

    def x(size: float) -> float:
        share = math.log(size / sizes[0]) / math.log(sizes[-1] / sizes[0])
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        share = math.log(value / lowest) / math.log(highest / lowest)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    parts = [_line([(x(size), TOP), (x(size), HEIGHT - BOTTOM)], "#e2e8f0") for size in sizes]
    parts += [_text(x(size), HEIGHT - BOTTOM + 20, f"{size:,} activities", anchor="middle") for size in sizes]
    for power in range(round(math.log10(lowest)), round(math.log10(highest)) + 1):
        parts.append(_line([(x(sizes[0]), y(10**power)), (x(sizes[-1]), y(10**power))], "#e2e8f0"))
        parts.append(_text(LEFT - 8, y(10**power) + 4, f"{number(10**power)} ms", anchor="end"))
    base = math.sqrt(lowest * highest)
    like_log = [(x(size), y(base * math.log(size) / math.log(sizes[0]))) for size in sizes]
    parts.append(_line(like_log, "#94a3b8", more='stroke-dasharray="5 4"'))
    ends = [(like_log[-1][1], "as log n grows", "#64748b")]
    for curve, colour in zip(curves, _colours(len(curves)), strict=True):
        points = [(x(size), y(value)) for size, value in zip(curve.sizes, curve.values, strict=True)]
        parts.append(_line(points, colour, more='stroke-width="2"'))
        parts += [f'<circle cx="{at:.1f}" cy="{high:.1f}" r="3" fill="{colour}"/>' for at, high in points]
        ends.append((points[-1][1], f"{curve.name}, {number(curve.values[-1])} {curve.unit}", colour))
    parts += [_text(WIDTH - RIGHT + 10, high + 4, name, colour=colour) for high, name, colour in _spread(ends)]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">'
    title = _text(LEFT, 18, "What a person waits for, by the length of the history", colour="#0f172a")
    return "\n".join([head, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>', title, *parts, "</svg>", ""])


def _colours(count: int) -> list[str]:
    return [COLOURS[number % len(COLOURS)] for number in range(count)]


def _spread(ends: list[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """The names from top to bottom, none on top of another, all within the picture."""
    told: list[tuple[float, str, str]] = []
    room = HEIGHT - BOTTOM - TOP
    for place, (high, name, colour) in enumerate(sorted(ends)):
        latest = TOP + room - APART * (len(ends) - 1 - place)
        earliest = told[-1][0] + APART if told else TOP
        told.append((max(earliest, min(high, latest)), name, colour))
    return told


def _line(points: Sequence[tuple[float, float]], colour: str, more: str = "") -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" {more}/>'


def _text(x: float, y: float, words: str, *, anchor: str = "start", colour: str = "#475569") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'
