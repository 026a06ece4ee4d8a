"""The doors for programs: REST under /api/v1, the live line at /ws, and health at the root."""

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from app import problems
from app.api import (
    approvals,
    auth,
    chat,
    events,
    health,
    history,
    me,
    metrics,
    model,
    summary,
    tasks,
    trash,
    undo,
    websocket,
)
from app.api.doorway import PREFIX, Doorway
from app.api.metrics import CountedRequests, Metrics
from app.api.requests import SIGNED_IN
from app.bootstrap import Tandem
from app.entrance import Entrance
from app.headers import SafeHeaders
from app.logs import LoggedRequests, NotedRoutes
from app.loopback import LoopbackOnly
from app.problems import problem
from app.settings import Auth

SERVER_OPTIONS: dict[str, Any] = {'ws_ping_interval': 5.0, 'ws_ping_timeout': 10.0, 'ws_max_size': 1_000_000}
"""What uvicorn has to be started with: a dead line is noticed within 15 seconds."""

_PARTS = (tasks, summary, chat, approvals, trash, undo, history, events, me, model)
_ALL_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']


def install(app: FastAPI, tandem: Tandem) -> None:
    """Let programs in through `app`, and keep out what must not get in; nothing else may be put under /api later."""
    app.state.tandem = tandem
    problems.install(app)
    api = APIRouter(prefix=PREFIX, dependencies=SIGNED_IN, generate_unique_id_function=_name)
    for part in _PARTS:
        api.include_router(part.router)
    if tandem.settings.auth is Auth.ACCOUNTS:
        app.include_router(auth.router, prefix=PREFIX, generate_unique_id_function=_name)
    app.include_router(api)
    app.include_router(health.router)
    app.include_router(metrics.router)
    app.include_router(websocket.router)
    for path in ('/api', '/api/{rest:path}'):
        app.add_api_route(path, _nothing_here, methods=_ALL_METHODS, include_in_schema=False)
    # Whatever is added last is passed first.
    app.add_middleware(NotedRoutes, prefix=PREFIX)
    app.add_middleware(Doorway)
    app.add_middleware(Entrance, tandem=tandem)
    if tandem.settings.auth is Auth.LOCAL:
        app.add_middleware(LoopbackOnly)
    app.add_middleware(SafeHeaders, settings=tandem.settings)
    app.state.metrics = Metrics(tandem)
    app.add_middleware(CountedRequests, metrics=app.state.metrics)
    app.add_middleware(LoggedRequests)


async def _nothing_here(request: Request) -> Response:
    """Answer for every address below /api that there is nothing at."""
    path = request.scope['path'].removeprefix(PREFIX)
    known = {
        method
        for part in _PARTS
        for route in part.router.routes
        if isinstance(route, APIRoute) and route.path_regex.match(path)
        for method in route.methods or ()
    }
    if known:
        return problem(405, headers={'Allow': ', '.join(sorted(known))})
    return problem(404)


def _name(route: APIRoute) -> str:
    return route.name
