"""Which request asks Fluid for what? The document's nine endpoints and our server's extensions, as calls.

Sources: "API Endpoints" of the Fluid document. Query parameters of lists are not documented; `page` and `per_page` are
what Fluid's sibling resources take, and everything here also works with a server that ignores them.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Mapping
from typing import Any

from ...model.problems import Gone, WrongServer
from ...model.words import translate
from ...transport.address import segment
from ...transport.client import Client
from ...transport.events import ServerEvent
from ...transport.response import Response
from ..lighter import Lighter
from .extensions import BARE, Extensions

USER = "/api/user/crm/v202506/activities"
COMPANY = "/api/company/crm/v202506/activities"


class Api:
    """Calls in one scope. `extensions` is set after discovery; until then the server is taken for a bare one."""

    def __init__(self, client: Client, secrets: Mapping[str, str], *, company: bool) -> None:
        self.client = client
        self.extensions: Extensions = BARE
        self.company = company
        self._lighter = Lighter()
        self._path = COMPANY if company else USER
        self._user = _bearer(secrets.get("user_token", ""))
        self._company = _bearer(secrets.get("company_token", ""))

    @property
    def may_create(self) -> bool:
        """Whether there is a company token: only the company scope has a POST."""
        return bool(self._company)

    def authorise(self) -> None:
        """Send the scope's token from now on. Raises BadInput for one that no header can carry."""
        self.client.use_credentials(self._company if self.company else self._user)

    # --- reading -------------------------------------------------------------------------------------------------------

    async def page(self, number: int, cursor: str, *, filters: tuple[tuple[str, str], ...] = (), etag: str = "") -> Response:
        """One page of the list, newest first: by cursor where the server has them, else by number. May be a 304."""
        extensions = self.extensions
        headers = {"if-none-match": etag} if etag else {}

        def ask(size: int) -> Awaitable[Response]:
            if extensions.cursor:
                place = [("limit", str(size)), *([(extensions.cursor, cursor)] if cursor else [])]
            else:
                place = [("page", str(number)), ("per_page", str(size))]
            return self._list(self._path, [*place, *filters, *extensions.names], headers)

        in_place = bool(extensions.cursor) or number == 1
        return await self._lighter.ask(extensions.page_size, ask, in_place=in_place)

    async def company_page(self, size: int) -> Response:
        """The newest activities of the whole company, with the company's token."""
        return await self._list(COMPANY, [("page", "1"), ("per_page", str(size))], self._company)

    async def changes(self, since: int) -> Response:
        """What changed after a sequence number. Raises Gone when the server has forgotten."""

        def ask(size: int) -> Awaitable[Response]:
            params = [("since", str(since)), ("limit", str(size)), *self.extensions.names]
            return self.client.request("GET", self.extensions.changes, params=params)

        return await self._lighter.ask(self.extensions.changes_limit, ask, in_place=True)

    def events(self, since: int | None) -> AsyncGenerator[tuple[ServerEvent, ...], None]:
        """News from a sequence number on, else from now on; together what came together."""
        resume = {} if since is None else {"last-event-id": str(since)}
        return self.client.events(
            self.extensions.stream, params=self.extensions.names, headers=resume, silence=self.extensions.silence
        )

    async def get(self, rid: str) -> Response:
        return await self.client.request("GET", self._one(self._path, rid), params=self.extensions.names)

    async def me(self) -> Response:
        return await self.client.request("GET", self.extensions.me, headers=self._user)

    # --- changing ------------------------------------------------------------------------------------------------------

    async def patch(self, rid: str, fields: Mapping[str, Any], *, as_company: bool = False) -> Response:
        """Set fields. Setting the same again does no harm, so it may be repeated."""
        path = COMPANY if as_company else self._path
        return await self.client.request(
            "PATCH",
            self._one(path, rid),
            params=self.extensions.names,
            json={"activity": fields},
            headers=self._company if as_company else None,
            idempotent=True,
        )

    async def delete(self, rid: str) -> Response:
        return await self.client.request("DELETE", self._one(self._path, rid))

    async def create(self, fields: Mapping[str, Any], idempotency_key: str) -> Response:
        """In the company's name. Repeated after a broken connection only where the server recognises the key."""
        known = self.extensions.idempotency
        return await self.client.request(
            "POST",
            COMPANY,
            params=self.extensions.names,
            json={"activity": fields},
            headers={**self._company, known or "idempotency-key": idempotency_key},
            idempotent=bool(known),
        )

    async def read_through(self, seq: int) -> Response:
        """Mark read whatever was last changed at or before a sequence number."""
        return await self.client.request("POST", self.extensions.bulk_read, json={"through_seq": seq}, idempotent=True)

    async def _list(self, path: str, params: list[tuple[str, str]], headers: Mapping[str, str]) -> Response:
        """A list that is not there means another server, not an activity that is gone."""
        try:
            return await self.client.request("GET", path, params=params, headers=headers)
        except Gone as problem:
            wrong = WrongServer(
                translate("Problems", "{host} answers, but not like Fluid.").format(host=self.client.host),
                detail=problem.detail,
            )
            wrong.response = problem.response
            raise wrong from problem

    def _one(self, path: str, rid: str) -> str:
        return f"{path}/{segment(rid)}"


def _bearer(token: str) -> dict[str, str]:
    """The header for a token, which may have been pasted with spaces or line ends in it."""
    cleaned = "".join(token.split())
    return {"authorization": f"Bearer {cleaned}"} if cleaned else {}
