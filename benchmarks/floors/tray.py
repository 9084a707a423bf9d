"""What does the smallest PySide6 program need? A tray icon, and with `window` an empty window; milestones told as ours are."""

import os
import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget


def tell(name: str) -> None:
    with open("/proc/self/stat", encoding="ascii") as stat:  # noqa: PTH123 - the smallest program does without pathlib
        began = int(stat.read().rpartition(")")[2].split()[19]) / os.sysconf("SC_CLK_TCK")
    print(f'{{"milestone": "{name}", "ms": {(time.clock_gettime(time.CLOCK_BOOTTIME) - began) * 1000:.1f}}}', flush=True)


class Window(QWidget):
    """Empty."""

    painted = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, lambda: tell("first paint"))


def main() -> int:
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    picture = QPixmap(22, 22)
    picture.fill("red")
    menu = QMenu()
    menu.addAction("Quit").triggered.connect(application.quit)
    icon = QSystemTrayIcon(QIcon(picture))
    icon.setContextMenu(menu)
    icon.show()
    tell("tray ready")
    window = Window()
    if "window" in sys.argv[1:]:
        window.resize(1100, 720)
        window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
