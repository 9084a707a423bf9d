"""Does the server do what its own description says, whatever it is asked? (It is asked by schemathesis.)"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
from starlette.routing import Route

from activity_desktop.local_server.app import Paths, build_app
from activity_desktop.local_server.limits import Limits
from activity_desktop.local_server.openapi import ADDRESS
from local_server.fluid_world import NO_TLS, OpenWorld, World
from local_server.postgresql_server import Cluster

EXAMPLES = os.environ.get("ACTIVITY_DESKTOP_FUZZ_EXAMPLES", "5")
"""How many random requests each operation gets, besides some hundred that try each rule once. 300 take two minutes."""

SETTINGS = """
[auth.openapi.userToken]
bearer = "{user}"
[auth.openapi.companyToken]
bearer = "{company}"
[checks.negative_data_rejection]
expected-statuses = ["4xx"]
"""


def described(world: World) -> dict[str, Any]:
    answer = httpx.get(f"{world.ready.base_url}{ADDRESS}", trust_env=False, verify=NO_TLS)
    assert answer.status_code == 200
    description: dict[str, Any] = answer.json()
    return description


def test_every_route_is_described_and_nothing_else(world: World) -> None:
    """Each path, and on each path exactly the methods that the server admits to."""
    paths = described(world)["paths"]
    routes = world.server.call(lambda server: paths_of(build_app(server, {})))
    assert set(paths) == routes
    with httpx.Client(base_url=world.ready.base_url, trust_env=False, verify=NO_TLS) as client:
        for path, item in paths.items():
            allowed = set(client.put(path.replace("{id}", "1")).headers["allow"].split(", "))
            methods = {name.upper() for name in item if name != "parameters"}
            assert allowed - {"HEAD", "OPTIONS"} == methods, path


def paths_of(app: Paths) -> set[str]:
    return {route.path.rstrip("/") for route in app.routes if isinstance(route, Route)}


def test_a_bare_server_has_only_what_the_document_has(open_world: OpenWorld) -> None:
    """The description is an extension too."""
    world = open_world(bare=True)
    assert httpx.get(f"{world.ready.base_url}{ADDRESS}", trust_env=False, verify=NO_TLS).status_code == 404


def test_it_keeps_its_word_whatever_it_is_asked(open_world: OpenWorld, postgresql: Cluster, tmp_path: Path) -> None:
    """Valid and broken requests by the description, the same ones each time: no 5xx, every answer of the described shape, what
    breaks a rule refused, no call without its token. On PostgreSQL, which is the stricter of the two about what it stores."""
    with postgresql.database() as address:
        world = open_world(database=address, seed=30, limits=Limits(requests_per_second=1e6, request_burst=1_000_000))
        (tmp_path / "openapi.json").write_text(json.dumps(narrowed(described(world), world)))
        settings = SETTINGS.format(user=world.ready.user_token, company=world.ready.company_token)
        (tmp_path / "schemathesis.toml").write_text(settings)
        done = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "run", "openapi.json", "--url", world.ready.base_url),
                *("--phases", "coverage,fuzzing", "--max-examples", EXAMPLES, "--generation-deterministic"),
                # What fits the description and yet is refused depends on other fields, on the time, or on what there is.
                *("--checks", "all", "--exclude-checks", "positive_data_acceptance", "--warnings", "off"),
                *("--exclude-path-regex", "/stream$", "--continue-on-failure", "--request-timeout", "20"),
            ],
            cwd=tmp_path,
            env={**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "15 selected" in done.stdout
        assert world.company.get("").status_code == 200


def narrowed(description: dict[str, Any], world: World) -> dict[str, Any]:
    """The description with what only this server knows, so that the requests get further than to the first refusal."""
    users = [world.ready.user_id, world.ready.other_user_id]
    description["components"]["schemas"]["NewActivity"]["properties"]["user_id"] = {"enum": users}
    for item in description["paths"].values():
        for operation in (item[method] for method in ("patch", "delete") if method in item):
            for parameter in operation["parameters"]:
                if parameter["name"] == "If-Match":
                    parameter["schema"] = {"enum": ["*"]}
    return description
