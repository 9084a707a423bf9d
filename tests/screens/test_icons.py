"""Is every icon there, tinted, sharp, turned the right way, and licensed?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QTransform
from PySide6.QtWidgets import QApplication

from activity_desktop.model.activity import Kind
from activity_desktop.resources import resource
from activity_desktop.ui import icons
from activity_desktop.ui.icons import TrayState, icon_pixmap, kind_icon, tray_pixmap
from activity_desktop.ui.tray_pictures import DARK_LINE, LIGHT_LINE, SIZES, picture_file

RED = QColor("#C03030")
SOURCES = Path(icons.__file__).parents[1]


def image(name: str, colour: QColor = RED, size: int = 16, dpr: float = 1.0) -> QImage:
    return icon_pixmap(name, colour, size, dpr).toImage()


def ink(picture: QImage) -> int:
    """How many pixels are painted at all."""
    return sum(picture.pixelColor(x, y).alpha() > 0 for x in range(picture.width()) for y in range(picture.height()))


def most_apart(one: QImage, other: QImage) -> int:
    """The greatest difference of opacity between two pictures, from 0 to 255."""
    points = [(x, y) for x in range(one.width()) for y in range(one.height())]
    return max(abs(one.pixelColor(x, y).alpha() - other.pixelColor(x, y).alpha()) for x, y in points)


def test_every_kind_has_an_icon() -> None:
    """Also the unknown one, since a new kind on a server must not leave a hole."""
    assert [kind for kind in Kind if ink(image(kind_icon(kind))) < 20] == []


def test_every_icon_can_be_painted() -> None:
    """A file that the renderer does not understand would leave an empty place."""
    assert all(ink(image(path.stem)) > 5 for path in resource("icons/lucide").glob("*.svg"))


def test_every_icon_that_the_code_names_is_there() -> None:
    """Icons are named by their file; a typing error would only show when that part of the window opens."""
    there = {path.stem for path in resource("icons/lucide").glob("*.svg")}
    named = set()
    for path in SOURCES.rglob("*.py"):
        named |= set(re.findall(r'(?:icon|icon_name|_icon)\w*=\s*"([a-z0-9-]+)"', path.read_text("utf-8")))
    assert named <= there


def test_the_licence_is_shipped() -> None:
    """ISC with a part under MIT: both ask for their text."""
    text = resource("icons/lucide/LICENSE").read_text("utf-8")
    assert "ISC License" in text
    assert "The MIT License" in text


def test_an_icon_takes_the_colour_that_is_asked_for() -> None:
    """And nothing of the file's own."""
    picture = image("phone", size=32)
    full = {picture.pixelColor(x, y).name() for x in range(32) for y in range(32) if picture.pixelColor(x, y).alpha() == 255}
    assert full == {RED.name()}


def test_an_icon_is_sharp_on_a_dense_screen() -> None:
    """Twice the pixels at the same size."""
    assert image("mail", dpr=2.0).width() == 32
    assert icon_pixmap("mail", RED, 16, 2.0).deviceIndependentSize().width() == 16


def test_icons_that_point_turn_around_with_the_text(app: QApplication) -> None:
    """An arrow is mirrored from right to left, a telephone is not."""
    arrow, phone = image("arrow-left"), image("phone")
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert most_apart(image("arrow-left"), arrow.transformed(QTransform.fromScale(-1, 1))) < 64
    assert most_apart(image("arrow-left"), arrow) > 200
    assert image("phone") == phone


@pytest.mark.parametrize("size", [16, 20, 22, 24, 32, 48, 64])
def test_the_trays_states_look_different(size: int) -> None:
    """Whatever size the panel asks for."""
    pictures = [tray_pixmap(state, size, QColor("white")).toImage() for state in TrayState]
    assert len({bytes(picture.constBits()) for picture in pictures}) == len(TrayState)


@pytest.mark.parametrize("state", TrayState)
def test_the_prepared_pictures_are_what_is_drawn(state: TrayState) -> None:
    """In every size and both colours; `scripts/tray-pictures` makes them anew."""
    for size in SIZES:
        for light, line in ((True, LIGHT_LINE), (False, DARK_LINE)):
            prepared = QImage(str(picture_file(state, size, light=light)))
            assert most_apart(prepared, tray_pixmap(state, size, line).toImage()) < 16


def test_the_count_in_the_tray_stays_short() -> None:
    """12 and 300 look the same: 9+."""
    pictures = [tray_pixmap(TrayState.UNREAD, 22, QColor("white"), count=n).toImage() for n in (3, 12, 300)]
    assert pictures[0] != pictures[1]
    assert pictures[1] == pictures[2]


def test_the_logo_comes_in_all_sizes_that_desktops_ask_for() -> None:
    """From the tooltip to the application menu."""
    assert {size.width() for size in icons.app_icon().availableSizes()} == {16, 24, 32, 48, 64, 128, 256}
