"""In which order does Tab go? As things stand, also where some of them were made later than what follows them."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def order_tabs(*widgets: QWidget, place: QWidget | None = None) -> None:
    """Each of these, then what is in it, one after the other. What Tab comes to after the last one stays as it was. `place`: a
    widget that Tab passes over, and where it does so these come; else the first one stays where it is.

    Call again after something was put in: Qt appends it to the end of the window's order.
    """
    inside = [one for widget in widgets for one in (widget, *widget.findChildren(QWidget)) if one.window() is widget.window()]
    stops = [one for one in inside if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for one, following in pairwise([*_stop_before(place), *stops]):
        QWidget.setTabOrder(one, following)


def _stop_before(place: QWidget | None) -> list[QWidget]:
    """What Tab comes to last before this widget, if there is anything."""
    one = place.previousInFocusChain() if place is not None else None
    while one is not place and one is not None:
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return [one]
        one = one.previousInFocusChain()
    return []
