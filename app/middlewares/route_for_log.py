"""Tells the request log which route a request took."""

from starlette.types import ASGIApp, Receive, Scope, Send

from app.addresses import API
from app.logs import REQUEST_FACTS


class RouteForLog:
    """Notes the pattern of the route, never the path itself, which may contain what people wrote."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the route is known only afterwards."""
        try:
            await self.app(scope, receive, send)
        finally:
            route = getattr(scope.get('route'), 'path', None)
            if route is not None and REQUEST_FACTS in scope:
                # FastAPI gives the pattern of a route in a router without the prefix of that router.
                lacks_prefix = scope['path'].startswith(f'{API}/') and not route.startswith('/api')
                scope[REQUEST_FACTS]['route'] = f'{API}{route}' if lacks_prefix else route
