"""What does this failure mean for a person? Refusals and broken connections in, one of `model.problems` out."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator
from typing import Any

import msgspec

from ..model.clock import Clock
from ..model.problems import (
    Conflict,
    Gone,
    HostNotFound,
    NotAllowed,
    NotAnswering,
    NotSecure,
    Offline,
    Problem,
    Rejected,
    SignedOut,
    SlowDown,
    WrongServer,
)
from ..model.words import translate
from .response import Response
from .retry import retry_after

_LONGEST_DETAIL = 500
_NO_WAY_OUT = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, errno.EADDRNOTAVAIL})
_CERTIFICATE_EXPIRED = 10
_NAME_DOES_NOT_MATCH = (62, 64)
"""X509_V_ERR_CERT_HAS_EXPIRED, _HOSTNAME_MISMATCH and _IP_ADDRESS_MISMATCH of OpenSSL."""


def refusal(response: Response, clock: Clock) -> Problem:
    """What an answer of 400 or more means, with the answer kept in `Problem.response`."""
    problem = _refusal(response)
    problem.response = response
    problem.detail = f"{response.status} {_words(response)}".strip()[:_LONGEST_DETAIL]
    problem.retry_after = retry_after(response.headers.get("retry-after"), response.date or clock.now())
    return problem


def broken(error: Exception, host: str) -> Problem:
    """What a connection that could not be made, or broke, means."""
    causes = list(_causes(error))
    telling = [cause for cause in causes if str(cause)] or [error]
    detail = f"{type(telling[-1]).__name__}: {telling[-1]}"[:_LONGEST_DETAIL].removesuffix(": ")
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError) or type(cause) is ssl.SSLError:
            # Not its other subclasses: those only say that the connection ended.
            words = translate("Problems", "The connection to {host} is not secure: {reason}.")
            return NotSecure(words.format(host=host, reason=_why_not_secure(cause)), detail=detail)
        if isinstance(cause, socket.gaierror):
            return _name_not_found(cause, host, detail)
        if isinstance(cause, OSError) and no_way_out(cause):
            return Offline(detail=detail)
    return NotAnswering(_not_answering(host), detail=detail)


def no_way_out(error: OSError) -> bool:
    """Whether it is this computer's network that has no way there."""
    return error.errno in _NO_WAY_OUT


def too_slow(host: str, seconds: float) -> NotAnswering:
    return NotAnswering(_not_answering(host), detail=f"no complete answer within {seconds:g} s")


def _not_answering(host: str) -> str:
    return translate("Problems", "{host} is not answering. That is on their side.").format(host=host)


def _refusal(response: Response) -> Problem:
    match response.status:
        case 401:
            return SignedOut()
        case 402 | 403:
            return NotAllowed()
        case 404 | 410:
            return Gone()
        case 409 | 412:
            return Conflict()
        case 429:
            return SlowDown(translate("Problems", "{host} asks us to slow down.").format(host=response.host))
        case status if status >= 500:
            return NotAnswering(_not_answering(response.host))
    reason, fields = _reason(response), _fields(response)
    words = translate("Problems", "The server did not accept that: {reason}").format(reason=reason)
    return Rejected(words if reason else "", fields=fields)


def _document(response: Response) -> dict[str, Any]:
    if not response.is_json or not response.body:
        return {}
    try:
        document = response.json()
    except WrongServer:
        return {}
    return document if isinstance(document, dict) else {}


def _reason(response: Response) -> str:
    """The server's own sentence: `detail` and `title` (RFC 9457), `message` (Laravel, NestJS), `error` (Pipedrive)."""
    document = _document(response)
    for name in ("detail", "message", "error", "title"):
        value = document.get(name)
        if isinstance(value, list):
            value = "; ".join(item for item in value if isinstance(item, str))
        if isinstance(value, str) and value.strip():
            more = document.get("error_info")
            return _line(f"{value}. {more}" if name == "error" and isinstance(more, str) else value)
    return ""


def _fields(response: Response) -> dict[str, str]:
    """What is wrong with which field: `{"errors": {field: [text]}}` (Laravel, Rails) or RFC 9457's list with pointers."""
    errors = _document(response).get("errors")
    if isinstance(errors, dict):
        return {str(name): _line(_text(value)) for name, value in errors.items()}
    if not isinstance(errors, list):
        return {}
    found: dict[str, str] = {}
    for error in errors:
        if isinstance(error, dict):
            name = str(error.get("pointer") or error.get("field") or "").rsplit("/", 1)[-1].lstrip("#")
            found[name] = _line(_text(error.get("detail") or error.get("message") or error.get("code") or "not accepted"))
    return found


def _text(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_text(item) for item in value)
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _line(text: str) -> str:
    """One printable line: it came from a server and goes into a message."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_LONGEST_DETAIL]


def _words(response: Response) -> str:
    """What the answer says, for the log: JSON's own sentence, else the beginning of a text; never a page of HTML."""
    if response.content_type == "text/html":
        return "(a web page)"
    return _reason(response) or _line(response.body[:_LONGEST_DETAIL].decode("utf-8", "replace"))


def _why_not_secure(error: ssl.SSLError) -> str:
    code = getattr(error, "verify_code", None)
    if code == _CERTIFICATE_EXPIRED:
        return translate("Problems", "its certificate has expired")
    if code in _NAME_DOES_NOT_MATCH or "mismatch" in str(error):
        return translate("Problems", "its certificate belongs to another name")
    if isinstance(error, ssl.SSLCertVerificationError):
        return translate("Problems", "its certificate is not trusted")
    return translate("Problems", "it does not speak a safe protocol")


def _name_not_found(error: socket.gaierror, host: str, detail: str) -> Problem:
    """`EAI_AGAIN` is what a computer without a network says about every name, so it accuses nobody of a typing mistake."""
    if error.errno == socket.EAI_AGAIN:
        return Offline(detail=detail)
    return HostNotFound(translate("Problems", "There is no server called {host}.").format(host=host), detail=detail)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything it was raised from, outermost first, also within groups of connection attempts."""
    seen: set[int] = set()
    queue: list[BaseException] = [error]
    while queue:
        current = queue.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        if isinstance(current, BaseExceptionGroup):
            queue.extend(current.exceptions)
        queue.extend(cause for cause in (current.__cause__, current.__context__) if cause is not None)
