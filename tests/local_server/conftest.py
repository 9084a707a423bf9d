"""Which parts does pytest give the embedded server's tests? Running servers, stopped again at the end of each test.

A test file that says `ON_BOTH_ENGINES = True` is the contract of the database: each of its tests runs on SQLite and on
PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from activity_desktop.local_server import LocalServer
from local_server.fluid_world import COMPANY, USER, OpenWorld, World, client_of
from local_server.postgresql_server import Cluster, cluster


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" in metafunc.fixturenames and getattr(metafunc.module, "ON_BOTH_ENGINES", False):
        metafunc.parametrize("engine", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """Which database the server keeps everything in."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A PostgreSQL for the whole run."""
    with cluster() as running:
        yield running


@pytest.fixture
def open_world(engine: str, request: pytest.FixtureRequest) -> Iterator[OpenWorld]:
    """Start a server with options of one's own; it is stopped at the end of the test."""
    with ExitStack() as stack:

        def open_(*arguments: Any, **options: Any) -> World:
            if engine == "postgresql":
                options = {"database": stack.enter_context(request.getfixturevalue("postgresql").database()), **options}
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
