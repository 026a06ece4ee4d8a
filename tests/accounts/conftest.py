"""Tandem in `accounts` mode, in process, with its real pages for logging in."""

import secrets
from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI, Request
from httpx import ASGITransport, AsyncClient

from app import api
from app.bootstrap import Tandem, build
from app.pages import account, export, login
from app.settings import Settings

PASSWORD = 'correct horse battery'
API = '/api/v1'


def account_settings(**more: object) -> Settings:
    return Settings(_env_file=None, auth='accounts', secret=secrets.token_hex(32), **more)


@pytest.fixture
def settings() -> Settings:
    return account_settings()


@pytest.fixture
async def tandem(settings: Settings, database_url: str) -> AsyncIterator[Tandem]:
    async with build(settings, database_url).running() as tandem:
        yield tandem


@pytest.fixture
def app(tandem: Tandem) -> FastAPI:
    app = FastAPI(title='Tandem', version='1')
    app.include_router(login.router)
    app.include_router(account.router)
    app.include_router(export.router)

    @app.get('/settings', include_in_schema=False)
    def page(request: Request) -> dict[str, str]:
        """A page that says who has opened it."""
        return {'user_id': str(request.state.user_id)}

    api.install(app, tandem)
    return app


def browser_at(app: FastAPI, address: str = '192.0.2.1', scheme: str = 'http') -> AsyncClient:
    """A browser; every form it sends says that it comes from our own page."""
    return AsyncClient(
        transport=ASGITransport(app, client=(address, 4711)),
        base_url=f'{scheme}://tasks.example.org',
        headers={'Sec-Fetch-Site': 'same-origin'},
    )


@pytest.fixture
async def browser(app: FastAPI) -> AsyncIterator[AsyncClient]:
    async with browser_at(app) as browser:
        yield browser


@pytest.fixture
async def stranger(app: FastAPI) -> AsyncIterator[AsyncClient]:
    """Another browser, elsewhere."""
    async with browser_at(app, '198.51.100.7') as browser:
        yield browser


async def register(client: AsyncClient, email: str = 'ada@example.org', password: str = PASSWORD) -> dict[str, str]:
    """A new account over REST; returns what the answer says."""
    answer = await client.post(f'{API}/auth/register', json={'email': email, 'password': password})
    assert answer.status_code == 201, answer.text
    return answer.json()


def bearer(answer: dict[str, str]) -> dict[str, str]:
    return {'Authorization': f'Bearer {answer["access_token"]}'}


async def log_in(client: AsyncClient, email: str = 'ada@example.org', password: str = PASSWORD, **more: str):
    """What the form answers."""
    return await client.post('/login', data={'email': email, 'password': password, **more})
