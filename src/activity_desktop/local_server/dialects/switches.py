"""Which reading of a contradictory document does a dialect follow? One field a question, settable from Python or as text.

The default is what the document says in so many words; where a document is silent it is the most conventional answer.
Switches may be turned while the server runs: they are read with each request.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any


def _one_of(*words: str) -> Any:
    """A switch with named positions; the first is the default."""
    return field(default=words[0], metadata={"words": words})


@dataclass
class PipedriveSwitches:
    v1: str = _one_of("on", "off", "gone")
    """The v1 activity calls: answered, unknown (404), or out of support (410)."""
    admin: bool = True
    """Whether the person is a global admin. Without, the v1 collection and the v2 fields answer 403."""
    open: bool = True
    """Whether the company has paid. Without, everything answers 402."""
    blocked: bool = False
    """Everything answers 403 with an HTML page, as the firewall does to whoever ignores 429."""
    block_after: int = 10
    """How many refusals with 429 in a row until that firewall page comes by itself."""
    burst_limit: int = 120
    """Requests in two seconds."""
    daily_limit: int = 150_000
    """Tokens in a day."""
    headers: str = _one_of("all", "burst", "none")
    """Which of the rate headers are sent; none of them is documented to be there."""
    retry_after: bool = False
    """Whether 429 carries Retry-After, which no document promises."""
    person_id: str = _one_of("read_only", "writable")
    """Writing `person_id`: refused with 400, or taken as the older document lists it."""
    deleted: str = _one_of("hidden", "listed")
    """Whether the list, and a single read, still show what was deleted in the last 30 days."""
    due_time: str = _one_of("any", "seconds")
    """Whether `HH:MM` is accepted in `due_time`, or only `HH:MM:SS`."""
    spelling: str = _one_of("v2", "v1")
    """`primary` and `email`, or `primary_flag` and `email_address`."""
    more_activities: bool = True
    """Whether a write says `more_activities_scheduled_in_context`."""


@dataclass
class SignalsSwitches:
    body: str = _one_of("flat", "wrapped")
    """Where a write's fields are expected: at the top, or under `activity`."""
    meta: str = _one_of("signals", "current_rms")
    """The list's meta: `total`, or `total_row_count` and `row_count`."""
    empty_string: str = _one_of("clears", "unchanged")
    """What `""` does to a nullable field on update."""
    complete: str = _one_of("completed", "sample")
    """Whether completing also sets the status to 2002, or leaves it as the document's sample shows."""
    order: str = _one_of("physical", "unstable")
    """What decides where `sort` does not: the place on disk (an update moves a row to the end), or chance."""
    limit: int = 60
    """Requests a minute for each token."""


@dataclass
class ThenaSwitches:
    auth: str = _one_of("all", "bearer", "api_key", "any")
    """Which credentials are asked for: all three, Bearer with organisation, the API key alone, or either of those two."""
    envelope: str = _one_of("wrapped", "bare")
    """Whether answers stand under `data` beside status, message and timestamp, or alone."""
    first_page: int = 1
    """The number of the first page, 0 or 1."""
    order: str = _one_of("newest", "oldest")
    names: str = _one_of("camel", "document")
    """Field names as the API reference writes them, or as the tables of the overview page do (`Account ID`)."""
    zone: bool = True
    """Whether `activityTimestamp` is sent with its zone."""
    deleted: str = _one_of("hidden", "listed")
    """Whether the list still shows deleted ones, inactive and with their `deletedAt`."""
    limit: int = 600
    """Requests a minute."""


@dataclass
class CpodSwitches:
    envelope: str = _one_of("data", "camel", "items", "array")
    """The list: `{data, next_cursor}`, `{data, nextCursor}`, `{items, next_cursor}`, or a bare array with everything."""
    single: str = _one_of("bare", "data")
    """One record: alone, or under `data`."""
    names: str = _one_of("snake", "camel")
    sort: bool = True
    """Whether `sort` is obeyed, or silently ignored."""
    any_client: bool = False
    """Whether any client id and secret are good, as in the vendor's emulator."""
    token_ttl: int = 3600
    """Seconds that a token is good for."""


@dataclass
class Switches:
    """All switches of all dialects."""

    pipedrive: PipedriveSwitches = field(default_factory=PipedriveSwitches)
    signals: SignalsSwitches = field(default_factory=SignalsSwitches)
    thena: ThenaSwitches = field(default_factory=ThenaSwitches)
    cpod: CpodSwitches = field(default_factory=CpodSwitches)

    def turn(self, text: str) -> None:
        """Turn one switch by text: `pipedrive.v1=off`, `signals.limit=5`. Raises ValueError that says what would be right."""
        name, equals, value = text.partition("=")
        dialect_name, dot, switch_name = name.strip().partition(".")
        dialects = {each.name for each in fields(self)}
        if not (equals and dot and dialect_name in dialects):
            raise ValueError(f"{text!r} is not <dialect>.<switch>=<value>, with a dialect of {', '.join(sorted(dialects))}")
        dialect = getattr(self, dialect_name)
        switch = next((each for each in fields(dialect) if each.name == switch_name), None)
        if switch is None:
            names = ", ".join(each.name for each in fields(dialect))
            raise ValueError(f"{dialect_name} has no switch {switch_name!r}, only {names}")
        setattr(dialect, switch_name, _value(text, value.strip(), switch.default, switch.metadata.get("words", ())))


def _value(text: str, value: str, default: object, words: tuple[str, ...]) -> bool | int | str:
    if isinstance(default, bool):
        if value not in ("on", "off"):
            raise ValueError(f"{text!r}: on or off is wanted")
        return value == "on"
    if isinstance(default, int):
        if not value.isdecimal():
            raise ValueError(f"{text!r}: a whole number is wanted")
        return int(value)
    if value not in words:
        raise ValueError(f"{text!r}: one of {', '.join(words)} is wanted")
    return value
