"""Where does the program start? Here, and the command line takes over at once."""

from __future__ import annotations

import gc
import sys

gc.disable()  # starting makes much and drops little; `cli.main` and `ui.garbage` go on from there
sys.modules["typing_extensions"] = None  # type: ignore[assignment]  # msgspec takes what it needs from `typing` then, in no time

from .cli.main import main  # noqa: E402 - what is imported here is most of what starting makes

del sys.modules["typing_extensions"]

if __name__ == "__main__":
    sys.exit(main())
