"""How are modules imported as fast as ever, although Qt for Python is loaded? Python's own `import` is put back.

PySide6 replaces it so that `from __feature__ import snake_case` works, which nobody uses here: whatever is imported from then
on has its source file read and searched for "PySide6". That is a tenth of a start, and `linecache` keeps every line in memory.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - it is this import that replaces `import`


def use_plain_imports() -> None:
    """Fine when it was done before, and with a PySide6 that replaces nothing."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
