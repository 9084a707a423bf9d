"""Why does a server not tell of a record that an activity points at? Deleted, not for this user's eyes, or nobody knows."""

from __future__ import annotations

import re

from ..model.problems import Gone, NotAllowed, Problem
from ..model.relation import Reach

_WORD = re.compile(r"[^\W\d_]+")
_NO_SUCH_CALL = ("route", "method", "endpoint", "unknown path")
_SAYS_NOTHING = frozenset({"", "not found"})
"""A server that says no more, or one of those words, may mean that it has no such call, which tells nothing of the record."""


def reach_after(problem: Problem) -> Reach:
    """What a refusal to show one record means. A bare 404, or a web page, may come from whatever stands in between."""
    response = problem.response
    if response is None:
        return Reach.OPEN
    if isinstance(problem, NotAllowed) and response.status == 403 and response.is_json:
        return Reach.FORBIDDEN
    if isinstance(problem, Gone) and response.is_json:
        said = " ".join(_WORD.findall(problem.detail.lower()))
        vague = said in _SAYS_NOTHING or any(word in said for word in _NO_SUCH_CALL)
        return Reach.OPEN if vague else Reach.DELETED
    return Reach.OPEN
