"""Which address leads where? The document's paths, our extensions, and the APIs of other systems mounted beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from . import endpoints, extensions, openapi
from .calls import Resource
from .context import Context
from .problems import not_found

MakeApp = Callable[[Context], ASGIApp]
"""Makes the API of another system over the same database. Called once at each start, in the server's thread, which is also
the only one that may use `Context.database`."""


class Paths:
    """Finds an address that is always the same in a table, the others by Starlette's routes, which are tried one by one."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self.routes = list(routes)
        self._fixed = {route.path: route.app for route in routes if isinstance(route, Route) and "{" not in route.path}
        self._others = Router(routes, redirect_slashes=False, default=_nowhere)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._fixed.get(scope["path"], self._others)(scope, receive, send)


def build_app(server: Context, mounts: Mapping[str, MakeApp]) -> Paths:
    """Everything that the server answers. `mounts` maps a path prefix such as `/pipedrive` to what answers below it."""
    routes: list[BaseRoute] = [Mount(prefix, make(server)) for prefix, make in mounts.items()]
    if not server.bare:
        routes += _extension_routes(server)
    for kind, base in extensions.ACTIVITIES.items():
        collection = {"GET": endpoints.list_activities}
        member = {"GET": endpoints.get_activity, "PATCH": endpoints.patch_activity, "DELETE": endpoints.delete_activity}
        if kind == "company":
            collection["POST"] = endpoints.create_activity
        routes += _at(base, Resource(server, kind, **collection))
        routes += _at(f"{base}/{{id}}", Resource(server, kind, **member))
    return Paths(routes)


def _extension_routes(server: Context) -> list[BaseRoute]:
    routes = [
        *_at(extensions.WELL_KNOWN, extensions.Advertisement(server)),
        *_at(openapi.ADDRESS, openapi.Description(server)),
        *_at(extensions.ME, Resource(server, "user", GET=extensions.who_am_i)),
        *_at(f"{extensions.ACTIVITIES['user']}/read", Resource(server, "user", POST=extensions.read_through)),
    ]
    for kind, base in extensions.ACTIVITIES.items():
        routes += _at(f"{base}/changes", Resource(server, kind, GET=extensions.list_changes))
        routes += _at(f"{base}/stream", Resource(server, kind, GET=extensions.open_stream))
    return routes


def _at(path: str, resource: ASGIApp) -> list[BaseRoute]:
    """With and without a slash at the end; a redirect would turn a POST into a GET."""
    return [Route(path, resource), Route(f"{path}/", resource)]


async def _nowhere(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise not_found()
