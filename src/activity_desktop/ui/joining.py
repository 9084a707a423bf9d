"""How does a person get into a meeting from here? Its address is opened, where it is one that may be."""

from __future__ import annotations

from ..model.activity import Key
from .backend import Backend


def meeting_of(backend: Backend, key: Key) -> str:
    """The address of an activity's meeting; empty where it has none that may be opened."""
    from ..model.meeting import meeting_url

    detail = backend.detail(key)
    return meeting_url(detail.activity.join_url) if detail else ""


def join(backend: Backend, key: Key) -> bool:
    """Open the meeting in the browser; whoever does so has seen the activity. False where there is none."""
    from .safe_open import open_safely

    opened = open_safely(meeting_of(backend, key))
    if opened:
        backend.opened(key)
    return opened
