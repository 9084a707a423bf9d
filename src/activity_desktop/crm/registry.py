"""Which CRMs does this app know? One explicit line each; a connector's code is loaded when it is first asked for."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from ..model.problems import NotFound
from ..model.words import translate

if TYPE_CHECKING:
    from .contract import System

_CONNECTORS = {
    "fluid": ("Fluid", ".fluid.connector"),
    "pipedrive": ("Pipedrive", ".pipedrive.connector"),
    "signals": ("Signals", ".signals.connector"),
    "thena": ("Thena", ".thena.connector"),
    "cpod": ("cPod", ".cpod.connector"),
}
"""In the order in which a person is offered them: the title, as in its `SYSTEM`, and the module that holds that."""


def names() -> tuple[str, ...]:
    """The names of all systems; loads nothing."""
    return tuple(_CONNECTORS)


@cache
def system(name: str) -> System:
    """The system of that name. Raises NotFound."""
    if name not in _CONNECTORS:
        title = translate("Problems", "There is no system called “{name}”.").format(name=name)
        raise NotFound(title, translate("Problems", "Choose one of: {choices}.").format(choices=", ".join(_CONNECTORS)))
    from .contract import System

    module = _CONNECTORS[name][1]
    found = import_module(module, __package__).SYSTEM
    if not isinstance(found, System):
        raise TypeError(f"{module}.SYSTEM is not a System")
    return found


def stored(name: str) -> System:
    """The system of a stored account. One that this version does not know asks nothing of any server."""
    if name in _CONNECTORS:
        return system(name)
    from .unknown import unknown

    return unknown(name)


def title(name: str) -> str:
    """How its maker writes it; the bare name for a system that this version does not know (any more). Loads nothing."""
    return _CONNECTORS[name][0] if name in _CONNECTORS else name


def systems() -> tuple[System, ...]:
    """All of them, for the sign-in form."""
    return tuple(system(name) for name in _CONNECTORS)
