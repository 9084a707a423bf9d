"""Who is an activity about? Contacts, visitors, customers and every other kind of person a CRM knows."""

from __future__ import annotations

import msgspec


class Person(msgspec.Struct, frozen=True):
    """One person as one system knows them. To change a copy: `msgspec.structs.replace`.

    `kind` is one of contact, visitor, customer, person, participant, attendee, member, user (an open set: an unknown
    kind is kept as it came). `id` is the system's own identifier as text; None where the system only gives a name.
    """

    kind: str
    id: str | None
    name: str = ""
    email: str = ""
    note: str = ""
    """What this activity says about the person, for example an attendee's reply: `accepted`."""

    @property
    def label(self) -> str:
        """What to call the person: the name, else the address, else kind and identifier."""
        return self.name or self.email or f"{self.kind.replace('_', ' ').capitalize()} {self.id or ''}".strip()
