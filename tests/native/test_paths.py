"""Are the program's folders where each system expects them, and closed to everybody else?"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from activity_desktop.model.problems import NotYours
from activity_desktop.native.paths import find_paths


@pytest.fixture(autouse=True)
def _umask_as_before() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_profile_keeps_everything_inside_its_folder(tmp_path: Path) -> None:
    """A throw-away home leaves nothing elsewhere, and is told apart from every other by its name."""
    paths = find_paths(tmp_path / "new" / "one")
    for folder in (paths.data, paths.config, paths.cache, paths.log, paths.runtime):
        assert folder.parent == tmp_path / "new" / "one"
        assert _mode(folder) == 0o700
    assert paths.profile_name == str(tmp_path / "new" / "one")


def test_files_made_from_then_on_are_the_persons_alone(tmp_path: Path) -> None:
    """The database and its companions are made by SQLite, which only follows the umask."""
    file = find_paths(tmp_path).data / "activity.db"
    file.touch()
    assert _mode(file) == 0o600


def test_a_folder_that_was_open_is_closed(tmp_path: Path) -> None:
    """An earlier version, or a copy from elsewhere, may have left it readable. The profile's own folder stays as it is."""
    tmp_path.chmod(0o755)
    (tmp_path / "data").mkdir(mode=0o755)
    paths = find_paths(str(tmp_path))
    assert _mode(paths.data) == 0o700
    assert _mode(tmp_path) == 0o755


def test_a_folder_of_another_user_is_refused_with_a_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its owner could read everything and put something else in its place, so it is not used silently."""
    find_paths(tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(NotYours, match="belongs to another user") as caught:
        find_paths(tmp_path)
    assert "--profile" in caught.value.remedy


def test_without_a_profile_the_usual_places_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """XDG's folders, as far as the session names them; without a run-time folder one of our own, never a shared one."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    paths = find_paths()
    assert paths.profile_name == "default"
    assert paths.data == tmp_path / "DATA/activity-desktop"
    assert paths.config == tmp_path / "CONFIG/activity-desktop"
    assert paths.cache == tmp_path / "CACHE/activity-desktop"
    assert paths.runtime == tmp_path / "run/activity-desktop"
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert find_paths().runtime == tmp_path / "DATA/activity-desktop/run"
