"""How does a benchmark let things happen on an embedded server? In a process of its own; `open` lifts its limits per client.

Prints one JSON line when it is ready. For each line `happen N` or `create` on standard input it does so and prints one
with the moment of the commit on the monotonic clock.
"""

from __future__ import annotations

import json
import sys
import time
from functools import partial
from pathlib import Path

from activity_desktop.local_server import demo
from activity_desktop.local_server.context import Context
from activity_desktop.local_server.limits import Limits
from activity_desktop.local_server.server import LocalServer

OPEN = Limits(requests_per_second=1e6, request_burst=1_000_000, streams_per_token=10_000)
"""For one client that stands for a thousand."""


def main(file: str, seed: str, *words: str) -> None:
    server = LocalServer(Path(file), seed=int(seed), limits=OPEN if "open" in words else None)
    with server as ready:
        say({"base_url": ready.base_url, "user_token": ready.user_token})
        for number, line in enumerate(sys.stdin):
            match line.split():
                case ["create"]:
                    say({"at": server.call(partial(create, number=number))})
                case ["happen", count]:
                    server.happen(int(count))
                    say({"at": time.monotonic()})


def create(context: Context, number: int) -> float:
    """One activity. Streams are served after this returns, so the moment is that of the commit."""
    demo.create(context, {"title": f"Something happened {number}", "description": "A customer called about an order."})
    return time.monotonic()


def say(line: object) -> None:
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
