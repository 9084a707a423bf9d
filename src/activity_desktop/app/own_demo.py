"""Which embedded server belongs to this program? The first run's demo, which comes up with it from then on, or a given one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.problems import Problem
from ..model.words import translate
from ..native.paths import Paths
from ..settings import definitions as choose
from ..settings.file import Settings

if TYPE_CHECKING:
    from ..local_server.ready import Ready
    from ..local_server.server import LocalServer
    from ..operations.candidates import Candidate
    from ..store.database import Database
    from ..ui.bridge import Bridge
    from ..ui.onboarding.attempt import Ended

FILE = "demo-server.db"
SEED = 60


class OwnDemo:
    """`server` is None as long as there is none; `stop` it with the program."""

    def __init__(self, paths: Paths, settings: Settings, server: LocalServer | None) -> None:
        self._file = paths.data / FILE
        self._settings = settings
        self.server = server or self._server_of_earlier()

    def stop(self) -> None:
        if self.server is not None:
            self.server.stop()

    def start(self, bridge: Bridge, ended: Ended) -> None:
        """Start it, with an account on it. Takes a moment; not for the GUI thread, on which `ended` is called."""
        from ..local_server.server import LocalServer
        from ..ui.onboarding.attempt import Outcome

        try:
            if self.server is None:
                self.server = LocalServer(self._file, seed=SEED)
                ready = self.server.start()
                self._settings.set(choose.DEMO_PORT, ready.port)
                bridge.submit(bridge.engine.linking.add(fluid(ready))).result()
            outcome = Outcome()
        except Exception as error:  # noqa: BLE001 - whatever it is, the person is told
            outcome = Outcome(error if isinstance(error, Problem) else Problem(detail=repr(error)))
        bridge.later(lambda: ended(outcome))

    def find_moved(self, database: Database) -> str:
        """What is told where the demo has another port than the last time; else nothing."""
        old = self._settings.get(choose.DEMO_PORT)
        if self.server is None or not old or self.server.port == old:
            return ""
        from ..store import accounts

        self._settings.set(choose.DEMO_PORT, self.server.port)
        with database.write() as connection:
            moved = accounts.move(connection, f"http://127.0.0.1:{old}", f"http://127.0.0.1:{self.server.port}")
        words = translate("Told", "Another program uses port {old}. The demo now runs on {new}.")
        return words.format(old=old, new=self.server.port) if moved else ""

    def _server_of_earlier(self) -> LocalServer | None:
        """The demo that was started in the first run, at its port, so that its account finds it."""
        port = self._settings.get(choose.DEMO_PORT)
        if not port:
            return None
        from ..local_server.again import start_again

        return start_again(self._file, port, SEED)


def fluid(ready: Ready) -> Candidate:
    """Who signs in at an embedded server that has started."""
    from ..operations.candidates import candidate

    secrets = {"user_token": ready.user_token, "company_token": ready.company_token}
    return candidate("fluid", "Demo server", ready.base_url, secrets)
