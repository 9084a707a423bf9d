"""What does a look cost that finds nothing new? Requests, and processor time from the wish to the answer."""

from __future__ import annotations

import asyncio
import resource
from pathlib import Path

from activity_desktop.transport.exchange import Exchange

from .figures import Figure, median
from .parts import Bench, Server, engine_at, serving

LOOKS = 20


def measure(bench: Bench) -> list[Figure]:
    with serving(bench.folder, seed=bench.size(10_000, 1_000)) as server:
        requests, milliseconds = asyncio.run(_look(bench.folder / "activity.db", server))
    return [
        Figure(name="look that finds nothing, requests", ours=requests, unit="requests", target="at most 2"),
        Figure(name="look that finds nothing, processor time", ours=milliseconds, unit="ms", target="at most 20 ms"),
    ]


async def _look(path: Path, server: Server) -> tuple[float, float]:
    sent = 0
    opens = Exchange.open

    async def counted(self: Exchange, call: object) -> object:
        nonlocal sent
        sent += 1
        return await opens(self, call)  # type: ignore[arg-type]  # handed on as it came

    Exchange.open = counted  # type: ignore[method-assign,assignment]  # this process only measures
    with engine_at(path) as engine:
        try:
            account = await engine.linking.add(server.candidate(), follow=False)
            await engine.on_demand.sync_once(account.id)
            sent = 0
            used = []
            for _ in range(LOOKS):
                before = _processor()
                await engine.on_demand.sync_once(account.id)
                used.append((_processor() - before) * 1000)
            return sent / LOOKS, median(used)
        finally:
            await engine.stop()


def _processor() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
