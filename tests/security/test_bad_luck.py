"""What happens to an unlucky person? A home that cannot be written, a full disk, a clock that was wrong, files of nonsense."""

from __future__ import annotations

import asyncio
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from activity_desktop.crm.contract import Pace
from activity_desktop.model.activity import Key
from activity_desktop.model.changes import Phase
from activity_desktop.operations.desk import Desk
from activity_desktop.settings import definitions as choose
from activity_desktop.settings.file import Settings
from activity_desktop.store import accounts
from activity_desktop.store.accounts import Account
from activity_desktop.store.database import Database
from activity_desktop.sync.follow import Follower, Line
from activity_desktop.sync.ingest import Terms
from activity_desktop.sync.outbox import Sender
from activity_desktop.sync.round import Round
from sync.toy import BARE, FULL, Heard, ToyClock, ToyConnector, ToyServer, new_database

TERMS = Terms("toy", server_reads=True, user_id="me", source="poll")
TEN_YEARS = 10 * 365 * 86400.0
NONSENSE = {
    "half a character": r'{"a\ud800": {"b": "\udfff"}}',
    "very deep": "[" * 100_000,
    "deep objects": '{"a":' * 3000 + "1" + "}" * 3000,
    "endless number": '{"x": ' + "1" * 5000 + "}",
    "not a number": '{"appearance.text_size": NaN, "x": -Infinity}',
    "a list": '[[["a"], 1]]',
    "nothing": "",
    "wrong types": json.dumps({setting.key: [setting.key] for setting in choose.ALL}),
    "far too large": json.dumps({setting.key: 10**300 for setting in choose.ALL}),
    "broken JSON inside": json.dumps(dict.fromkeys((choose.SHORTCUTS.key, choose.GEOMETRY.key), "[" * 5000)),
}


def program(profile: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "activity_desktop", "--profile", str(profile), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env={**os.environ, **variables})


# --- settings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", NONSENSE.values(), ids=NONSENSE.keys())
def test_settings_of_nonsense_cost_only_themselves(content: str, tmp_path: Path) -> None:
    """The program starts with the defaults, and what is chosen then is kept and read again."""
    file = tmp_path / "settings.json"
    file.write_text(content, "utf-8")
    Settings(file).set(choose.TEXT_SIZE, 120)
    again = Settings(file)
    assert again.get(choose.TEXT_SIZE) == 120
    assert again.get(choose.NOTIFY) is True


@pytest.mark.parametrize("make", ["folder", "bytes"])
def test_settings_that_are_no_text_file(make: str, tmp_path: Path) -> None:
    """A folder of that name, or a picture."""
    file = tmp_path / "settings.json"
    if make == "folder":
        file.mkdir()
    else:
        file.write_bytes(bytes(range(256)))
    assert Settings(file).get(choose.NOTIFY) is True


def test_a_choice_that_cannot_be_saved_still_holds(tmp_path: Path) -> None:
    """On a full disk, or in a home that is read-only, everybody who listens learns of it all the same."""
    file = tmp_path / "config/settings.json"
    settings = Settings(file)
    (tmp_path / "config").write_text("a file where the folder should be", "utf-8")
    told: list[str] = []
    settings.on_change(told.append)
    settings.set(choose.TEXT_SIZE, 120)
    assert settings.get(choose.TEXT_SIZE) == 120
    assert told == [choose.TEXT_SIZE.key]


def test_a_command_says_when_its_choice_could_not_be_saved(tmp_path: Path) -> None:
    """It has no other place to keep it in."""
    profile = tmp_path / "profile"
    assert program(profile, "settings", "list").returncode == 0
    (profile / "config/settings.new").mkdir()
    done = program(profile, "settings", "set", "appearance.text_size", "120")
    assert done.returncode == 1
    assert "cannot save" in done.stderr
    assert done.stdout == ""


def test_what_several_choose_at_the_same_time_is_all_kept(tmp_path: Path) -> None:
    """Each has read the file before the others wrote theirs. A link to it stays a link."""
    real, link = tmp_path / "dotfiles.json", tmp_path / "settings.json"
    real.write_text(json.dumps({"later.version": 1, choose.DENSITY.key: "nonsense"}), "utf-8")
    link.symlink_to(real)
    one, other = Settings(link), Settings(link)
    one.set(choose.TEXT_SIZE, 120)
    other.set(choose.NOTIFY, False)
    one.set(choose.SOUND, True)
    assert json.loads(real.read_text("utf-8")) == {
        "later.version": 1,
        choose.TEXT_SIZE.key: 120,
        choose.NOTIFY.key: False,
        choose.SOUND.key: True,
    }
    assert link.is_symlink()


def test_commands_that_choose_at_the_same_time_leave_one_sound_file(tmp_path: Path) -> None:
    """Ten processes, each with a choice of its own."""
    profile = tmp_path / "profile"
    assert program(profile, "settings", "list").returncode == 0
    choices = {setting.key: not setting.default for setting in choose.ALL if isinstance(setting.default, bool)}
    chosen = dict(list(choices.items())[:10])
    command = [sys.executable, "-m", "activity_desktop", "--profile", str(profile), "settings", "set"]
    running = [subprocess.Popen([*command, key, "on" if value else "off"]) for key, value in chosen.items()]
    assert [process.wait(60) for process in running] == [0] * len(chosen)
    assert json.loads((profile / "config/settings.json").read_text("utf-8")) == chosen


