"""The running app: its routes, its middlewares from the outermost in, and the order in which it starts and stops."""

import sys
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager, nullcontext
from typing import Any

from fastapi import FastAPI
from nicegui import app, ui
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from app import VERSION, addresses, api, pages, problems
from app.api.metrics import Metrics
from app.api_documentation import serve_documentation
from app.assets import STATIC, serve_assets
from app.bootstrap import Tandem, build
from app.bounded_http import BoundedHttp
from app.desktop.native import window_beside
from app.desktop.window_token import WindowToken
from app.local_user import tells_users
from app.mcp import McpEndpoint
from app.middlewares.api_errors import ApiErrors
from app.middlewares.body_limit import BodyLimit
from app.middlewares.canonical_paths import CanonicalPaths
from app.middlewares.cross_origin import CrossOrigin
from app.middlewares.head_requests import HeadRequests
from app.middlewares.loopback import LoopbackOnly
from app.middlewares.no_uploads import NoUploads
from app.middlewares.page_authentication import PageAuthentication
from app.middlewares.request_log import RequestLog
from app.middlewares.request_metrics import RequestMetrics
from app.middlewares.route_for_log import RouteForLog
from app.middlewares.security_headers import SecurityHeaders
from app.nicegui.plain_middlewares import replace_middlewares
from app.postgres.embedded import Opened
from app.settings import Auth, Settings

RECONNECT_SECONDS = 60.0
"""How long the server keeps a page that lost its connection; phones and laptops sleep."""

SERVER_OPTIONS: dict[str, Any] = {
    'http': BoundedHttp,
    'ws_ping_interval': 5.0,
    'ws_ping_timeout': 10.0,
    'ws_max_size': 1_000_000,
}
"""Options for uvicorn: requests are bounded before anybody is known, a dead WebSocket is noticed within 15 seconds."""


def run_app(settings: Settings, database: Opened, window: list[str] | None) -> None:
    """Serve until the process is stopped, beside the window that the command `window` opens."""
    tandem = build(
        settings,
        database.url,
        keep_database=database.keep_running,
        window_token=WindowToken() if window else None,
    )
    pages.add_nicegui_pages(app, tandem)
    install(app, tandem, while_serving=_own_process(tandem, window))
    _run_server(settings)


def install(app: FastAPI, tandem: Tandem, *, while_serving: AbstractAsyncContextManager[None] = nullcontext()) -> None:
    """Make `app` serve `tandem`: everything but the pages that NiceGUI draws."""
    app.state.tandem = tandem
    app.state.metrics = Metrics(tandem)
    mcp = McpEndpoint(tandem)
    problems.install(app)
    api.add_routes(app, tandem.settings)
    for path in (addresses.MCP, f'{addresses.MCP}/'):
        app.router.routes.append(Route(path, endpoint=mcp, include_in_schema=False))
    serve_assets(app)
    serve_documentation(app)
    pages.add_html_pages(app, tandem)
    for middleware in reversed(middlewares(tandem, app.state.metrics)):
        app.add_middleware(middleware.cls, *middleware.args, **middleware.kwargs)
    _wrap_lifespan(app, tandem, mcp, while_serving)


def middlewares(tandem: Tandem, metrics: Metrics) -> list[Middleware]:
    """Every middleware in the order in which a request passes them, the outermost first."""
    is_local = tandem.settings.auth is Auth.LOCAL
    return [
        # Every request is logged and counted, refused ones too, and every answer has the headers.
        Middleware(RequestLog),
        Middleware(RequestMetrics, counter=metrics.requests),
        Middleware(SecurityHeaders, settings=tandem.settings),
        Middleware(CrossOrigin),
        # Requests that are refused whoever makes them.
        *([Middleware(LoopbackOnly)] if is_local else []),
        Middleware(NoUploads),
        Middleware(BodyLimit),
        # Answers that are worth it are compressed, refusals are not.
        Middleware(GZipMiddleware),
        # What depends on who asks, and for what.
        Middleware(PageAuthentication, tandem=tandem),
        Middleware(CanonicalPaths),
        Middleware(HeadRequests),
        Middleware(ApiErrors),
        Middleware(RouteForLog),
    ]


def _wrap_lifespan(
    app: FastAPI, tandem: Tandem, mcp: McpEndpoint, while_serving: AbstractAsyncContextManager[None]
) -> None:
    """Start everything before the first request; stop in the opposite order, the database last.

    NiceGUI does not wait for its start-up handlers, so this goes around its lifespan instead.
    """
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(asgi: FastAPI) -> AsyncIterator[Any]:
        replace_middlewares(asgi)
        async with tandem.running(), inner(asgi) as state, aclosing(mcp), while_serving:
            yield state

    app.router.lifespan_context = lifespan


@asynccontextmanager
async def _own_process(tandem: Tandem, window: list[str] | None) -> AsyncIterator[None]:
    """What only a process of its own does: collect garbage in its own way, talk to the terminal, show a window."""
    token = tandem.window_token
    shown = window_beside(tandem.settings, window, token, app.shutdown) if window and token else nullcontext()
    tandem.supervisor.start('garbage_collection', tandem.garbage_collector.run, needed=False)
    async with shown:
        _announce(tandem)
        yield


def _announce(tandem: Tandem) -> None:
    """Tell the terminal where Tandem is."""
    sys.stdout.write(f'Tandem is at {tandem.settings.address}\n')
    if tandem.settings.auth is Auth.LOCAL and not tells_users():
        sys.stdout.write(f'Open {tandem.local_user.link}\n')
    sys.stdout.flush()


def _run_server(settings: Settings) -> None:
    ui.run(
        host=settings.host,
        port=settings.port,
        title='Tandem',
        # The on-screen keyboard of a phone resizes the page instead of covering the field one writes in.
        viewport='width=device-width, initial-scale=1, interactive-widget=resizes-content',
        favicon=STATIC / 'icon-192.png',
        language='en-US',
        dark=None,
        reload=False,
        show=False,
        tailwind=False,
        reconnect_timeout=RECONNECT_SECONDS,
        binding_refresh_interval=None,
        # It stands in the list of middlewares.
        gzip_middleware_factory=None,
        fastapi_docs={'title': 'Tandem', 'version': VERSION},  # type: ignore[arg-type]  # all its keys are optional
        show_welcome_message=False,
        timeout_graceful_shutdown=5,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        log_config=None,
        **SERVER_OPTIONS,
    )
