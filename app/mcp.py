"""The door for MCP clients: the tools that the assistant uses, at /mcp, for whoever has an API token.

The protocol's library takes a second to import, so it is loaded in a thread, by the first request.
"""

import asyncio
import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any

from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from app.api.requests import moment_of
from app.auth import recognise_token
from app.bootstrap import Tandem
from app.logs import note_user
from app.problems import problem, problem_of
from services import accounts
from services.cause import Cause, Via
from services.errors import NotSignedIn, TandemError
from services.tools import Toolbox

PATH = '/mcp'

_HOW = 'Send an API token as “Authorization: Bearer TOKEN”; “python main.py token NAME” prints a new one.'


class McpDoor:
    """Lets requests with a token through to the protocol, with the tools in their owner's hands."""

    def __init__(self, tandem: Tandem) -> None:
        self._tandem = tandem
        self._lock = asyncio.Lock()
        self._manager: Any = None
        self._serving: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request of the protocol, or refuse it with a sentence."""
        try:
            async with self._tandem.database.transaction() as session:
                tools = await self._tools(session, Request(scope))
        except TandemError as error:
            await problem_of(error)(scope, receive, send)
            return
        manager = await self._opened()
        if manager is None:
            await problem(503, 'Tandem is stopping.')(scope, receive, send)
            return
        await manager.handle_request({**scope, 'tandem_tools': tools}, receive, send)

    async def close(self) -> None:
        """End every exchange that is still open."""
        async with self._lock:
            serving, self._serving = self._serving, None
            if serving is not None:
                serving.cancel()
                with suppress(asyncio.CancelledError):
                    await serving

    async def _tools(self, session: AsyncSession, request: Request) -> Toolbox:
        """The tools of the token's owner, for a turn of their own; raises NotSignedIn."""
        scheme, _, token = request.headers.get('authorization', '').partition(' ')
        if scheme.lower() != 'bearer':
            raise NotSignedIn(f'MCP needs a token. {_HOW}')
        caller = await recognise_token(session, token.strip())
        note_user(request.scope, caller.user_id)
        caller.check(accounts.Scope.MCP)
        moment = await moment_of(session, caller.user_id, request, request.headers.get('x-tandem-zone'))
        return Toolbox(self._tandem.database, caller.user_id, Cause(via=Via.MCP, name=caller.name, moment=moment), None)

    async def _opened(self) -> Any:
        async with self._lock:
            if self._manager is None:
                module = await asyncio.to_thread(importlib.import_module, 'app.mcp_server')
                self._manager = module.session_manager()
                opened = asyncio.Event()
                self._serving = asyncio.create_task(self._serve(opened), name='mcp')
                await opened.wait()
            return self._manager if self._serving is not None else None

    async def _serve(self, opened: asyncio.Event) -> None:
        async with self._manager.run():
            opened.set()
            await asyncio.Event().wait()


def fresh_turn(tools: Toolbox) -> Toolbox:
    """The same tools for one more turn, so that each call can be undone by itself."""
    return replace(tools, cause=Cause(via=Via.MCP, name=tools.cause.name, moment=tools.cause.moment), calls=[])


def install(app: FastAPI, tandem: Tandem) -> None:
    """Open the door; it closes before everything behind it."""
    door = McpDoor(tandem)
    for path in (PATH, f'{PATH}/'):
        app.router.routes.append(Route(path, endpoint=door, include_in_schema=False))
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(asgi: FastAPI) -> AsyncIterator[Any]:
        async with inner(asgi) as state:
            try:
                yield state
            finally:
                await door.close()

    app.router.lifespan_context = lifespan
