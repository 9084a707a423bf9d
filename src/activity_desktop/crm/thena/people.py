"""Who takes part? Thena keeps participants as free JSON: identifiers, e-mail addresses, names, objects, or a text that holds
a list of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from ...model.person import Person
from ..lenient import identifier, text

_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")
_NAMED_ADDRESS = re.compile(r"(?P<name>[^<>]*)<(?P<email>[^\s@<>]+@[^\s@<>]+)>")
_IDENTIFIER = re.compile(r"[A-Za-z]*\d[\w-]*|[0-9A-HJKMNP-TV-Z]{26}")
"""U123, 42, a ULID: no spaces, at least one digit."""
_IDS = ("id", "uid", "userId", "user_id", "contactId", "contact_id", "participantId")
_NAMES = ("name", "fullName", "full_name", "displayName", "display_name")
_ADDRESSES = ("email", "emailAddress", "email_address", "mail")
_NOTES = ("status", "role", "response")
_KINDS = {"contact": "contact", "customer_contact": "contact", "customer": "customer", "user": "user", "agent": "user"}
_DEEPEST = 4


def participants(value: Any) -> tuple[Person, ...]:
    """Everybody, each once, in their order."""
    found: dict[tuple[str | None, str, str], Person] = {}
    for person in _all(value, 0):
        found.setdefault((person.id, person.email, person.name if not person.id else ""), person)
    return tuple(found.values())


def _all(value: Any, depth: int) -> Iterator[Person]:
    """People in any JSON value; deeper nesting than any person would write is left alone."""
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        yield from _in_text(value, depth)
    elif isinstance(value, list):
        for item in value:
            yield from _all(item, depth + 1)
    elif isinstance(value, dict):
        person = _in_object(value)
        if person is not None:
            yield person
        else:
            for item in value.values():
                yield from _all(item, depth + 1)
    elif number := identifier(value):
        yield Person("participant", number)


def _in_text(words: str, depth: int) -> Iterator[Person]:
    """An identifier, an address, a name, several of them between commas, or JSON."""
    words = words.strip()
    if words[:1] in ("[", "{"):
        try:
            yield from _all(msgspec.json.decode(words), depth + 1)
        except (msgspec.MsgspecError, RecursionError, ValueError):
            yield Person("participant", None, words)
        return
    several = re.split(r"[,;\n]", words) if words.count("@") > 1 else [words]
    for part in several:
        if part.strip():
            yield _one(part.strip())


def _one(words: str) -> Person:
    named = _NAMED_ADDRESS.fullmatch(words)
    if named:
        return Person("participant", named["email"], named["name"].strip(' "'), named["email"])
    if _ADDRESS.fullmatch(words):
        return Person("participant", words, email=words)
    if _IDENTIFIER.fullmatch(words):
        return Person("participant", words)
    return Person("participant", None, words)


def _in_object(value: dict[str, Any]) -> Person | None:
    """A person, when the object has anything that names one."""
    number = next((found for key in _IDS if (found := identifier(value.get(key)))), None)
    email = _first_text(value, _ADDRESSES)
    first_and_last = f"{text(value.get('firstName'))} {text(value.get('lastName'))}".strip()
    name = _first_text(value, _NAMES) or first_and_last
    if not (number or email or name):
        return None
    kind = _KINDS.get(_first_text(value, ("type", "kind")).strip().lower(), "participant")
    return Person(kind, number or email or None, name, email, note=_first_text(value, _NOTES))


def _first_text(value: dict[str, Any], keys: tuple[str, ...]) -> str:
    return next((found for key in keys if isinstance(found := value.get(key), str) and found.strip()), "")
