"""Has the browser call methods of elements, several in one message."""

from collections.abc import Callable
from typing import Any

from nicegui import json, ui

_KIND = 'run_javascript'
_TRY = 'try { '


def tell(element: ui.element, method: str, *args: Any) -> None:
    """Call a method of `element` in the browser; what is told before anything else happens goes as one message.

    NiceGUI's own `run_method` can also wait for an answer, and for that takes a task here, and there a
    script that is read twice. A method that fails keeps none after it from being called.
    """
    client = element.client
    if client.is_deleted or element.is_deleted:
        return
    called = (
        f'{_TRY}runMethod({element.id}, {json.dumps(method)}, {json.dumps(args)}) }} catch (e) {{ console.error(e) }}'
    )
    waiting = client.outbox.messages
    # Only what was told here can be gone on with: a script of somebody else may end in the middle of a line.
    if waiting and waiting[-1][:2] == (client.id, _KIND) and waiting[-1][2]['code'].startswith(_TRY):
        waiting[-1][2]['code'] += called
    else:
        client.outbox.enqueue_message(_KIND, {'code': called}, client.id)


def draw(element: ui.element, message: Any, everything: Callable[[], Any]) -> None:
    """Have a page that is open apply `message`; one that nobody has opened yet finds `everything` in its seed."""
    if element.client.has_socket_connection:
        tell(element, 'apply', message)
    else:
        seed(element, everything())


def seed(element: ui.element, everything: Any) -> None:
    """Give an element what it draws first; as text, because NiceGUI wraps each part of anything else."""
    element.props['seed'] = json.dumps(everything)
