"""Do the painted controls behave like the stock ones they replace? Keys, focus, names, and texts from strangers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QEnterEvent, QFocusEvent, QImage, QPainter, QTextDocument
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from activity_desktop.model.activity import Kind
from activity_desktop.ui import theme
from activity_desktop.ui.controls import Button, Chip, ElidedLabel, IconButton, PaintedButton, PlainLabel, tip
from activity_desktop.ui.controls.banner import Banner, TextAction
from activity_desktop.ui.controls.cards import RelationCard
from activity_desktop.ui.controls.choices import CompletionRow, RadioCard
from activity_desktop.ui.controls.marks import paint_avatar
from activity_desktop.ui.controls.paint import line, mirrored, saved
from activity_desktop.ui.controls.switch import Switch
from activity_desktop.ui.theme import current_theme, tokens

HOSTILE = '<img src="file:///etc/passwd"><b>Jane</b> & Söhne \u202egpj.exe 👩\u200d👩\u200d👧 ' + "x" * 2000


def focus(widget: QWidget, reason: Qt.FocusReason) -> None:
    QApplication.sendEvent(widget, QFocusEvent(QEvent.Type.FocusIn, reason))


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("make", [lambda: Button("Done"), lambda: IconButton("mail", "Mark unread"), lambda: Switch("Sound")])
def test_space_and_enter_press(make: Callable[[], PaintedButton], key: Qt.Key) -> None:
    """Both, since people expect Enter from dialogs and Space from everywhere else."""
    button = make()
    spy = QSignalSpy(button.clicked)
    QTest.keyClick(button, key)
    assert spy.count() == 1


@pytest.mark.parametrize(
    ("reason", "ring"),
    [
        (Qt.FocusReason.TabFocusReason, True),
        (Qt.FocusReason.BacktabFocusReason, True),
        (Qt.FocusReason.ShortcutFocusReason, True),
        (Qt.FocusReason.MouseFocusReason, False),
        (Qt.FocusReason.ActiveWindowFocusReason, False),
        (Qt.FocusReason.PopupFocusReason, False),
    ],
)
def test_only_the_keyboard_brings_a_ring(reason: Qt.FocusReason, ring: bool) -> None:
    """Who clicks knows where they are."""
    button = Button("Done")
    focus(button, reason)
    assert button.ring is ring


def test_a_mouse_press_takes_the_ring_away() -> None:
    """The keyboard is no longer what is used."""
    button = Button("Done")
    focus(button, Qt.FocusReason.TabFocusReason)
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    assert not button.ring


def test_an_ampersand_is_a_letter() -> None:
    """An account may be called `Smith & Co`; no key may be bound by its name."""
    button = Button("Open in Smith & Co")
    assert button.shortcut().isEmpty()
    assert button.label == button.accessibleName() == "Open in Smith & Co"


def test_a_key_is_the_description_not_the_name() -> None:
    """Screen readers say the name first and the key after it."""
    button = IconButton("mail", "Mark unread", "U")
    interface = QAccessible.queryAccessibleInterface(button)
    assert interface.text(QAccessible.Text.Name) == "Mark unread"
    assert interface.text(QAccessible.Text.Description) == "U"
    assert "Mark unread (U)" in button.toolTip()


def test_markup_from_strangers_stays_text() -> None:
    """Labels never guess, and tooltips are escaped."""
    label = PlainLabel(HOSTILE)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert "<img" not in tip(HOSTILE)
    assert "&lt;img" in tip(HOSTILE)
    assert tip("") == ""
    shown = QTextDocument()
    shown.setHtml(tip(HOSTILE))
    assert '<img src="file:///etc/passwd">' in shown.toPlainText()


def test_hostile_text_can_be_painted_and_leaves_the_painter_as_it_was() -> None:
    """Two thousand letters, emoji families and a direction override in every painted place."""
    picture = QImage(300, 60, QImage.Format.Format_ARGB32)
    painter = QPainter(picture)
    before = painter.font().family(), painter.layoutDirection(), painter.pen().color().name()
    with saved(painter):
        line(painter, picture.rect().toRectF(), HOSTILE, "body", current_theme().color("text"))
        paint_avatar(painter, picture.rect().toRectF(), HOSTILE, HOSTILE)
        paint_avatar(painter, picture.rect().toRectF(), "", "")
    assert before == (painter.font().family(), painter.layoutDirection(), painter.pen().color().name())
    painter.end()


def test_a_failing_paint_does_not_spoil_later_ones() -> None:
    """An exception between save and restore once broke the whole window."""
    picture = QImage(20, 20, QImage.Format.Format_ARGB32)
    painter = QPainter(picture)

    def fail() -> None:
        with saved(painter):
            painter.translate(100, 100)
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - raised just above
        fail()
    assert painter.transform().isIdentity()
    painter.end()


def test_every_control_paints_whatever_it_is_called(app: QApplication) -> None:
    """At a sensible and at a hopeless size."""
    for widget in (
        Button(HOSTILE, "primary", "external-link", "O"),
        Chip(HOSTILE),
        RadioCard(HOSTILE, HOSTILE, "briefcase", "Ready"),
        RelationCard(Kind.PRODUCT, HOSTILE, HOSTILE, HOSTILE),
        CompletionRow(HOSTILE, HOSTILE),
        ElidedLabel(HOSTILE),
    ):
        for width in (1, 30, 400):
            widget.resize(width, 40)
            assert not widget.grab().isNull()


def test_mirroring_keeps_distances(app: QApplication) -> None:
    """What is 10 from the left is 10 from the right."""
    whole, part = QRectF(5, 0, 100, 20), QRectF(15, 2, 30, 10)
    assert mirrored(part, whole) == part
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert mirrored(part, whole) == QRectF(65, 2, 30, 10)
    assert mirrored(mirrored(part, whole), whole) == part


def test_controls_grow_with_the_text(app: QApplication) -> None:
    """At 200 per cent nothing is cut off."""
    button = Button("Open in Northwind CRM", "primary", "external-link", "O")
    small = button.sizeHint()
    theme.apply(app, "light", 2.0)
    assert button.sizeHint().width() > 1.8 * small.width()
    assert button.sizeHint().height() > 1.8 * small.height()
    assert current_theme().body >= tokens.SMALLEST_BODY * 2


def test_hovering_is_seen(app: QApplication) -> None:
    """The fade ends where it should, also where motion is reduced."""
    button = Button("Done")
    QApplication.sendEvent(button, _enter())
    assert button.hover.at == 1.0
    QApplication.sendEvent(button, QEvent(QEvent.Type.Leave))
    assert button.hover.at == 0.0


def _enter() -> QEvent:
    return QEnterEvent(QPointF(), QPointF(), QPointF())


def test_a_banner_says_its_whole_sentence_however_narrow(app: QApplication) -> None:
    """Where the action leaves too little room beside it, it goes below."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    banner = Banner(holder)
    layout.addWidget(banner)
    layout.addStretch()
    holder.show()
    banner.show_state("danger", "key-round", "Harbor Rentals signed you out. The token no longer works.", "Enter token")
    action = banner.findChild(TextAction)
    assert action is not None
    heights = []
    for width in (700, 300):
        holder.resize(width, 300)
        app.processEvents()
        heights.append(banner.height())
        assert banner.rect().contains(action.geometry())
        assert banner.height() == banner.heightForWidth(banner.width())
        assert not banner.toolTip()
    assert heights[0] < heights[1]
    assert action.geometry().top() > heights[1] / 2


def test_a_banner_unfolds(app: QApplication) -> None:
    """It takes no room at first, and what it says is told at once."""
    theme.apply(app, "light", reduced_motion="off")
    banner = Banner()
    banner.resize(400, 40)
    banner.show()
    banner.hide()
    banner.show_state("warning", "wifi-off", "Offline. Your changes are kept.", "Try now")
    ended = QSignalSpy(banner._shown.finished)
    assert banner.heightForWidth(400) < current_theme().px(40)
    assert banner.text() == "Offline. Your changes are kept."
    assert ended.count() or ended.wait(5000)
    assert banner.heightForWidth(400) == current_theme().px(40)
