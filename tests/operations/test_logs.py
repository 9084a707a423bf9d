"""Is what happens written down, from the first line on, and without what nobody may read?"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from activity_desktop.operations import logs
from activity_desktop.settings import definitions as choose
from activity_desktop.settings.file import Settings


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


def test_the_file_stays_small_and_a_few_earlier_ones_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest lines are in the file of that name, the next older ones in the first of the others."""
    monkeypatch.setattr(logs, "LARGEST", 100)
    logs.to_file(tmp_path)
    for number in range(10):
        logging.getLogger("start").warning("line %d, %s", number, "x" * 100)
    kept = {path.name: path.read_text("utf-8").partition("line ")[2][0] for path in tmp_path.iterdir()}
    assert kept == {"activity.log.1": "9", "activity.log.2": "8", "activity.log.3": "7"}
    logging.getLogger("start").warning("short")
    assert (tmp_path / logs.FILE).read_text("utf-8").endswith("start: short\n")


def test_a_log_that_cannot_be_written_ends_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Python says so on the terminal, and the program goes on; once there is a folder again, so does the log."""
    folder = tmp_path / "log"
    logs.to_file(folder)
    logging.getLogger("start").warning("lost")
    assert "No such file or directory" in capsys.readouterr().err
    folder.mkdir()
    logging.getLogger("start").warning("written")
    assert (folder / logs.FILE).read_text("utf-8").endswith("start: written\n")


def test_everything_is_written_for_as_long_as_that_is_chosen(tmp_path: Path, root: logging.Logger) -> None:
    """At once, without a new start; credentials are hidden then, too."""
    settings = Settings()
    logs.to_file(tmp_path)
    logs.as_chosen(settings)
    logging.getLogger("sync").debug("before")
    settings.set(choose.LOG_EVERYTHING, True)
    logging.getLogger("sync").debug("during, token=abcdef123456")
    settings.set(choose.LOG_EVERYTHING, False)
    logging.getLogger("sync").debug("after")
    assert (tmp_path / logs.FILE).read_text("utf-8").splitlines()[0].endswith("DEBUG sync: during, token=[hidden]")
    assert (root.level, (tmp_path / logs.FILE).read_text("utf-8").count("\n")) == (logging.INFO, 1)
