"""Which key carries a command out right now? As the person has it, wherever a key is printed: it must be the one that works."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from .commands import BY_ID, is_single, native


class KeysInForce(QObject):
    """The keys of all windows: there is one keyboard, and one setting."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._changed: Mapping[str, tuple[str, ...]] = {}
        self._single_letters = True

    def put(self, changed: Mapping[str, tuple[str, ...]], single_letters: bool) -> None:
        """`changed` has other keys for some commands, by identifier; without `single_letters` those do nothing."""
        if (dict(changed), single_letters) != (dict(self._changed), self._single_letters):
            self._changed, self._single_letters = dict(changed), single_letters
            self.changed.emit()

    def of(self, name: str) -> tuple[str, ...]:
        """The keys that work, those that work everywhere first."""
        command = BY_ID[name]
        everywhere = self._changed.get(name, command.keys)
        working = tuple(key for key in everywhere if self._single_letters or not is_single(key))
        return working + command.list_keys + command.detail_keys


IN_FORCE = KeysInForce()


def printed(name: str) -> str:
    """The first key of a command as this system writes it; empty where it has none."""
    keys = IN_FORCE.of(name)
    return native(keys[0]) if keys else ""


def follow(owner: QObject, *names: str, show: Callable[..., object]) -> None:
    """Call `show` with the printed key of each command, now and whenever keys change, for as long as `owner` lives."""
    _Follower(owner, names, show).tell()


class _Follower(QObject):
    def __init__(self, owner: QObject, names: tuple[str, ...], show: Callable[..., object]) -> None:
        super().__init__(owner)
        self._names = names
        self._show = show
        IN_FORCE.changed.connect(self.tell)

    def tell(self) -> None:
        self._show(*map(printed, self._names))
