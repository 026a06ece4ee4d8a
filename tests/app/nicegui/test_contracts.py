"""What app/nicegui relies on inside NiceGUI: a version that changes it fails here, not in somebody's browser."""

import asyncio
import inspect

import pytest
from fastapi import FastAPI
from nicegui import Client, background_tasks, core, ui
from starlette.requests import Request

from app.nicegui import clients
from app.nicegui.socket_guard import NAMESPACE, SocketGuard


@pytest.fixture
def guard():
    return SocketGuard(FastAPI(), lambda _sid: None)


def test_every_event_of_the_socket_has_a_guard(guard):
    assert set(core.sio.handlers) == {NAMESPACE}
    assert core.sio.namespace_handlers == {}
    assert set(core.sio.handlers[NAMESPACE]) == guard.known_events


def test_a_guard_awaits_what_has_to_be_awaited(guard):
    handlers = core.sio.handlers[NAMESPACE]
    for name, handler in guard.guarded(handlers).items():
        assert inspect.iscoroutinefunction(handler) == inspect.iscoroutinefunction(handlers[name]), name


def test_an_event_that_nobody_knows_is_refused_and_logged(guard, caplog):
    called = []

    guarded = guard.guarded({'upload': lambda *_: called.append('upload'), 'disconnect': called.append})
    guarded['upload']('sid', {'client_id': 'somebody else'})
    guarded['disconnect']('sid')

    assert called == ['sid']
    assert '“upload”' in caplog.text


@pytest.fixture
async def client(monkeypatch):
    """A page as NiceGUI makes one for a request, in the loop of the test."""
    monkeypatch.setattr(core, 'loop', asyncio.get_running_loop())
    scope = {'type': 'http', 'method': 'GET', 'path': '/contract', 'query_string': b'', 'headers': []}
    client = Client(ui.page('/contract', reconnect_timeout=1), request=Request(scope))
    yield client
    client.delete()
    tasks = list(background_tasks.running_tasks)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def connect(client, sid):
    await client.handle_handshake(sid, 'tab', None, f'document of {sid}', None)


async def test_a_page_knows_the_sockets_that_were_opened_for_it(client):
    assert clients.sockets_of(client) == []
    await connect(client, 'one')
    await connect(client, 'two')

    assert clients.sockets_of(client) == ['one', 'two']
    assert [clients.has_socket(client, sid) for sid in ('one', 'two', 'three')] == [True, True, False]


async def test_a_page_that_lost_its_browser_is_not_one_that_never_had_any(client):
    assert clients.was_never_connected(client)
    await connect(client, 'one')
    assert not clients.was_never_connected(client)
    client.handle_disconnect('one')

    assert not client.has_socket_connection
    assert not clients.was_never_connected(client)
