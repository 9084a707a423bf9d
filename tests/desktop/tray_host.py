"""How does a test look at a tray icon without pixels, and press its menu? A StatusNotifierItem host on the private bus.

It is what a panel is to the program: the icon registers here, and everything that a panel would draw can be read.
"""

from __future__ import annotations

from typing import Any

from jeepney import DBusAddress, HeaderFields, new_error, new_method_return, new_signal

from .bus import Bus
from .fake_service import FakeService
from .parts import wait_for

_WATCHER = "org.kde.StatusNotifierWatcher"
_WATCHER_PATH = "/StatusNotifierWatcher"
_ITEM = "org.kde.StatusNotifierItem"
_ITEM_PATH = "/StatusNotifierItem"
_MENU = "com.canonical.dbusmenu"
_PROPERTIES = "org.freedesktop.DBus.Properties"


class TrayHost(FakeService):
    """Owns the watcher's name, and acts as the one host. Start it late to see what the program does when a tray comes later."""

    def __init__(self, bus: Bus) -> None:
        super().__init__(bus, _WATCHER)
        self._items: list[str] = []
        self.start()

    # --- what a person would see and do --------------------------------------------------------------------------

    def item(self) -> str:
        """The bus name of the icon, once there is one."""
        return wait_for(lambda: self.items()[-1:], "an icon in the tray")[0]

    def items(self) -> list[str]:
        """The bus names of the icons that are there now."""
        return [name for name in list(self._items) if self._bus.owner(name)]

    def property(self, name: str) -> Any:
        """`Title`, `Status`, `ToolTip`, `IconPixmap`, … of the icon."""
        [(_signature, value)] = self._bus.call(self.item(), _ITEM_PATH, _PROPERTIES, "Get", "ss", _ITEM, name)
        return value

    def tooltip(self) -> str:
        _icon, _pixmaps, title, _text = self.property("ToolTip")
        return str(title)

    def icon_sizes(self) -> list[int]:
        return [width for width, _height, _pixels in self.property("IconPixmap")]

    def activate(self) -> None:
        """A left click."""
        self._bus.call(self.item(), _ITEM_PATH, _ITEM, "Activate", "ii", 0, 0)

    def middle_click(self) -> None:
        self._bus.call(self.item(), _ITEM_PATH, _ITEM, "SecondaryActivate", "ii", 0, 0)

    def menu(self) -> list[str]:
        """The labels of the menu that a right click shows, from top to bottom, submenus included."""
        return [label for _id, label, _enabled in self._entries()]

    def press(self, label: str) -> None:
        """Choose an entry of the menu, once it is there and enabled."""

        def found() -> list[int]:
            return [id_ for id_, text, enabled in self._entries() if text == label and enabled]

        [id_] = wait_for(found, f"{label!r} in the tray's menu; it has {self.menu()}")
        self._bus.call(self.item(), self._menu_path(), _MENU, "Event", "isvu", id_, "clicked", ("i", 0), 0)

    def _menu_path(self) -> str:
        return str(self.property("Menu"))

    def _entries(self) -> list[tuple[int, str, bool]]:
        self._bus.call(self.item(), self._menu_path(), _MENU, "AboutToShow", "i", 0)
        _revision, layout = self._bus.call(self.item(), self._menu_path(), _MENU, "GetLayout", "iias", 0, -1, [])
        return list(_flattened(layout))

    # --- being the watcher ---------------------------------------------------------------------------------------

    def reply(self, message: Any) -> None:
        fields = message.header.fields
        match fields[HeaderFields.member], message.body:
            case "RegisterStatusNotifierItem", (name,):
                item = fields[HeaderFields.sender] if name.startswith("/") else name
                self._items.append(item)
                self.send(new_method_return(message))
                self.send(_signal("StatusNotifierItemRegistered", "s", item))
            case "RegisterStatusNotifierHost", _:
                self.send(new_method_return(message))
            case "Get", (_interface, name):
                self.send(new_method_return(message, "v", (self._properties()[name],)))
            case "GetAll", _:
                self.send(new_method_return(message, "a{sv}", (self._properties(),)))
            case _:
                self.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))

    def _properties(self) -> dict[str, tuple[str, Any]]:
        return {
            "IsStatusNotifierHostRegistered": ("b", True),
            "ProtocolVersion": ("i", 0),
            "RegisteredStatusNotifierItems": ("as", list(self._items)),
        }


def _signal(member: str, signature: str, *body: Any) -> Any:
    return new_signal(DBusAddress(_WATCHER_PATH, interface=_WATCHER), member, signature, body)


def _flattened(layout: Any) -> Any:
    """Identifier, label and whether it can be chosen, of each entry that is visible; separators have no label."""
    id_, properties, children = layout
    label = properties.get("label", ("s", ""))[1].replace("_", "")
    if label and properties.get("visible", ("b", True))[1]:
        yield id_, label, properties.get("enabled", ("b", True))[1]
    for _signature, child in children:
        yield from _flattened(child)
