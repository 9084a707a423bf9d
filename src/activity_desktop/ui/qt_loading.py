"""How is Qt for Python loaded without what this program hardly ever asks of it? Before anything else, and in two ways.

- It explains wrong calls and tells signatures in Python, by modules in an archive inside its library, which each process
  compiles anew: 40 of the 85 ms that loading it takes, and a megabyte. Here they wait until one of them is asked.
- It replaces `import`, so that `from __feature__ import snake_case` works, which nobody uses here: whatever is imported from
  then on has its source file read and searched for "PySide6". That is a tenth of a start, and `linecache` keeps every line
  in memory.
"""

from __future__ import annotations

import builtins
import importlib
import sys
import threading
from types import ModuleType
from typing import Any

PACKAGE = "shibokensupport"
SIGNATURE = f"{PACKAGE}.signature"
EXPLAINERS = tuple(
    f"{SIGNATURE}.{name}" for name in ("errorhandler", "layout", "parser", "lib.enum_sig", "lib.pyi_generator", "lib.tool")
)
"""The names are those of `shibokensupport/signature/loader.py` in the archive."""
MAPPING = f"{SIGNATURE}.mapping"
"""One more of them. The library takes its dictionary once, calls `update_mapping` in it and looks things up there by itself
(`adjustFuncName` in libshiboken's signature.cpp), so the real one has to come into the same dictionary."""
FEATURE = f"{PACKAGE}.feature"
KNOWN = ((6, 8), (6, 12))
"""First and last version whose modules can wait. Another one loads as it always does, until somebody has looked at it."""

_loading = threading.RLock()
_loaded: dict[str, ModuleType] = {}


def load_qt() -> None:
    """Load `PySide6.QtCore`. Fine when it was loaded before, and with one that has no such modules and replaces nothing."""
    plainly = builtins.compile
    waiting = {_file(name): name for name in (*EXPLAINERS, MAPPING, FEATURE)}

    def compile_or_wait(source: Any, filename: Any, *how: Any, **options: Any) -> Any:
        if filename in waiting and _known():
            source = f"from {__name__} import stand_in\nstand_in({waiting[filename]!r}, globals())"
        return plainly(source, filename, *how, **options)

    builtins.compile = compile_or_wait
    try:
        importlib.import_module("PySide6.QtCore")
    finally:
        builtins.compile = plainly
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _file(name: str) -> str:
    return f"{name.replace('.', '/')}.py"


def _known() -> bool:
    version: tuple[int, ...] = sys.modules["shiboken6"].__version_info__[:2]
    return KNOWN[0] <= version <= KNOWN[1]


def stand_in(name: str, namespace: dict[str, Any]) -> None:
    """Make a module that asks the real one of this name for whatever it lacks itself, which is nearly everything."""

    def ask(attribute: str) -> Any:
        return getattr(_filled(namespace) if name == MAPPING else _real(name), attribute)

    namespace["__getattr__"] = ask
    if name == MAPPING:
        namespace["update_mapping"] = lambda: ask("update_mapping")()  # noqa: PLW0108 - known only once it is asked for
    if name == FEATURE:  # these two are asked about each import, until the one from before is put back
        namespace["feature_import"] = lambda *_what, **_how: None
        namespace["feature_imported"] = lambda _module: None


def _real(name: str) -> ModuleType:
    """All of them are loaded with the first, as PySide6 would have done at the beginning; whoever asks meanwhile waits."""
    with _loading:
        if name not in _loaded:
            _load()
        return _loaded[name]


def _filled(namespace: dict[str, Any]) -> ModuleType:
    """The module of this dictionary, with everything in it."""
    with _loading:
        if MAPPING not in _loaded:
            _loaded[MAPPING] = sys.modules[MAPPING]
            del namespace["__getattr__"]
            source = namespace["__loader__"].zfile.read(_file(MAPPING))
            exec(compile(source, _file(MAPPING), "exec"), namespace)  # noqa: S102 - what PySide6 would have done at the beginning
        return _loaded[MAPPING]


def _load() -> None:
    loader = sys.modules[f"{SIGNATURE}.loader"]
    archive: Any = loader.__loader__
    stand_ins = {name: sys.modules.pop(name) for name in (*EXPLAINERS, FEATURE)}
    sys.meta_path.insert(0, archive)
    try:
        found = {name: importlib.import_module(name) for name in stand_ins}
    except BaseException:
        sys.modules.update(stand_ins)
        raise
    finally:
        sys.meta_path.remove(archive)
    vars(loader).update({name.rpartition(".")[2]: module for name, module in found.items()})
    loader.move_into_pyside_package()
    _loaded.update(found)
