"""Does the demo of an earlier day come back, also when another program has taken its port?"""

from __future__ import annotations

import socket
from pathlib import Path

from activity_desktop.local_server.again import start_again


def test_it_moves_to_a_free_port(tmp_path: Path) -> None:
    """Better at another place than not at all."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        old = taken.getsockname()[1]
        server = start_again(tmp_path / "demo.db", old, 3)
        assert server is not None
        assert server.port not in (0, old)
        server.stop()


def test_it_comes_back_at_its_port_when_that_is_free(tmp_path: Path) -> None:
    """So that its account finds it."""
    first = start_again(tmp_path / "demo.db", 0, 3)
    assert first is not None
    port = first.port
    first.stop()
    again = start_again(tmp_path / "demo.db", port, 3)
    assert again is not None
    assert again.port == port
    again.stop()
