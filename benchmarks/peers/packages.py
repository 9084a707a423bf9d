"""How does a peer come here without being installed? Its packages are unpacked into a folder of its own, under build/bench.

A program from Debian finds itself in /usr all the same: `inside.py` lays the folder over /usr, for that one process. So
nothing of the system changes, and no right of an administrator is needed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_SCHEMAS = Path("usr/share/glib-2.0/schemas")
_APT = ["apt-get", "--quiet=2", "--no-install-recommends"]
_SECONDS = 220.0
"""What fetching one program may take at most."""


class NotHere(Exception):
    """This program cannot be measured on this computer; the message says why, or what to run."""


def from_debian(package: str, folder: Path) -> Path:
    """The package, and whatever it needs that is not installed, unpacked below `folder`. Raises NotHere."""
    root = folder / package
    if not root.exists():
        unpacking = _empty(folder / f"{package}.part")
        debs = _empty(folder / f"{package}.debs")
        for deb in _downloaded(package, debs):
            _run(["dpkg-deb", "--extract", str(deb), str(unpacking)])
        shutil.rmtree(debs)
        _compile_schemas(unpacking)
        unpacking.rename(root)
    return root


def _downloaded(package: str, debs: Path) -> list[Path]:
    by_hand = f"not installed here; by hand: sudo apt-get install {package}"
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise NotHere("not installed here: this is no Debian system")
    try:
        said = _run([*_APT, "--simulate", "install", package])
        names = [line.split()[1] for line in said.splitlines() if line.startswith("Inst ")]
        _run([*_APT, "download", *names], debs)
    except subprocess.SubprocessError as error:
        raise NotHere(by_hand) from error
    found = sorted(debs.glob("*.deb"))
    if not found:
        raise NotHere(by_hand)
    return found


def _compile_schemas(root: Path) -> None:
    """What Debian does after an installation of GNOME programs."""
    schemas = root / _SCHEMAS
    if schemas.exists() and shutil.which("glib-compile-schemas"):
        for system in (Path("/") / _SCHEMAS).glob("*.xml"):
            shutil.copy(system, schemas)
        _run(["glib-compile-schemas", str(schemas)])


def from_pypi(requirement: str, target: Path) -> Path:
    """A package of PyPI, or of a folder, with all that it needs, put into `target`. Raises NotHere."""
    if not target.exists():
        part = _empty(target.with_name(f"{target.name}.part"))
        command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--target", str(part)]
        try:
            _run([*command, "--no-compile", requirement])
        except subprocess.SubprocessError as error:
            raise NotHere(f"not installed here; by hand: pip install {requirement}") from error
        part.rename(target)
    return target


def our_wheel(target: Path) -> Path:
    """This checkout with what it depends on, as `pip install` puts it there. Raises NotHere."""
    needs = (ROOT / "pyproject.toml").read_bytes()
    mark = target / "pyproject.toml"
    if mark.exists() and mark.read_bytes() == needs:
        shutil.rmtree(target / "activity_desktop", ignore_errors=True)  # our own part is made anew in each run
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--no-compile"]
        _run([*pip, "--no-deps", "--upgrade", "--target", str(target), str(ROOT)])
        return target
    shutil.rmtree(target, ignore_errors=True)
    from_pypi(str(ROOT), target)
    mark.write_bytes(needs)
    return target


def freeze(folder: Path) -> None:
    """The app as a folder with a Python of its own. Raises NotHere."""
    try:
        _run([str(ROOT / "scripts" / "freeze"), str(folder)])
    except (OSError, subprocess.SubprocessError) as error:
        raise NotHere("scripts/freeze does not work here") from error


def frozen_app(folder: Path) -> Path:
    """Where `freeze` leaves it."""
    return folder / "activity-desktop"


def megabytes(folder: Path) -> float:
    """What the files below a folder hold; a file with two names counts once."""
    sizes: dict[int, int] = {}
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            status = path.stat()
            sizes[status.st_ino] = status.st_size
    return sum(sizes.values()) / 1e6


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _run(command: list[str], folder: Path | None = None) -> str:
    """Run it and give what it printed. Raises subprocess.SubprocessError."""
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True, timeout=_SECONDS)
    return done.stdout
