"""Where do the tests get a PostgreSQL from? Debian's, started for them alone, in a folder of its own, on a private socket."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from activity_desktop.local_server.postgresql import NAMESPACE

ACCOUNT = "postgres"
"""PostgreSQL refuses to run as root, so root runs it as this."""


class Cluster:
    """A running PostgreSQL, without safety against power failure."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._count = 0
        self._free: list[str] = []

    def address(self, name: str = "postgres") -> str:
        return f"postgresql://{ACCOUNT}@/{name}?host={self.folder}"

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of an empty database. One that was used before is emptied and given out again, which is quicker."""
        if self._free:
            name = self._free.pop()
            with psycopg.connect(self.address(name), autocommit=True) as connection:
                connection.execute(f"DROP SCHEMA IF EXISTS {NAMESPACE} CASCADE".encode())
        else:
            self._count += 1
            name = f"test{self._count}"
            with psycopg.connect(self.address(), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}".encode())
        yield self.address(name)
        self._free.append(name)


def program(name: str) -> str:
    """One of PostgreSQL's programs, of the newest version that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    assert found, f"There is no {name}: install the Debian package postgresql (`scripts/system-packages test` does)."
    return str(found[-1])


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Start one, and end it again."""
    root = os.geteuid() == 0
    account: dict[str, Any] = {"user": ACCOUNT, "group": ACCOUNT, "extra_groups": []} if root else {}
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as name:  # a socket's path has at most 107 characters
        folder = Path(name)
        if root:
            shutil.chown(folder, ACCOUNT, ACCOUNT)
        data = str(folder / "data")
        make = [program("initdb"), "--no-sync", "--auth=trust", f"--username={ACCOUNT}", "--encoding=UTF8", "--locale=C", data]
        done = subprocess.run(make, check=False, capture_output=True, text=True, cwd=folder, **account)
        assert done.returncode == 0, done.stderr
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": name,
            "fsync": "off",
            "full_page_writes": "off",
            "autovacuum": "off",
            "wal_level": "minimal",
            "max_wal_senders": "0",
            "max_connections": "60",
            "shared_buffers": "32MB",
        }
        run = [program("postgres"), "-D", data, *(f"--{key}={value}" for key, value in settings.items())]
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(run, stdout=log, stderr=log, cwd=folder, **account)
        try:
            _until_ready(process, folder)
            yield Cluster(folder)
        finally:
            process.send_signal(signal.SIGQUIT)  # at once: nothing in there is worth keeping
            process.wait(timeout=30)


def _until_ready(process: subprocess.Popen[bytes], folder: Path) -> None:
    """PostgreSQL writes `ready` into the last line of its pid file; `pg_isready` asks it."""
    ask = [program("pg_isready"), "--quiet", f"--host={folder}", "--timeout=5"]
    while subprocess.run(ask, check=False).returncode != 0:
        assert process.poll() is None, (folder / "log").read_text()
