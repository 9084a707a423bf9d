"""Has this walk met a record already? It remembers its beginning and what came lately, so that a million take no more memory.

That is enough for what it is asked: a server that ignores paging answers the same page again, one at its end may begin
anew, and a list that shifts repeats the end of a page on the next one. Any other repetition does no harm.
"""

from __future__ import annotations

LATELY = 5_000


class Met:
    """The records of one walk, by identifier, or as they came where they have none."""

    def __init__(self) -> None:
        self._first: set[str | bytes] = set()
        self._earlier: set[str | bytes] = set()
        self._lately: set[str | bytes] = set()

    def is_new(self, record: str | bytes) -> bool:
        """Whether it was not met; it is from now on."""
        if record in self._lately or record in self._earlier or record in self._first:
            return False
        self._lately.add(record)
        return True

    def end_page(self) -> None:
        """Some of what was met may be forgotten. Never a part of a page: however long it is, its repetition is noticed."""
        if len(self._lately) >= LATELY:
            self._first = self._first or self._lately
            self._earlier, self._lately = self._lately, set()
