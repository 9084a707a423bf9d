"""How does one ask a server instead of this computer? By the filters that the account's system declares."""

from .window import ServerSearch

__all__ = ["ServerSearch"]
