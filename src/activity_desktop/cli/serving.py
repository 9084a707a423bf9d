"""How is the embedded server run from a terminal? By its own module; this one only hands the words over."""

from __future__ import annotations

from argparse import Namespace

from ..local_server.serve import run
from .printing import Printer


def serve(namespace: Namespace, printer: Printer) -> int:  # noqa: ARG001 - every verb is called alike
    return run(namespace)
