"""Can a stranger's words be more than words on the screen? Markup, hidden characters and bombs, in popups and in the window."""

from __future__ import annotations

import asyncio
import html
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from activity_desktop.local_server.server import LocalServer
from activity_desktop.native.linux_notifier import LinuxNotifier
from activity_desktop.native.notifier import Button, Notice
from desktop.harness import Desktop
from journeys.app import App

MARKUP = '<img src="{url}/pixel.png"><b>bold</b><a href="file:///etc/passwd">x</a> & &lt;i&gt;'
WORDS = {
    "NUL": "before\x00after",
    "half a character": "half \ud800 and \udfff",
    "turned round": "invoice\u202egpj.exe \u2066\u2069 \u200e\u200f",
    "markup": MARKUP.format(url="http://127.0.0.1:9"),
    "broken markup": "<b>never closed <i",
    "an entity": "&#x202e;&#0;&bogus;&amp",
    "escape sequences": "\x1b[31m\x07\x9b2J",
    "huge": "x" * 1_000_000,
    "huge words": "word " * 200_000,
    "combining": "e" + "\u0301" * 5000,
    "emoji": "\N{WOMAN}\u200d\N{PERSONAL COMPUTER}" * 300,
    "noncharacters": "\ufffe\uffff\U0010ffff",
    "nothing": "",
    "only invisible": "\u200e\x00\u202e",
    "format": "%s %n %1$s {0} ${HOME} `id` $(id)",
}  # fmt: skip
HIDDEN = {*"\x00\x07\x1b\x9b\u202e\u2066\u2069\u200e\u200f\ud800\udfff\ufffe\uffff"}


@pytest.mark.parametrize("daemon", ["dunst", "xfce4-notifyd"])
def test_every_text_reaches_the_notification_service_or_is_cut_and_none_is_lost(daemon: str) -> None:
    """The service answers each call, and what it is given holds nothing hidden, nothing endless and no markup."""

    async def post() -> None:
        notifier = LinuxNotifier("org.example.Test")
        await notifier.start(lambda _reaction: None)
        for name, text in WORDS.items():
            buttons = (Button("read", text),)
            posted = await notifier.post(Notice(f"tag:{name}", text, text, buttons))
            assert posted.platform_id
            await notifier.withdraw(f"tag:{name}", posted)
        await notifier.close()

    with Desktop(notifications=daemon) as desktop:
        with desktop.here():
            asyncio.run(post())
        calls = desktop.notices(len(WORDS))
        assert desktop.daemon.running()
    for call in calls:
        assert not HIDDEN & {*call.title, *call.body, *"".join(call.actions)}
        assert len(call.title) <= 120
        assert len(html.unescape(call.body)) <= 400
        assert "<" not in call.body


class Pixel(BaseHTTPRequestHandler):
    """Counts every request."""

    hits: list[str]

    def do_GET(self) -> None:
        self.hits.append(self.path)
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def tracker() -> Iterator[tuple[str, list[str]]]:
    """A tracking pixel's server: its address, and what was asked of it."""
    hits: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Counting", (Pixel,), {"hits": hits}))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", hits
    server.shutdown()
    thread.join()
    server.server_close()


def bodies(url: str) -> list[str]:
    """What an author who means harm would write."""
    picture = f'<img src="{url}/a.png"><img src="file:///etc/passwd"><img src="//127.0.0.1/share/x">'
    style = (
        f'<style>@import url({url}/b.css)</style><link rel="stylesheet" href="{url}/c.css"><p style="background:url({url}/d)">'
    )
    return [
        picture + style + f'<iframe src="{url}/e"></iframe><object data="{url}/f"></object><script src="{url}/g"></script>',
        f'<table background="{url}/h"><tr><td>' * 20,
        "<div>" * 2_500,
        "<ul><li>" * 1_500,
        f'<svg xmlns:xlink="x"><image xlink:href="{url}/i"/><style>@import "{url}/j"</style></svg>',
        f'<video poster="{url}/k"><audio src="{url}/l"></audio><input type=image src="{url}/m"><body background="{url}/n">',
    ]


def test_nothing_is_fetched_and_nothing_freezes_when_hostile_activities_are_looked_at(
    tmp_path: Path, tracker: tuple[str, list[str]]
) -> None:
    """The real program announces and opens each; the window still answers after each, and nobody was asked for a picture."""
    url, hits = tracker
    server = LocalServer(tmp_path / "server.db", seed=3)
    with Desktop(notifications="dunst", keyring=True, tray="tint2") as desktop:
        try:
            app = App(desktop, tmp_path / "profile")
            name = MARKUP.format(url=url)
            account = app.add_account(server.start(), name)
            app.run("sync")
            window = desktop.start(app.command("run"))
            window.wait_until(lambda: desktop.windows("^Activity"), "the window")
            made = []
            for number, body in enumerate(bodies(url)):
                title = f"{number} {MARKUP.format(url=url)} \u202egpj.exe"
                made.append(server.create(title=title, formatted_description=body, description=MARKUP.format(url=url)))
            last = f"{account}/{made[-1]['id']}"
            desktop.wait_for(lambda: any(row["id"] == last for row in app.run("list", "--limit", "20")), "the last one here")
            for activity in made:
                app.run("open", f"activitydesktop://v1/a/{account}/{activity['id']}")
                desktop.screenshot(tmp_path / "now.png")
                assert window.running()
            desktop.notices()
            assert "Traceback" not in window.said()
        finally:
            server.stop()
    assert hits == []
