"""What answers when there is no CRM at hand? An embedded server that speaks the documents' APIs over one SQLite file.

It imports neither `crm` nor `transport`: two readings of the same documents, so that one can catch the other's mistake.
Importing this package is cheap: Starlette and uvicorn are loaded by `LocalServer.start`.
"""

from .ready import Ready
from .server import LocalServer

__all__ = ["LocalServer", "Ready"]
