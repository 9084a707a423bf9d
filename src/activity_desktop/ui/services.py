"""How do the sign-in forms and the settings reach the engine? Each callable starts work there and answers on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextlib import aclosing
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from .. import __version__
from ..crm.contract import Identity
from ..model.moment import Instant
from ..model.problems import Problem
from ..native.notifier import NotNotified
from ..native.paths import Paths
from ..notify import wording
from ..operations import signing_in
from ..operations.accounts import account_by_id
from ..operations.candidates import candidate, stored_candidate
from ..operations.certificates import described
from ..operations.clearing import clear_activities
from ..operations.engine import Engine
from ..transport.certificate import shown_by
from .bridge import Bridge
from .onboarding.attempt import Attempt, Cancel, Ended, Outcome, Services, Step
from .safe_open import open_folder
from .settings.services import SettingsServices

translate = QCoreApplication.translate
StartDemo = Callable[[Ended], None]


def sign_in_services(bridge: Bridge, start_demo: StartDemo | None) -> Services:
    """What the first run and the token window need."""

    _look_for_the_keyring(bridge)

    def check(attempt: Attempt, told: Callable[[Step], None], ended: Ended) -> Cancel:
        return _cancellable(bridge, _check(bridge, attempt, lambda step: bridge.later(lambda: told(step))), ended)

    def keep(attempt: Attempt, ended: Ended) -> None:
        _cancellable(bridge, _keep(bridge, attempt), ended)

    return Services(
        check=check,
        keep=keep,
        notify=lambda: send_test(bridge),
        start_demo=start_demo,
        explain_notifications=lambda: notification_state(bridge.engine),
        keyring=lambda: "" if bridge.engine.secrets.persistent else bridge.engine.secrets.describe(),
    )


def settings_services(
    bridge: Bridge, paths: Paths, add_account: Callable[[], None], new_token: Callable[[str], None]
) -> SettingsServices:
    """What the settings window needs."""
    engine = bridge.engine
    _look_for_the_keyring(bridge)

    def remove(account: str) -> None:
        bridge.run(engine.linking.remove(account))

    def test(account: str, told: Callable[[str], None]) -> None:
        bridge.run(_test(bridge, account, told))

    def show_certificate(account: str, told: Callable[[str], None]) -> None:
        bridge.run(_show_certificate(bridge, account, told))

    def clear() -> None:
        bridge.run(clear_activities(engine))

    def open_logs() -> None:
        open_folder(paths.log)

    return SettingsServices(
        add_account=add_account,
        new_token=new_token,
        remove_account=remove,
        test_account=test,
        show_certificate=show_certificate,
        clear_activities=clear,
        send_test=lambda: send_test(bridge),
        notification_state=lambda: notification_state(engine),
        where_kept=lambda: _where_kept(engine, paths),
        open_logs=open_logs,
        copy_diagnostics=lambda: QGuiApplication.clipboard().setText(diagnostics(bridge)),
        version=__version__,
    )


def _where_kept(engine: Engine, paths: Paths) -> tuple[tuple[str, str], ...]:
    return (
        (translate("Services", "Activities"), str(engine.database.path)),
        (translate("Services", "Settings"), str(paths.config / "settings.json")),
        (translate("Services", "Log"), str(paths.log)),
        (translate("Services", "Tokens"), engine.secrets.describe()),
    )


def _look_for_the_keyring(bridge: Bridge) -> None:
    """So that the pages say where tokens are kept, also before there is one."""

    async def work() -> None:
        await bridge.engine.secrets.look()

    bridge.run(work())


def send_test(bridge: Bridge) -> None:
    """Show the test notification; a refusal becomes a sentence for the person."""

    async def work() -> None:
        if bridge.engine.centre is None:
            raise Problem(translate("Services", "Notifications are turned off."), " ")
        try:
            await bridge.engine.centre.post(wording.test())
        except NotNotified as refusal:
            title = translate("Services", "No notification service is running, so nothing can pop up.")
            raise Problem(title, translate("Services", "Unread activities still show here."), detail=str(refusal)) from refusal

    bridge.run(work())


def notification_state(engine: Engine) -> str:
    """Whether the desktop shows notifications, in a sentence."""
    if engine.centre is not None and engine.centre.service:
        return translate("Services", "Notifications are shown by {service}.").format(service=engine.centre.service)
    return translate(
        "Services", "No notification service is running, so nothing can pop up. Unread activities still show here."
    )


def diagnostics(bridge: Bridge) -> str:
    """What helps when somebody asks: versions and states, and nothing that anybody wrote."""
    lines = [f"activity-desktop {__version__}", notification_state(bridge.engine), bridge.engine.secrets.describe()]
    lines += [
        f"{state.account}: {state.phase} {state.problem_kind} {_when(state.last_ok)}" for state in bridge.states().values()
    ]
    return "\n".join(lines)


def _when(instant: Instant | None) -> str:
    return instant.rfc3339() if instant else "never"


async def _check(bridge: Bridge, attempt: Attempt, told: Callable[[Step], None]) -> None:
    who = candidate(attempt.system, "", attempt.url, attempt.values)
    async with aclosing(signing_in.check(who, bridge.engine.settings)) as steps:
        async for step in steps:
            if isinstance(step, Identity):
                return
            told(Step(step.label, step.note, step.problem))
            if step.problem is not None:
                raise step.problem


async def _test(bridge: Bridge, account_id: str, told: Callable[[str], None]) -> None:
    """Each step as it comes; the last text is all of them, or what is wrong."""
    said: list[str] = []

    def say(text: str) -> None:
        bridge.later(lambda: told(text))

    try:
        engine = bridge.engine
        who = await stored_candidate(account_by_id(engine.database.connection, account_id), engine.secrets)
        async with aclosing(signing_in.check(who, bridge.engine.settings)) as steps:
            async for step in steps:
                if not isinstance(step, Identity):
                    if step.problem is not None:
                        raise step.problem
                    said.append(": ".join(part for part in (step.label, step.note) if part))
                    say("  ·  ".join(said))
    except Problem as problem:
        say(str(problem))


async def _show_certificate(bridge: Bridge, account_id: str, told: Callable[[str], None]) -> None:
    """What the account's server shows, or why that cannot be had."""
    url = account_by_id(bridge.engine.database.connection, account_id).url
    try:
        text = described(url, await shown_by(url))
    except Problem as problem:
        text = str(problem)
    bridge.later(lambda: told(text))


async def _keep(bridge: Bridge, attempt: Attempt) -> None:
    who = candidate(attempt.system, "", attempt.url, attempt.values)
    if attempt.account:
        await bridge.engine.linking.new_secrets(attempt.account, dict(who.secrets), who.url)
    else:
        await bridge.engine.linking.add(who, signing_in.unproved(who) if attempt.anyway else None)


def _cancellable(bridge: Bridge, work: Coroutine[Any, Any, None], ended: Ended) -> Cancel:
    """Run it, tell how it ended, and hand out what cancels it: nothing is called back after that."""
    cancelled: list[bool] = []
    future = bridge.submit(work)

    def tell() -> None:
        if not cancelled and not future.cancelled():
            ended(Outcome(_problem(future.exception())))

    def cancel() -> None:
        cancelled.append(True)
        future.cancel()

    future.add_done_callback(lambda _: bridge.later(tell))
    return cancel


def _problem(error: BaseException | None) -> Problem | None:
    if error is None or isinstance(error, Problem):
        return error
    return Problem(detail=repr(error))
