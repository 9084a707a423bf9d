"""What holds for every test? A profile of its own, and nothing of the real desktop."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
