"""Whose activities are meant? One user's, or all of a company's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["user", "company"]


@dataclass(frozen=True, slots=True)
class Owner:
    """A user or a company, by its identifier."""

    scope: Kind
    id: int
