"""What do the small windows look like when they have something to say? Forms, the outbox, health, the server's search."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ...model.activity import Key
from ...model.operation import Create, Delete, Edit, SetRead
from ..forms import FormWindow
from ..health import HealthWindow
from ..office import WaitingChange, WebAddress
from ..outbox import OutboxWindow
from ..server_search import ServerSearch
from ..web_addresses import WebAddresses
from . import data
from .backend import SampleBackend, SampleClock
from .office import since

_CALL = Key(data.PIPEDRIVE, "551")
_EMAIL = Key(data.PIPEDRIVE, "549")


def _kept(backend: SampleBackend, window: QWidget) -> QWidget:
    backend.setParent(window)
    return window


def new_activity() -> QWidget:
    backend = SampleBackend()
    return _kept(backend, FormWindow(backend, data.PIPEDRIVE))


def refused() -> QWidget:
    """What is wrong stands at the fields; what belongs to none of them, above."""
    backend = SampleBackend()
    form = FormWindow(backend, data.PIPEDRIVE)
    backend.office.wrong = {"deal_id": "There is no deal of that number.", "": "Name an account, a deal or a contact."}
    form.fill({"subject": "Call Jane back", "type": "call", "due_date": "2025-11-24", "deal_id": 9})
    form.send()
    return _kept(backend, form)


def edit() -> QWidget:
    backend = SampleBackend()
    return _kept(backend, FormWindow(backend, key=_CALL))


def outbox() -> QWidget:
    backend = SampleBackend()
    clash = Edit(fields={"subject": "Call with Priya at 15:00", "due_date": "2025-11-21T15:00:00Z"})
    backend.office.changes = [
        WaitingChange(1, _CALL, clash, "Call with Priya Raman", since(3000), 1, since(9), refused=True, conflict=True),
        WaitingChange(2, Key(data.PIPEDRIVE, ""), Create(), "Send the offer", since(1200), 3, since(-95)),
        WaitingChange(
            3, _EMAIL, Edit(), "Re: Contract draft v3", since(800), 1, since(9), refused=True, reason="There is no deal 9."
        ),
        WaitingChange(4, Key(data.NORTHWIND, "1009"), SetRead(at_us=1), "Video watched to the end", since(60), 0, since(0)),
        WaitingChange(5, _EMAIL, Delete(), "Re: Contract draft v3", since(3), 0, since(-5)),
    ]
    return _kept(backend, OutboxWindow(backend, SampleClock()))


def nothing_waits() -> QWidget:
    backend = SampleBackend()
    return _kept(backend, OutboxWindow(backend, SampleClock()))


def health() -> QWidget:
    backend = SampleBackend()
    return _kept(backend, HealthWindow(backend))


def server_search() -> QWidget:
    backend = SampleBackend()
    window = ServerSearch(backend, SampleClock(), data.PIPEDRIVE)
    window.search()
    return _kept(backend, window)


def web_addresses() -> QWidget:
    backend = SampleBackend()
    kinds = ("activity", "deal", "person", "organization")
    backend.office.addresses = [WebAddress(kind, f"{{base}}/{kind}/{{id}}", f"{{base}}/{kind}/{{id}}") for kind in kinds]
    return _kept(backend, WebAddresses(backend, data.PIPEDRIVE))
