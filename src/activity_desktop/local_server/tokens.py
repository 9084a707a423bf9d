"""Who is calling, and what may they do? Opaque bearer tokens, of which the database keeps only a SHA-256."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from functools import lru_cache

from .moments import SECOND, now_us
from .owner import Kind, Owner
from .store import Row, Store

READ = "activities:read"
WRITE = "activities:write"
MOST_KNOWN = 10_000
ALL_SCOPES = frozenset({READ, WRITE})


@dataclass(frozen=True, slots=True)
class Token:
    """A token that is known; whether it still holds is asked with `holds`."""

    hash: bytes
    owner: Owner
    company_id: int
    scopes: frozenset[str]
    expires_us: int | None
    revoked: bool

    def holds(self, at_us: int) -> bool:
        return not self.revoked and (self.expires_us is None or at_us < self.expires_us)


class Tokens:
    """The tokens of one database."""

    def __init__(self, database: Store) -> None:
        self._database = database
        self._known: dict[bytes, Token] = {}
        """Those that were asked for, where nobody else can end them."""

    def demo(self, owner: Owner) -> str:
        """The owner's demo token: the same for the same database, so that `serve` prints it again after a restart."""
        name = f"{owner.scope}:{owner.id}".encode()
        digest = hmac.new(self._database.secret, name, hashlib.sha256).digest()
        return f"ad_{owner.scope}_{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"

    def mint(
        self,
        owner: Owner,
        company_id: int,
        *,
        scopes: frozenset[str] = ALL_SCOPES,
        expires_in: float | None = None,
        plain: str | None = None,
    ) -> str:
        """Make a token for an owner and return it; this is the only time that it is seen. `expires_in` in seconds."""
        plain = plain or f"ad_{owner.scope}_{secrets.token_urlsafe(32)}"
        expires_us = None if expires_in is None else now_us() + int(expires_in * SECOND)
        user_id = owner.id if owner.scope == "user" else None
        self._database.execute(
            "INSERT INTO token VALUES (?, ?, ?, ?, ?, ?, NULL) ON CONFLICT DO NOTHING",
            (digest_of(plain), owner.scope, company_id, user_id, " ".join(sorted(scopes)), expires_us),
        )
        return plain

    def find(self, plain: str) -> Token | None:
        """The token, also when it has expired or was revoked; None when there never was one."""
        hash_ = digest_of(plain)
        known = self._known.get(hash_)
        if known is not None:
            return known
        row = self._database.execute("SELECT * FROM token WHERE hash = ?", (hash_,)).fetchone()
        if row is None:
            return None
        token = _token(row)
        if self._database.exclusive and len(self._known) < MOST_KNOWN:
            self._known[hash_] = token
        return token

    def revoke(self, plain: str) -> bytes:
        """End a token for good and return its hash. Unknown tokens are ignored."""
        hash_ = digest_of(plain)
        self._known.pop(hash_, None)
        self._database.execute("UPDATE token SET revoked_us = ? WHERE hash = ?", (now_us(), hash_))
        return hash_


def digest_of(plain: str) -> bytes:
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).digest()


def _token(row: Row) -> Token:
    kind: Kind = "user" if row["kind"] == "user" else "company"
    owner = Owner(kind, row["user_id"] if kind == "user" else row["company_id"])
    scopes = _scopes(row["scopes"])
    return Token(row["hash"], owner, row["company_id"], scopes, row["expires_us"], row["revoked_us"] is not None)


@lru_cache(maxsize=16)
def _scopes(written: str) -> frozenset[str]:
    return frozenset(written.split())
