"""What every request to the API passes first: one spelling of each address, and no answer without a sentence."""

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.problems import problem

log = logging.getLogger(__name__)

PREFIX = '/api/v1'

_COLLECTIONS = (f'{PREFIX}/tasks',)
_HEALTH = ('/healthz', '/readyz')


class Doorway:
    """Takes an address with or without its last slash, and says it in our words when something breaks."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what nobody expected is logged and answered with a sentence, not with its traceback."""
        if scope['type'] != 'http' or not is_api(scope['path']):
            await self._app(scope, receive, send)
            return
        begun = False

        async def note_the_begin(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        # A redirect would do for browsers, but many programs lose the body or the token on the way.
        path = one_spelling(scope['path'])
        try:
            await self._app({**scope, 'path': path}, receive, note_the_begin)
        except Exception:
            log.exception('%s %s broke.', scope['method'], path)
            if begun:
                raise
            await problem(500)(scope, receive, send)


def is_api(path: str) -> bool:
    """Whether programs, not people, ask for what is at `path`."""
    return path.startswith('/api/') or path.rstrip('/') in _HEALTH


def one_spelling(path: str) -> str:
    """`path` as its route is declared: without a last slash, unless it is a collection of things by id."""
    bare = path.rstrip('/')
    return f'{bare}/' if bare in _COLLECTIONS else bare
