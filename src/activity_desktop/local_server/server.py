"""How is the embedded server started, stopped and made to do things? `LocalServer`, in a thread of its own, on 127.0.0.1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from .faults import Faults
from .limits import Limits
from .ready import Ready

if TYPE_CHECKING:
    from .app import MakeApp
    from .context import Context
    from .thread import ServerThread

T = TypeVar("T")


class LocalServer:
    """The embedded server. `with LocalServer(path) as ready:` or `start` and `stop`; it can be started again.

    `path` is the SQLite file (None: in memory, gone after `stop`). `database` is a PostgreSQL address instead, such as
    `postgresql://user@host/name`, which several servers may share; `path` is not used then. The user is given sample activities
    until `seed` of them have been made; those deleted since do not come back. `port=0` takes a free port, and the same one
    again when this object is started again. `bare` leaves only what the document has. `mounts` adds APIs of other
    systems below a path prefix (see `app.MakeApp`).
    """

    def __init__(
        self,
        path: Path | None = None,
        *,
        database: str | None = None,
        port: int = 0,
        seed: int = 0,
        story_seed: int = 1,
        bare: bool = False,
        limits: Limits | None = None,
        mounts: Mapping[str, MakeApp] | None = None,
    ) -> None:
        self.path = path
        self.database = database
        self.port = port
        self.seed = seed
        self.story_seed = story_seed
        self.bare = bare
        self.limits = limits or Limits()
        self.mounts = dict(mounts or {})
        self.faults = Faults()
        self._thread: ServerThread | None = None

    # --- life --------------------------------------------------------------------------------------------------

    def start(self) -> Ready:
        """Open the database, fill it, listen, and return once requests are answered.

        Raises `store.CannotOpen` when the database is unusable or the file in use, OSError when the port is taken.
        """
        from .thread import ServerThread

        if self._thread is not None:
            raise RuntimeError("The server is already running.")
        thread = ServerThread(self)
        ready = thread.start()
        self._thread = thread
        self.port = ready.port
        return ready

    def stop(self) -> None:
        """End streams and connections, close the database and join the thread. Does nothing when it is not running."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.stop()

    def __enter__(self) -> Ready:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    # --- making things happen ------------------------------------------------------------------------------------

    def call(self, work: Callable[[Context], T]) -> T:
        """Do something in the server's thread, the only one that may use its database, and return what came out."""
        if self._thread is None:
            raise RuntimeError("The server is not running.")
        return self._thread.call(work)

    def create(self, **fields: Any) -> dict[str, Any]:
        """Add an activity, as a POST with these JSON fields would, and return its JSON. It goes to the demo user unless
        `user_id` says otherwise; the title may be missing; `created_at` may be set. Raises `problems.Problem`."""
        from . import demo

        return self.call(lambda server: demo.create(server, fields))

    def happen(self, count: int = 1) -> list[dict[str, Any]]:
        """Let the story go on: `count` new activities for the demo user in one commit. Returns their JSON."""
        from . import demo

        return self.call(lambda server: demo.happen(server, count, self.story_seed))

    def mint_token(self, *, company: bool = False, write: bool = True, expires_in: float | None = None) -> str:
        """One more token for the demo user (or company). `expires_in` in seconds."""
        from . import demo

        return self.call(lambda server: demo.mint(server, company=company, write=write, expires_in=expires_in))

    def revoke(self, token: str) -> None:
        """End a token for good, and its streams with it."""
        self.call(lambda server: server.hub.close_token(server.tokens.revoke(token)))

    def forget_deletions(self) -> None:
        """Forget what was deleted so far, as the server does after 30 days: a client from before gets 410."""
        from . import demo

        self.call(demo.forget_deletions)
