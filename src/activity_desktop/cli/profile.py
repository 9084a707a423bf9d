"""Which profile does a verb work on, and what was chosen in it? Loads neither the engine nor Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..native.paths import Paths, find_paths
from ..settings.file import Settings

if TYPE_CHECKING:
    from argparse import Namespace

    from .start import Start


def paths_of(namespace: Start | Namespace) -> Paths:
    return find_paths(namespace.profile)


def settings_of(paths: Paths) -> Settings:
    return Settings(paths.config / "settings.json")
