"""What is shown of one activity, and how? The pane beside the list."""

from .body import BodyView
from .pane import DetailPane

__all__ = ["BodyView", "DetailPane"]
