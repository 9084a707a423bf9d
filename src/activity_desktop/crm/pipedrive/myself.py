"""Whose account is this, what does it call things, and whose activities does it read? Learned at sign-in, kept for later.

Sources: Pipedrive, users/me (`company_domain`, `timezone_name`), ActivityTypes, ActivityFields; Activities, list (`owner_id`,
`filter_id`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress

import msgspec

from ...model.moment import Instant
from ...model.problems import Gone, NotAllowed, NotAnswering, Rejected, WrongServer
from .. import lenient
from . import words
from .calls import Calls
from .translate import Words
from .wire import WireUser

EVERYBODY = frozenset({"all", "everybody", "everyone"})
_DOMAIN = re.compile(r"[a-z0-9][a-z0-9-]*", re.IGNORECASE)


class Myself:
    """`settings` are what the person entered (`owner_id`, `filter_id`) and what `remember` gave at an earlier sign-in."""

    def __init__(self, calls: Calls, settings: Mapping[str, str]) -> None:
        self._calls = calls
        self._settings = settings
        self.words = words.read(settings)
        self.asked = False
        """Whether the server has been asked who we are in this session."""
        self._user = WireUser(
            id=settings.get("user_id") or None,
            name=settings.get("user_name"),
            company_domain=settings.get("company_domain"),
            timezone_name=settings.get("time_zone"),
        )

    @property
    def user_id(self) -> str:
        return lenient.identifier(self._user.id) or ""

    @property
    def name(self) -> str:
        return lenient.text(self._user.name).strip()

    @property
    def time_zone(self) -> str:
        return lenient.text(self._user.timezone_name).strip()

    @property
    def company(self) -> str:
        return self.domain or lenient.identifier(self._user.company_id) or ""

    @property
    def domain(self) -> str:
        """The company's part of its web address. It comes from the server, so it is checked before it becomes a link."""
        domain = lenient.text(self._user.company_domain).strip()
        return domain if _DOMAIN.fullmatch(domain) else ""

    async def ask(self) -> Instant | None:
        """Whom the token belongs to, and the server's clock. A server without that endpoint leaves it open."""
        try:
            found, now = await self._calls.me()
        except (Gone, NotAllowed) as problem:
            if problem.response is not None and problem.response.status == 402:
                raise
            self.asked = True
            return None
        self.asked = True
        self._user = msgspec.convert(found, WireUser)
        return now

    async def learn_words(self) -> None:
        """The account's own types, priorities and outcomes. Where they cannot be had, keys and numbers are shown."""
        types, fields = dict(self.words.types), None
        with suppress(Gone, NotAllowed, NotAnswering, Rejected, WrongServer):
            types = words.types(await self._calls.activity_types())
        with suppress(Gone, NotAllowed, NotAnswering, Rejected, WrongServer):
            fields = await self._calls.activity_fields()
        priorities = self.words.priorities if fields is None else words.options(fields, "priority")
        outcomes = self.words.outcomes if fields is None else words.options(fields, "outcome")
        self.words = Words(types, priorities, outcomes, {self.user_id: self.name} if self.user_id else {})

    def owner(self) -> str:
        """Whose activities are read: a user's number; "" for everybody's, and while nobody told us who we are."""
        wanted = self._settings.get("owner_id", "").strip().lower()
        if self._settings.get("filter_id", "").strip() or wanted in EVERYBODY:
            return ""
        if wanted in ("", "me"):
            return self.user_id
        if lenient.whole(wanted) is None:
            raise Rejected("Whose activities?", fields={"owner_id": "Leave it empty, or enter a user's number, or “all”."})
        return str(lenient.whole(wanted))

    def scope(self) -> list[tuple[str, str]]:
        """The parameters that choose whose activities are listed."""
        filter_id = self._settings.get("filter_id", "").strip()
        if filter_id and lenient.whole(filter_id) is None:
            raise Rejected("Which filter?", fields={"filter_id": "A filter is named by its number."})
        if filter_id:
            return [("filter_id", filter_id)]
        owner = self.owner()
        return [("owner_id", owner)] if owner else []

    def remember(self) -> dict[str, str]:
        return {
            "user_id": self.user_id,
            "user_name": self.name,
            "company_domain": self.domain,
            "time_zone": self.time_zone,
            "v1": self._calls.v1,
            "words": words.write(self.words),
        }
