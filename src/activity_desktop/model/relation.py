"""What is an activity about, apart from people? A product, a deal, a page … whatever record it points at."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Reach(StrEnum):
    """Whether the record can be had."""

    OPEN = ""
    FORBIDDEN = "forbidden"
    """This user may not see it."""
    DELETED = "deleted"


class Relation(msgspec.Struct, frozen=True, omit_defaults=True):
    """A pointer to another record of the same system. To change a copy: `msgspec.structs.replace`.

    `kind` is lower case with underscores, an open set: Fluid's eight (media, library, event, task, contact, note,
    product, page) and deal, lead, organization, project, account, stock_level, opportunity. `title`, `detail` and
    `url` are filled only where the system tells them. So is `reach`: Pipedrive and Signals answer for single records,
    while Fluid, Thena and cPod document no call that would tell.
    """

    kind: str
    id: str | None
    title: str = ""
    detail: str = ""
    url: str = ""
    reach: Reach = Reach.OPEN

    @property
    def is_nameless(self) -> bool:
        """Whether the system may know a title that is missing here."""
        return bool(self.id) and not self.title and self.reach is Reach.OPEN

    @property
    def label(self) -> str:
        return self.title or f"{self.kind.replace('_', ' ').capitalize()} {self.id or ''}".strip()
