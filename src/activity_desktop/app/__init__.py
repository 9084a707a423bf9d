"""How are the parts put together, and in which order do they start? The only package that knows them all.

What is loaded when, which `tests/test_startup_imports.py` holds:
1. Qt, the settings, the database: opened, upgraded and repaired before anything reads from it.
2. What was asked for: the window (and all that it shows at first), or only the tray's icon and menu.
3. Once that is on the screen: the engine, with asyncio, the connectors of the accounts there are, network, D-Bus and keyring,
   in a thread of its own; the first look at each server.
4. Every other window, the embedded server, forms and palette: when they are first asked for.
So imports stand inside functions here and where `ui` opens a window; everywhere else they stand at the top. Before all of it,
Qt for Python is loaded without what only its error messages need, and Python's own `import` is put back.
"""

from ..ui.qt_loading import load_qt

load_qt()
