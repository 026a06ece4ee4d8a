"""The WebSocket at /ws: the events that a client missed, then every change as it is committed."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import aclosing, suppress
from typing import Any

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic_core import to_json

from app.addresses import WEBSOCKET
from app.api.dependencies import MAX_INTEGER
from app.api.feed import Feed
from app.auth import Caller, authenticate_browser, authenticate_token
from app.bootstrap import tandem_of
from app.client import is_own_origin
from app.logs import note_user
from services.accounts.tokens import Scope
from services.errors import NotAllowed, NotSignedIn, TooMany, Unavailable

MESSAGE_LIMIT = 64 * 1024
"""Characters that a client may send at once."""

AUTH_TIMEOUT_SECONDS = 10.0
"""How long a client may take to authenticate."""

NOT_SIGNED_IN = 4401
NOT_ALLOWED = 4403
TOO_LARGE = 1009
TRY_AGAIN_LATER = 1013

_EXPECTED = 'Send {"type": "sync_request"} or {"type": "ping"}.'
_EXPECTED_AUTH = 'Send {"type": "auth", "token": "…"} first.'

router = APIRouter()


@router.websocket(WEBSOCKET)
async def live(socket: WebSocket) -> None:
    """Send the events after the number that the client names, or a snapshot; then each change."""
    await socket.accept()
    # A client that has disconnected need not be told why.
    with suppress(WebSocketDisconnect):
        try:
            caller = await _authenticate(socket)
            note_user(socket.scope, caller.user_id)
            tandem_of(socket).requests.take(caller.user_id)
            caller.require([Scope.READ])
            with Feed(tandem_of(socket), caller) as feed:
                await _serve(socket, feed)
        except NotSignedIn as error:
            await socket.close(NOT_SIGNED_IN, _reason(error))
        except NotAllowed as error:
            await socket.close(NOT_ALLOWED, _reason(error))
        except (Unavailable, TooMany) as error:
            await socket.close(TRY_AGAIN_LATER, _reason(error))
        except _TooLarge as error:
            await socket.close(TOO_LARGE, _reason(error))


async def _serve(socket: WebSocket, feed: Feed) -> None:
    since = await _since(socket)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(_send_messages(socket, feed, since))
            await _receive_messages(socket, feed)
    except ExceptionGroup as errors:
        # Both tasks end only with an exception, and the first one is the reason to close the connection.
        raise errors.exceptions[0] from None


async def _send_messages(socket: WebSocket, feed: Feed, since: int | None) -> None:
    async with aclosing(feed.messages(since)) as messages:
        async for message in messages:
            await socket.send_text(message.text)
            del message  # it may hold all tasks, and the next one may be long in coming


async def _receive_messages(socket: WebSocket, feed: Feed) -> None:
    requests = tandem_of(socket).requests
    while True:
        message = await _read(socket, _EXPECTED)
        requests.take(feed.user_id)
        kind = message.get('type')
        answer = KINDS.get(kind) if isinstance(kind, str) else None
        if answer is None:
            await _send_error(socket, f'This type of message is not known. {_EXPECTED}')
        else:
            await answer(socket, feed)


async def _answer_sync_request(_socket: WebSocket, feed: Feed) -> None:
    feed.refresh()


async def _answer_ping(socket: WebSocket, _feed: Feed) -> None:
    await _send(socket, type='pong')


async def _ignore_pong(_socket: WebSocket, _feed: Feed) -> None:
    """Do nothing: receiving it has kept the connection alive."""


async def _refuse_second_auth(socket: WebSocket, _feed: Feed) -> None:
    await _send_error(socket, f'You are signed in already. {_EXPECTED}')


KINDS: dict[str, Callable[[WebSocket, Feed], Awaitable[None]]] = {
    'sync_request': _answer_sync_request,
    'ping': _answer_ping,
    'pong': _ignore_pong,
    'auth': _refuse_second_auth,
}
"""Every type of message that an authenticated client may send, with its handler."""


async def _authenticate(socket: WebSocket) -> Caller:
    database = tandem_of(socket).database
    header = socket.headers.get('authorization')
    if header is not None:
        return await _owner_of(socket, header.partition(' ')[2].strip())
    if is_own_origin(socket):
        async with database.everybody().transaction() as session:
            caller = await authenticate_browser(session, socket)
        if caller is not None:
            return caller
    try:
        async with asyncio.timeout(AUTH_TIMEOUT_SECONDS):
            token = await _token(socket)
    except TimeoutError:
        raise NotSignedIn(f'Nobody signed in within {AUTH_TIMEOUT_SECONDS:.0f} seconds.') from None
    return await _owner_of(socket, token)


async def _owner_of(socket: WebSocket, token: str) -> Caller:
    async with tandem_of(socket).database.everybody().transaction() as session:
        return await authenticate_token(session, token)


async def _token(socket: WebSocket) -> str:
    while True:
        message = await _read(socket, _EXPECTED_AUTH)
        token = message.get('token')
        if message.get('type') == 'auth' and isinstance(token, str):
            return token
        await _send_error(socket, f'You are not signed in yet. {_EXPECTED_AUTH}')


async def _since(socket: WebSocket) -> int | None:
    """The number of the last event that the client has; None when it has none."""
    since = socket.query_params.get('since')
    if since is None:
        return None
    if since.isascii() and since.isdigit() and int(since[:20]) <= MAX_INTEGER:
        return int(since)
    await _send_error(socket, 'since must be the number of an event. You get everything instead.')
    return None


async def _read(socket: WebSocket, expected: str) -> dict[str, Any]:
    """The next message that can be understood; the client gets an error for those that cannot."""
    while True:
        message = await socket.receive()
        if message['type'] == 'websocket.disconnect':
            raise WebSocketDisconnect(message.get('code', 1005))
        text = message.get('text')
        if len(text or message.get('bytes') or '') > MESSAGE_LIMIT:
            raise _TooLarge(f'A message may have at most {MESSAGE_LIMIT:,} characters.')
        if text is None:
            await _send_error(socket, f'Binary messages are not understood. {expected}')
            continue
        try:
            read = json.loads(text)
        except (ValueError, RecursionError):
            await _send_error(socket, f'This is not JSON. {expected}')
            continue
        if isinstance(read, dict):
            return read
        await _send_error(socket, f'This is not a JSON object. {expected}')


async def _send_error(socket: WebSocket, detail: str) -> None:
    await _send(socket, type='error', detail=detail)


async def _send(socket: WebSocket, **message: str) -> None:
    await socket.send_text(to_json(message).decode())


def _reason(error: Exception) -> str:
    """Why the connection is closed; the protocol has room for 123 bytes."""
    return str(error).encode()[:123].decode(errors='ignore')


class _TooLarge(Exception):
    """The client sent a message above MESSAGE_LIMIT."""
