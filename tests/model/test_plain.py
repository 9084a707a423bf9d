"""What does a body say without its formatting?"""

from __future__ import annotations

import pytest

from activity_desktop.model.activity import Activity, BodyFormat, Key
from activity_desktop.model.plain import plain_text, strip_markdown


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("## Summary\n\nAsk for the *purchase order* number", "Summary\n\nAsk for the purchase order number"),
        ("**Bold**, __bold__, _soft_ and ~~gone~~", "Bold, bold, soft and gone"),
        ("***both***", "both"),
        ("- one\n- [x] two\n* three", "• one\n• two\n• three"),
        ("> quoted\n>> twice", "quoted\ntwice"),
        ('See [the offer](https://example.com/1 "Offer") and ![logo](x.png)', "See the offer and logo"),
        ("<https://example.com>", "https://example.com"),
        ("```python\nprint(1)\n```", "print(1)"),
        ("Run `make demo` now", "Run make demo now"),
        ("Title\n=====\n\n---\n\ntext", "Title\n\ntext"),
        ("2 * 3 * 4 and snake_case_name and #5", "2 * 3 * 4 and snake_case_name and #5"),
        (r"5 \* 6", "5 * 6"),
        ("no marks\n\nat all", "no marks\n\nat all"),
    ],
)
def test_markdown_reads_like_its_text(markdown: str, plain: str) -> None:
    """A row once showed the hashes of a heading."""
    assert strip_markdown(markdown) == plain


@pytest.mark.parametrize(
    "piece", ["*", "_", "`", "[", "[a](", "~~", "> ", "# ", "- ", "**a", "<https://", "\\", "* a\n", "_a ", "  ", "-\t"]
)
def test_stripping_marks_takes_time_in_proportion_to_length(piece: str) -> None:
    """A quadratic scan would take minutes for this, and the suite's time limit would tell."""
    strip_markdown(piece * 50_000)


@pytest.mark.parametrize(
    ("activity", "plain"),
    [
        (Activity(key=Key("a", "1"), body="<b>Hi</b>", body_format=BodyFormat.HTML), "Hi"),
        (Activity(key=Key("a", "1"), body="# Hi", body_format=BodyFormat.MARKDOWN), "Hi"),
        (Activity(key=Key("a", "1"), body="# Hi"), "# Hi"),
        (Activity(key=Key("a", "1"), body="<b>Hi</b>", body_format=BodyFormat.HTML, plain="Hello"), "Hello"),
    ],
)
def test_the_plain_text_goes_by_the_format(activity: Activity, plain: str) -> None:
    """What the server says in plain words goes before what we would make of its formatted ones."""
    assert plain_text(activity) == plain
