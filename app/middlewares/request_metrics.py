"""The counter of answered requests for `/metrics`."""

from prometheus_client import Counter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_METHODS = frozenset({'GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'})


class RequestMetrics:
    """Counts each answer by method and status."""

    def __init__(self, app: ASGIApp, counter: Counter) -> None:
        self.app = app
        self._counter = counter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and count its answer."""
        if scope['type'] != 'http':
            await self.app(scope, receive, send)
            return
        # A client that makes up methods must not be able to make up time series.
        method = scope['method'] if scope['method'] in _METHODS else 'other'

        async def send_counting(message: Message) -> None:
            if message['type'] == 'http.response.start':
                self._counter.labels(method, str(message['status'])).inc()
            await send(message)

        await self.app(scope, receive, send_counting)
