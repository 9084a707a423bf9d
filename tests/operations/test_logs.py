"""Is what happens written down, from the first line on, and without what nobody may read?"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from activity_desktop.operations import logs


@pytest.fixture(autouse=True)
def root() -> Iterator[logging.Logger]:
    """The root logger, as it was before afterwards."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    root.setLevel(logging.INFO)
    yield root
    for handler in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def test_what_happens_before_the_file_is_open_stands_in_it(tmp_path: Path) -> None:
    """The window has no time for the file; its first lines are written behind it, once, and without their secrets."""
    logs.to_file_soon()
    logging.getLogger("start").warning("settings could not be read, token=abcdef123456")
    logs.to_file(tmp_path)
    logging.getLogger("start").warning("the engine runs")
    lines = (tmp_path / logs.FILE).read_text("utf-8").splitlines()
    assert [line.partition("start: ")[2] for line in lines] == [
        "settings could not be read, token=[hidden]",
        "the engine runs",
    ]
