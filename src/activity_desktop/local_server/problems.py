"""How does the server say no? One shape for every refusal: RFC 9457, `application/problem+json`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import msgspec

PROBLEM_TYPES = "urn:activity-desktop:problem:"
MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a request: where (a JSON pointer or a parameter's name), and a code a program can test."""

    pointer: str
    code: str
    detail: str = ""

    def as_json(self) -> dict[str, str]:
        return {"pointer": self.pointer, "code": self.code, "detail": self.detail}


class Problem(Exception):
    """A refusal. `name` ends the problem's `type`; it is stable, the sentences are not."""

    def __init__(
        self,
        status: int,
        name: str,
        detail: str = "",
        *,
        faults: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail or name)
        self.status = status
        self.name = name
        self.detail = detail
        self.faults = tuple(faults)
        self.headers = dict(headers or {})

    def body(self) -> bytes:
        """The answer's JSON, as bytes."""
        problem: dict[str, Any] = {
            "type": PROBLEM_TYPES + self.name,
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
        }
        if self.detail:
            problem["detail"] = self.detail
        if self.faults:
            problem["errors"] = [fault.as_json() for fault in self.faults]
        return msgspec.json.encode(problem)

    def header_lines(self) -> list[tuple[bytes, bytes]]:
        """The answer's headers, as ASGI wants them."""
        body = self.body()
        own = {"content-type": MEDIA_TYPE, "content-length": str(len(body)), "cache-control": "no-store", **self.headers}
        return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in own.items()]


def not_found() -> Problem:
    """The same answer for what never was and for what is somebody else's, so that nobody learns which."""
    return Problem(404, "not-found", "There is no such thing here.")


def method_not_allowed(allow: str) -> Problem:
    """405. `allow` names the methods that there are, as the header does."""
    return Problem(405, "method-not-allowed", f"Allowed here: {allow}.", headers={"allow": allow})


def bad_parameter(name: str, code: str, detail: str) -> Problem:
    """400: one query parameter cannot be used."""
    return Problem(400, "bad-parameter", detail, faults=[Fault(name, code, detail)])


def invalid(faults: Sequence[Fault]) -> Problem:
    """422: the JSON was read, and breaks a rule."""
    return Problem(422, "invalid", "Some fields cannot be accepted.", faults=faults)
