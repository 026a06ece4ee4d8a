"""One line in the log for each request."""

import logging
import time
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.logs import REQUEST_FACTS, requests

_NO_ROUTE = 'other'


class RequestLog:
    """Writes the line when the request is over: method, route, status, duration and person."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope['type'] not in {'http', 'websocket'} or not requests.isEnabledFor(logging.INFO):
            await self.app(scope, receive, send)
            return
        facts: dict[str, Any] = {}
        start = time.perf_counter()

        async def send_noting_status(message: Message) -> None:
            if message['type'] in {'http.response.start', 'websocket.close'}:
                facts['status'] = message.get('status', message.get('code'))
            await send(message)

        try:
            await self.app({**scope, REQUEST_FACTS: facts}, receive, send_noting_status)
        finally:
            request = {
                'method': scope.get('method', 'WEBSOCKET'),
                'route': facts.get('route', _NO_ROUTE),
                'status': facts.get('status'),
                'milliseconds': round((time.perf_counter() - start) * 1_000, 1),
                'user': facts.get('user'),
            }
            requests.info('request', extra={'request': request})
