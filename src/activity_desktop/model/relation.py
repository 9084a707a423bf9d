"""What is an activity about, apart from people? A product, a deal, a page … whatever record it points at."""

from __future__ import annotations

import msgspec


class Relation(msgspec.Struct, frozen=True):
    """A pointer to another record of the same system. To change a copy: `msgspec.structs.replace`.

    `kind` is lower case with underscores, an open set: Fluid's eight (media, library, event, task, contact, note,
    product, page) and deal, lead, organization, project, account, stock_level, opportunity. `title`, `detail` and
    `url` are filled only where the system tells them.
    """

    kind: str
    id: str | None
    title: str = ""
    detail: str = ""
    url: str = ""

    @property
    def label(self) -> str:
        return self.title or f"{self.kind.replace('_', ' ').capitalize()} {self.id or ''}".strip()