# --- output ----------------------------------------------------------------------------------------------------------


def test_watching_ends_when_what_it_prints_cannot_be_written(tmp_path: Path) -> None:
    """Or whoever read it has ended: nobody would know that it goes on, and takes its own printing for an account's trouble."""
    (tmp_path / "data").mkdir()
    database = Database(tmp_path / "data/activity.db")
    with database.write() as connection:
        accounts.add(connection, Account(id="north", system="fluid", name="North", url="http://127.0.0.1:1"))
    database.close()
    command = [sys.executable, "-m", "activity_desktop", "--profile", str(tmp_path), "watch"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "No space left" in done.stderr


# --- folders ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", [["list"], ["accounts", "list"], ["run"], ["watch"], ["doctor"]])
def test_a_home_that_cannot_be_written_is_said_in_a_sentence(verb: list[str], tmp_path: Path) -> None:
    """No traceback, and no silence."""
    file = tmp_path / "home"
    file.write_text("not a folder", "utf-8")
    done = program(file / "profile", *verb, QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(file) in done.stderr
    assert "permissions" in done.stderr


def test_a_profile_that_was_open_to_all_is_closed(tmp_path: Path) -> None:
    """Also the database in it, which an earlier version or a careless copy left readable."""
    profile = tmp_path / "profile"
    assert program(profile, "list").returncode == 0
    for path in (profile / "data", profile / "data/activity.db"):
        path.chmod(0o777)
    assert program(profile, "list").returncode == 0
    assert stat.S_IMODE((profile / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((profile / "data/activity.db").stat().st_mode) == 0o600


# --- the clock -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jump", [-TEN_YEARS, TEN_YEARS])
def test_a_change_is_sent_soon_after_the_clock_was_corrected(jump: float, tmp_path: Path) -> None:
    """A first try failed while the clock was years off; the next one does not wait for that year to come."""
    database, server, clock, heard = new_database(tmp_path), ToyServer(), ToyClock(), Heard()
    connector = ToyConnector(server, FULL)
    server.put("1")
    clock.advance(20 * 365 * 86400.0)
    asyncio.run(Round(database, connector, TERMS, clock, heard).pull())
    desk = Desk(database, clock, heard, lambda *_: True, lambda *_: "", lambda _: None, lambda: None)
    desk.triage.mark_read([Key("toy", "1")])
    sender = Sender(database, connector, TERMS, FULL, clock, heard)
    with database.write() as connection:
        connection.execute("UPDATE outbox SET attempts = 1, not_before_us = ?", (clock.now().plus(120).us,))
    clock.advance(jump)
    asyncio.run(sender.send_ready())
    assert server.rows["1"].read_at is not None
    database.close()


def test_a_walk_over_everything_is_due_when_the_last_one_lies_in_the_future(tmp_path: Path) -> None:
    """Deletions would otherwise not be noticed until the year that a wrong clock once showed."""

    class Slow(ToyConnector):
        def pace(self) -> Pace:
            return Pace(idle=3600, active=3600, longest=3600, sweep=86400)

    async def walks() -> int:
        database, server, clock = new_database(tmp_path), ToyServer(), ToyClock()
        server.put("1")
        connector = Slow(server, BARE)

        async def connect() -> Line:
            return Line(connector, _nothing, _nothing)

        with database.write() as connection:
            accounts.set_pulled(connection, "toy", filled=1, last_sweep_us=clock.now().plus(TEN_YEARS).us)
        follower = Follower(database, "toy", connect, clock, lambda _: None, lambda *_: None)
        await follower.pull_once(await follower.signed_in_connector())
        last = accounts.pulled(database.connection, "toy").last_sweep
        database.close()
        assert last is not None
        assert follower.standing.state.phase is Phase.WAITING
        return round(last.seconds_since(clock.now()))

    assert asyncio.run(walks()) == 0


async def _nothing() -> None:
    """A connection that needs no closing."""


# --- the disk --------------------------------------------------------------------------------------------------------


def test_a_database_of_another_program_is_told_and_untouched(tmp_path: Path) -> None:
    """Neither a crash nor a file that is overwritten."""
    profile = tmp_path / "profile"
    (profile / "data").mkdir(parents=True)
    (profile / "data/activity.db").write_bytes(os.urandom(8192))
    before = (profile / "data/activity.db").read_bytes()
    done = program(profile, "list")
    assert "Traceback" not in done.stderr
    kept = [file.read_bytes() for file in (profile / "data").iterdir() if file.is_file()]
    assert before in kept


@pytest.mark.parametrize("damage", ["not json", "", "[1]", "5", "[" * 50_000, '{"a": 5}'])
def test_an_account_with_a_damaged_column_is_still_there(damage: str, tmp_path: Path) -> None:
    """One cell of nonsense costs what it said; the account, and every other one, goes on."""
    database = new_database(tmp_path)
    with database.write() as connection:
        connection.execute(
            "UPDATE account SET settings = ?, remembered = ?, capabilities = ?, web_urls = ?, muted_kinds = ?", (damage,) * 5
        )
    (account,) = accounts.all_accounts(database.connection)
    assert (account.id, account.settings, account.muted_kinds) == ("toy", {}, ())
    database.close()
