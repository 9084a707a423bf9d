"""Do two starts of the program become one, quickly, and whatever happened to the first? Real locks, sockets and processes."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from activity_desktop.model.problems import AlreadyRunning
from activity_desktop.native import instance_socket, single_instance
from activity_desktop.native.instance_socket import LONGEST_MESSAGE, read_message
from activity_desktop.native.paths import Paths, find_paths
from activity_desktop.native.single_instance import hold, listen, send_to_running, send_to_starting

LINK = "activitydesktop://v1/a/work/42"


@pytest.fixture(params=["unix socket", "loopback port"])
def paths(request: pytest.FixtureRequest, tmp_path: Path) -> Paths:
    """A profile; the second kind has a path that is too long for a socket, so it goes as on Windows."""
    return find_paths(tmp_path / ("p" if request.param == "unix socket" else "p" * 120))


def hearing(paths: Paths, act: Callable[[], Coroutine[Any, Any, None]]) -> list[dict[str, Any]]:
    """What a running program hears while `act` happens."""
    heard: list[dict[str, Any]] = []

    async def main() -> None:
        async with listen(paths, heard.append):
            await act()

    asyncio.run(main())
    return heard


def test_what_a_second_start_wants_reaches_the_first(paths: Paths) -> None:
    """Show, open with the permission to come to the front, look again, and a choice."""
    messages: list[dict[str, Any]] = [
        {"show": True},
        {"open": LINK, "token": "t1"},
        {"show": True, "token": "t2"},
        {"refresh": True},
        {"set": "window.theme", "value": "dark"},
        {"set": "notifications.popups", "value": False},
    ]

    async def act() -> None:
        for message in messages:
            assert await asyncio.to_thread(send_to_running, paths, message)

    assert hearing(paths, act) == messages
    assert not send_to_running(paths, {"show": True})


def test_nobody_running_is_known_at_once(paths: Paths) -> None:
    """The first start must not wait for anybody."""
    assert not send_to_running(paths, {"show": True})


def test_a_program_that_has_only_just_started_is_waited_for(paths: Paths) -> None:
    """It holds the profile before it listens: what the second start wants reaches it all the same."""
    heard: list[dict[str, Any]] = []

    async def first() -> None:
        tried, loop = asyncio.Event(), asyncio.get_running_loop()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(time, "sleep", lambda _seconds: loop.call_soon_threadsafe(tried.set))
            second = asyncio.create_task(asyncio.to_thread(send_to_starting, paths, {"show": True}))
            await tried.wait()
            async with listen(paths, heard.append):
                assert await second

    asyncio.run(first())
    assert heard == [{"show": True}]


def test_a_program_that_never_listens_is_given_up(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person is told that it runs already, instead of waiting for ever."""
    monkeypatch.setattr(single_instance, "STARTS_WITHIN_S", 0.0)
    assert not send_to_starting(paths, {"show": True})


