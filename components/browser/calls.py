"""Calls of methods in the browser: collected for each page, and sent once a turn of the event loop."""

import asyncio
from collections import deque
from typing import Any

from nicegui import Client, json, ui

_QUEUE = 'tandem_calls'
_RUN = (
    'for (const [id, method, args] of [{calls}]) '
    'try {{ getElement(id)?.[method](...args) }} catch (error) {{ console.error(error) }}'
)


def call_method(element: ui.element, method: str, *args: Any) -> None:
    """Have the browser call a method of `element`; nothing happens if the element or its page is gone.

    All calls that are made for a page in one turn of the event loop travel as one message and run in the order they
    were made. A method that fails is reported in the browser's console and does not stop the ones after it.
    """
    client = element.client
    if client.is_deleted or element.is_deleted:
        return
    queue: deque[str] | None = client.storage.get(_QUEUE)
    if queue is None:
        queue = client.storage[_QUEUE] = deque()
        asyncio.get_running_loop().call_soon(_send, client)
    queue.append(json.dumps([element.id, method, args]))  # now, because what is passed may change until it is sent


def _send(client: Client) -> None:
    queue = client.storage.pop(_QUEUE)
    if not client.is_deleted:
        client.run_javascript(_RUN.format(calls=','.join(queue)))
