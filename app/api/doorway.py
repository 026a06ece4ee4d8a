"""What every request passes first: no body is too large, each address has one spelling, no answer lacks a sentence."""

import logging

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.problems import problem

log = logging.getLogger(__name__)

PREFIX = '/api/v1'

BODY_LIMIT = 1_000_000
"""How many bytes the body of a request may have."""

_COLLECTIONS = (f'{PREFIX}/tasks',)
_HEALTH = ('/healthz', '/readyz')


class Doorway:
    """Takes an address with or without its last slash, and says it in our words when something breaks."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what nobody expected is logged and answered with a sentence, not with its traceback."""
        if scope['type'] != 'http':
            await self._app(scope, receive, send)
            return
        if not is_api(scope['path']):
            await self._app(scope, _limited(receive), send)
            return
        begun = False

        async def note_the_begin(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        # A redirect would do for browsers, but many programs lose the body or the token on the way.
        path = one_spelling(scope['path'])
        try:
            await self._app({**scope, 'path': path}, _limited(receive), note_the_begin)
        except Exception:
            log.exception('A request broke.')
            if begun:
                raise
            await problem(500)(scope, receive, send)


def is_api(path: str) -> bool:
    """Whether programs, not people, ask for what is at `path`."""
    return path == '/api' or path.startswith('/api/') or path.rstrip('/') in _HEALTH


def _limited(receive: Receive) -> Receive:
    """`receive`, as long as the body is not too large; after that the request is refused with 413."""
    size = 0

    async def receive_within_limit() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get('body', b''))
        if size > BODY_LIMIT:
            raise HTTPException(413)
        return message

    return receive_within_limit


def one_spelling(path: str) -> str:
    """`path` as its route is declared: without a last slash, unless it is a collection of things by id."""
    bare = path.rstrip('/')
    return f'{bare}/' if bare in _COLLECTIONS else bare
