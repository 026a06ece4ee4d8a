"""REST under /api/v1, the WebSocket at /ws, health checks and metrics."""

from functools import cache

from fastapi import APIRouter, FastAPI, Request
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.addresses import API
from app.api import (
    approvals,
    chat,
    events,
    health,
    history,
    me,
    metrics,
    model,
    places,
    tasks,
    trash,
    undo,
    websocket,
)
from app.api import auth as auth_routes
from app.api.dependencies import BROWSER_SESSION
from app.api.known_parameters import KnownParameters
from app.problems import problem
from app.settings import Auth, Settings

_ROUTERS = (
    tasks.router,
    places.lists_router,
    places.labels_router,
    chat.router,
    approvals.router,
    trash.router,
    undo.router,
    history.router,
    events.router,
    me.router,
    model.router,
)
_ALL_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']


def add_routes(app: FastAPI, settings: Settings) -> None:
    """Register every route for programs; nothing may be registered below /api after this."""
    routes = routes_of(settings.auth)
    app.router.routes.extend(routes)
    known = [route for route in iter_route_contexts(routes) if (route.path or '').startswith(f'{API}/')]
    app.state.known_parameters = KnownParameters(known)

    async def not_found(request: Request) -> Response:
        """Answer 405 where another method would do, and 404 otherwise."""
        path = request.scope['path']
        methods = {method for route in known if route.path_regex.match(path) for method in route.methods or ()}
        return problem(405, headers={'Allow': ', '.join(sorted(methods))}) if methods else problem(404)

    for path in ('/api', '/api/{rest:path}'):
        app.add_api_route(path, not_found, methods=_ALL_METHODS, include_in_schema=False)


@cache
def routes_of(auth: Auth) -> list[BaseRoute]:
    """The routes of a mode. FastAPI takes long to make them, so all apps of a process have them in common."""
    rest = APIRouter(dependencies=BROWSER_SESSION)
    for router in _ROUTERS:
        rest.include_router(router)
    every = APIRouter()
    for router in [rest, auth_routes.router] if auth is Auth.ACCOUNTS else [rest]:
        every.include_router(router, prefix=API, generate_unique_id_function=_operation_id)
    for router in (health.router, metrics.router, websocket.router):
        every.include_router(router)
    return every.routes


def _operation_id(route: APIRoute) -> str:
    return route.name
