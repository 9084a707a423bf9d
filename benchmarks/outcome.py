"""What came out of one run, and where is it written? To the screen, to build/bench, and, when asked, into README and docs."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from .curves import curves_of, drawn, rows_of, size_of
from .figures import Figure, Row, of_line
from .tables import figures_table, markdown, rows_table

_BETWEEN = "<!-- {name}: written by make bench -->\n"
_DRAWING = "docs/pictures/growth.svg"
_GROWTH_HEAD = ("what a person waits for", "10,000", "100,000", "1,000,000", "fit", "growth; log n: 1.5 times")


class Outcome:
    """Figures and programs of one run, in the order in which they were measured."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.figures: list[Figure] = []
        self.rows: list[Row] = []
        self.failed: list[str] = []
        self.seconds = 0.0
        self._began = time.strftime("%Y-%m-%d %H:%M")
        self._load = os.getloadavg()[0]

    def take(self, name: str, said: str, *, failed: bool) -> None:
        """What a measurement has printed, also before it failed."""
        for line in said.splitlines():
            if line.startswith("{"):
                found = of_line(line)
                if isinstance(found, Row):
                    self.rows.append(found)
                else:
                    self.figures.append(found)
        if failed:
            self.failed.append(name)

    def lines(self) -> list[str]:
        """One JSON object each."""
        return [*(figure.line() for figure in self.figures), *(row.line() for row in self.rows)]

    def text(self) -> str:
        """For a terminal: everything."""
        parts = [
            figures_table(self.figures, self._compared()),
            rows_table(self._compared()) if self.rows else "",
            self._growth(),
            self._summary(),
        ]
        return "\n\n".join(part for part in parts if part)

    def save(self) -> None:
        """Into build/bench: the figures as JSON, and the drawing."""
        told = {"machine": machine(), "load": self._load, "began": self._began, "seconds": self.seconds, "failed": self.failed}
        lines = [json.dumps(told), *self.lines()]
        (self._folder / "latest.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
        curves = curves_of(self.figures)
        if curves:
            (self._folder / "growth.svg").write_text(drawn(curves), "utf-8")

    def write_into(self, root: Path) -> None:
        """The table of README.md, and all of docs/speed.md that is measured, with the drawing."""
        short = [figure for figure in self.figures if _for_readme(figure, self.figures)]
        readme = [self._where(), figures_table(short, self._compared()), self._missed(), rows_table(self._compared())]
        _replace(root / "README.md", "speed", readme)
        whole = [self._where(), figures_table(self.figures, self._compared()), self._missed(), rows_table(self._compared())]
        _replace(root / "docs/speed.md", "speed", whole)
        curves = curves_of(self.figures)
        if curves:
            _replace(root / "docs/speed.md", "growth", [self._growth()])
            (root / _DRAWING).write_text(drawn(curves), "utf-8")

    def _growth(self) -> str:
        curves = curves_of(self.figures)
        return markdown(_GROWTH_HEAD, rows_of(curves)) if curves else ""

    def _compared(self) -> list[Row]:
        """The programs; ours, the first, with the latency that is measured elsewhere in the same run."""
        late = {figure.name[:24]: figure.ours for figure in self.figures if figure.name.startswith("notification latency p")}
        p50, p99 = late.get("notification latency p50"), late.get("notification latency p99")
        return [replace(row, p50_ms=p50, p99_ms=p99) if row is self.rows[0] else row for row in self.rows]

    def _where(self) -> str:
        minutes = f"{self.seconds / 60:.1f}"
        return f"One run of {minutes} minutes, begun {self._began} at a load of {self._load:.1f}, on {machine()}."

    def _missed(self) -> str:
        missed = [figure.name for figure in self.figures if figure.missed and _for_readme(figure, self.figures)]
        aimed = [figure for figure in self.figures if figure.target and _for_readme(figure, self.figures)]
        told = f"{len(aimed) - len(missed)} of {len(aimed)} targets are met."
        if missed:
            told += f" Missed: {'; '.join(missed)}."
        curves = curves_of(self.figures)
        slow = [curve.name for curve in curves if curve.faster_than_log]
        if slow:
            told += f" Faster than log n grow: {'; '.join(slow)}."
        elif curves:
            told += " Nothing that a person waits for grows faster than log n."
        if self.failed:
            told += f" Not measured in this run, because it failed: {', '.join(self.failed)}."
        return told

    def _summary(self) -> str:
        return f"{self._missed()}\n\n{self._where()}"


def _for_readme(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Those with a target or a floor of their own; of one that is measured at several sizes, the largest."""
    if not figure.target and (figure.floor is None or figure.floor_is.startswith("the same at")):
        return False
    size = size_of(figure)
    return size is None or size == max(found for other in figures if (found := size_of(other)) is not None)


def _replace(path: Path, name: str, parts: Sequence[str]) -> None:
    """Write between the two marks of this name. Raises ValueError when the file does not have them."""
    mark = _BETWEEN.format(name=name)
    text = path.read_text("utf-8")
    if text.count(mark) != 2:
        raise ValueError(f"{path.name} does not have the mark {mark.strip()} twice")
    before, _, after = text.split(mark)
    told = "\n\n".join(part for part in parts if part)
    path.write_text(f"{before}{mark}\n{told}\n\n{mark}{after}", "utf-8")


def machine() -> str:
    """Where the figures come from, in one line."""
    model = next(
        (line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.machine(),
    )
    model = re.sub(r"\s+", " ", model)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    free = shutil.disk_usage(Path(__file__).parent).free / 2**30
    return (
        f"{os.cpu_count()} cores of {model}, {memory:.0f} GB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, {free:.0f} GB of disk free"
    )
