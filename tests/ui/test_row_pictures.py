"""Does a row look the same whether it is painted anew or its picture is shown again, and does no picture outlive its looks?"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPixmap

from activity_desktop.model.feed import FeedRow
from activity_desktop.ui.feed.geometry import box_in
from activity_desktop.ui.feed.look import Look, Mark
from activity_desktop.ui.feed.paint import paint_row
from activity_desktop.ui.feed.row_pictures import MOST_BYTES, RowPictures
from activity_desktop.ui.theme import current_theme
from ui.listing import a_row

SIZE = QSize(388, 62)
LOOKS = (Look(when="2 min"), Look(mark=Mark.DOT, selected=True), Look(hovered=True, hovered_action=1))


def painted(row: FeedRow, look: Look, dpr: int) -> QImage:
    """The row straight on the list's ground."""
    image = QImage(SIZE * dpr, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(dpr)
    image.fill(current_theme().color("card"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = box_in(QRectF(0, 0, SIZE.width(), SIZE.height()))
    painter.translate(box.topLeft())
    paint_row(painter, box.width(), row, look)
    painter.end()
    return image


def shown(picture: QPixmap, dpr: int) -> QImage:
    """The picture on the same ground."""
    image = QImage(SIZE * dpr, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(dpr)
    image.fill(current_theme().color("card"))
    painter = QPainter(image)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return image


def most_apart(one: QImage, other: QImage) -> int:
    """The greatest difference in any colour of any pixel."""
    return max(abs(a - b) for a, b in zip(bytes(one.constBits()), bytes(other.constBits()), strict=True))


def test_a_picture_looks_as_if_the_row_were_painted() -> None:
    """Pixel for pixel but for rounding, on usual and on dense screens, also when it is shown again."""
    pictures = RowPictures()
    for dpr in (1, 2):
        for look in LOOKS:
            row = a_row(1, unread=look.mark is Mark.DOT)
            first, again = (pictures.picture(row, look, SIZE, dpr) for _ in range(2))
            assert again is first
            assert most_apart(shown(first, dpr), painted(row, look, dpr)) <= 2


def test_another_look_or_another_row_has_another_picture() -> None:
    """A changed title, a mark, the pointer: nothing old is ever shown."""
    pictures = RowPictures()
    shown = [pictures.picture(a_row(1, title=title), look, SIZE, 1).toImage() for title in ("A", "B") for look in LOOKS]
    assert all(one != other for number, one in enumerate(shown) for other in shown[:number])


def test_only_so_much_is_kept() -> None:
    """The rows that were seen last; scrolling through a million costs no more memory than through a hundred."""
    pictures = RowPictures()
    rows = [a_row(number) for number in range(2 * MOST_BYTES // (SIZE.width() * SIZE.height() * 4))]
    first = pictures.picture(rows[0], LOOKS[0], SIZE, 1)
    for row in rows:
        last = pictures.picture(row, LOOKS[0], SIZE, 1)
    assert pictures.picture(rows[-1], LOOKS[0], SIZE, 1) is last
    assert pictures.picture(rows[0], LOOKS[0], SIZE, 1) is not first
