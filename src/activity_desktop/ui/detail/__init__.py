"""What is shown of one activity, and how? The pane beside the list."""

from .pane import DetailPane

__all__ = ["DetailPane"]
