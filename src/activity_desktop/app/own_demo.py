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
    from ..operations.engine import Engine
    from ..store.database import Database
    from ..ui.bridge import Bridge
    from ..ui.onboarding.attempt import Ended

FILE = "demo-server.db"
SEED = 60


class OwnDemo:
    """`server` is None as long as there is none; `stop` it with the program."""

    def __init__(self, paths: Paths, settings: Settings, server: LocalServer | None, database: Database) -> None:
        self._file = paths.data / FILE
        self._settings = settings
        self.server = server or self._server_of_earlier(database)

    def stop(self) -> None:
        if self.server is not None:
            self.server.stop()

    def start(self, bridge: Bridge, ended: Ended) -> None:
        """Start it where it does not run, and add an account on it where there is none (any more). Takes a moment; not for the
        GUI thread, on which `ended` is called."""
        from ..local_server.server import LocalServer
        from ..ui.onboarding.attempt import Outcome

        try:
            if self.server is None:
                server = LocalServer(self._file, seed=SEED)
                self._settings.set(choose.DEMO_PORT, server.start().port)
                self.server = server
            secrets = {"user_token": self.server.mint_token(), "company_token": self.server.mint_token(company=True)}
            bridge.submit(_link(bridge.engine, _address(self.server.port), secrets)).result()
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
            moved = accounts.move(connection, _address(old), _address(self.server.port))
        words = translate("Told", "Another program uses port {old}. The demo now runs on {new}.")
        return words.format(old=old, new=self.server.port) if moved else ""

    def _server_of_earlier(self, database: Database) -> LocalServer | None:
        """The demo that was started in the first run, at its port, so that its account finds it. Without an account nobody
        needs it."""
        port = self._settings.get(choose.DEMO_PORT)
        if not port or not _is_linked(database, _address(port)):
            return None
        from ..local_server.again import start_again

        return start_again(self._file, port, SEED)


def fluid(ready: Ready) -> Candidate:
    """Who signs in at an embedded server that has started."""
    return _candidate(ready.base_url, {"user_token": ready.user_token, "company_token": ready.company_token})


def _candidate(url: str, secrets: dict[str, str]) -> Candidate:
    from ..operations.candidates import candidate

    return candidate("fluid", "Demo server", url, secrets)


async def _link(engine: Engine, url: str, secrets: dict[str, str]) -> None:
    if not _is_linked(engine.database, url):
        await engine.linking.add(_candidate(url, secrets))


def _is_linked(database: Database, url: str) -> bool:
    from ..store import accounts

    return any(account.url == url for account in accounts.all_accounts(database.connection))


def _address(port: int) -> str:
    return f"http://127.0.0.1:{port}"
