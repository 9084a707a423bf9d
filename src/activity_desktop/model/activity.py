"""What is an activity? The one shape into which every CRM's JSON is translated, and in which the rest of the program thinks."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import msgspec

from .moment import Instant, Moment
from .person import Person
from .relation import Relation


class Key(NamedTuple):
    """What identifies an activity for good: the account it came through and its identifier there, as text."""

    account: str
    rid: str

    def __str__(self) -> str:
        return f"{self.account}/{self.rid}"

    @classmethod
    def parse(cls, text: str) -> Key:
        """Read `<account>/<remote id>`. Raises ValueError when a part is missing."""
        account, slash, rid = text.partition("/")
        if not (account and slash and rid):
            raise ValueError(f"{text!r} is not <account>/<id>")
        return cls(account, rid)


class Kind(StrEnum):
    """What sort of thing it is, as far as an icon and a colour go. A system's own word is kept in `Activity.kind_label`."""

    PRODUCT = "product"
    MEDIA = "media"
    LIBRARY = "library"
    EVENT = "event"
    TASK = "task"
    CONTACT = "contact"
    VISITOR = "visitor"
    CUSTOMER = "customer"
    NOTE = "note"
    PAGE = "page"
    CALL = "call"
    EMAIL = "email"
    MEETING = "meeting"
    SITE_VISIT = "site_visit"
    FAX = "fax"
    LETTER = "letter"
    LUNCH = "lunch"
    DEAL = "deal"
    LEAD = "lead"
    UNKNOWN = "unknown"


class BodyFormat(StrEnum):
    PLAIN = "plain"
    HTML = "html"
    MARKDOWN = "markdown"


class Priority(StrEnum):
    NONE = ""
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class Fact(msgspec.Struct, frozen=True):
    """One more thing a system tells about an activity, ready to be shown as a line: `Outcome`, `Left a message`."""

    label: str
    value: str


class Attachment(msgspec.Struct, frozen=True):
    """A file named by an activity. `url` is empty where the system gives only a storage key."""

    name: str
    url: str = ""


class Activity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One activity. Every field but `key` may be missing, because every API leaves some of them out.

    A Struct and no dataclass, because a first fill makes a hundred thousand of them, most with most fields left out. To
    change a copy: `msgspec.structs.replace`.

    Texts are as the server sent them and therefore hostile: whatever shows one cleans it first (`model.text`,
    `model.body`).
    """

    key: Key
    kind: Kind = Kind.UNKNOWN
    kind_id: str = ""
    """The system's own identifier of the kind: Fluid's slug, Pipedrive's type key, Signals' type_id. What mute rules name."""
    kind_label: str = ""
    """The kind in words, as the system names it; empty where our own word for `kind` is as good."""
    title: str = ""
    body: str = ""
    body_format: BodyFormat = BodyFormat.PLAIN
    plain: str = ""
    """The body as plain text, where the system sends one beside the formatted body."""
    notes: str = ""
    """A second body: Pipedrive's public description, cPod's notes. Plain text."""

    created: Instant | None = None
    updated: Instant | None = None
    occurred: Instant | None = None
    starts: Moment | None = None
    ends: Instant | None = None
    read_at: Instant | None = None
    """Only where the system keeps a read state. None there means unread."""

    done: bool | None = None
    """None: this system has no notion of completing."""
    done_at: Instant | None = None
    status: str = ""
    priority: Priority = Priority.NONE
    priority_label: str = ""
    active: bool = True
    deleted: bool = False
    unreadable: bool = False
    """The record could not be understood; only its identifier could. Shown, so that nothing vanishes silently."""

    owner: Person | None = None
    creator: Person | None = None
    people: tuple[Person, ...] = ()
    """Whom it is about, the most important first. These have a page of their own."""
    relations: tuple[Relation, ...] = ()
    location: str = ""
    join_url: str = ""
    web_url: str = ""
    attachments: tuple[Attachment, ...] = ()
    tags: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    recurring: bool = False
    muted: bool = False
    """The person muted it in the CRM, so it raises no notification here."""
    reminded: bool = False
    """Its system says that it has reminded the person of it, so nobody does so here."""
    automatic: bool = False
    """Written by an AI or a service rather than by a person."""

    version: int | None = None
    """Grows with each change on the server, where the system has such a number (a sequence, or update time in
    microseconds). A fact with a smaller version never replaces one with a greater."""
    raw: bytes = b"{}"
    """The JSON as it came, kept so that a later release can read more from it."""

    @property
    def feed_time(self) -> Instant | None:
        """Where it stands in the feed: when it was created, else when it occurred, never when it is due."""
        return self.created or self.occurred
