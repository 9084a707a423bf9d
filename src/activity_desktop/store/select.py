"""What does the SELECT of a list consist of? Where it looks, in which order, under which conditions."""

from __future__ import annotations

from msgspec import Struct, field


class Conditions(Struct):
    """The parts of one SELECT."""

    tables: str
    order: str
    """The column whose index already has the order, so that nothing is sorted. Bounds of the list are bounds of this column:
    of the other one, they would be one index range to walk anew for each row found."""
    parts: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)

    @property
    def sql(self) -> str:
        return " AND ".join(self.parts)

    def add(self, part: str, *values: object) -> None:
        self.parts.append(part)
        self.values.extend(values)
