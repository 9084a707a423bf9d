"""How is an activity created or changed? By forms made from what its system declares; no screen knows a system by name."""

from .window import FormWindow

__all__ = ["FormWindow"]
