"""What are the stories about single controls? Each returns a widget that shows one of them in every state."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...model.activity import Kind
from ..controls import (
    AccountGlyph,
    Avatar,
    Banner,
    Button,
    Chip,
    EmptyState,
    Field,
    IconButton,
    KeyCap,
    MenuChip,
    Painted,
    PlainLabel,
    SearchField,
    Tile,
    Toast,
)
from ..controls.cards import CardState, PersonCard, RelationCard
from ..controls.choices import CompletionRow, RadioCard, Segmented
from ..controls.paint import box, painting
from ..controls.panel_card import PanelCard
from ..controls.progress import FirstFill, ProgressBar, Skeleton
from ..controls.select import Select
from ..controls.switch import Switch
from ..icons import TrayState, logo_pixmap, tray_pixmap


def column(*rows: QWidget | Iterable[QWidget]) -> QWidget:
    """Widgets below each other; those that come together stand side by side."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(18, 18, 18, 18)
    layout.setSpacing(12)
    for row in rows:
        if isinstance(row, QWidget):
            layout.addWidget(row)
            continue
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in row:
            line.addWidget(widget)
        line.addStretch()
        layout.addLayout(line)
    layout.addStretch()
    return page


def title(text: str) -> PlainLabel:
    return PlainLabel(text, "caption", "text2", 600)


def buttons() -> QWidget:
    focused, primary, disabled, hovered, pressed = (
        Button("Focus"),
        Button("Focus", "primary"),
        Button("Disabled"),
        Button("Hover"),
        Button("Pressed"),
    )
    focused.ring = primary.ring = True
    disabled.setEnabled(False)
    hovered.hover.at = 1.0
    pressed.setDown(True)
    icons = [
        IconButton(name, words) for name, words in (("mail", "Mark unread"), ("chevron-up", "Previous"), ("ellipsis", "More"))
    ]
    icons[0].ring = True
    return column(
        title("Buttons"),
        (Button("Open", "primary", "external-link"), Button("Snooze", icon_name="alarm-clock"), Button("Remove", "danger")),
        (hovered, pressed, focused, primary, disabled),
        (Button("Open in Northwind CRM", "primary", "external-link", "O", tall=True), Button("Copy link", "ghost", "link")),
        icons,
        title("Key caps"),
        [KeyCap(key) for key in ("J", "Shift", "A", "Enter", "/")],
    )


def choices() -> QWidget:
    unread, on, off = Chip("Unread"), Switch("Show notifications"), Switch("Hide details")
    unread.setChecked(True)
    unread.set_count("3")
    on.setChecked(True)
    orders = MenuChip("Type", "Type filter")
    orders.set_value("Orders")
    demo = RadioCard("Demo server", "Sample data on this computer, no sign-up", "sparkles", "Ready")
    demo.setChecked(True)
    density = Segmented("Density", [("comfortable", "Comfortable"), ("compact", "Compact")])
    density.set_value("comfortable")
    bundle = Select("Bundle bursts", [("3", "When more than 3"), ("never", "Never")])
    return column(
        title("Chips"),
        (unread, Chip("Unread"), MenuChip("Type", "Type filter"), orders),
        title("Switches, segments, choices"),
        (on, off),
        (density,),
        (bundle,),
        title("Radio cards"),
        demo,
        RadioCard("Pipedrive", "Calls, meetings, deadlines", "briefcase"),
    )


def fields() -> QWidget:
    wrong = Field("Address")
    wrong.set_text("htp://crm")
    wrong.set_error("That address needs to start with https://")
    secret = Field("API token", secret=True, help_text="In Pipedrive: Settings, Personal preferences, API")
    secret.set_text("0123456789abcdef0123")
    searched = SearchField("Search activities")
    searched.setText("harbour invoice")
    return column(
        title("Fields"),
        SearchField("Search activities"),
        searched,
        Field("Address", "https://crm.example.com"),
        wrong,
        secret,
    )


