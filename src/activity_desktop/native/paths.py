"""Where on this computer does the program keep its files? In each system's usual places, or all inside `--profile DIR`."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import NamedTuple

from ..model.problems import NotYours
from ..model.words import translate

_FOLDER = "activity-desktop"
_OWNER_ONLY = 0o700
DEFAULT_PROFILE = "default"


class Paths(NamedTuple):
    """Folders that exist, and that only the person may read."""

    data: Path
    config: Path
    cache: Path
    log: Path
    runtime: Path
    """For the socket of the running program."""
    profile_name: str
    """What keeps two profiles apart where they share something, as in the keyring."""


def find_paths(profile: str | Path | None = None) -> Paths:
    """The folders of this profile, made where they are missing.

    From then on every file that the process makes is the person's alone. Raises OSError when a folder cannot be made,
    NotYours when one belongs to somebody else.
    """
    os.umask(0o077)
    paths = _inside(Path(profile).expanduser().absolute()) if profile else _usual()
    for folder in (paths.data, paths.config, paths.cache, paths.log, paths.runtime):
        folder.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
        _refuse_a_strangers(folder)
        _keep_others_out(folder)
    return paths


def _inside(folder: Path) -> Paths:
    """Own folders inside it, so that the permissions of the folder itself remain as the person has them."""
    return Paths(folder / "data", folder / "config", folder / "cache", folder / "log", folder / "run", str(folder))


def _usual() -> Paths:
    from platformdirs import PlatformDirs

    usual = PlatformDirs(_FOLDER, appauthor=False)
    data = usual.user_data_path
    # Asked from the environment rather than from platformdirs, which warns and invents a shared folder where there is none.
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return Paths(
        data=data,
        config=usual.user_config_path,
        cache=usual.user_cache_path,
        log=usual.user_log_path,
        runtime=Path(runtime) / _FOLDER if runtime else data / "run",
        profile_name=DEFAULT_PROFILE,
    )


def _refuse_a_strangers(folder: Path) -> None:
    """Whoever owns a folder can read and replace what is in it, whatever its permissions say."""
    if os.name == "posix" and folder.stat().st_uid != os.geteuid():
        words = translate("Problems", "The folder {folder} belongs to another user of this computer.")
        raise NotYours(words.format(folder=folder))


def _keep_others_out(folder: Path) -> None:
    """A folder from an earlier time may be open to others. Some file systems know no permissions: what they have stays."""
    if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) != _OWNER_ONLY:
        with contextlib.suppress(PermissionError):
            folder.chmod(_OWNER_ONLY)
