"""Closes the addresses to which NiceGUI lets a browser upload files; Tandem takes no files that way."""

from starlette.types import ASGIApp, Receive, Scope, Send

from app.addresses import is_upload
from app.problems import problem


class NoUploads:
    """Answers 404 to an upload."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything else on."""
        if scope['type'] == 'http' and is_upload(scope['path']):
            await problem(404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)
