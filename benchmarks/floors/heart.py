"""How late are the heartbeats of an empty Qt program, on this machine, at this moment?

Prints `ready`, and when its standard input ends, the latest beat in milliseconds.
"""

from __future__ import annotations

import sys

from benchmarks.gui import Pulse
from PySide6.QtCore import QCoreApplication, QSocketNotifier


def main() -> None:
    application = QCoreApplication(sys.argv)
    pulse = Pulse()
    ended = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ended.activated.connect(application.quit)
    print("ready", flush=True)
    application.exec()
    print(max(pulse.late_ms, default=0.0), flush=True)


if __name__ == "__main__":
    main()
