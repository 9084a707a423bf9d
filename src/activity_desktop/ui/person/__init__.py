"""What is shown of one person? Who they are, and everything that happened with them."""

from .page import PersonView

__all__ = ["PersonView"]
