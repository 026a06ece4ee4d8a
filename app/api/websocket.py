"""The live line for programs and browsers: what was missed, then every change as it is committed."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import aclosing, suppress
from typing import Any

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic_core import to_json

from app.api.feed import Feed
from app.api.requests import LARGEST, tandem_of
from app.auth import Caller, is_own_origin, recognise_browser, recognise_token
from app.logs import note_user
from services.accounts import Scope
from services.errors import NotAllowed, NotSignedIn, TooMany, Unavailable

MESSAGE_LIMIT = 64 * 1024
"""How many characters a client may send at once."""

AUTH_SECONDS = 10.0
"""How long a client may take to say who it is."""

NOT_SIGNED_IN = 4401
NOT_ALLOWED = 4403
TOO_LARGE = 1009
TRY_AGAIN_LATER = 1013

_KNOWN = 'Send {"type": "sync_request"} or {"type": "ping"}.'
_AUTH = 'Send {"type": "auth", "token": "…"} first.'

router = APIRouter()


@router.websocket('/ws')
async def live(socket: WebSocket) -> None:
    """Send what the client missed since the event it names, or everything; then each change."""
    await socket.accept()
    # Whoever has gone already need not be told why.
    with suppress(WebSocketDisconnect):
        try:
            caller = await _recognise(socket)
            note_user(socket.scope, caller.user_id)
            caller.check(Scope.READ)
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
            group.create_task(_tell(socket, feed, since))
            await _listen(socket, feed)
    except ExceptionGroup as errors:
        # Neither of the two ends but by an error, and the first to end is why the line does.
        raise errors.exceptions[0] from None


async def _tell(socket: WebSocket, feed: Feed, since: int | None) -> None:
    async with aclosing(feed.messages(since)) as messages:
        async for message in messages:
            await socket.send_text(message.text)
            del message  # which may be all tasks, and the next one long in coming


async def _listen(socket: WebSocket, feed: Feed) -> None:
    while True:
        message = await _read(socket, _KNOWN)
        kind = message.get('type')
        answer = KINDS.get(kind) if isinstance(kind, str) else None
        if answer is None:
            await _complain(socket, f'This type of message is not known. {_KNOWN}')
        else:
            await answer(socket, feed)


async def _tell_anew(_socket: WebSocket, feed: Feed) -> None:
    feed.refresh()


async def _answer_ping(socket: WebSocket, _feed: Feed) -> None:
    await _say(socket, type='pong')


async def _hear_pong(_socket: WebSocket, _feed: Feed) -> None:
    """Nothing: that it came keeps the line alive."""


async def _refuse_second_auth(socket: WebSocket, _feed: Feed) -> None:
    await _complain(socket, f'You are signed in already. {_KNOWN}')


KINDS: dict[str, Callable[[WebSocket, Feed], Awaitable[None]]] = {
    'sync_request': _tell_anew,
    'ping': _answer_ping,
    'pong': _hear_pong,
    'auth': _refuse_second_auth,
}
"""Every type of message that a client who is signed in may send, and what comes of it."""


async def _recognise(socket: WebSocket) -> Caller:
    database = tandem_of(socket).database
    header = socket.headers.get('authorization')
    if header is not None:
        return await _owner_of(socket, header.partition(' ')[2].strip())
    if is_own_origin(socket.headers):
        async with database.transaction() as session:
            caller = await recognise_browser(session, socket)
        if caller is not None:
            return caller
    try:
        async with asyncio.timeout(AUTH_SECONDS):
            token = await _token(socket)
    except TimeoutError:
        raise NotSignedIn(f'Nobody signed in within {AUTH_SECONDS:.0f} seconds.') from None
    return await _owner_of(socket, token)


async def _owner_of(socket: WebSocket, token: str) -> Caller:
    async with tandem_of(socket).database.transaction() as session:
        return await recognise_token(session, token)


async def _token(socket: WebSocket) -> str:
    while True:
        message = await _read(socket, _AUTH)
        token = message.get('token')
        if message.get('type') == 'auth' and isinstance(token, str):
            return token
        await _complain(socket, f'You are not signed in yet. {_AUTH}')


async def _since(socket: WebSocket) -> int | None:
    """The number of the last event that the client knows; None when it knows none."""
    since = socket.query_params.get('since')
    if since is None:
        return None
    if since.isascii() and since.isdigit() and int(since[:20]) <= LARGEST:
        return int(since)
    await _complain(socket, 'since must be the number of an event. You get everything instead.')
    return None


async def _read(socket: WebSocket, what_to_do: str) -> dict[str, Any]:
    """The next message that makes sense; the client is told of those that do not."""
    while True:
        message = await socket.receive()
        if message['type'] == 'websocket.disconnect':
            raise WebSocketDisconnect(message.get('code', 1005))
        text = message.get('text')
        if len(text or message.get('bytes') or '') > MESSAGE_LIMIT:
            raise _TooLarge(f'A message may have at most {MESSAGE_LIMIT:,} characters.')
        if text is None:
            await _complain(socket, f'Binary messages are not understood. {what_to_do}')
            continue
        try:
            read = json.loads(text)
        except (ValueError, RecursionError):
            await _complain(socket, f'This is not JSON. {what_to_do}')
            continue
        if isinstance(read, dict):
            return read
        await _complain(socket, f'This is not a JSON object. {what_to_do}')


async def _complain(socket: WebSocket, detail: str) -> None:
    await _say(socket, type='error', detail=detail)


async def _say(socket: WebSocket, **message: str) -> None:
    await socket.send_text(to_json(message).decode())


def _reason(error: Exception) -> str:
    """Why the line is closed; the protocol has room for 123 bytes."""
    return str(error).encode()[:123].decode(errors='ignore')


class _TooLarge(Exception):
    """The client sent more at once than it may."""
