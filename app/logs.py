"""What Tandem writes down while it runs: lines as text or as JSON, and nothing of what people keep in it.

What an exception says may quote a title, an address or a password, so of exceptions only the kind
and the place are written; and a request is told by its route, never by its address.
"""

import json
import logging
import time
import traceback
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.settings import LogFormat

requests = logging.getLogger('tandem.requests')

_SEEN = 'tandem_seen'
_NO_ROUTE = 'other'


def configure(kind: LogFormat) -> None:
    """Write warnings, and with JSON a line for each request, to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if kind is LogFormat.JSON else PlainLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    # NiceGUI warns of each address that there is nothing at, whatever is in it.
    logging.getLogger('nicegui').addFilter(lambda record: not str(record.msg).endswith(' not found'))
    requests.setLevel(logging.INFO if kind is LogFormat.JSON else logging.WARNING)


class PlainLines(logging.Formatter):
    """Lines for people."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and below it where an exception came from."""
        where = _place_of(record)
        return f'{record.levelname} {record.name}: {_said_in(record)}' + (f'\n{where}' if where else '')


class JsonLines(logging.Formatter):
    """Lines for programs: one JSON object each."""

    def format(self, record: logging.LogRecord) -> str:
        """What happened, when, and, for a request, how it went."""
        line: dict[str, Any] = {
            'time': datetime.fromtimestamp(record.created, UTC).isoformat(timespec='milliseconds'),
            'level': record.levelname.lower(),
            'logger': record.name,
            'message': _said_in(record),
            **getattr(record, 'request', {}),
        }
        if where := _place_of(record):
            line['exception'] = where
        return json.dumps(line)


class LoggedRequests:
    """Writes a line about each request when it is over. Passed by first."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope['type'] not in {'http', 'websocket'} or not requests.isEnabledFor(logging.INFO):
            await self._app(scope, receive, send)
            return
        seen: dict[str, Any] = {}
        began = time.perf_counter()

        async def note_status(message: Message) -> None:
            if message['type'] in {'http.response.start', 'websocket.close'}:
                seen['status'] = message.get('status', message.get('code'))
            await send(message)

        try:
            await self._app({**scope, _SEEN: seen}, receive, note_status)
        finally:
            told = {
                'method': scope.get('method', 'WEBSOCKET'),
                'route': seen.get('route', _NO_ROUTE),
                'status': seen.get('status'),
                'milliseconds': round((time.perf_counter() - began) * 1_000, 1),
                'user': seen.get('user'),
            }
            requests.info('request', extra={'request': told})


class NotedRoutes:
    """Notes which route a request took. Passed last. What lies below `prefix` is known by the rest of its path."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self._app = app
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        try:
            await self._app(scope, receive, send)
        finally:
            route = getattr(scope.get('route'), 'path', None)
            if route is not None and _SEEN in scope:
                is_below = scope['path'].startswith(f'{self._prefix}/') and not route.startswith('/api')
                scope[_SEEN]['route'] = f'{self._prefix}{route}' if is_below else route


def note_user(scope: Scope, user_id: UUID) -> None:
    """Have the line about this request say who made it."""
    if _SEEN in scope:
        scope[_SEEN]['user'] = str(user_id)


def _said_in(record: logging.LogRecord) -> str:
    """The message, without what an exception has to say; asyncio puts that into the lines after the first."""
    if isinstance(record.msg, BaseException):
        return type(record.msg).__name__
    if any(isinstance(argument, BaseException) for argument in record.args or ()):
        return str(record.msg)
    return record.getMessage().partition('\n')[0]


def _place_of(record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    if error is None and isinstance(record.msg, BaseException):
        error = record.msg
    return '' if error is None else '\n'.join(_chain(error))


def _chain(error: BaseException) -> list[str]:
    """The kind of an exception and of those it came from, each with the places it went through."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = _chain(cause) if cause is not None else []
    places = [f'  {frame.filename}:{frame.lineno} {frame.name}' for frame in traceback.extract_tb(error.__traceback__)]
    within = [line for part in getattr(error, 'exceptions', ()) for line in _chain(part)]
    return [*before, type(error).__name__, *places, *within]
