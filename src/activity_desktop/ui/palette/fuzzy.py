"""Does what was typed match a text, how well, and where? For the command palette."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """The smaller, the better: at the start, at the start of a word, inside, or letters in order with gaps between them."""

    rank: int
    spread: int
    """How many characters the matched letters span."""
    places: tuple[int, ...] = ()
    """Which characters of the text were matched."""


def match(typed: str, text: str) -> Match | None:
    """None when the letters do not occur in this order. Nothing typed matches everything."""
    wanted, found = typed.casefold().strip(), text.casefold()
    if not wanted:
        return Match(3, 0)
    if len(found) != len(text):
        found = text.lower()  # a text whose folded form has another length would shift the places
    at = found.find(wanted)
    if at == 0:
        return Match(0, len(wanted), tuple(range(len(wanted))))
    at_word = found.find(f" {wanted}")
    if at_word >= 0:
        return Match(1, len(wanted), tuple(range(at_word + 1, at_word + 1 + len(wanted))))
    if at > 0:
        return Match(2, len(wanted), tuple(range(at, at + len(wanted))))
    return _in_order(wanted.replace(" ", ""), found)


def _in_order(wanted: str, found: str) -> Match | None:
    places: list[int] = []
    start = 0
    for letter in wanted:
        at = found.find(letter, start)
        if at < 0:
            return None
        places.append(at)
        start = at + 1
    return Match(4, places[-1] - places[0] + 1, tuple(places))
