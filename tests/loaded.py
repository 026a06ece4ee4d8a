"""What a Tandem loads and builds when it starts: done once, in the process that others are forked from."""

from importlib import import_module

from fastapi.routing import iter_route_contexts

from app.api import routes_of
from app.settings import Auth

for module in (
    'anyio._backends._asyncio',
    'app.cli',
    'app.postgres.schema',
    'app.serving',
    'nicegui.functions.html',
    'nicegui.functions.page_title',
    'nicegui.ui_run',
    'uvicorn.lifespan.on',
    'uvicorn.loops.uvloop',
    'uvicorn.protocols.websockets.wsproto_impl',
):
    import_module(module)

for auth in Auth:
    list(iter_route_contexts(routes_of(auth)))  # makes them
