"""Tandem in `accounts` mode: its settings, and people who register and log in."""

import secrets
from typing import Any

from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from app.settings import Settings

PASSWORD = 'correct horse battery'


API = '/api/v1'


def account_settings(**more: Any) -> Settings:
    return Settings(_env_file=None, auth='accounts', secret=secrets.token_hex(32), **more)


def browser_at(app: FastAPI, address: str = '192.0.2.1', scheme: str = 'http') -> AsyncClient:
    """A browser; every form it sends says that it comes from our own page."""
    return AsyncClient(
        transport=ASGITransport(app, client=(address, 4711)),
        base_url=f'{scheme}://tasks.example.org',
        headers={'Sec-Fetch-Site': 'same-origin'},
    )


async def register(client: AsyncClient, email: str = 'ada@example.org', password: str = PASSWORD) -> dict[str, Any]:
    """A new account over REST; returns what the answer says."""
    answer = await client.post(f'{API}/auth/register', json={'email': email, 'password': password})
    assert answer.status_code == 201, answer.text
    return answer.json()


def bearer(answer: dict[str, str]) -> dict[str, Any]:
    return {'Authorization': f'Bearer {answer["access_token"]}'}


async def log_in(client: AsyncClient, email: str = 'ada@example.org', password: str = PASSWORD, **more: str):
    """What the form answers."""
    return await client.post('/login', data={'email': email, 'password': password, **more})
