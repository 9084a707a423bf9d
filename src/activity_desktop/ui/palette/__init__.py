"""How does one find a command without knowing its key? By typing some of it into the palette."""

from .popup import Palette

__all__ = ["Palette"]
