"""How do activities get out of here? As JSON, as a table, or as a calendar; to a file or to the next program."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sys
import uuid
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from ..model.calendar import calendar
from ..model.feed import Shelf
from ..model.problems import Exit
from ..model.views import SavedView
from ..operations.engine import Engine
from ..store import feed, own_types
from .printing import Printer, detail_facts
from .reading import local_read_state, rows_of, understood
from .session import with_engine

COLUMNS = (
    "id", "account_name", "kind", "kind_label", "title", "created", "starts", "ends", "unread", "shelf", "done", "status",
    "priority", "location", "web_url", "summary",
)  # fmt: skip
_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A table's cell that begins so is a formula for some programs: strangers wrote it, so it becomes text."""


def export(namespace: Namespace, printer: Printer) -> int:
    async def work(engine: Engine) -> int:
        text = "".join(_written(engine, namespace))
        if namespace.output is None:
            sys.stdout.write(text)
        else:
            _write(namespace.output, text)
            printer.hint(f"Written to {namespace.output}.")
        return Exit.DONE

    return with_engine(namespace, printer, work)


def _write(file: Path, text: str) -> None:
    """In one step, so that an earlier export stays while this one cannot be written. Raises OSError."""
    file = file.resolve()  # the end of a link, which stays one
    if file.exists() and not file.is_file():  # a device or a pipe
        file.write_text(text, encoding="utf-8", newline="")
        return
    draft = file.with_name(f".{file.name[:200]}.{uuid.uuid4().hex}")
    try:
        with draft.open("x", encoding="utf-8", newline="") as writing:
            if file.exists():
                shutil.copymode(file, draft)
            writing.write(text)
            writing.flush()
            os.fsync(writing.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def _written(engine: Engine, namespace: Namespace) -> Iterator[str]:
    view = SavedView(name="", shelf=Shelf.EVERYTHING, typed=namespace.query)
    query = understood(engine, view)
    names = own_types.names(engine.database.connection).accounts
    details = (
        detail
        for row in rows_of(engine, query, None)
        if (detail := feed.detail(engine.database.connection, row.key, local_read_state=local_read_state(engine, row.key)))
    )
    if namespace.format == "ics":
        yield calendar((detail.activity for detail in details), engine.clock.now())
        return
    facts = (detail_facts(detail, names.get(detail.row.key.account, "")) for detail in details)
    if namespace.format == "jsonl":
        yield from (json.dumps(each, ensure_ascii=False) + "\n" for each in facts)
        return
    lines = io.StringIO()
    table = csv.writer(lines)
    table.writerow(COLUMNS)
    table.writerows([_cell(each[name]) for name in COLUMNS] for each in facts)
    yield lines.getvalue()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_RISKY) else value
