"""One order of middlewares, outermost first, that every request really passes; and one order of start and stop."""

import asyncio
import json
import os
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from starlette.middleware import Middleware
from starlette.routing import Route

from app.bootstrap import build
from app.mcp import McpEndpoint
from app.serving import install, middlewares
from app.settings import Settings
from tests.accounts import account_settings
from tests.fixtures.tandem import AnyUser
from tests.timeouts import TIMEOUT

OUTSIDE = ['ServerErrorMiddleware', 'ExceptionTelemetryMiddleware', 'AppBodyLimitMiddleware']
INSIDE = ['ExceptionMiddleware', 'AsyncExitStackMiddleware']
"""What FastAPI puts around the list."""

FOR_NICEGUI = ['CachedFiles', 'PrefixedRedirects']

SERVED_AND_OURS = """
import json
from nicegui import app
from nicegui.server import Server
from app.nicegui.plain_middlewares import replace_middlewares
from app.postgres.embedded import Opened
from app.serving import middlewares, run_app
from app.settings import Settings
Server.run = lambda self: setattr(self, 'started', True)
run_app(Settings(_env_file=None), Opened('postgresql://nobody@127.0.0.1:1/nothing'), None)
replace_middlewares(app)
ours = middlewares(app.state.tandem, app.state.metrics)
print(json.dumps([[each.cls.__name__ for each in some] for some in (app.user_middleware, ours)]))
"""
"""A start of Tandem that does everything but serve."""

SETTINGS = {'local': lambda: Settings(_env_file=None), 'accounts': account_settings}


@pytest.fixture(params=SETTINGS)
def tandem(request, database_url):
    settings = SETTINGS[request.param]()
    return build(settings, database_url, local_user=AnyUser(settings))


def declared(app):
    """The names in the list, for the mode that `app` runs in."""
    return [_name(each) for each in middlewares(app.state.tandem, app.state.metrics)]


def _name(middleware):
    return getattr(middleware.cls, '__name__', '')


class Recorder:
    """Stands before a middleware, and notes its name for each request that reaches it."""

    def __init__(self, app, name, passed):
        self.app = app
        self._name = name
        self._passed = passed

    async def __call__(self, scope, receive, send):
        self._passed.append(self._name)
        await self.app(scope, receive, send)


@pytest.fixture
def passed(app):
    """The middlewares that the last request has reached, in that order."""
    passed: list[str] = []
    app.user_middleware = [
        each
        for middleware in app.user_middleware
        for each in (Middleware(Recorder, name=_name(middleware), passed=passed), middleware)
    ]
    return passed


def client_of(app):
    return AsyncClient(transport=ASGITransport(app), base_url='http://localhost')


def stack(app):
    """The names of what a request passes, as Starlette builds it, without the router inside."""
    layer, names = app.build_middleware_stack(), []
    while layer is not app.router:
        names.append(type(layer).__name__)
        layer = layer.app
    return names


async def test_the_stack_that_is_built_is_the_list_as_declared(app):
    assert stack(app) == [*OUTSIDE, *declared(app), *INSIDE]


@pytest.mark.parametrize(
    ('path', 'status'),
    [
        ('/login/nowhere', 404),
        ('/api/v1/me', 401),
        ('/api/v1/nothing', 404),
        ('/healthz', 200),
        ('/metrics', 404),
        ('/mcp', 401),
        ('/static/icon.svg', 200),
        ('/sw.js', 200),
    ],
)
async def test_a_request_passes_every_middleware_in_that_order(app, passed, path, status):
    async with client_of(app) as client:
        answer = await client.get(path)

    assert answer.status_code == status
    assert passed == declared(app)


async def test_a_websocket_passes_them_too(app, passed):
    scope = {
        'type': 'websocket',
        'path': '/ws',
        'raw_path': b'/ws',
        'query_string': b'',
        'scheme': 'ws',
        'headers': [(b'host', b'localhost')],
        'subprotocols': [],
        'client': ('127.0.0.1', 1),
        'root_path': '',
    }
    received = iter([{'type': 'websocket.connect'}, {'type': 'websocket.disconnect', 'code': 1001}])
    sent = []

    async def receive():
        return next(received)

    async def send(message):
        sent.append(message['type'])

    await app(scope, receive, send)

    assert sent == ['websocket.accept']
    assert passed == declared(app)


@pytest.mark.parametrize(
    ('method', 'path', 'body', 'status'),
    [
        ('POST', '/_nicegui/client/x/upload/1', b'', 404),
        ('POST', '/api/v1/auth/login', b' ' * 1_000_001, 413),
        ('POST', '/mcp', b' ' * 1_000_001, 413),
        ('GET', '/api/v1/me', b'', 401),
    ],
)
async def test_a_refusal_has_the_security_headers_and_is_counted(app, method, path, body, status):
    def counted():
        return app.state.metrics.requests.labels(method, str(status))._value.get()

    before = counted()
    async with client_of(app) as client:
        answer = await client.request(method, path, content=body)

    assert answer.status_code == status
    assert answer.json()['detail'].endswith('.')
    assert answer.headers['x-content-type-options'] == 'nosniff'
    assert counted() == before + 1


async def test_an_answer_is_compressed_once_it_is_large_enough(app):
    async with client_of(app) as client:
        page = await client.get('/login/nowhere')

    assert page.headers['content-encoding'] == 'gzip'
    assert page.text.startswith('<!doctype html>')


def test_nicegui_adds_two_middlewares_outside_of_ours_and_nothing_else(tmp_path):
    root = Path(__file__).parents[2]
    environment = os.environ | {'PYTHONPATH': str(root)}
    environment.pop('PYTEST_CURRENT_TEST', None)  # its presence makes NiceGUI think that it is being simulated
    command = [sys.executable, '-c', SERVED_AND_OURS]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)  # noqa: S603 - our own

    served, ours = json.loads(done.stdout)
    assert served == [*FOR_NICEGUI, *ours]


async def test_the_database_starts_first_and_stops_last(database_url):
    tandem = build(Settings(_env_file=None), database_url)
    seen = []

    @asynccontextmanager
    async def noting(name):
        seen.append(f'{name} starts, changes arrive: {tandem.relay.connected}')
        yield
        seen.append(f'{name} stops, changes arrive: {tandem.relay.connected}')

    app = FastAPI(lifespan=lambda _: noting('framework'))
    install(app, tandem, while_serving=noting('window'))
    async with asyncio.timeout(TIMEOUT), app.router.lifespan_context(app):
        seen.append('requests')

    assert seen == [
        'framework starts, changes arrive: True',
        'window starts, changes arrive: True',
        'requests',
        'window stops, changes arrive: True',
        'framework stops, changes arrive: True',
    ]
    assert not tandem.relay.connected


async def test_an_exchange_over_mcp_ends_before_what_it_uses(database_url):
    tandem = build(Settings(_env_file=None), database_url)
    app = FastAPI()
    install(app, tandem)
    async with asyncio.timeout(TIMEOUT), app.router.lifespan_context(app):
        [mcp] = {
            route.endpoint
            for route in app.routes
            if isinstance(route, Route) and isinstance(route.endpoint, McpEndpoint)
        }
        assert await mcp._open() is not None

    assert await mcp._open() is None
