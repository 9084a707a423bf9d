"""How does an embedded server of an earlier day come back? At its port; at another one where somebody else has that by now."""

from __future__ import annotations

import logging
from pathlib import Path

from .server import LocalServer

_log = logging.getLogger(__name__)


def start_again(path: Path, port: int, seed: int) -> LocalServer | None:
    """The server that runs; None where it cannot, which costs the demo and nothing else."""
    for wanted in (port, 0):
        server = LocalServer(path, port=wanted, seed=seed)
        try:
            server.start()
        except OSError as error:
            _log.warning("the demo server cannot have the port %d: %s", wanted, error)
        else:
            return server
    return None
