"""How is everything? A window with the same facts as `doctor`, and a button that copies them for somebody who helps."""

from .window import HealthWindow

__all__ = ["HealthWindow"]
