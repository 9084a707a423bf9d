"""Whom do we trust? The operating system's certificates, and a company's own where the person added them."""

from __future__ import annotations

import ssl
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=4)
def trusted(extra_certificates: Path | None = None) -> ssl.SSLContext:
    """The context that all clients share, because making one reads the system's whole store.

    `extra_certificates` is a PEM file that is trusted besides. Raises OSError when it cannot be read, ssl.SSLError when
    it holds no certificate.
    """
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    if extra_certificates is not None:
        context.load_verify_locations(cafile=str(extra_certificates))
    return context
