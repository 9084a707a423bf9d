"""What goes wrong, when we want it to? A plan of faults for the next matching requests, to try clients against a bad day."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

KINDS = {
    "429": "refuse with 429 and Retry-After",
    "500": "answer 500",
    "503": "answer 503",
    "drop": "cut the connection before anything is done",
    "lose": "do what was asked, then cut the connection instead of answering",
    "delay": "wait before doing what was asked",
    "truncate": "cut the connection in the middle of the answer",
    "duplicate": "give every record of a list, or every event of a stream, twice",
    "reorder": "give the records of a list, or the events of a burst, in the opposite order",
    "html": "answer 200 with a web page, as a hotel's sign-in page does",
    "redirect": "answer 302",
}
ALWAYS = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One entry of the plan."""

    kind: str
    count: int = 1
    """How many requests it hits; ALWAYS for every one until `clear`."""
    match: str = ""
    """Part of the path; empty matches every path."""
    method: str = ""
    """`GET`, `POST` …; empty matches every method."""
    seconds: float = 1.0
    """How long `delay` waits, and what `Retry-After` says."""
    location: str = "/elsewhere"
    """Where `redirect` points."""

    def hits(self, scope: Mapping[str, Any]) -> bool:
        return self.match in scope["path"] and self.method in {"", scope["method"]}


def fault_of(text: str) -> Fault:
    """Read `kind[:count[:path]]`, where a count of `*` means always. Raises ValueError with a sentence."""
    kind, _, rest = text.partition(":")
    count, _, match = rest.partition(":")
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no fault; there are {', '.join(KINDS)}.")
    if count not in {"", "*"} and not (count.isascii() and count.isdigit()):
        raise ValueError(f"{count!r} is no count; use a number, or * for always.")
    return Fault(kind=kind, count=ALWAYS if count == "*" else int(count or 1), match=match)


class Faults:
    """The plan. May be filled from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._plan: list[Fault] = []

    def next(
        self,
        kind: str,
        count: int = 1,
        match: str = "",
        *,
        method: str = "",
        seconds: float = 1.0,
        location: str = "/elsewhere",
    ) -> None:
        """Let the next `count` matching requests go wrong. Faults are used up in the order in which they were added."""
        if kind not in KINDS:
            raise ValueError(f"{kind!r} is no fault; there are {', '.join(KINDS)}.")
        self.add(Fault(kind=kind, count=count, match=match, method=method, seconds=seconds, location=location))

    def add(self, fault: Fault) -> None:
        with self._lock:
            self._plan.append(fault)

    def clear(self) -> None:
        with self._lock:
            self._plan.clear()

    @property
    def waiting(self) -> int:
        """How many entries of the plan have not been used up."""
        with self._lock:
            return len(self._plan)

    def take(self, scope: Mapping[str, Any]) -> Fault | None:
        """The fault for this request, which is thereby used up."""
        with self._lock:
            for place, fault in enumerate(self._plan):
                if fault.hits(scope):
                    if fault.count > 1:
                        self._plan[place] = replace(fault, count=fault.count - 1)
                    elif fault.count != ALWAYS:
                        del self._plan[place]
                    return fault
        return None
