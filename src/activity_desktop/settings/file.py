"""Where are a person's choices kept? In one JSON file that a person can read; what is wrong in it costs only itself."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from .definitions import ALL, Setting, T

_log = logging.getLogger(__name__)
_BY_KEY = {setting.key: setting for setting in ALL}


class Settings:
    """The choices, typed. Reading is a look-up and safe on any thread; setting belongs to one thread and saves at once."""

    def __init__(self, path: Path | None = None) -> None:
        """Read the file; without one, all stays in memory. A file that cannot be read is kept beside as `.damaged`."""
        self._path = path
        self._values: dict[str, Any] = {}
        self._unknown: dict[str, Any] = {}
        self._chosen: dict[str, Any] = {}
        """By this process; what the file says of all others may be another's choice."""
        self._listeners: list[Callable[[str], None]] = []
        if path is not None and path.exists():
            self._read(path)

    def get(self, setting: Setting[T]) -> T:
        value: T = self._values.get(setting.key, setting.default)
        return value

    def set(self, setting: Setting[T], value: T) -> None:
        """Choose. Raises ValueError for a value that the setting does not allow.

        Where the file cannot be written (a full disk, a home that is read-only), the choice holds until the program ends.
        """
        if not allowed(setting, value):
            raise ValueError(f"{setting.key} cannot be {value!r}")
        if self.get(setting) == value:
            return
        self._values[setting.key] = self._chosen[setting.key] = value
        try:
            self._save()
        except OSError as error:
            _log.warning("settings could not be saved: %s", error)
        for listener in list(self._listeners):
            listener(setting.key)

    def set_named(self, key: str, value: object) -> None:
        """The same by the setting's key. Raises ValueError also where there is none of that key."""
        setting: Setting[Any] | None = _BY_KEY.get(key)
        if setting is None:
            raise ValueError(f"there is no setting {key!r}")
        self.set(setting, value)

    def on_change(self, listener: Callable[[str], None]) -> None:
        """Call back with the key of each setting that changes."""
        self._listeners.append(listener)

    def _read(self, path: Path) -> None:
        try:
            values = dict(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, RecursionError) as error:
            _log.warning("settings could not be read (%s); starting with the defaults", error)
            with contextlib.suppress(OSError):  # nothing can be changed there; the defaults do
                path.replace(path.with_suffix(".damaged"))
            return
        self._values, self._unknown = _understood(values)

    def _save(self) -> None:
        if self._path is None:
            return
        path = self._path.resolve()  # the end of a link, which stays one
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        with _alone(path.parent):
            values = {**self._unknown, **self._values, **_stored(path), **self._chosen}
            text = json.dumps(values, indent=2, sort_keys=True, ensure_ascii=False)
            with draft.open("w", encoding="utf-8", errors="backslashreplace") as file:  # half a pair, as JSON
                file.write(text + "\n")
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Several commands may choose at the same time: one after the other, so that none undoes what another wrote."""
    if os.name != "posix":
        yield
        return
    import fcntl

    place = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(place, fcntl.LOCK_EX)
        yield
    finally:
        os.close(place)


def _stored(path: Path) -> dict[str, Any]:
    """What the file says now; nothing where it cannot be read."""
    try:
        known, unknown = _understood(dict(json.loads(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError, RecursionError):
        return {}
    return {**unknown, **known}


def _understood(values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What may be chosen, and what a later version wrote: that is kept, so that going back and forth loses nothing."""
    known: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    for key, value in values.items():
        setting = _BY_KEY.get(key)
        if setting is None:
            unknown[key] = value
        elif allowed(setting, value):
            known[key] = value
        else:
            _log.warning("setting %s cannot be %r; using %r", key, value, setting.default)
    return known, unknown


def allowed(setting: Setting[Any], value: object) -> bool:
    """The same type as the default, one of the choices or what may be typed instead, within the bounds."""
    if type(value) is not type(setting.default):
        return False
    if setting.choices:
        own = bool(setting.other) and re.fullmatch(setting.pattern, str(value)) is not None
        return own or any(value == choice for choice, _ in setting.choices)
    return not (isinstance(value, int) and not isinstance(value, bool)) or setting.least <= value <= setting.most
