"""Can a body do harm? Stranger's HTML loads nothing, freezes nothing, and its links open only web pages and mail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QThreadPool, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from activity_desktop.model.activity import BodyFormat
from activity_desktop.ui.detail.body import BodyView
from activity_desktop.ui.safe_open import open_safely, safe_url, shown_target

LOADING = """
<img src="http://127.0.0.1:9/pixel.png"><img src="file:///etc/passwd"><img src="//evilhost/s/x">
<img src="data:image/png;base64,AAAA">
<link rel="stylesheet" href="http://127.0.0.1:9/a.css">
<style>@import url(file:///etc/passwd); body { background: url(//h/x) }</style>
<table background="file:///etc/passwd"><tr><td style="background-image: url(http://127.0.0.1:9/b)">cell</td></tr></table>
<object data="file:///etc/passwd"></object><iframe src="file:///etc/passwd"></iframe><svg><image href="file:///etc/passwd"/></svg>
<script>alert(1)</script><p>kept</p>
"""
REFUSED = (
    "file:///etc/passwd", "//evilhost/share", "\\\\evilhost\\share", "javascript:alert(1)", "data:text/html,x", "smb://h/x",
    "activitydesktop://v1/inbox", "https://user:secret@example.com/", "https://", "http:///x", "relative/path", "#top", "",
    "https://example.com\\@evil.com/", "mailto:", "vbscript:x", "ms-settings:", " https://exa mple.com", "HTTPS:example.com",
    "mailto:a@example.com&cc=b@example.com",
)  # fmt: skip
SCHEMES = ("http", "https", "mailto", "file", "javascript", "data", "smb", "activitydesktop", "vbscript")
ALLOWED = ("https://example.com/a?b=c#d", "http://127.0.0.1:8080/x", "mailto:jane@example.com", "https://[::1]/x")


class Recorded(BodyView):
    """Remembers whatever the layout asked for."""

    def __init__(self) -> None:
        super().__init__("Description")
        self.loads: list[str] = []

    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        if kind != QTextDocument.ResourceType.HtmlResource.value:
            self.loads.append(name.toString() if isinstance(name, QUrl) else name)
        return super().loadResource(kind, name)


class Desktop(QObject):
    """Stands for the desktop: takes every address that would have been opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    made = Desktop()
    for scheme in SCHEMES:
        QDesktopServices.setUrlHandler(scheme, made, "open")  # type: ignore[arg-type]  # bytes, as the stubs say, are refused
    yield made
    for scheme in SCHEMES:
        QDesktopServices.unsetUrlHandler(scheme)


def shown(app: QApplication, text: str, body_format: BodyFormat = BodyFormat.HTML, plain: str = "") -> Recorded:
    view = Recorded()
    view.resize(400, 300)
    view.show()
    view.show_body(text, body_format, plain)
    QThreadPool.globalInstance().waitForDone()
    app.processEvents()
    view.grab()
    return view


def test_nothing_is_loaded(app: QApplication) -> None:
    """Not from the network, not from the disk, not from another machine; and the words are still there."""
    view = shown(app, LOADING)
    assert view.loads == []
    assert "kept" in view.toPlainText()
    assert "alert" not in view.toPlainText()
    view.close()


def test_even_unsanitised_html_gets_only_an_empty_picture(app: QApplication) -> None:
    """The second wall: should the first one ever fail, Qt is handed a picture, so it opens nothing by itself."""
    view = Recorded()
    view.resize(400, 300)
    view.setHtml(LOADING)
    view.grab()
    assert view.loads
    assert isinstance(view.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("file:///etc/passwd")), QImage)
    assert "root:" not in view.toPlainText()


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "body",
    ["<table><tr><td>" * 25, "<div>" * 20_000, "<ul><li>" * 5_000, "<b>" * 50_000, "&lt;" * 100_000],
    ids=["tables", "divs", "lists", "bold", "entities"],
)
def test_nothing_freezes_the_window(app: QApplication, body: str) -> None:
    """What took Qt a minute to lay out is shown at once as plain text, and harmless soon after."""
    view = Recorded()
    view.resize(400, 300)
    view.show_body(body, BodyFormat.HTML, "plain")
    view.grab()
    assert "plain" in view.toPlainText()
    QThreadPool.globalInstance().waitForDone()
    app.processEvents()
    view.grab()
    assert "<table" not in view.toHtml().lower().replace('<table border="0"', "")


def test_a_newer_body_is_not_replaced_by_an_older_one(app: QApplication) -> None:
    """Results come from a worker and may be late."""
    view = Recorded()
    view.show_body("<p>first</p>" * 500, BodyFormat.HTML, "first")
    view.show_body("<p>second</p>", BodyFormat.HTML, "second")
    QThreadPool.globalInstance().waitForDone()
    app.processEvents()
    assert view.toPlainText() == "second"


def test_a_view_that_is_gone_takes_no_late_result(app: QApplication) -> None:
    """The person went on to the next activity before the worker was done."""
    view = Recorded()
    view.show_body("<p>late</p>", BodyFormat.HTML, "")
    view.deleteLater()
    del view
    QThreadPool.globalInstance().waitForDone()
    app.processEvents()


@pytest.mark.parametrize("link", REFUSED)
def test_other_links_are_refused(link: str, desktop: Desktop) -> None:
    """Also when something else than the sanitised body asks."""
    assert safe_url(link) is None
    assert shown_target(link) == ""
    assert not open_safely(link)
    assert desktop.opened == []


@pytest.mark.parametrize("link", ALLOWED)
def test_web_pages_and_mail_are_opened(link: str, desktop: Desktop) -> None:
    """Exactly as written."""
    assert open_safely(link)
    assert desktop.opened == [link]


def test_a_click_on_a_link_goes_through_the_same_gate(app: QApplication, desktop: Desktop) -> None:
    """With the mouse and with the keyboard."""
    view = shown(app, '<p><a href="https://example.com/a">a link that is long enough to be hit</a></p>')
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.cursorRect().center() + QPoint(20, 0))
    assert desktop.opened == ["https://example.com/a"]
    view.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert desktop.opened == ["https://example.com/a"]
    view.close()


def test_the_tooltip_shows_where_a_link_really_leads() -> None:
    """An imitated letter is shown as what it is."""
    assert shown_target("https://example.com/a?token=1") == "https://example.com/a"
    assert shown_target("https://\u0430pple.com/") == "https://xn--pple-43d.com/"
    assert shown_target("mailto:jane@example.com") == "jane@example.com"
    assert shown_target("http://[::1]:8080/x") == "http://[::1]:8080/x"


@pytest.mark.parametrize("body_format", BodyFormat)
def test_each_format_becomes_readable_text(app: QApplication, body_format: BodyFormat) -> None:
    """Markdown without raw HTML, plain text as it is."""
    view = shown(app, "One **two** <b>three</b>", body_format, "One two three")
    assert "One" in view.toPlainText()
    assert "three" in view.toPlainText()
    assert view.loads == []
    view.close()
