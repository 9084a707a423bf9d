"""How does a person's choice reach the window? Each setting of looks and reading is handed to the part that it concerns."""

from __future__ import annotations

import json

from ..settings import definitions as choose
from ..settings.file import Settings
from .commands import BY_ID
from .dress import dress
from .feed.pane import ListPane
from .feed.words import RowWords
from .keys import IN_FORCE
from .shortcuts import Shortcuts
from .visit import KeepNew, ReadMode, Visit


def changed_shortcuts(settings: Settings) -> dict[str, tuple[str, ...]]:
    """Which commands have other keys than usual; what is not understood is left out."""
    try:
        kept = json.loads(settings.get(choose.SHORTCUTS))
    except ValueError:
        return {}
    if not isinstance(kept, dict):
        return {}
    return {
        name: tuple(keys)
        for name, keys in kept.items()
        if name in BY_ID and isinstance(keys, list) and all(isinstance(key, str) for key in keys)
    }


def keep_shortcuts(settings: Settings, changed: dict[str, tuple[str, ...]]) -> None:
    settings.set(choose.SHORTCUTS, json.dumps({name: list(keys) for name, keys in changed.items()}, sort_keys=True))


class Preferences:
    """Hands the settings to the parts of one window, at its start and whenever one changes."""

    def __init__(self, settings: Settings, pane: ListPane, words: RowWords, visit: Visit, shortcuts: Shortcuts) -> None:
        self._settings = settings
        self._pane = pane
        self._words = words
        self._visit = visit
        self._shortcuts = shortcuts
        self._apply_reading()
        self._apply_rows()
        self._bind_keys()
        settings.on_change(self._changed)

    def _changed(self, key: str) -> None:
        if key in (choose.SCHEME.key, choose.TEXT_SIZE.key, choose.MOTION.key):
            dress(self._settings)
        elif key in (choose.DENSITY.key, choose.GLYPHS.key):
            self._apply_rows()
        elif key in (choose.MARK_READ.key, choose.NEW_MARKERS.key):
            self._apply_reading()
        elif key in (choose.SINGLE_LETTERS.key, choose.SHORTCUTS.key):
            self._bind_keys()

    def _apply_rows(self) -> None:
        self._words.compact = self._settings.get(choose.DENSITY) == "compact"
        self._words.glyphs = self._settings.get(choose.GLYPHS)
        self._pane.view.resize_rows()

    def _apply_reading(self) -> None:
        self._visit.mode = ReadMode(self._settings.get(choose.MARK_READ))
        self._visit.keep_new = KeepNew(self._settings.get(choose.NEW_MARKERS))

    def _bind_keys(self) -> None:
        changed, single_letters = changed_shortcuts(self._settings), self._settings.get(choose.SINGLE_LETTERS)
        IN_FORCE.put(changed, single_letters)
        self._shortcuts.bind(changed, single_letters)
