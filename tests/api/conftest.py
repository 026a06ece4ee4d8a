"""Tandem with its doors open: in process for single requests, behind a real server for streams."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import pytest
import uvicorn
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from websockets.asyncio.client import connect

from app.api import SERVER_OPTIONS, install
from app.bootstrap import Tandem, build
from app.settings import Settings
from services import accounts
from tests.api.lines import Line

HOST = 'localhost'


@pytest.fixture
def settings():
    return Settings(_env_file=None)


@pytest.fixture
async def tandem(settings: Settings, database_url: str) -> AsyncIterator[Tandem]:
    async with build(settings, database_url).running() as tandem:
        yield tandem


@pytest.fixture
def app(tandem: Tandem) -> FastAPI:
    app = FastAPI(title='Tandem', version='1')
    install(app, tandem)
    return app


async def token_for(tandem: Tandem, user_id: UUID, name: str = 'test program') -> str:
    async with tandem.database.transaction() as session:
        return await accounts.create_token(session, user_id, name)


def client_of(app: FastAPI, token: str | None = None) -> AsyncClient:
    headers = {'Authorization': f'Bearer {token}'} if token else {}
    return AsyncClient(transport=ASGITransport(app), base_url=f'http://{HOST}', headers=headers)


@pytest.fixture
async def token(tandem: Tandem, owner: UUID) -> str:
    return await token_for(tandem, owner)


@pytest.fixture
async def other_token(tandem: Tandem, other: UUID) -> str:
    return await token_for(tandem, other)


@pytest.fixture
async def client(app: FastAPI, token: str) -> AsyncIterator[AsyncClient]:
    """A program with the owner's token."""
    async with client_of(app, token) as client:
        yield client


@pytest.fixture
async def others_client(app: FastAPI, other_token: str) -> AsyncIterator[AsyncClient]:
    """A program with somebody else's token."""
    async with client_of(app, other_token) as client:
        yield client


@pytest.fixture
async def nobody(app: FastAPI) -> AsyncIterator[AsyncClient]:
    """A program without a token."""
    async with client_of(app) as client:
        yield client


@pytest.fixture
async def address(app: FastAPI) -> AsyncIterator[str]:
    """Host and port of a real server, started as the product starts its own."""
    with socket.create_server(('127.0.0.1', 0)) as listening:
        config = uvicorn.Config(app, ws='wsproto', log_level='warning', lifespan='off', **SERVER_OPTIONS)
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        async with asyncio.timeout(10):
            while not server.started:  # noqa: ASYNC110 - uvicorn offers nothing to wait for
                await asyncio.sleep(0.01)
        yield f'{HOST}:{listening.getsockname()[1]}'
        server.should_exit = server.force_exit = True
        await serving


@pytest.fixture
async def live_client(address: str, token: str) -> AsyncIterator[AsyncClient]:
    """A program with the owner's token that goes through the network."""
    headers = {'Authorization': f'Bearer {token}'}
    async with AsyncClient(base_url=f'http://{address}', headers=headers) as client:
        yield client


@pytest.fixture
def dial(address, token):
    """Connect with the owner's token, or with whatever headers are given."""

    @asynccontextmanager
    async def dial(query='', **headers):
        given = {name.replace('_', '-'): value for name, value in headers.items()}
        wanted = given if headers else {'Authorization': f'Bearer {token}'}
        async with connect(f'ws://{address}/ws{query}', additional_headers=wanted, proxy=None) as socket:
            yield Line(socket)

    return dial
