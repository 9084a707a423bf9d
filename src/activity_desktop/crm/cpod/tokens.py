"""How does cPod know us? By a token that was given to us, or by one we fetch with a client id and secret and renew in time.

`POST /api/v1/auth/token` gives a JWT; it is renewed at 80 % of its life, and once, silently, when it is refused earlier.
Its claims are read for display only: the server checks them, not we. Source: cPod, authentication (client credentials).
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Mapping
from typing import Any

import msgspec

from ...model.clock import Clock, SystemClock
from ...model.problems import Gone, NotAllowed, Rejected, SignedOut, WrongServer
from ...transport.client import Client
from .. import lenient

RENEW_AT = 0.8
"""Part of a token's life after which it is renewed."""
USUAL_LIFE = 3600.0
"""Seconds, where the server does not say."""
_PATH = "/api/v1/auth/token"
_NAMES = ("access_token", "accessToken", "token", "jwt")


class Tokens:
    """Keeps the client's credentials right. `fixed` is a token that the person entered; nothing can renew that."""

    def __init__(self, client: Client, secrets: Mapping[str, str], clock: Clock | None = None) -> None:
        self._client = client
        self._clock = clock or SystemClock()
        self._id = secrets.get("client_id", "").strip()
        self._secret = secrets.get("client_secret", "").strip()
        self._token = "" if self._id and self._secret else secrets.get("token", "").strip()
        self._renew_at = 0.0
        self._renewing = asyncio.Lock()
        if self._token:
            self._use(self._token)

    @property
    def fetched(self) -> bool:
        """Whether tokens are fetched, and so can be renewed."""
        return bool(self._id and self._secret)

    @property
    def claims(self) -> dict[str, Any]:
        """What the present token says of us; empty when it is no JWT."""
        return claims(self._token)

    async def ready(self) -> str:
        """Make sure that a token is in place, and give it. Raises SignedOut."""
        if not self.fetched:
            if not self._token:
                raise SignedOut("Nothing to sign in with.", "Enter a token, or a client id and a client secret.")
            return self._token
        async with self._renewing:
            if not self._token or self._clock.boottime() >= self._renew_at:
                await self._fetch()
            return self._token

    async def renew(self, refused: str) -> bool:
        """Fetch another token because this one was refused. False when that cannot be done."""
        if not self.fetched:
            return False
        async with self._renewing:
            if self._token == refused:
                await self._fetch()
            return True

    async def _fetch(self) -> None:
        asked = {"client_id": self._id, "client_secret": self._secret, "grant_type": "client_credentials"}
        try:
            answer = lenient.mapping((await self._client.request("POST", _PATH, json=asked, idempotent=True)).json())
        except (SignedOut, NotAllowed, Rejected) as problem:
            title = "The server did not accept the client id and secret."
            raise SignedOut(title, "Check that you copied all of both.", detail=problem.detail) from problem
        except Gone as problem:
            raise WrongServer(detail=problem.detail) from problem
        inner = answer.get("data") if isinstance(answer.get("data"), dict) else answer
        found = {**answer, **lenient.mapping(inner)}
        token = next((text for name in _NAMES if (text := lenient.text(found.get(name)).strip())), "")
        if not token:
            raise WrongServer(detail="the answer holds no token")
        life = lenient.number(found.get("expires_in") or found.get("expiresIn")) or self._life_by_claims(token) or USUAL_LIFE
        self._token = token
        self._renew_at = self._clock.boottime() + RENEW_AT * max(life, 0.0)
        self._use(token)

    def _life_by_claims(self, token: str) -> float | None:
        told = claims(token)
        issued, ends = lenient.number(told.get("iat")), lenient.number(told.get("exp"))
        return ends - issued if issued is not None and ends is not None and ends > issued else None

    def _use(self, token: str) -> None:
        self._client.use_credentials({"authorization": f"Bearer {token}"})


def claims(token: str) -> dict[str, Any]:
    """The middle part of a JWT (RFC 7519), unverified; empty when it cannot be read."""
    parts = token.split(".")
    if len(parts) != 3:
        return {}
    try:
        return lenient.mapping(msgspec.json.decode(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4))))
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return {}
