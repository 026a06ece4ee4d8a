"""What comes in by POST goes out to every WebSocket, byte for byte."""

import contextlib
import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

sockets: set[WebSocket] = set()


async def page(_request: Request) -> Response:
    """Nothing to see."""
    return Response('Broadcast')


async def say(request: Request) -> Response:
    """Tell everybody."""
    said = (await request.body()).decode()
    for socket in tuple(sockets):
        await socket.send_text(said)
    return Response(status_code=204)


async def line(socket: WebSocket) -> None:
    """Listen for as long as they like."""
    await socket.accept()
    sockets.add(socket)
    with contextlib.suppress(WebSocketDisconnect):
        while True:
            await socket.receive_text()
    sockets.discard(socket)


if __name__ == '__main__':
    routes = [Route('/', page), Route('/say', say, methods=['POST']), WebSocketRoute('/ws', line)]
    uvicorn.run(Starlette(routes=routes), port=int(sys.argv[1]), log_level='warning')
