"""Who takes part, on the way back to Pipedrive? Pure: participants and guests as lists that replace the server's whole list.

Pipedrive knows a primary person, further participants (persons too) and guests, who are invited by e-mail. A PATCH
replaces each list, so whoever was not named in a change has to be sent again. Source: Pipedrive, v2 migration guide.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ...model.words import translate
from .. import lenient
from .translate import is_primary
from .wire import WireActivity, reference

_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+")
_NAMED = re.compile(r"\s*(?P<name>[^<>]*?)\s*<(?P<email>[^<>]+)>\s*")


def participants(wire: WireActivity) -> tuple[str | None, list[str]]:
    """The primary person's identifier, and the others'."""
    listed = [entry for entry in lenient.several(wire.participants) if isinstance(entry, dict)]
    ids = {id_: is_primary(entry) for entry in listed if (id_ := reference(entry.get("person_id"))[0])}
    primary = reference(wire.person_id)[0] or next((id_ for id_, first in ids.items() if first), None)
    return primary, [id_ for id_ in ids if id_ != primary]


def all_participants(body: Mapping[str, Any], before: WireActivity) -> list[dict[str, Any]]:
    """The whole list after a change of `person_id`, of `participants`, or of both. With no primary person the first of the
    others becomes it."""
    first, others = participants(before)
    primary = body["person_id"] if "person_id" in body else lenient.whole(first)
    further = body["participants"] or [] if "participants" in body else [lenient.whole(other) for other in others]
    wanted = list(dict.fromkeys(id_ for id_ in (primary, *further) if id_ is not None))
    return [{"person_id": id_, "primary": position == 0} for position, id_ in enumerate(wanted)]


def invited(wire: WireActivity) -> list[dict[str, Any]]:
    return [entry for entry in lenient.several(wire.attendees) if isinstance(entry, dict)]


def line(guest: Mapping[str, Any]) -> str:
    """A guest as one line of the form: `Name <address>`, or the address."""
    email, name = _address(guest), lenient.text(guest.get("name")).strip()
    return f"{name} <{email}>" if name else email


def read(written: Any) -> dict[str, Any]:
    """The inverse of `line`. Raises ValueError with a sentence for the person."""
    if isinstance(written, dict):
        return written
    found = _NAMED.fullmatch(lenient.text(written))
    email = (found["email"] if found else lenient.text(written)).strip()
    if not _ADDRESS.fullmatch(email):
        raise ValueError(translate("Problems", "“{email}” is no e-mail address.").format(email=email))
    return {"email": email, "name": found["name"]} if found and found["name"] else {"email": email}


def with_what_is_known(guests: Sequence[dict[str, Any]], before: WireActivity) -> list[dict[str, Any]]:
    """Guests who were invited before keep their reply and their person; only what was written anew replaces it."""
    known = {_address(guest).lower(): guest for guest in invited(before)}
    return [{**known.get(_address(guest).lower(), {}), **guest} for guest in guests]


def _address(guest: Mapping[str, Any]) -> str:
    return lenient.text(guest.get("email") or guest.get("email_address")).strip()
