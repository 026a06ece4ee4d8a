"""Takes an address of the API with or without a slash at its end."""

from starlette.types import ASGIApp, Receive, Scope, Send

from app.addresses import canonical, is_api


class CanonicalPaths:
    """Spells the path as its route is declared.

    A redirect would do for browsers, but many programs lose the body or the token when they follow it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope['type'] == 'http' and is_api(scope['path']):
            scope = {**scope, 'path': canonical(scope['path'])}
        await self.app(scope, receive, send)
