"""Tandem with an OpenID Connect provider that people may log in at."""

from urllib.parse import urlsplit

import httpx
import pytest
from fastapi import FastAPI
from playwright.async_api import async_playwright

from app import api
from app.accounts.provider import Provider
from app.pages import account, login, provider
from tests.accounts.conftest import API, account_settings
from tests.accounts.provider.identity_provider import CLIENT_ID, CLIENT_SECRET, identity_provider
from tools.chromium import launched


@pytest.fixture
async def idp():
    async with identity_provider() as idp:
        yield idp


@pytest.fixture
def registration():
    return 'open'


@pytest.fixture
def settings(idp, registration):
    return account_settings(
        oidc_issuer=idp.issuer,
        oidc_client_id=CLIENT_ID,
        oidc_client_secret=CLIENT_SECRET,
        oidc_name='Example',
        public_url='http://tasks.example.org',
        registration=registration,
    )


@pytest.fixture
def app(tandem) -> FastAPI:
    app = FastAPI(title='Tandem', version='1')
    app.include_router(login.router)
    app.include_router(account.router)
    app.include_router(provider.router_for(Provider(tandem.settings)))
    api.install(app, tandem)
    return app


async def leave(browser, query='') -> str:
    """Where the provider sends the browser that leaves for it."""
    left = await browser.get(f'/login/provider{query}')
    assert left.status_code == 303, left.text
    async with httpx.AsyncClient() as outside:
        back = await outside.get(left.headers['location'])
    assert back.status_code == 303
    address = urlsplit(back.headers['location'])
    assert address.path == '/login/provider/back'
    return f'{address.path}?{address.query}'


async def enter(browser, query=''):
    return await browser.get(await leave(browser, query), headers={'Sec-Fetch-Site': 'cross-site'})


async def me(browser):
    return (await browser.get(f'{API}/me')).json()


@pytest.fixture
async def browser_engine():
    """Chromium; `browser` is one without a face here."""
    async with async_playwright() as playwright, launched(playwright) as chromium:
        yield chromium
