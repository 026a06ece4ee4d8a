"""WebSocket clients for tests."""

import asyncio
import json

from tests.timeouts import TIMEOUT


def live_line(address: str) -> str:
    """Where the live line of the Tandem at this address is."""
    return f'{address.replace("http", "ws", 1)}/ws'


class Line:
    """A connection whose messages are read one by one."""

    def __init__(self, socket):
        self.socket = socket

    async def say(self, message):
        await self.socket.send(message if isinstance(message, str | bytes) else json.dumps(message))

    async def next(self):
        async with asyncio.timeout(TIMEOUT):
            return json.loads(await self.socket.recv())

    async def end(self):
        """The code and the reason that the line was closed with."""
        async with asyncio.timeout(TIMEOUT):
            await self.socket.wait_closed()
        return self.socket.close_code, self.socket.close_reason


class Sleeper:
    """A client that connects and does not read until it wakes."""

    def __init__(self, app, token):
        self._scope = {
            'type': 'websocket',
            'path': '/ws',
            'query_string': b'',
            'headers': [(b'host', b'localhost'), (b'authorization', f'Bearer {token}'.encode())],
        }
        self._app = app
        self._incoming = asyncio.Queue()
        self._awake = asyncio.Event()
        self._got = asyncio.Queue()
        self.asleep = asyncio.Event()

    async def connect(self):
        self._incoming.put_nowait({'type': 'websocket.connect'})
        await self._app(self._scope, self._incoming.get, self._send)

    def wake(self):
        self._awake.set()

    def hang_up(self):
        self._incoming.put_nowait({'type': 'websocket.disconnect', 'code': 1000})

    async def next(self):
        async with asyncio.timeout(TIMEOUT):
            return json.loads(await self._got.get())

    async def _send(self, message):
        if message['type'] == 'websocket.send':
            self.asleep.set()
            await self._awake.wait()
            self._got.put_nowait(message['text'])


def titles(*messages):
    return [message['data']['task']['title'] for message in messages]
