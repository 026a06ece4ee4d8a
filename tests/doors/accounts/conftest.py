"""Tandem in `accounts` mode, in process, with its real pages for logging in."""

from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI, Request
from httpx import AsyncClient

from app.settings import Settings
from tests.accounts import account_settings, browser_at


@pytest.fixture
def settings() -> Settings:
    return account_settings()


@pytest.fixture
async def app(app: FastAPI) -> FastAPI:
    """With a page that says who has opened it."""

    @app.get('/settings', include_in_schema=False)
    def page(request: Request) -> dict[str, str]:
        return {'user_id': str(request.state.user_id)}

    return app


@pytest.fixture
async def browser(app: FastAPI) -> AsyncIterator[AsyncClient]:
    async with browser_at(app) as browser:
        yield browser


@pytest.fixture
async def stranger(app: FastAPI) -> AsyncIterator[AsyncClient]:
    """Another browser, elsewhere."""
    async with browser_at(app, '198.51.100.7') as browser:
        yield browser
