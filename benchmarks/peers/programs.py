"""Which programs that follow news from a tray can be had from Debian, and how does each come to ten thousand items?

None has a command to take so many in, and some need a minute for it. So each is started once, to make its files, and is
then given the same activities as ours, straight into its database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from activity_desktop.local_server import story

URL = "http://127.0.0.1:9/feed.xml"
"""Nobody answers there: what is measured is the history, not the fetching."""
_NEWEST_US = 1_767_603_600_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A program of Debian. Its window's title is what tells that it is there."""

    name: str
    package: str
    title: str
    settle: Callable[[Path], None] = lambda home: None
    """Write settings into its home folder before it is started for the first time."""
    fill: Callable[[Path, int], None]
    """Put so many items into the files that it has made there."""
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    number: int
    title: str
    text: str
    at: int
    """Seconds since 1970."""


def items(count: int) -> Iterator[Item]:
    """Activities as our embedded server tells them, oldest first."""
    for number, draft in enumerate(story.past(7, count, _NEWEST_US), 1):
        yield Item(number, draft["title"], draft["description"] or "", draft["created_us"] // 1_000_000)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _fill_rssguard(home: Path, count: int) -> None:
    with closing(sqlite3.connect(home / ".config/RSS Guard 4/database/database.db")) as connection:
        connection.execute("INSERT INTO Accounts (id, type) VALUES (1, 'std-rss')")
        connection.execute(
            "INSERT INTO Feeds (title, category, source, update_type, account_id, custom_id)"
            " VALUES ('Bench', -1, ?, 0, 1, '1')",
            (URL,),
        )
        connection.executemany(
            "INSERT INTO Messages (feed, title, contents, date_created, custom_id, account_id) VALUES ('1', ?, ?, ?, ?, 1)",
            ((item.title, item.text, item.at * 1000, str(item.number)) for item in items(count)),
        )
        connection.commit()


def _settle_quiterss(home: Path) -> None:
    """Without this it writes to the disk only when it ends, and asks in the world outside for a newer version."""
    words = ("storeDBMemory", "showSplashScreen", "updateCheckEnabled", "statisticsEnabled2")
    settings = "".join(f"{word}=false\n" for word in words)
    _write(home / ".config/QuiteRss/QuiteRss.ini", f"[Settings]\n{settings}")


def _fill_quiterss(home: Path, count: int) -> None:
    with closing(sqlite3.connect(home / ".local/share/QuiteRss/QuiteRss/feeds.db")) as connection:
        connection.execute("DELETE FROM feeds")
        connection.execute(
            "INSERT INTO feeds (id, text, title, xmlUrl, unread, undeleteCount, rowToParent)"
            " VALUES (1, 'Bench', 'Bench', ?, ?, ?, 0)",
            (URL, count, count),
        )
        connection.executemany(
            "INSERT INTO news (feedId, guid, title, description) VALUES (1, ?, ?, ?)",
            ((str(item.number), item.title, item.text) for item in items(count)),
        )
        connection.commit()


_LIFEREA = """<?xml version="1.0" encoding="utf-8"?>
<opml version="1.0"><head><title>Feeds</title></head><body>
<outline title="Bench" text="Bench" id="bench01" type="rss" xmlUrl="{url}" updateInterval="-2" cacheLimit="unlimited"/>
</body></opml>
"""


def _settle_liferea(home: Path) -> None:
    _write(home / ".config/liferea/feedlist.opml", _LIFEREA.format(url=URL))


def _fill_liferea(home: Path, count: int) -> None:
    with closing(sqlite3.connect(home / ".local/share/liferea/liferea.db")) as connection:
        connection.executemany(
            "INSERT INTO items (item_id, node_id, parent_node_id, title, description, source_id, valid_guid, date, read,"
            " updated, popup, marked, comment) VALUES (?, 'bench01', 'bench01', ?, ?, ?, 1, ?, 0, 0, 0, 0, 0)",
            ((item.number, item.title, item.text, str(item.number), item.at) for item in items(count)),
        )
        connection.commit()


PEERS = (
    Peer(name="QuiteRSS", package="quiterss", title="QuiteRSS", settle=_settle_quiterss, fill=_fill_quiterss),
    Peer(
        name="RSS Guard",
        package="rssguard",
        title="RSS Guard 4",
        fill=_fill_rssguard,
        environment={"QTWEBENGINE_DISABLE_SANDBOX": "1"},  # Chromium's own cannot be made within our namespaces
    ),
    Peer(name="Liferea", package="liferea", title="Liferea", settle=_settle_liferea, fill=_fill_liferea),
)
NOT_MEASURED = {"Akregator": "not measured: it reads feeds only where there is a network, which none has here"}
