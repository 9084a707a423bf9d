"""How does a person change what they have chosen? A window of pages, made from the definitions; every change counts at once."""

from .services import SettingsServices
from .window import SettingsWindow

__all__ = ["SettingsServices", "SettingsWindow"]
