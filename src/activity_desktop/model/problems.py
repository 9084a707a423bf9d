"""What can go wrong, and what can the person do about it? Every failure that reaches a person is one of these.

To add one: 1. subclass `Problem`; 2. give it a `title` (what happened, naming whose fault it is) and a `remedy` (what
to do); 3. say whether it `retries_itself`; 4. set the `exit_code` of the command line. A test checks that all four
are there. `scripts/translate` finds the titles and remedies of the classes and of every place that raises one.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, ClassVar

from .words import translate


class Exit(IntEnum):
    """Exit codes of the command line."""

    DONE = 0
    PROBLEM = 1
    USAGE = 2
    NEEDS_THE_USER = 3
    NO_NETWORK = 4


class Problem(Exception):
    """Something a person should know about. `str(problem)` is the title and the remedy in one line."""

    title: str = "Something went wrong."
    remedy: str = "Try again; if it keeps happening, run `activity-desktop doctor`."
    retries_itself: ClassVar[bool] = False
    exit_code: ClassVar[Exit] = Exit.PROBLEM
    retry_after: float | None = None
    """Seconds the other side asked us to wait, where it did."""

    def __init__(self, title: str = "", remedy: str = "", *, detail: str = "") -> None:
        self.title = translate("Texts", title or self.title)
        self.remedy = translate("Texts", remedy or self.remedy)
        super().__init__(self.title)
        self.detail = detail
        """Technical text for the "Details" disclosure and the log; never the whole message."""
        self.response: Any = None
        """The answer that caused it, a `transport.response.Response`, for connectors that look closer. None: there was none."""

    def __str__(self) -> str:
        return f"{self.title} {self.remedy}".strip()


# --- the way to the server ---------------------------------------------------------------------------------------


class Offline(Problem):
    title = "Offline. Your changes are kept."
    remedy = "They are sent when the network is back."
    retries_itself = True
    exit_code = Exit.NO_NETWORK


class HostNotFound(Offline):
    title = "There is no server of that name."
    remedy = "Check the address."


class NotAnswering(Offline):
    """Refused, reset, timed out, or a 5xx: the other side's fault."""

    title = "The server is not answering. That is on their side."
    remedy = "It is tried again by itself."


class NotSecure(Problem):
    title = "The connection is not secure."
    remedy = "Nothing was sent. Ask the server's administrator, or add your company's certificate in Settings."
    retries_itself = True


class SlowDown(Problem):
    """429, or a budget that is spent. `retry_after` is in seconds."""

    title = "The server asks us to slow down."
    remedy = "The next check waits as long as it asked."
    retries_itself = True

    def __init__(self, title: str = "", remedy: str = "", *, detail: str = "", retry_after: float | None = None) -> None:
        super().__init__(title, remedy, detail=detail)
        self.retry_after = retry_after


# --- what the server says ----------------------------------------------------------------------------------------


class SignedOut(Problem):
    title = "The token no longer works."
    remedy = "Enter a new one to keep receiving activities."
    exit_code = Exit.NEEDS_THE_USER


class NotAllowed(Problem):
    title = "This user may not do that."
    remedy = "Ask an administrator for the permission."
    exit_code = Exit.NEEDS_THE_USER


class Gone(Problem):
    """404 or 410: it is not there any more, or never was."""

    title = "It does not exist any more."
    remedy = "Nothing needs to be done."


class Conflict(Problem):
    """409 or 412: somebody changed it meanwhile."""

    title = "Someone changed this meanwhile."
    remedy = "Look at both versions and choose one."


class Rejected(Problem):
    """400 or 422: the server understood and refused. `fields` maps a field's name to what is wrong with it, in the person's
    language where it is a sentence of ours."""

    title = "The server did not accept that."
    remedy = "Correct what it names and try again."

    def __init__(self, title: str = "", remedy: str = "", *, detail: str = "", fields: dict[str, str] | None = None) -> None:
        super().__init__(title, remedy, detail=detail)
        self.fields = {name: translate("Texts", text) for name, text in (fields or {}).items()}


class WrongServer(Problem):
    title = "The address answers, but not like this system."
    remedy = "Check the address or the version."
    retries_itself = True


class TooMuch(WrongServer):
    """An answer that is larger than this computer should have to take."""

    title = "The server sent more than we accept."
    remedy = "Fewer activities at once are asked for. One that is too large by itself stays in the CRM."


class Unreadable(Problem):
    """One answer, or one record in it, could not be understood."""

    title = "Some details could not be read."
    remedy = "Open it in the CRM; the rest is unaffected."


class ReplayGone(Problem):
    """The server no longer knows the changes since our cursor; everything is read again."""

    title = "The server has forgotten what changed since the last check."
    remedy = "Everything is read again by itself."
    retries_itself = True


class CannotDo(Problem):
    """The system has no such operation. Says so instead of trying."""

    title = "This system cannot do that."
    remedy = "Do it in the CRM itself."


class UnknownSystem(Problem):
    """An account that another version, or an extension, has added."""

    title = "This account's system is not known to this version."
    remedy = "Nothing is lost: what was fetched stays here. Install the version that knows it, or remove the account."


# --- this computer -----------------------------------------------------------------------------------------------


class KeyringLocked(Problem):
    title = "Your system keyring is locked."
    remedy = "Unlock it to receive activities."
    retries_itself = True
    exit_code = Exit.NEEDS_THE_USER


class NoKeyring(Problem):
    title = "This system has no keyring, so the token cannot be stored safely."
    remedy = "It is kept until you quit; install a keyring such as GNOME Keyring or KWallet to keep it longer."
    exit_code = Exit.NEEDS_THE_USER


class DiskFull(Problem):
    title = "Activity cannot save: the disk is full."
    remedy = "Free some space; nothing that was saved is lost."
    retries_itself = True


class CannotSave(Problem):
    """Another program holds the file, the disk was taken away, or writing is not allowed just now."""

    title = "Activity cannot save right now."
    remedy = "Another program uses its files, or they cannot be written. It is tried again; nothing that was saved is lost."
    retries_itself = True


class DataDamaged(Problem):
    title = "The saved activities are damaged."
    remedy = "A fresh copy is fetched; a backup is kept."


class NewerData(Problem):
    title = "The saved activities were written by a newer version."
    remedy = "Install that version again, or choose another profile with --profile. Nothing was changed."


class NotYours(Problem):
    """A folder of the profile is another user's, who could read what is kept in it."""

    title = "The profile's folder belongs to another user of this computer."
    remedy = "Start the program as that user, make the folder yours, or choose another one with --profile."


class AlreadyRunning(Problem):
    title = "Activity is already running with this profile."
    remedy = "Use its window, or stop it first."


class BadInput(Problem):
    title = "That cannot be understood."
    remedy = "Check it and try again."
    exit_code = Exit.USAGE


class NotFound(Problem):
    title = "There is no such thing here."
    remedy = "See `activity-desktop list` or `activity-desktop accounts list`."
