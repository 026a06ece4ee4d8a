"""Answers a request to the API that broke as any other refusal, instead of with a traceback."""

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.addresses import is_api
from app.problems import problem

log = logging.getLogger(__name__)


class ApiErrors:
    """Logs the exception and answers 500, unless the answer has begun; what happens to pages is not handled here."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope['type'] != 'http' or not is_api(scope['path']):
            await self.app(scope, receive, send)
            return
        has_begun = False

        async def send_noting_start(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(scope, receive, send_noting_start)
        except Exception:
            log.exception('A request broke.')
            if has_begun:
                raise
            await problem(500)(scope, receive, send)
