"""A page without a browser: as it was sent, and the socket it opens, spoken by hand."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
from websockets.asyncio.client import ClientConnection, connect

from tests.accounts import PASSWORD
from tests.timeouts import TIMEOUT


@dataclass
class Visit:
    """A page as it was sent to somebody's browser."""

    client_id: str
    elements: dict[str, Any]
    cookie: str

    def button(self, label: str) -> tuple[int, str]:
        """The id of the button with this name, and of what listens for its click."""
        for number, element in self.elements.items():
            if element.get('props', {}).get('aria-label') == label:
                return int(number), element['events'][0]['listener_id']
        raise AssertionError(label)

    def click(self, label: str) -> dict[str, Any]:
        """What the browser would say when the button is clicked."""
        number, listener = self.button(label)
        return {'id': number, 'client_id': self.client_id, 'listener_id': listener, 'args': []}


class Person:
    """Somebody with a browser."""

    def __init__(self, address: str, email: str) -> None:
        self.address = address
        self.browser = httpx.Client(base_url=address, headers={'Sec-Fetch-Site': 'same-origin'}, timeout=TIMEOUT)
        entered = self.browser.post('/login', data={'register': '1', 'email': email, 'password': PASSWORD})
        assert entered.status_code == 303

    @property
    def cookie(self) -> str:
        [(name, value)] = self.browser.cookies.items()
        return f'{name}={value}'

    def open(self, path: str = '/') -> Visit:
        """Load a page."""
        answer = self.browser.get(path)
        assert answer.status_code == 200
        seed = re.search(r'parseElements\(String\.raw`(.*?)`\)', answer.text, re.DOTALL)
        client_id = re.search(r"client_id': '([0-9a-f-]+)'", answer.text)
        assert seed
        assert client_id
        plain = seed[1].replace('&lt;', '<').replace('&gt;', '>').replace('&#96;', '`').replace('&#36;', '$')
        return Visit(client_id[1], json.loads(plain.replace('&amp;', '&')), self.cookie)

    def theme(self) -> str:
        """What the theme button says on a page opened now."""
        labels = (each.get('props', {}).get('aria-label', '') for each in self.open().elements.values())
        return next(label for label in labels if label.startswith('Theme: '))


class Refused(Exception):
    """The server would not talk."""


class Line:
    """A page's socket, spoken by hand."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    async def say(self, name: str, message: Any) -> None:
        await self._socket.send(f'42{json.dumps([name, message])}')

    async def say_raw(self, text: str) -> None:
        await self._socket.send(text)

    async def hear(self, name: str) -> Any:
        """The next message of this kind."""
        while True:
            said, *rest = await self.hear_any()
            if said == name:
                return rest[0]

    async def hear_any(self) -> list[Any]:
        """The next message of whatever kind: its name, and what it says."""
        while True:
            text = str(await self._socket.recv())
            if text == '2':
                await self._socket.send('3')
            elif text.startswith('42'):
                said: list[Any] = json.loads(text[2:])
                return said

    async def end(self) -> None:
        """Return once the server has hung up."""
        try:
            while not str(await self._socket.recv()).startswith('41'):
                pass
        except Exception:  # noqa: BLE001 - however it ends, it ends
            return


@asynccontextmanager
async def line_of(
    address: str, client_id: str, *, cookie: str | None = None, origin: str | None = None, handshake: bool = True
) -> AsyncIterator[Line]:
    """The socket that a page opens; raises Refused."""
    query = {'EIO': '4', 'transport': 'websocket'}
    if handshake:
        query |= {'client_id': client_id, 'tab_id': 'tab', 'document_id': 'document', 'next_message_id': '0'}
        query['implicit_handshake'] = 'true'
    url = f'ws://{urlsplit(address).netloc}/_nicegui_ws/socket.io/?{urlencode(query)}'
    headers = ({'Cookie': cookie} if cookie else {}) | ({'Origin': origin} if origin else {})
    try:
        socket = await connect(url, additional_headers=headers)
    except Exception as error:
        raise Refused from error
    async with socket:
        try:
            await socket.recv()
            await socket.send('40')
            answer = str(await socket.recv())
        except Exception as error:
            raise Refused from error
        if not answer.startswith('40'):
            raise Refused
        yield Line(socket)