def test_a_program_that_hangs_is_not_waited_for_like_one_that_starts(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """It listens and says nothing: a few tries, and the person is told."""
    monkeypatch.setattr(instance_socket, "PATIENCE", 0.01)
    with instance_socket.open_listener(paths):
        assert not send_to_starting(paths, {"show": True})


def test_a_program_without_a_window_says_that_it_cannot_show_one(paths: Paths) -> None:
    """`watch` follows this profile: what it can do it does, and nobody waits for a window that never comes."""
    heard: list[dict[str, Any]] = []

    async def main() -> None:
        async with listen(paths, heard.append, has_window=False):
            for message in ({"show": True}, {"open": LINK, "token": ""}):
                with pytest.raises(AlreadyRunning):
                    await asyncio.to_thread(send_to_running, paths, message)
            assert await asyncio.to_thread(send_to_running, paths, {"set": "window.theme", "value": "dark"})

    asyncio.run(main())
    assert heard == [{"set": "window.theme", "value": "dark"}]


def test_only_one_program_holds_a_profile(paths: Paths) -> None:
    """The second one gets a problem that says what to do; afterwards the profile is free again."""
    with hold(paths), pytest.raises(AlreadyRunning), hold(paths):
        raise AssertionError("two at a time")
    with hold(paths):
        pass


def test_a_killed_program_leaves_nothing_in_the_way(paths: Paths, tmp_path: Path) -> None:
    """Its lock is free, and the socket it left behind is replaced by the next one's."""
    code = (
        "import asyncio, sys\n"
        "from activity_desktop.native.paths import find_paths\n"
        "from activity_desktop.native.single_instance import hold, listen\n"
        "async def main():\n"
        "    paths = find_paths(sys.argv[1])\n"
        "    with hold(paths):\n"
        "        async with listen(paths, print):\n"
        "            print('ready', flush=True)\n"
        "            await asyncio.Event().wait()\n"
        "asyncio.run(main())\n"
    )
    profile = paths.data.parent
    with subprocess.Popen([sys.executable, "-c", code, str(profile)], stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"ready\n"
        assert send_to_running(paths, {"show": True})
        with pytest.raises(AlreadyRunning), hold(paths):
            pass
        first.send_signal(signal.SIGKILL)
        first.wait(60)

    async def act() -> None:
        assert await asyncio.to_thread(send_to_running, paths, {"open": LINK})

    assert not send_to_running(paths, {"show": True})
    with hold(paths):
        assert hearing(paths, act) == [{"open": LINK}]


def test_a_hung_program_does_not_hold_up_the_second(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given up after a moment; what happens then is the lock's decision."""
    monkeypatch.setattr(instance_socket, "PATIENCE", 0.2)

    async def act() -> None:
        loop_is_stuck_here = send_to_running(paths, {"show": True})
        assert not loop_is_stuck_here

    hearing(paths, act)


NONSENSE = [
    b"",
    b"\n",
    b"not json\n",
    b"[]\n",
    b"{}\n",
    b'{"show": false}\n',
    b'{"show": true, "open": "x"}\n',
    b'{"open": 7}\n',
    b'{"open": "x", "token": 7}\n',
    b'{"refresh": 1}\n',
    b'{"set": 7, "value": 1}\n',
    b'{"set": "x", "value": [1]}\n',
    b'{"set": "x"}\n',
    b'{"delete": true}\n',
    b'{"show": true, "delete": "everything"}\n',
    b"\xff\xfe\n",
    b"[" * (LONGEST_MESSAGE - 1) + b"\n",
    b'{"open": "' + b"x" * LONGEST_MESSAGE + b'"}\n',
    b'{"show": true',
]


def test_nonsense_is_not_heard_and_harms_nobody(paths: Paths) -> None:
    """The socket is a door: only the known shapes come in, and the next visitor is served as before."""

    async def act() -> None:
        for line in NONSENSE:
            assert await asyncio.to_thread(_say, paths, line) == b""
        assert await asyncio.to_thread(send_to_running, paths, {"show": True})

    assert hearing(paths, act) == [{"show": True}]


def _say(paths: Paths, line: bytes) -> bytes:
    cookie = instance_socket.cookie_for(paths)
    if cookie and line.startswith(b"{") and line.endswith(b"}\n"):
        line = b'{"cookie": ' + json.dumps(cookie["cookie"]).encode() + b", " * (line != b"{}\n") + line[1:]
    with instance_socket.connect(paths) as connection:
        connection.sendall(line)
        connection.shutdown(socket.SHUT_WR)
        try:
            return connection.recv(10)
        except ConnectionResetError:  # it hung up while more was on its way
            return b""


def test_a_flood_of_links_is_not_followed(paths: Paths) -> None:
    """A page that opens links in a loop cannot take over the window."""

    async def act() -> None:
        answers = [await asyncio.to_thread(send_to_running, paths, {"open": LINK}) for _ in range(50)]
        assert answers[:5] == [True] * 5
        assert not all(answers)

    assert len(hearing(paths, act)) < 50


def test_many_changes_by_another_process_are_few_looks_and_none_is_missed(paths: Paths) -> None:
    """Fifty refreshes in a row: each is taken, they cost a few looks, and one look comes after the last of them."""
    sent: list[float] = []
    looked: list[float] = []

    async def story() -> None:
        loop = asyncio.get_running_loop()
        async with listen(paths, lambda message: looked.append(loop.time())):
            for _ in range(50):
                sent.append(loop.time())
                assert await asyncio.to_thread(send_to_running, paths, {"refresh": True})
            while looked[-1:] < sent[-1:]:  # noqa: ASYNC110 - the next look has no event of its own
                await asyncio.sleep(0.01)

    asyncio.run(story())
    assert len(looked) < len(sent) / 2


def test_only_the_person_can_knock(tmp_path: Path) -> None:
    """The socket is in a closed folder and closed itself; the port wants a word that only the person can read."""
    short, long = find_paths(tmp_path / "p"), find_paths(tmp_path / ("p" * 120))

    async def act() -> None:
        assert stat.S_IMODE((short.runtime / "socket").stat().st_mode) == 0o600
        assert stat.S_IMODE(short.runtime.stat().st_mode) == 0o700

    async def guess() -> None:
        file = long.runtime / "port.json"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        port = json.loads(file.read_text())["port"]
        assert await asyncio.to_thread(_knock, port, {"show": True}) == b""
        assert await asyncio.to_thread(_knock, port, {"show": True, "cookie": "a guess"}) == b""
        assert await asyncio.to_thread(_knock, port, {"show": True, "cookie": 7}) == b""

    assert hearing(short, act) == []
    assert hearing(long, guess) == []


def _knock(port: int, message: dict[str, Any]) -> bytes:
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall(json.dumps(message).encode() + b"\n")
        return connection.recv(10)


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"port": "x", "cookie": "y"}', b"\xff"])
def test_a_damaged_port_file_is_nobody_running(tmp_path: Path, damage: bytes) -> None:
    """The next start writes it anew."""
    paths = find_paths(tmp_path / ("p" * 120))
    (paths.runtime / "port.json").write_bytes(damage)
    assert not send_to_running(paths, {"show": True})


def test_the_second_start_loads_nothing_that_takes_long(tmp_path: Path) -> None:
    """That is what makes it quick: a click on a link must not wait for a window it does not open."""
    code = (
        "import sys\n"
        "from activity_desktop.native.paths import find_paths\n"
        "from activity_desktop.native.single_instance import send_to_running\n"
        "send_to_running(find_paths(sys.argv[1]), {'show': True})\n"
        "print(*(name for name in ('PySide6', 'httpx', 'keyring', 'dbus_fast', 'sqlite3', 'asyncio') if name in sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], check=True, capture_output=True, text=True, env=dict(os.environ)
    )
    assert done.stdout.strip() == ""


def test_a_message_is_read_without_the_cookie_that_let_it_in() -> None:
    """What listeners get is what was wanted, nothing else."""
    assert read_message(b'{"show": true, "cookie": "c"}') == {"show": True}
    with pytest.raises(ValueError, match="not a message of ours"):
        read_message(b'{"show": 1}')
