"""Does a secret ever reach a log?"""

from __future__ import annotations

import io
import logging

import pytest

from activity_desktop.transport.redaction import RedactingFilter, redact

CANARY = "s3cr3t-c4n4ry.0123456789"


@pytest.mark.parametrize(
    "text",
    [
        f"Authorization: Bearer {CANARY}",
        f"authorization: Basic {CANARY}",
        f"{{'authorization': 'Bearer {CANARY}'}}",
        f'{{"x-api-token": "{CANARY}", "accept": "*/*"}}',
        f"[(b'x-api-key', b'{CANARY}')]",
        f"X-Org-Token={CANARY}",
        f"GET https://crm.example.com/api?token={CANARY}&limit=5",
        f"https://crm.example.com/?api_token={CANARY}",
        f"access_token={CANARY}; refresh_token={CANARY}",
        f'{{"client_secret":"{CANARY}","grant_type":"client_credentials"}}',
        f"user_token: {CANARY}",
        f"password = '{CANARY}'",
        f"Cookie: {CANARY}",
        f"bearer {CANARY} was refused",
    ],
)
def test_a_credential_is_hidden_however_it_is_written(text: str) -> None:
    """By its name, or by the word bearer before it."""
    assert CANARY not in redact(text)
    assert "[hidden]" in redact(text)
    assert redact(redact(text)) == redact(text), "a line that passes two handlers stays as it is"


@pytest.mark.parametrize(
    "text", ["New order placed", "12 activities, 3 unread", "GET /api/user/crm/v202506/activities?page=1", "tokens: none left"]
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    """A log in which everything is hidden helps nobody."""
    assert redact(text) == text


def test_a_handler_with_the_filter_hides_messages_arguments_and_tracebacks() -> None:
    """Also what a library puts into an exception's message."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(RedactingFilter())
    logger = logging.getLogger("test of redaction")
    logger.propagate = False
    logger.addHandler(handler)
    try:
        logger.warning("sent %s", {"authorization": f"Bearer {CANARY}"})
        logger.warning("it failed", exc_info=ValueError(f"token={CANARY}"))
    finally:
        logger.removeHandler(handler)
    assert CANARY not in stream.getvalue()
    assert "ValueError" in stream.getvalue()