def cards() -> QWidget:
    loaded = RelationCard(Kind.PRODUCT, "Product", "Starter Kit, Cedar", "Product 33333  ·  24 in stock")
    person = PersonCard("Jane Smith", "22222", "Contact  ·  4 other activities")
    person.hover.at = 1.0
    states = []
    for state in (CardState.LOADING, CardState.NO_ACCESS, CardState.DELETED, CardState.OFFLINE):
        card = RelationCard(Kind.PRODUCT, "Product", "Product 33333")
        card.set_state(state)
        states.append(card)
    note = "Marks the call as done for your whole team"
    completions = [CompletionRow("Complete in Pipedrive", note) for _ in range(3)]
    completions[1].set_state(done=True, pending=False)
    completions[2].set_state(done=True, pending=True)
    return column(title("Related records and people"), loaded, person, *states, title("Completion"), *completions)


def messages() -> QWidget:
    banners = []
    for tone, icon, text, action in (
        ("warning", "wifi-off", "Offline. Your changes are kept.", "Try now"),
        ("danger", "key-round", "Pipedrive signed you out. The token no longer works.", "Enter a new token"),
        ("info", "hourglass", "Pipedrive asks us to slow down. Next check at 10:45.", ""),
    ):
        banner = Banner()
        banner.show_state(tone, icon, text, action)  # type: ignore[arg-type]  # the tones above are tones
        banners.append(banner)
    hosts = []
    for text, icon, action in (
        ("3 activities marked as read", "circle-check", "Undo"),
        ("Snoozed until tomorrow, 09:00", "alarm-clock", "Undo"),
        ("Link copied", "link", ""),
    ):
        host = QWidget()
        host.setFixedHeight(76)
        Toast(host).tell(text, icon, action, "Z")
        hosts.append(host)
    return column(title("Banners"), *banners, title("Toasts"), *hosts)


def nothing_here() -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(12, 12, 12, 12)
    row.setSpacing(12)
    everything = Button("Show everything", icon_name="layers")
    token = Button("Enter a new token", "primary")
    add, demo = Button("Add account", "primary", "plus"), Button("Try the demo")
    clear, days = Button("Clear", "ghost"), Button("Search all days")
    for state in (
        EmptyState(
            "caught_up", "All caught up", "Nothing waits for you. We will tell you when something happens.", (everything,)
        ),
        EmptyState("no_results", "Nothing matches “harbour invoice”", "Try fewer words, or search all days.", (days, clear)),
        EmptyState("no_accounts", "Connect your first account", "Activity shows what happens in your CRM.", (add, demo)),
        EmptyState("trouble", "Pipedrive signed you out", "The token no longer works.", (token,)),
        EmptyState("snoozed", "Nothing snoozed", "Press S on an activity to see it again later."),
    ):
        row.addWidget(PanelCard(state))
    return page


def first_fill() -> QWidget:
    known, unknown = FirstFill(), ProgressBar("Getting activities")
    known.set_progress(240, 1200)
    unknown.set_share(None)
    return column(known, unknown, Skeleton(4))


def kinds() -> QWidget:
    tiles = [Tile(kind, 36) for kind in Kind]
    people = [Avatar(name, name, 36) for name in ("Jane Smith", "Marcus Oyelaran", "Priya Raman", "ليلى حداد", "李 小龍", "Bo")]
    glyphs = [AccountGlyph(name, name, 16) for name in ("Northwind CRM", "Pipedrive", "Harbor Rentals", "Demo server")]
    return column(title("Kinds"), tiles[:10], tiles[10:], title("People and accounts"), people, glyphs)


class TrayStates(Painted):
    """The tray's picture in its states, on a light and on a dark panel, and the logo."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(420, 190)

    def paintEvent(self, _event: QPaintEvent) -> None:
        dpr = self.devicePixelRatioF()
        with painting(self) as painter:
            for row, (panel, ink) in enumerate((("#E8E9EF", "#22232D"), ("#22232D", "#FFFFFF"))):
                box(painter, QRectF(0, row * 60, 420, 52), 10, QColor(panel))
                for number, state in enumerate(TrayState):
                    painter.drawPixmap(16 + number * 66, row * 60 + 10, tray_pixmap(state, 32, QColor(ink), dpr))
                painter.drawPixmap(360, row * 60 + 10, tray_pixmap(TrayState.UNREAD, 32, QColor(ink), dpr, count=12))
            for number, size in enumerate((16, 24, 32, 48)):
                painter.drawPixmap(8 + number * 60, 130, logo_pixmap(size, dpr))
