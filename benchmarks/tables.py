"""How are figures shown? As Markdown tables, in which a missed target says so."""

from __future__ import annotations

from collections.abc import Sequence

from .figures import Figure, Row, number

_PEER_OF = {"start to window painted": "start_ms", "memory in the tray": "memory_mb"}
_LATENCY = {"notification latency p50": "p50_ms", "notification latency p99": "p99_ms"}


def figures_table(figures: Sequence[Figure], rows: Sequence[Row]) -> str:
    """Each figure beside its floor, and beside the best of the programs that a person could use instead."""
    head = ("figure", "ours", "floor", "ratio", "best peer", "target")
    return markdown(head, [_cells(figure, rows) for figure in figures])


def _cells(figure: Figure, rows: Sequence[Row]) -> tuple[str, ...]:
    floor = ""
    if figure.floor is not None:
        floor = f"{_measured(figure.floor, figure.unit)}, {figure.floor_is}".rstrip(", ")
    return (
        figure.name,
        _measured(figure.ours, figure.unit),
        floor,
        "" if figure.ratio is None else number(figure.ratio),
        _best_peer(figure, rows),
        f"{figure.target}, **missed**" if figure.missed else figure.target,
    )


def _best_peer(figure: Figure, rows: Sequence[Row]) -> str:
    """Every program but ours counts; ours is the first row."""
    field = next((field for begin, field in (_PEER_OF | _LATENCY).items() if figure.name.startswith(begin)), None)
    found = [(value, row.program) for row in rows[1:] if field and (value := getattr(row, field)) is not None]
    if not found:
        return ""
    value, program = min(found)
    return f"{_measured(value, figure.unit)}, {program}"


def _measured(value: float, unit: str) -> str:
    return f"{number(value)} {unit}"


def rows_table(rows: Sequence[Row]) -> str:
    """The programs side by side."""
    head = ("program", "start to window", "memory", "on disk", "event to Notify, p50", "p99", "")
    return markdown(head, [_program(row) for row in rows])


def _program(row: Row) -> tuple[str, ...]:
    cells = (
        (row.start_ms, "ms"),
        (row.memory_mb, "MB"),
        (row.size_mb, "MB"),
        (row.p50_ms, "ms"),
        (row.p99_ms, "ms"),
    )
    return (row.program, *("" if value is None else _measured(value, unit) for value, unit in cells), row.note)


def markdown(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A table, its columns aligned in the text too."""
    told = [head, *lines]
    widths = [max(len(line[column]) for line in told) for column in range(len(head))]
    text = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in told]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([text[0], rule, *text[1:]])
