"""Can the server be run as a program: ready when it says so, stopped by a signal, the same again after a kill?"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pytest

from activity_desktop.local_server import LocalServer, serve
from local_server.fluid_world import NO_TLS, USER
from local_server.server_program import program, ready_of


def get(ready: dict[str, Any], path: str) -> Any:
    import httpx

    headers = {"authorization": f"Bearer {ready['user_token']}"}
    answer = httpx.get(f"{ready['base_url']}{USER}{path}", headers=headers, trust_env=False, verify=NO_TLS, timeout=30)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_is_ready_when_it_says_so_and_stops_when_told(tmp_path: Path, how: signal.Signals) -> None:
    """One line of JSON, then it answers; a signal ends it cleanly, exit code 0 and not a word of complaint."""
    with program("--json", "--seed", "7", "--file", str(tmp_path / "server.sqlite3")) as process:
        ready = ready_of(process)
        assert ready.keys() >= {"base_url", "user_token", "company_token", "company_id", "user_id", "activities"}
        assert len(get(ready, "")["activities"]) == ready["activities"] == 7
        process.send_signal(how)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, "", "")


def test_a_killed_server_loses_nothing(tmp_path: Path) -> None:
    """Whatever was answered before the kill is there again, under the same token and on the same port."""
    file = str(tmp_path / "server.sqlite3")
    with program("--json", "--seed", "3", "--file", file, "--every", "0.005") as process:
        ready = ready_of(process)
        while (before := get(ready, "?limit=200"))["meta"]["seq"] < 8:
            pass
        process.kill()
        process.wait()
    with program("--json", "--seed", "3", "--file", file, "--port", str(ready["port"])) as process:
        again = ready_of(process)
        assert {**again, "activities": 0} == {**ready, "activities": 0}
        after = {one["id"]: one for one in get(again, "?limit=200")["activities"]}
        assert all(after[one["id"]] == one for one in before["activities"])
        assert get(again, f"/changes?since={before['meta']['seq']}")["meta"]["seq"] >= before["meta"]["seq"]


def test_people_get_words(tmp_path: Path) -> None:
    """Without `--json`: the address and the tokens, to be read by a person."""
    lines: list[str] = []
    stopping = threading.Event()

    def printed(text: str) -> None:
        lines.append(text)
        stopping.set()

    path = tmp_path / "server.sqlite3"
    assert serve.serve(path=path, seed=2, printer=printed, stopping=stopping) == 0
    with LocalServer(path) as ready:
        assert ready.user_token in lines[0]
        assert ready.company_token in lines[0]
    assert "ready at http://127.0.0.1:" in lines[0]
    assert str(path) in lines[0]


def test_what_cannot_start_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file or a port that somebody else uses: one sentence, exit code 1."""
    path = tmp_path / "server.sqlite3"
    with LocalServer(path) as ready:
        assert serve.serve(path=path) == 1
        assert "Another server is using" in capsys.readouterr().err
        assert serve.serve(path=None, port=ready.port) == 1
        assert f"Port {ready.port} cannot be used" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["--host", "192.168.0.7"], ["--host", "::"], ["--port", "70000"], ["--port", "x"], ["--seed", "-1"], ["--every", "0"],
     ["--fault", "404"], ["--fault", "drop:many"]],
)  # fmt: skip
def test_nonsense_is_a_usage_error(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2 and what would be right; another host than this computer is refused."""
    parser = ArgumentParser()
    serve.add_arguments(parser)
    with pytest.raises(SystemExit, match="2"):
        parser.parse_args(arguments)
    assert f"error: argument {arguments[0]}: " in capsys.readouterr().err


def test_the_options_reach_the_server(tmp_path: Path) -> None:
    """Bare, faults and the story."""
    parser = ArgumentParser()
    serve.add_arguments(parser)
    namespace = parser.parse_args(["--bare", "--seed", "3", "--story", "5", "--fault", "500:2:/x"])
    assert (namespace.bare, namespace.story, namespace.host) == (True, 5, "127.0.0.1")
    assert [(fault.kind, fault.count, fault.match) for fault in namespace.fault] == [("500", 2, "/x")]
    with program("--bare", "--json", "--fault", "503:1", "--file", str(tmp_path / "bare.sqlite3")) as process:
        ready = ready_of(process)
        with pytest.raises(AssertionError, match="503"):
            get(ready, "")
        assert get(ready, "")["meta"].keys() == {"request_id", "timestamp"}


def test_a_profile_keeps_its_server_s_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without `--file` everything lies in the profile's data folder; one that cannot be made is told."""
    command = [sys.executable, "-W", "error", "-m", "activity_desktop", "--profile", str(tmp_path / "here"), "serve", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        ready = ready_of(process)
        process.terminate()
        process.communicate(timeout=30)
    assert ready["file"] == str(tmp_path / "here" / "data" / "server.sqlite3")
    assert process.returncode == 0
    with LocalServer(Path(ready["file"])) as again:
        assert again.user_token == ready["user_token"]
    (tmp_path / "a file").touch()
    assert serve.serve(path=tmp_path / "a file" / "server.sqlite3") == 1
    assert "cannot be used as the server's file" in capsys.readouterr().err
