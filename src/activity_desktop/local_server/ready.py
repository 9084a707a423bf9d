"""What does a client need to know of a server that has started?"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What a client needs to know of a running server. The same file gives the same tokens again."""

    base_url: str
    """Such as `http://127.0.0.1:40123`, without a slash at the end."""
    port: int
    company_id: int
    company_token: str = field(repr=False)
    user_id: int
    user_token: str = field(repr=False)
    other_user_id: int
    """A colleague in the same company, who starts without activities."""
    other_user_token: str = field(repr=False)
    foreign_company_id: int
    """Another company, for whom nothing of this exists."""
    foreign_company_token: str = field(repr=False)
    foreign_user_id: int
    foreign_user_token: str = field(repr=False)
    activities: int
    """How many the user has."""
