"""Which stories does the gallery tell? One row each: a name, a size, and how its widget is made. To add one: add a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from msgspec import structs
from msgspec.structs import replace
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...model.activity import Activity, BodyFormat, Key, Kind
from ...model.feed import FeedRow, PersonKey, Sending, Shelf
from ...model.relation import Relation
from ...settings.definitions import Page
from ..controls.panel_card import PanelCard
from ..detail import DetailPane
from ..feed.look import Look, Mark, Status
from ..person import PersonView
from ..sidebar import Sidebar
from ..status.line import Line, Mood
from . import data, dialogs, parts, small_windows, windows
from .backend import SampleBackend, SampleClock
from .rows import RowSample

CALL = Key(data.PIPEDRIVE, "551")
ORDER = Key(data.NORTHWIND, "1012")
NOTE = Key(data.HARBOR, "85")


@dataclass(frozen=True, slots=True)
class Story:
    name: str
    width: int
    height: int
    build: Callable[[], QWidget]


def _detail(key: Key | None) -> QWidget:
    return _detail_of(SampleBackend(), key)


def _detail_of(backend: SampleBackend, key: Key | None) -> QWidget:
    pane = DetailPane(backend, SampleClock())
    backend.setParent(pane)
    pane.show_activity(key)
    return PanelCard(pane)


def _detail_in_trouble() -> QWidget:
    """Not saved, unreadable, completed, with a record whose title is not known."""
    backend = SampleBackend()
    backend.set_activity(
        Activity(
            key=NOTE,
            kind=Kind.NOTE,
            created=data.at(11, 20, 11, 40),
            title="Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen " * 5,
            body="First line.\n\nsecond line with ausführlichstenTextohneLeerzeichen" + "x" * 90,
            notes="The second body of this system.",
            people=(data.AMARA, structs.replace(data.JANE, id=None, kind="attendee")),
            relations=(Relation("note", "991"), Relation("stock_level", "7", "Crane 40 t")),
            done=True,
            done_at=data.NOW,
            unreadable=True,
        )
    )
    backend.set_row(NOTE, sending=Sending.FAILED, sending_note="You may not change this in Harbor Rentals.", unreadable=True)
    return _detail_of(backend, NOTE)


def _detail_right_to_left_text() -> QWidget:
    backend = SampleBackend()
    backend.set_activity(
        Activity(
            key=NOTE,
            kind=Kind.PRODUCT,
            created=data.NOW,
            title="نُقلت المكالمة مع Priya Raman إلى الساعة 14:00",
            body="<p>طلبت ليلى حداد منتجات بقيمة 150.00 $</p><ul><li>واحد</li></ul>",
            body_format=BodyFormat.HTML,
        )
    )
    return _detail_of(backend, NOTE)


def _detail_of_many() -> QWidget:
    pane = DetailPane(SampleBackend(), SampleClock())
    pane.show_many(4)
    return PanelCard(pane)


def _person() -> QWidget:
    backend = SampleBackend()
    page = PersonView(backend, SampleClock())
    backend.setParent(page)
    page.show_person(PersonKey(data.NORTHWIND, "contact", "22222"))
    return PanelCard(page)


def _sidebars() -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    for line, shelf in (
        (Line("Up to date, 20 s ago", Mood.GOOD), Shelf.INBOX),
        (Line("Getting Northwind CRM", Mood.BUSY), Shelf.DONE),
        (Line("Offline since 10:31", Mood.OFFLINE), Shelf.SNOOZED),
    ):
        backend = SampleBackend()
        sidebar = Sidebar(backend)
        backend.setParent(sidebar)
        sidebar.show_line(line)
        sidebar.set_current(shelf)
        row.addWidget(sidebar)
    return page


def _rows() -> QWidget:
    """Every state of a row, as section 5 of the design tells them."""
    account = ("Northwind CRM", data.NORTHWIND)
    base = Look(when="10:42", account=account)
    snoozed = Status("alarm-clock", "Tomorrow, 09:00", "warning")
    saving = Status("refresh-cw", "Saving", "text3")
    failed = Status("triangle-alert", "Not saved", "danger")
    row = SampleBackend().row(ORDER)
    if row is None:
        raise LookupError(ORDER)
    samples = (
        ("Unread", row, replace(base, mark=Mark.DOT)),
        ("New this visit", row, replace(base, mark=Mark.RING)),
        ("Read", row, base),
        ("Hover", row, replace(base, mark=Mark.DOT, hovered=True, hover=1.0, hovered_action=0)),
        ("Selected, list focused", row, replace(base, selected=True)),
        ("Selected, window inactive", row, replace(base, selected=True, active=False)),
        ("Keyboard focus ring", row, replace(base, mark=Mark.DOT, selected=True, ringed=True)),
        ("Snoozed", row, replace(base, when="Wed", status=snoozed)),
        ("Due", row, replace(base, status=Status("calendar", "in 2 h", "text3"))),
        ("Overdue", row, replace(base, status=Status("clock-alert", "Overdue", "warning"))),
        ("Deleted in its system", replace(row, deleted=True), replace(base, status=Status("trash-2", "Deleted", "text3"))),
        ("Done", replace(row, shelf=Shelf.DONE), replace(base, when="Tue", status=Status("circle-check", "Done", "success"))),
        ("Pending", row, replace(base, status=saving)),
        ("Failed to sync", row, replace(base, status=failed)),
        ("No person, long title", _untold(), base),
        ("Compact, unread", row, replace(base, mark=Mark.DOT, compact=True)),
        ("Compact, hover", row, replace(base, compact=True, hovered=True, hover=1.0, hovered_action=1)),
    )
    page = QWidget()
    columns = QHBoxLayout(page)
    columns.setSpacing(18)
    half = (len(samples) + 1) // 2
    for some in (samples[:half], samples[half:]):
        column = QVBoxLayout()
        for words, one, look in some:
            column.addWidget(parts.title(words))
            column.addWidget(RowSample(one, look))
        column.addStretch()
        columns.addLayout(column)
    return page


def _untold() -> FeedRow:
    row = SampleBackend().row(Key(data.NORTHWIND, "1008"))
    if row is None:
        raise LookupError("1008")
    title = "Quarterly availability of the large assembly hall"
    return replace(row, title=title, summary="The hall is now free from 3 December, weekends too", person="")


STORIES: tuple[Story, ...] = (
    Story("window", 1100, 720, lambda: windows.main_window(ORDER)),
    Story("window-two-panes", 720, 600, lambda: windows.main_window(ORDER)),
    Story("window-one-pane", 460, 600, windows.main_window),
    Story("window-offline", 1100, 720, windows.offline),
    Story("window-nothing-to-do", 1100, 720, windows.nothing_to_do),
    Story("window-compact", 1100, 720, windows.compact),
    Story("window-agenda", 1100, 720, windows.agenda),
    Story("window-agenda-one-pane", 460, 600, windows.agenda),
    Story("palette", 1100, 720, dialogs.palette),
    Story("shortcut-help", 1100, 720, dialogs.shortcut_help),
    Story("snooze", 720, 600, dialogs.snooze),
    Story("snooze-picker", 720, 600, dialogs.snooze_picker),
    Story("settings-accounts", 860, 640, lambda: dialogs.settings("Accounts")),
    *(Story(f"settings-{page.name.lower()}", 860, 640, partial(dialogs.settings, page)) for page in Page),
    Story("settings-about", 860, 640, lambda: dialogs.settings("About")),
    Story("first-run-where", 460, 600, dialogs.first_run_where),
    Story("first-run-connect", 460, 600, dialogs.first_run_connect),
    Story("first-run-seen", 460, 600, dialogs.first_run_seen),
    Story("rows", 760, 720, _rows),
    Story("detail-order", 482, 720, lambda: _detail(ORDER)),
    Story("detail-call", 560, 900, lambda: _detail(CALL)),
    Story("detail-narrow", 372, 720, lambda: _detail(CALL)),
    Story("detail-wide", 900, 720, lambda: _detail(CALL)),
    Story("detail-trouble", 482, 900, _detail_in_trouble),
    Story("detail-right-to-left-text", 482, 420, _detail_right_to_left_text),
    Story("detail-nothing", 482, 420, lambda: _detail(None)),
    Story("detail-many", 482, 420, _detail_of_many),
    Story("person", 482, 640, _person),
    Story("sidebar", 660, 640, _sidebars),
    Story("form-new", 520, 900, small_windows.new_activity),
    Story("form-refused", 520, 900, small_windows.refused),
    Story("form-edit", 520, 660, small_windows.edit),
    Story("outbox", 600, 900, small_windows.outbox),
    Story("outbox-empty", 600, 620, small_windows.nothing_waits),
    Story("health", 640, 1180, small_windows.health),
    Story("server-search", 560, 660, small_windows.server_search),
    Story("web-addresses", 520, 560, small_windows.web_addresses),
    Story("buttons", 560, 340, parts.buttons),
    Story("choices", 480, 420, parts.choices),
    Story("fields", 400, 460, parts.fields),
    Story("cards", 460, 760, parts.cards),
    Story("messages", 480, 480, parts.messages),
    Story("nothing-here", 1500, 420, parts.nothing_here),
    Story("first-fill", 400, 460, parts.first_fill),
    Story("kinds", 520, 260, parts.kinds),
    Story("tray-and-logo", 460, 230, lambda: parts.column(parts.TrayStates())),
)
