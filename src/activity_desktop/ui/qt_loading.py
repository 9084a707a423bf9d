"""How is Qt for Python loaded without what this program hardly ever asks of it? Before anything else, and in two ways.

- It explains wrong calls and tells signatures in Python, by modules in an archive inside its library, which each process
  compiles anew: 40 of the 85 ms that loading it takes, and a megabyte. Here they wait until one of them is asked.
- It replaces `import`, so that `from __feature__ import snake_case` works, which nobody uses here: whatever is imported from then
  on has its source file read and searched for "PySide6". That is a tenth of a start, and `linecache` keeps every line in memory.
"""

from __future__ import annotations

import builtins
import importlib
import sys
import threading
from types import CodeType
from typing import Any

FOLDER = "shibokensupport/signature/"
"""Where they stand in the archive. The names are those of `shibokensupport/signature/loader.py` in it."""
EXPLAINERS = frozenset(
    f"{FOLDER}{name}.py"
    for name in ("errorhandler", "layout", "mapping", "parser", "lib/enum_sig", "lib/pyi_generator", "lib/tool")
)
KNOWN = ((6, 8), (6, 12))
"""First and last version whose modules can wait. Another one loads as it always does, until somebody has looked at it."""
LOOKED_UP = {f"{FOLDER}mapping.py": "update_mapping"}
"""The function that the library takes out of the module's dictionary, where no `__getattr__` is asked (libshiboken, signature.cpp,
SetError_Argument)."""

_loading = threading.RLock()


def load_qt() -> None:
    """Load `PySide6.QtCore`. Fine when it was loaded before, and with one that has no such modules and replaces nothing."""
    plainly = builtins.compile

    def compile_or_wait(source: Any, filename: Any, *how: Any, **options: Any) -> Any:
        if filename in EXPLAINERS and _known():
            return plainly(f"from {__name__} import Waiting\nWaiting.instead_of({filename!r}, globals())", filename, "exec")
        return plainly(source, filename, *how, **options)

    builtins.compile = compile_or_wait  # type: ignore[assignment]
    try:
        importlib.import_module("PySide6.QtCore")
    finally:
        builtins.compile = plainly
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _known() -> bool:
    version: tuple[int, ...] = sys.modules["shiboken6"].__version_info__[:2]
    return KNOWN[0] <= version <= KNOWN[1]


class Waiting:
    """Stands in for the code of one module until something is asked of it; then it runs that code in its place."""

    def __init__(self, filename: str, namespace: dict[str, Any]) -> None:
        self._filename = filename
        self._namespace = namespace
        self._begun = False

    @classmethod
    def instead_of(cls, filename: str, namespace: dict[str, Any]) -> None:
        """Python asks a module's `__getattr__` for the names that it lacks, also for `from ... import`."""
        waiting = cls(filename, namespace)
        namespace["__getattr__"] = waiting
        if filename in LOOKED_UP:
            namespace[LOOKED_UP[filename]] = lambda: waiting(LOOKED_UP[filename])()

    def __call__(self, name: str) -> Any:
        with _loading:
            if not self._begun:
                self._begun = True  # before it is done, as in any import: these modules import each other
                exec(self._code(), self._namespace)
        try:
            return self._namespace[name]
        except KeyError:
            raise AttributeError(f"module {self._namespace['__name__']!r} has no attribute {name!r}") from None

    def _code(self) -> CodeType:
        archive = self._namespace["__loader__"].zfile
        return compile(archive.read(self._filename), self._filename, "exec")
