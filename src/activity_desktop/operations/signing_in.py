"""Does an account work? The live check: its server answers, the credentials are accepted, activities can be read."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from ..crm.contract import Connector, Identity
from ..model.problems import NotFound, Problem
from ..model.words import translate
from ..settings.file import Settings
from . import lines
from .candidates import Candidate


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the live check: what was asked, how it went."""

    label: str
    note: str = ""
    problem: Problem | None = None


async def check(who: Candidate, chosen: Settings | None = None) -> AsyncGenerator[Check | Identity, None]:
    """The live check of the sign-in form: server answers, credentials accepted, activities can be read.

    Ends with the identity, or with a check that has a problem. Whoever ends it earlier must close it (`aclosing`).
    """
    line = lines.open_line(lines.make_client(who.url, chosen), who.system, "check", who.secrets, lines.More(who.settings))
    started = time.monotonic()
    try:
        identity = await line.connector.sign_in()
        yield Check(translate("SignIn", "Server answers"), f"{(time.monotonic() - started) * 1000:.0f} ms")
        yield Check(translate("SignIn", "Signed in"), identity.user_name)
        yield Check(translate("SignIn", "Reading activities"), await _first_page(line.connector))
        yield identity
    except Problem as problem:
        yield Check(translate("SignIn", "Connecting"), str(problem), problem)
    finally:
        await line.close()


async def _first_page(connector: Connector) -> str:
    pages = connector.pull(None)
    try:
        async for page in pages:
            return translate("SignIn", "%n found", None, page.total if page.total is not None else len(page.activities))
    finally:
        close = getattr(pages, "aclose", None)
        if close:
            await close()
    return translate("SignIn", "none yet")


async def sign_in(who: Candidate, chosen: Settings | None = None) -> Identity:
    """The same check without its steps. Raises the problem."""
    async with aclosing(check(who, chosen)) as steps:
        async for step in steps:
            if isinstance(step, Identity):
                return step
            if step.problem is not None:
                raise step.problem
    raise NotFound("The server did not say who you are.")


def unproved(who: Candidate) -> Identity:
    """Of an account whose server cannot be reached now: it can what its system declares, until its first sign-in proves it."""
    return Identity(capabilities=who.system.capabilities)
