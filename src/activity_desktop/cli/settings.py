"""What did a person choose, and how is it changed from a terminal? Settings, and holding notifications back for a while."""

from __future__ import annotations

from argparse import Namespace
from typing import Any, cast

from ..model.clock import SystemClock
from ..model.problems import BadInput, CannotSave, Exit
from ..native import single_instance
from ..settings import definitions as choose
from ..settings.definitions import ALL, HIDDEN, Setting
from ..settings.file import allowed
from .printing import Printer, parse_when_or_refuse, time_text
from .profile import paths_of, settings_of

_WORDS = {"on": True, "yes": True, "true": True, "off": False, "no": False, "false": False}
UNTIL_RESUMED_DAYS = 36_500


def list_(namespace: Namespace, printer: Printer) -> int:
    settings = settings_of(paths_of(namespace))
    for setting in ALL:
        if setting.key in HIDDEN:
            continue
        value: Any = settings.get(cast("Setting[Any]", setting))
        choices = [choice for choice, _ in setting.choices]
        printer.say(
            f"{setting.key:32}  {_said(value):14}  {setting.label}{f'  ({_one_of(setting)})' if _one_of(setting) else ''}",
            key=setting.key,
            value=value,
            usual=setting.default,
            label=setting.label,
            help=setting.help,
            choices=choices,
        )
    return Exit.DONE


def set_(namespace: Namespace, printer: Printer) -> int:
    setting = _setting(namespace.key)
    value = _value(setting, namespace.value)
    if not allowed(setting, value):
        raise BadInput(f"{setting.key} cannot be {namespace.value!r}.", f"It can be {_one_of(setting) or 'another value'}.")
    return _choose(namespace, printer, setting, value)


def reset(namespace: Namespace, printer: Printer) -> int:
    setting = _setting(namespace.key)
    return _choose(namespace, printer, setting, setting.default)


def pause(namespace: Namespace, printer: Printer) -> int:
    """What arrives meanwhile is told of in one notification afterwards."""
    now = SystemClock().now()
    until = parse_when_or_refuse(namespace.until, now) if namespace.until else now.plus(UNTIL_RESUMED_DAYS * 86_400.0)
    _keep(namespace, choose.PAUSED_UNTIL, until.us)
    printer.say(
        f"Notifications are paused until {time_text(until) if namespace.until else 'you resume them'}.",
        event="paused",
        until=until.rfc3339(),
    )
    return Exit.DONE


def resume(namespace: Namespace, printer: Printer) -> int:
    _keep(namespace, choose.PAUSED_UNTIL, 0)
    printer.say("Notifications are raised again.", event="resumed")
    return Exit.DONE


def _choose(namespace: Namespace, printer: Printer, setting: Setting[Any], value: object) -> int:
    _keep(namespace, setting, value)
    printer.say(f"{setting.key} is {_said(value)}.", event="set", key=setting.key, value=value)
    return Exit.DONE


def _keep(namespace: Namespace, setting: Setting[Any], value: object) -> None:
    """By the running program, which holds the settings in memory; without one, straight into the file. Raises CannotSave."""
    paths = paths_of(namespace)
    if not single_instance.send_to_running(paths, {"set": setting.key, "value": value}):
        settings_of(paths).set(setting, value)
        if settings_of(paths).get(setting) != value:
            raise CannotSave


def _setting(key: str) -> Setting[Any]:
    found = next((setting for setting in ALL if setting.key == key and key not in HIDDEN), None)
    if found is None:
        raise BadInput(f"There is no setting {key!r}.", "See `activity-desktop settings list`.")
    return found


def _value(setting: Setting[Any], text: str) -> object:
    """As the setting's own type; what is none stays text, and is not allowed."""
    if isinstance(setting.default, bool):
        return _WORDS.get(text.lower(), text)
    if isinstance(setting.default, int):
        return int(text) if text.lstrip("-").isdecimal() else text
    return text


def _said(value: object) -> str:
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)


def _one_of(setting: Setting[Any]) -> str:
    if isinstance(setting.default, bool):
        return "on, off"
    if setting.choices:
        return ", ".join(str(choice) for choice, _ in setting.choices) + (", or your own" if setting.other else "")
    return f"{setting.least} to {setting.most}" if isinstance(setting.default, int) else ""
