"""Which CRMs does this app know? One explicit line each; a connector's code is loaded when it is first asked for."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from ..model.problems import NotFound
from .contract import System

_CONNECTORS = {
    "fluid": ".fluid.connector",
    "pipedrive": ".pipedrive.connector",
    "signals": ".signals.connector",
    "thena": ".thena.connector",
    "cpod": ".cpod.connector",
}
"""In the order in which a person is offered them. The module holds a `SYSTEM`."""


def names() -> tuple[str, ...]:
    """The names of all systems; loads nothing."""
    return tuple(_CONNECTORS)


@cache
def system(name: str) -> System:
    """The system of that name. Raises NotFound."""
    if name not in _CONNECTORS:
        raise NotFound(f"There is no system called {name!r}.", f"Choose one of: {', '.join(_CONNECTORS)}.")
    found = import_module(_CONNECTORS[name], __package__).SYSTEM
    if not isinstance(found, System):
        raise TypeError(f"{_CONNECTORS[name]}.SYSTEM is not a System")
    return found


def title(name: str) -> str:
    """How its maker writes it; the bare name for a system that this version does not know (any more)."""
    return system(name).title if name in _CONNECTORS else name


def systems() -> tuple[System, ...]:
    """All of them, for the sign-in form."""
    return tuple(system(name) for name in _CONNECTORS)
