"""What if a client never got the answer and sends its POST again? The same key and body get the same answer, once created.

After draft-ietf-httpapi-idempotency-key-header-07. The record lies in the same transaction as the activity. The draft's
409 for a key that is being worked on cannot happen here: between reading a body and the commit nothing else runs, so a
second request waits and gets the first one's answer.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from .calls import Call
from .moments import SECOND, now_us
from .problems import Fault, Problem
from .store import Store

HEADER = "idempotency-key"
_KEY = re.compile(r"[\x21-\x7e]{1,255}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Remembered:
    """The answer that was given."""

    activity_id: int
    etag: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Attempt:
    """A POST with a key: who sends it, and what."""

    token: bytes
    key: str
    fingerprint: bytes


def attempt_of(call: Call, body: bytes) -> Attempt | None:
    """None without the header. Raises Problem 400 for a key that is not one."""
    key = call.request.headers.get(HEADER)
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        detail = "Idempotency-Key is 1 to 255 visible ASCII characters."
        raise Problem(400, "bad-idempotency-key", detail, faults=[Fault(HEADER, "pattern", detail)])
    return Attempt(call.token.hash, key, hashlib.sha256(body).digest())


def recall(database: Store, attempt: Attempt) -> Remembered | None:
    """The answer to an earlier attempt. Raises Problem 422 when the key came with another body."""
    row = database.execute("SELECT * FROM idempotency WHERE token = ? AND key = ?", (attempt.token, attempt.key)).fetchone()
    if row is None:
        return None
    if row["fingerprint"] != attempt.fingerprint:
        raise Problem(422, "idempotency-key-reused", "This Idempotency-Key was already used with another body.")
    return Remembered(row["activity_id"], row["etag"], row["body"])


def remember(database: Store, attempt: Attempt, answer: Remembered) -> None:
    """Keep the answer; runs inside the transaction that creates the activity."""
    database.execute(
        "INSERT INTO idempotency VALUES (?, ?, ?, ?, ?, ?, ?)",
        (attempt.token, attempt.key, attempt.fingerprint, answer.activity_id, answer.etag, answer.body, now_us()),
    )


def forget(database: Store, older_than_seconds: float) -> None:
    oldest = now_us() - int(older_than_seconds * SECOND)
    database.execute("DELETE FROM idempotency WHERE created_us <= ?", (oldest,))
