"""What must never reach a log? Tokens and the URLs of requests."""

from __future__ import annotations

import logging
import re

_HIDDEN = "[hidden]"
_GUARDED = (
    r"authorization|proxy-authorization|cookie|set-cookie|x-[a-z-]*(?:token|key)|(?:access|refresh|user|company|api|auth)?[_-]?token"
    r"|api[_-]?key|(?:client[_-]?)?secret|password|passwd|client_id"
)
# Not compiled here: `re` does that with the first line that is logged, and keeps it. A start has no time for it.
_NAMED = rf"""(?ix) (["']?) \b ({_GUARDED}) \1 (\s*(?:[=:]|,(?=\s*b?["']))\s*)
    (?:b?["'])? (?:bearer\s+|basic\s+|token\s+)? (?!\[hidden\]) [^\s"'&,;}})\]]+"""
_BEARER = r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{6,}"


def redact(text: str) -> str:
    """The text with everything that looks like a credential hidden: named ones (`token=…`, `x-api-key: …`) and bearers."""
    return re.sub(_BEARER, rf"\1 {_HIDDEN}", re.sub(_NAMED, rf"\1\2\1\3{_HIDDEN}", text))


class RedactingFilter(logging.Filter):
    """For every log handler: hides credentials in whatever passes, whoever wrote it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redact(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        return True
