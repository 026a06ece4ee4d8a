"""One gesture in one page, seen in another, over a bare WebSocket; with a database, by way of LISTEN and NOTIFY."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator

import asyncpg
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

_PAGE = """<!doctype html><title>Floor</title>
<div role="list"><div role="listitem" aria-posinset="1" class="pending"><input type="checkbox"></div></div>
<script>
const row = document.querySelector('[role=listitem]'), box = row.firstChild;
const socket = new WebSocket('ws://' + location.host + '/ws');
socket.onmessage = message => {
  const said = JSON.parse(message.data);
  box.checked = said.done;
  row.className = said.done ? 'completed' : 'pending';
  if (said.title) row.setAttribute('aria-label', said.title);
};
box.onchange = () => socket.send(JSON.stringify({done: box.checked}));
window.say = title => socket.send(JSON.stringify({title, done: false}));
socket.onopen = () => document.body.dataset.ready = 'yes';
</script>"""


class Hop:
    """Whatever comes in by one line goes out by all."""

    def __init__(self, database_url: str) -> None:
        self._url = database_url
        self._sockets: set[WebSocket] = set()
        self._connection: asyncpg.Connection | None = None
        self._said: asyncio.Queue[str] = asyncio.Queue()

    @contextlib.asynccontextmanager
    async def running(self, _app: Starlette) -> AsyncIterator[None]:
        """Listen, when there is a database to listen to."""
        if not self._url:
            yield
            return
        self._connection = await asyncpg.connect(self._url)
        listening = await asyncpg.connect(self._url)
        await listening.add_listener('floor', lambda *notified: self._said.put_nowait(str(notified[-1])))
        telling = asyncio.create_task(self._tell_what_is_notified())
        yield
        telling.cancel()
        await listening.close()
        await self._connection.close()

    async def page(self, _request: Request) -> Response:
        """The page."""
        return HTMLResponse(_PAGE)

    async def post(self, request: Request) -> Response:
        """The way in for programs."""
        await self._take((await request.body()).decode())
        return Response(status_code=204)

    async def line(self, socket: WebSocket) -> None:
        """The way in and out for pages."""
        await socket.accept()
        self._sockets.add(socket)
        with contextlib.suppress(WebSocketDisconnect):
            while True:
                await self._take(await socket.receive_text())
        self._sockets.discard(socket)

    async def _take(self, said: str) -> None:
        if self._connection is None:
            await self._tell(said)
        else:
            await self._connection.execute("SELECT pg_notify('floor', $1)", said)

    async def _tell_what_is_notified(self) -> None:
        while True:
            await self._tell(await self._said.get())

    async def _tell(self, said: str) -> None:
        for socket in tuple(self._sockets):
            await socket.send_text(said)


if __name__ == '__main__':
    hop = Hop(sys.argv[2])
    routes = [Route('/', hop.page), Route('/say', hop.post, methods=['POST']), WebSocketRoute('/ws', hop.line)]
    app = Starlette(routes=routes, lifespan=hop.running)
    uvicorn.run(app, port=int(sys.argv[1]), log_level='warning')
