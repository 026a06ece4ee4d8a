"""The little of the developer tools' protocol that every kind of window speaks; Playwright needs more than Qt's has."""

import asyncio
import contextlib
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.timeouts import TIMEOUT, until


class Screen:
    """What is shown in a window, and a hand to work with it."""

    def __init__(self, line: ClientConnection) -> None:
        self._line = line
        self._numbers = itertools.count(1)

    async def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression there; None, too, when the page was exchanged for another meanwhile."""
        told = await self.tell('Runtime.evaluate', expression=expression, awaitPromise=True, returnByValue=True)
        return told.get('result', {}).get('value')

    async def until(self, expression: str) -> None:
        """Wait until the expression is true."""
        await until(lambda: self.evaluate(f'Boolean({expression})'))

    async def add_task(self, title: str) -> None:
        """Type a new task and press Enter."""
        await self.until('window.socket?.connected && window.did_handshake')
        await self.evaluate('document.querySelector(\'[aria-label="New task"]\').focus()')
        await self.tell('Input.insertText', text=title)
        await self.evaluate("document.activeElement.closest('form').requestSubmit()")

    async def close(self) -> None:
        """Close the window; the line breaks while it does."""
        with contextlib.suppress(ConnectionClosed):
            await self.tell('Page.close')

    async def tell(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Carry out one command of the protocol; what the page says meanwhile is passed over."""
        number = next(self._numbers)
        await self._line.send(json.dumps({'id': number, 'method': method, 'params': parameters}))
        while True:
            told = json.loads(await self._line.recv())
            if told.get('id') == number:
                return dict(told.get('result', told))


@asynccontextmanager
async def screen_of(port: int, origin: str) -> AsyncIterator[Screen]:
    """The page of `origin` in the window whose tools listen on `port`."""
    async with httpx.AsyncClient(timeout=TIMEOUT) as client, asyncio.timeout(TIMEOUT):
        while True:
            with contextlib.suppress(httpx.TransportError):
                shown = (await client.get(f'http://127.0.0.1:{port}/json/list')).json()
                line = next((each['webSocketDebuggerUrl'] for each in shown if each['url'].startswith(origin)), None)
                if line:
                    break
            await asyncio.sleep(0.05)
    async with connect(line, max_size=None) as connection:
        screen = Screen(connection)
        await screen.until('document.querySelector(\'[aria-label="New task"]\')')
        yield screen


async def close_browser(port: int) -> None:
    """Close all of a Chromium; without a screen it does not do so by itself after its last page."""
    async with httpx.AsyncClient(timeout=TIMEOUT) as client:
        line = (await client.get(f'http://127.0.0.1:{port}/json/version')).json()['webSocketDebuggerUrl']
    async with connect(line) as connection:
        with contextlib.suppress(ConnectionClosed):
            await Screen(connection).tell('Browser.close')
