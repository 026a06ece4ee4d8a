"""The limit on how large the body of a request may be."""

from http import HTTPStatus

from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.problems import problem

BODY_LIMIT = 1_000_000
"""Bytes."""


class BodyLimit:
    """Starlette's limit, with our own answer in the place of its plain text.

    A body without a Content-Length is counted as it arrives.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._limited = RequestBodyLimitMiddleware(app, BODY_LIMIT)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 413."""
        if scope['type'] != 'http':
            await self.app(scope, receive, send)
            return
        is_refused = False

        async def send_problem_instead(message: Message) -> None:
            nonlocal is_refused
            if message['type'] == 'http.response.start' and message['status'] == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
                is_refused = True
                await problem(413)(scope, receive, send)
            elif not is_refused:
                await send(message)

        await self._limited(scope, receive, send_problem_instead)
