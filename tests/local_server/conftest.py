"""Which parts does pytest give the embedded server's tests? Running servers, stopped again at the end of each test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from activity_desktop.local_server import LocalServer
from local_server.fluid_world import COMPANY, USER, OpenWorld, World, client_of


@pytest.fixture
def open_world() -> Iterator[OpenWorld]:
    """Start a server with options of one's own; it is stopped at the end of the test."""
    with ExitStack() as stack:

        def open_(*arguments: Any, **options: Any) -> World:
            server = LocalServer(*arguments, **options)
            stack.callback(server.stop)
            ready = server.start()
            user = stack.enter_context(client_of(ready, ready.user_token, USER))
            company = stack.enter_context(client_of(ready, ready.company_token, COMPANY))
            return World(server, ready, user, company)

        yield open_


@pytest.fixture
def world(open_world: OpenWorld) -> World:
    """A server with a few activities."""
    return open_world(seed=12)
