"""Is a server that cannot prove who it is sent nothing, and followed again once it can?"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest

from faults.bench import a_day, hurry
from transport.certificates import Authority

FAULTS: dict[str, Callable[[Authority, Path], ssl.SSLContext]] = {
    "expired": lambda authority, folder: authority.server(expired=True),
    "of another host": lambda authority, folder: authority.server("other.example"),
    "of an unknown authority": lambda authority, folder: Authority(folder).server(),
}


async def story(good: ssl.SSLContext, bad: ssl.SSLContext) -> None:
    async with a_day(good) as day:
        await day.proxy.deaf()
        await day.proxy.listen(bad)
        asked = len(day.proxy.asked)
        day.happen(2)
        day.mark_first_read()
        await day.nudge_until(lambda: "NotSecure" in day.problems(), "the state line to name the connection")
        assert len(day.proxy.asked) == asked, "something was sent to a server that nobody knows"
        await day.proxy.deaf()
        await day.proxy.listen(good)
        await day.calm()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_bad_certificate_is_told_and_outlived(fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F23: it is said, not a byte is sent, nothing is lost, and everything comes once."""
    authority = Authority(tmp_path)
    (tmp_path / "other").mkdir()
    hurry(monkeypatch, ssl.create_default_context(cafile=str(authority.file)))
    asyncio.run(story(authority.server(), FAULTS[fault](authority, tmp_path / "other")))
