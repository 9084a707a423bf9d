"""Which notifications of ours may still be clicked? Their tags and the service's identifiers, as long as the service runs."""

from __future__ import annotations

from dataclasses import dataclass

from .notifier import Notice

_REMEMBERED = 1000
"""How many, open ones and those in the desktop's history."""


@dataclass(slots=True)
class Shown:
    """A notification that the service took."""

    tag: str
    id: int
    open: bool = True
    token: str = ""
    """The activation token that the service sent ahead of a click."""
    clicked: tuple[str, float] = ("", float("-inf"))
    """The last button and when, on the loop's clock."""
    untold: Notice | None = None
    """What it says, when the answer came too late for whoever posted it."""


class Book:
    """What is shown, found by tag and by identifier; the oldest is forgotten when there are too many."""

    def __init__(self) -> None:
        self._by_id: dict[int, Shown] = {}
        self._by_tag: dict[str, Shown] = {}

    def by_tag(self, tag: str) -> Shown | None:
        return self._by_tag.get(tag)

    def by_id(self, id_: int) -> Shown | None:
        return self._by_id.get(id_)

    def add(self, shown: Shown) -> None:
        """Takes the place of what had the same tag, and of what it replaced on the screen."""
        replaced = self._by_id.get(shown.id, shown)
        self.remove(shown.tag)
        self.remove(replaced.tag)
        self._by_id[shown.id] = self._by_tag[shown.tag] = shown
        if len(self._by_id) > _REMEMBERED:
            self.remove(next(iter(self._by_id.values())).tag)

    def remove(self, tag: str) -> Shown | None:
        shown = self._by_tag.pop(tag, None)
        if shown is not None:
            self._by_id.pop(shown.id, None)
        return shown

    def remove_all(self) -> list[Shown]:
        """Forget everything; gives what was open."""
        was_open = [shown for shown in self._by_id.values() if shown.open]
        self._by_id.clear()
        self._by_tag.clear()
        return was_open
