"""The Model Context Protocol at /mcp: the assistant's tools, for programs with an API token.

The library of the protocol takes a second to import, so the first request has it imported in a thread.
"""

import asyncio
import importlib
from contextlib import suppress
from dataclasses import replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from app.api.dependencies import moment_of
from app.auth import authenticate_token
from app.bootstrap import Tandem
from app.logs import note_user
from app.problems import problem, problem_of
from services.accounts import tokens
from services.errors import NotSignedIn, TandemError
from services.tools import Toolbox
from services.values.cause import Cause, Via

_OPEN_SECONDS = 5.0
"""How long a request waits for a server that is starting."""

_HOW = 'Send an API token as “Authorization: Bearer TOKEN”; “python main.py token NAME” prints a new one.'


class McpEndpoint:
    """Authenticates each request and hands it to the protocol, together with the tools of the token's owner."""

    def __init__(self, tandem: Tandem) -> None:
        self._tandem = tandem
        self._lock = asyncio.Lock()
        self._manager: Any = None
        self._opened = asyncio.Event()
        self._serving: asyncio.Task[None] | None = None
        self._closed = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request of the protocol, or refuse it with a sentence."""
        try:
            async with self._tandem.database.everybody().transaction() as session:
                tools = await self._tools(session, Request(scope))
        except TandemError as error:
            await problem_of(error)(scope, receive, send)
            return
        manager = await self._open()
        if manager is None:
            await problem(503, 'MCP is not available just now.')(scope, receive, send)
            return
        await manager.handle_request({**scope, 'tandem_tools': tools}, receive, send)

    async def aclose(self) -> None:
        """End every exchange that is still open."""
        async with self._lock:
            self._closed = True
            if self._serving is not None:
                self._serving.cancel()
                await asyncio.wait([self._serving])

    async def _tools(self, session: AsyncSession, request: Request) -> Toolbox:
        """The tools of the token's owner, for a turn of their own; raises NotSignedIn or NotAllowed."""
        scheme, _, token = request.headers.get('authorization', '').partition(' ')
        if scheme.lower() != 'bearer':
            raise NotSignedIn(f'MCP needs a token. {_HOW}')
        caller = await authenticate_token(session, token.strip())
        note_user(request.scope, caller.user_id)
        self._tandem.requests.take(caller.user_id)
        caller.require([tokens.Scope.MCP])
        moment = await moment_of(session, caller.user_id, request, request.headers.get('x-tandem-zone'))
        return Toolbox(self._tandem.database, caller.user_id, Cause(via=Via.MCP, name=caller.name, moment=moment), None)

    async def _open(self) -> Any:
        """What answers requests, started by the first of them; None when it does not run."""
        async with self._lock:
            if self._closed:
                return None
            if self._serving is None:
                await asyncio.to_thread(importlib.import_module, 'app.mcp_server')
                self._serving = self._tandem.supervisor.start('mcp', self._serve, needed=False)
        with suppress(TimeoutError):
            async with asyncio.timeout(_OPEN_SECONDS):
                await self._opened.wait()
        return self._manager

    async def _serve(self) -> None:
        manager = importlib.import_module('app.mcp_server').session_manager()
        try:
            async with manager.run():
                self._manager = manager
                self._opened.set()
                await asyncio.Event().wait()
        finally:
            self._manager = None
            self._opened.clear()


def fresh_turn(tools: Toolbox) -> Toolbox:
    """The same tools for one more turn, so that each call can be undone by itself."""
    return replace(tools, cause=Cause(via=Via.MCP, name=tools.cause.name, moment=tools.cause.moment), calls=[])
