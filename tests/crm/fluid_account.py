"""How does a test use the Fluid connector? With a client of its own, against whatever server it names."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from activity_desktop.crm.contract import Access, Identity, Page, Walk
from activity_desktop.crm.fluid.connector import SYSTEM, Fluid
from activity_desktop.model.activity import Activity, Key
from activity_desktop.model.operation import AnyOperation, Receipt, Request
from activity_desktop.transport.client import Client

T = TypeVar("T")


class Account:
    """A signed-in connector, and the few calls that tests make all the time."""

    def __init__(self, fluid: Fluid, client: Client) -> None:
        self.fluid = fluid
        self.client = client
        self.identity = Identity()

    async def pages(self, cursor: str | None = None, walk: Walk | None = None) -> list[Page]:
        return [page async for page in self.fluid.pull(cursor, walk)]

    async def everything(self) -> tuple[list[Activity], str]:
        """All activities, and the cursor after them."""
        pages = await self.pages()
        cursor = pages[-1].cursor
        assert cursor is not None
        return [activity for page in pages for activity in page.activities], cursor

    async def send(self, rid: str, operation: AnyOperation, key: str = "key-1", **more: Any) -> Receipt:
        return await self.fluid.send(Request(Key("acc", rid), operation, key, **more))


@asynccontextmanager
async def signed_in(
    url: str,
    user_token: str = "",
    company_token: str = "",
    *,
    settings: Mapping[str, str] | None = None,
    web_urls: Mapping[str, str] | None = None,
    **options: Any,
) -> AsyncIterator[Account]:
    client = Client(url, pause=no_pause, **options)
    secrets = {"user_token": user_token or "some-token", "company_token": company_token}
    account = Account(Fluid(Access("acc", client, secrets, settings or {}, web_urls or {})), client)
    assert account.fluid.system is SYSTEM
    try:
        account.identity = await account.fluid.sign_in()
        yield account
    finally:
        await client.aclose()


def run(work: Callable[[], Awaitable[T]]) -> T:
    async def main() -> T:
        return await work()

    return asyncio.run(main())


async def no_pause(_seconds: float) -> None:
    await asyncio.sleep(0)
