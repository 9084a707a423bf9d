"""May this link be opened, and how? The only place that hands an address to the desktop: web pages and mail addresses, no more.

Texts from outside hold links to anything: files, scripts, other programs. What `model.body.safe_link` does not allow is
never opened, and what is opened was first shown with the host it really leads to.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from ..model.body import safe_link


def safe_url(text: str) -> QUrl | None:
    """The address, when it is a complete http, https or mailto one without a user name in it; else None."""
    link = safe_link(text)
    if link is None:
        return None
    url = QUrl(link, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.userInfo() or (url.scheme() != "mailto" and not url.host()):
        return None
    return url


def shown_target(text: str) -> str:
    """Where a link leads, for its tooltip: the host in its true spelling (an imitated letter shows as `xn--…`), or the
    mail address. Empty for a link that is not opened at all."""
    url = safe_url(text)
    if url is None:
        return ""
    if url.scheme() == "mailto":
        return url.path(QUrl.ComponentFormattingOption.FullyDecoded)
    port = f":{url.port()}" if url.port() != -1 else ""
    path = url.path(QUrl.ComponentFormattingOption.FullyEncoded)
    return f"{url.scheme()}://{_plain_host(url.host())}{port}{path}"


def open_safely(text: str) -> bool:
    """Open the address in the browser or mail program. False when it may not be opened or nothing wanted it."""
    url = safe_url(text)
    return url is not None and QDesktopServices.openUrl(url)


def open_folder(folder: Path) -> bool:
    """Show a folder of our own, such as the log's, in the system's file manager."""
    return folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _plain_host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    return bytes(QUrl.toAce(host).data()).decode() or host
