"""What waits to be sent? A window over the outbox: what each change is, why it waits, and what can be done about it."""

from .window import OutboxWindow

__all__ = ["OutboxWindow"]
