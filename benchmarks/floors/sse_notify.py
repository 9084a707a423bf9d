"""What is the least between a server's event and the desktop? A raw socket, one split, one call of Notify."""

from __future__ import annotations

import asyncio
import json
import sys
from urllib.parse import urlsplit

from dbus_fast import Message
from dbus_fast.aio import MessageBus

PATH = "/api/user/crm/v202506/activities/stream"


async def main(url: str, token: str) -> None:
    bus = await MessageBus().connect()
    address = urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    head = f"GET {PATH} HTTP/1.0\r\nHost: {address.netloc}\r\nAuthorization: Bearer {token}\r\n\r\n"
    writer.write(head.encode())
    print("ready", flush=True)
    while line := await reader.readline():
        if not line.startswith(b"data:"):
            continue
        activity = json.loads(line[5:]).get("activity")
        if activity is not None:
            await bus.call(notify(activity["title"] or "", activity["description"] or ""))


def notify(title: str, body: str) -> Message:
    return Message(
        destination="org.freedesktop.Notifications",
        path="/org/freedesktop/Notifications",
        interface="org.freedesktop.Notifications",
        member="Notify",
        signature="susssasa{sv}i",
        body=["floor", 0, "", title, body, [], {}, -1],
    )


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
