"""Are the dangerous doors of Qt used in one place only? Searched for in the source, since no test could try every place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from activity_desktop.ui import icons

UI = Path(icons.__file__).parent


def users_of(pattern: str) -> set[str]:
    """Files of the window's code that hold the pattern outside of comments."""
    found = set()
    for path in UI.rglob("*.py"):
        lines = (line.split("#")[0] for line in path.read_text("utf-8").splitlines())
        if any(re.search(pattern, line) for line in lines):
            found.add(path.relative_to(UI).as_posix())
    return found


@pytest.mark.parametrize(
    ("pattern", "allowed", "instead"),
    [
        (r"\bopenUrl\(", {"safe_open.py"}, "use ui.safe_open.open_safely"),
        (r"\bQLabel\(", {"controls/label.py"}, "use controls.PlainLabel: it never takes text for markup"),
        (r"\bQTextBrowser\(|\bQTextEdit\(", {"detail/body.py"}, "use detail.BodyView: it loads nothing"),
        (r"\.setToolTip\(", {"controls/label.py", "tray.py"}, "use controls.set_tip: it escapes"),
        (r"QGraphicsDropShadowEffect\(", set(), "use controls.shadow"),
        (r"\.setStyleSheet\(", {"theme/dressing.py"}, "there is one style sheet, in ui.theme"),
        (r"\.setHtml\(", {"detail/body.py"}, "only sanitised bodies are HTML"),
        (r"setIndexWidget\(", set(), "rows are painted by a delegate"),
    ],
)
def test_a_dangerous_door_has_one_keeper(pattern: str, allowed: set[str], instead: str) -> None:
    """Each pattern may only occur in the file that guards it."""
    assert users_of(pattern) <= allowed, instead


def test_no_colour_is_named_outside_the_table() -> None:
    """Otherwise it would be wrong in the other scheme, and no test would compute its contrast."""
    assert users_of(r"['\"]#[0-9A-Fa-f]{6}['\"]") <= {"theme/tokens.py", "gallery/parts.py"}
