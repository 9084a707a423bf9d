"""Does Qt for Python, loaded without its explainers, still explain? As much as in a process that loaded it plainly."""

from __future__ import annotations

import subprocess
import sys

LEAN = "from activity_desktop.ui.qt_loading import load_qt; load_qt()\n"
PROBES = """
import inspect
from PySide6 import QtCore, QtGui, QtWidgets

def said(call):
    try:
        return repr(call())
    except Exception as error:
        return f"{type(error).__name__}: {error}"

application = QtWidgets.QApplication(["probe", "-platform", "offscreen"])
widget = QtWidgets.QWidget()
print(said(lambda: QtCore.QPoint("a")))
print(said(lambda: widget.setWindowTitle(5)))
print(said(lambda: QtWidgets.QLabel(unknown=3)))
print(said(lambda: QtWidgets.QLabel(text=3)))
print(said(lambda: inspect.signature(QtCore.QPoint.setX)))
print(said(lambda: QtCore.QPoint.setX.__doc__))
print(said(lambda: QtCore.QPoint.__doc__))
from PySide6.support.signature import get_signature, parser
print(get_signature(QtWidgets.QWidget.resize))
print(said(lambda: parser.nothing))
from PySide6.support.signature import mapping
print(said(lambda: mapping.nothing), mapping.type_map["int"])
"""
MAPPING_FIRST = """
from PySide6.support.signature import mapping
print(mapping.type_map["int"], hasattr(mapping, "nothing"))
"""
UNKNOWN = "from activity_desktop.ui import qt_loading; qt_loading.KNOWN = ((5, 0), (5, 1)); qt_loading.load_qt()\n"
LOADED = "import sys; print('argparse' in sys.modules)"


def test_wrong_calls_are_explained_as_ever() -> None:
    """A mistake shall end as an exception with the right words, not as an abort."""
    assert _output(LEAN + PROBES) == _output(PROBES)
    assert _output(LEAN + MAPPING_FIRST) == _output(MAPPING_FIRST)


def test_nothing_is_compiled_before_it_is_asked() -> None:
    """Else a new version of PySide6 has other modules, and each start takes 40 ms longer again. One of them needs argparse."""
    assert _output(LEAN + LOADED) == "False\n"


def test_an_unknown_version_is_loaded_as_it_always_was() -> None:
    """What nobody has looked at may need them at once."""
    assert _output(UNKNOWN + LOADED) == "True\n"
    assert _output(UNKNOWN + PROBES) == _output(PROBES)


def test_the_import_that_reads_sources_is_gone() -> None:
    """It would read the source of whatever is imported."""
    named = "import builtins; print(builtins.__import__.__name__)"
    assert _output("import PySide6.QtCore\n" + named) == "__feature_import__\n"
    assert _output(LEAN + named) != "__feature_import__\n"


def _output(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
