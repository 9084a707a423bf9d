"""What is refused before any API sees it? Foreign hosts, browsers, too much of anything. And no error leaves without a shape.

A browser that looks at a hostile page can reach 127.0.0.1 (DNS rebinding, "simple" requests). So only our own names are
accepted as Host, any Origin is refused, and there are neither cookies nor CORS. It wraps all APIs that the server speaks.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import math
import time
from email.utils import formatdate
from functools import lru_cache

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .limits import Limits, RateLimiter
from .problems import Problem
from .store import Unavailable

logger = logging.getLogger("activity_desktop.local_server")

HOSTS = (b"127.0.0.1", b"localhost", b"[::1]")
CREDENTIAL_HEADERS = (b"authorization", b"x-api-token", b"x-api-key", b"x-auth-token")


class Guard:
    """ASGI middleware around everything."""

    def __init__(self, app: ASGIApp, limits: Limits, port: int) -> None:
        self._app = app
        self._limits = limits
        self._rates = RateLimiter(limits.requests_per_second, limits.request_burst)
        self._hosts = {*HOSTS, *(b"%s:%d" % (host, port) for host in HOSTS)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = _Answer(send)
        try:
            self._check(scope)
            await self._app(scope, _Body(receive, self._limits).receive, answer.send)
        except ClientDisconnect:
            return
        except Problem as problem:
            await answer.refuse(problem)
        except Unavailable as error:
            logger.warning("%s %s failed: %s", scope["method"], scope["path"], error)
            detail = "The server's database does not answer at the moment."
            await answer.refuse(Problem(503, "database-unavailable", detail, headers={"retry-after": "2"}))
        except Exception:
            logger.exception("%s %s failed", scope["method"], scope["path"])
            await answer.refuse(Problem(500, "internal", "The server made a mistake. It has been logged."))

    def _check(self, scope: Scope) -> None:
        """Raises Problem for a request that no API should see."""
        size = len(scope["raw_path"]) + len(scope["query_string"])
        hosts, declared, has_origin = [], b"0", False
        for name, value in scope["headers"]:
            size += len(name) + len(value) + 4
            if name == b"host":
                hosts.append(value.lower())
            elif name == b"content-length":
                declared = value
            elif name == b"origin":
                has_origin = True
        if size > self._limits.header_bytes:
            raise Problem(431, "headers-too-large", f"Headers have at most {self._limits.header_bytes} bytes.")
        if not scope["raw_path"].startswith(b"/"):
            raise Problem(400, "bad-target", "Ask for a path of this server.")
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            raise Problem(421, "host-refused", "This server answers to 127.0.0.1 and localhost only.")
        if has_origin:
            raise Problem(403, "origin-refused", "This server does not answer to web pages.")
        if int(declared) > self._limits.body_bytes:  # h11 has made sure that it is a number
            raise _too_large(self._limits)
        wait = self._rates.take(_caller(scope))
        if wait > 0:
            seconds = str(math.ceil(wait))
            raise Problem(429, "too-many-requests", "Slow down.", headers={"retry-after": seconds})


class _Body:
    """What a request sends: so much and no more, and all of it in time."""

    def __init__(self, receive: Receive, limits: Limits) -> None:
        self._receive = receive
        self._limits = limits
        self._size = 0
        self._deadline = asyncio.get_running_loop().time() + limits.body_seconds
        self._complete = False

    async def receive(self) -> Message:
        if self._complete:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._deadline):
                message = await self._receive()
        except TimeoutError as error:
            detail = f"The body did not arrive within {self._limits.body_seconds:g} seconds."
            raise Problem(408, "body-timeout", detail, headers={"connection": "close"}) from error
        self._size += len(message.get("body", b""))
        self._complete = not message.get("more_body", False)
        if self._size > self._limits.body_bytes:
            raise _too_large(self._limits)
        return message


class _Answer:
    """Adds what every answer carries, and knows whether one has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._begun = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._begun = True
            common = [(b"date", _date(int(time.time()))), (b"x-content-type-options", b"nosniff")]
            message["headers"] = [*message.get("headers", ()), *common]
        await self._send(message)

    async def refuse(self, problem: Problem) -> None:
        if self._begun:
            raise problem
        await self.send({"type": "http.response.start", "status": problem.status, "headers": problem.header_lines()})
        await self.send({"type": "http.response.body", "body": problem.body()})


@lru_cache(maxsize=1)
def _date(second: int) -> bytes:
    """As a header has it; the same for a whole second."""
    return formatdate(second, usegmt=True).encode()


def _too_large(limits: Limits) -> Problem:
    return Problem(413, "body-too-large", f"A body has at most {limits.body_bytes} bytes.")


def _caller(scope: Scope) -> bytes:
    """Who is asking, for counting: the credential, never kept in the clear."""
    credentials = b"".join(value for name, value in scope["headers"] if name in CREDENTIAL_HEADERS)
    return hashlib.sha256(credentials).digest()
