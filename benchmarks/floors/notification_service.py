"""When was a notification service called, and for which identifier? One that shows nothing tells it on standard output.

It stands in for the desktop's own, whose drawing would be measured otherwise.
"""

from __future__ import annotations

import asyncio
import itertools
import time

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

NAME = "org.freedesktop.Notifications"
INFORMATION = ["bench", "activity", "1", "1.2"]
CAPABILITIES = ["body", "actions", "body-markup"]


async def main() -> None:
    bus = await MessageBus().connect()
    fresh = itertools.count(1)

    def heard(message: Message) -> Message | None:
        if message.message_type is not MessageType.METHOD_CALL or message.interface != NAME:
            return None
        if message.member == "Notify":
            at = time.monotonic()
            shown = message.body[1] or next(fresh)
            print(f"{at} {shown}", flush=True)
            return Message.new_method_return(message, "u", [shown])
        if message.member == "GetServerInformation":
            return Message.new_method_return(message, "ssss", INFORMATION)
        if message.member == "GetCapabilities":
            return Message.new_method_return(message, "as", [CAPABILITIES])
        return Message.new_method_return(message)

    bus.add_message_handler(heard)
    await bus.request_name(NAME)
    print("ready", flush=True)
    await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]  # dbus-fast leaves it untyped


if __name__ == "__main__":
    asyncio.run(main())
