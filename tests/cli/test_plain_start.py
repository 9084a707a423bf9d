"""Does a plain start say the same whether it is read by hand or by argparse?"""

from __future__ import annotations

import pytest

from activity_desktop.cli.grammar import build_parser
from activity_desktop.cli.start import read_start

PLAIN = (
    ["run"],
    ["run", "--minimized"],
    ["run", "--open-url", "activity://x/1", "--minimized"],
    ["run", "--profile-startup"],
    ["-v", "run"],
    ["--profile", "a folder", "--verbose", "run", "--minimized", "--minimized"],
    ["--profile", "", "run", "--open-url", ""],
)
NOT_PLAIN = (
    ["run", "--help"],
    ["run", "--mini"],
    ["run", "--open-url"],
    ["run", "--open-url", "--minimized"],
    ["run", "--open-url=activity://x/1"],
    ["run", "more"],
    ["run", "--profile", "folder"],
    ["--profile", "--verbose", "run"],
)


@pytest.mark.parametrize("words", PLAIN, ids=" ".join)
def test_a_plain_start_is_understood_as_argparse_would(words: list[str]) -> None:
    """Both have the same options, with the same values where nothing is said."""
    start = read_start(words, words.index("run"))
    assert start is not None
    assert vars(start) == {**vars(build_parser().parse_args(words)), "entered": 0.0}


@pytest.mark.parametrize("words", NOT_PLAIN, ids=" ".join)
def test_everything_else_is_left_to_argparse(words: list[str]) -> None:
    """It knows short forms and help, and says what is wrong with a mistake."""
    assert read_start(words, words.index("run")) is None
