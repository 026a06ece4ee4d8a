"""Programs in the pages of other sites: with a token from anywhere, with a cookie from nowhere."""

import hashlib

import pytest
from itsdangerous import Signer

from app.auth import COOKIE
from services.accounts.logins import sign_in_browser
from tests.accounts import account_settings
from tests.factories import make_task
from tests.programs import client_of

API = '/api/v1'
ORIGINS = ['https://app.example', 'http://localhost:3000', 'chrome-extension://abcdefgh', 'null']


@pytest.fixture(params=['local', 'accounts'])
def settings(request, settings):
    return settings if request.param == 'local' else account_settings()


@pytest.mark.parametrize('origin', ORIGINS)
async def test_a_token_works_from_any_origin_and_the_page_may_read_the_answer(client, origin):
    sent = {'Origin': origin, 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'cors'}
    made = await client.post(f'{API}/tasks/', json={'title': 'Buy milk'}, headers=sent)
    assert made.status_code == 201
    refused = await client.get(f'{API}/nothing', headers=sent)
    unknown = await client.get(f'{API}/tasks/', headers={**sent, 'Authorization': 'Bearer wrong'})
    assert (refused.status_code, unknown.status_code) == (404, 401)
    for answer in (made, refused, unknown):
        assert answer.headers['access-control-allow-origin'] == '*'
        assert 'ETag' in answer.headers['access-control-expose-headers']
        assert 'access-control-allow-credentials' not in answer.headers


@pytest.mark.parametrize('path', [f'{API}/tasks/', f'{API}/chat', '/mcp'])
async def test_browsers_may_ask_first(nobody, path):
    asked = {
        'Origin': 'https://app.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization, content-type, idempotency-key',
        'Access-Control-Request-Private-Network': 'true',
        'Sec-Fetch-Site': 'cross-site',
    }
    answer = await nobody.options(path, headers=asked)
    assert answer.status_code == 204
    assert answer.headers['access-control-allow-origin'] == '*'
    assert 'POST' in answer.headers['access-control-allow-methods']
    assert answer.headers['access-control-allow-headers'] == 'authorization, content-type, idempotency-key'
    assert answer.headers['access-control-allow-private-network'] == 'true'
    assert 'access-control-allow-credentials' not in answer.headers


async def test_nothing_but_the_api_is_open_to_other_origins(client):
    sent = {'Origin': 'https://app.example'}
    for path in ('/settings', '/healthz', '/docs'):
        answer = await client.get(path, headers=sent)
        assert 'access-control-allow-origin' not in answer.headers
        preflight = await client.options(path, headers={**sent, 'Access-Control-Request-Method': 'GET'})
        assert preflight.status_code in {403, 404, 405}


async def test_a_cookie_works_from_no_other_origin(app, tandem, owner, database):
    async with tandem.database.everybody().transaction() as session:
        secret = await sign_in_browser(session, owner)
    task = await make_task(database, owner)
    cookie = _signed(tandem, secret)
    async with client_of(app) as browser:
        browser.cookies.set(COOKIE, cookie)
        sent = {'Origin': 'https://app.example'}
        read = await browser.get(f'{API}/tasks/', headers=sent)
        changed = await browser.delete(f'{API}/tasks/{task.id}', headers=sent)
    assert read.status_code == 403 or 'access-control-allow-origin' not in read.headers
    assert changed.status_code == 403


async def test_a_wrong_token_is_not_helped_by_a_cookie(app, tandem, owner):
    async with tandem.database.everybody().transaction() as session:
        secret = await sign_in_browser(session, owner)
    async with client_of(app, 'wrong') as browser:
        browser.cookies.set(COOKIE, _signed(tandem, secret))
        answer = await browser.get(f'{API}/tasks/', headers={'Origin': 'https://app.example'})
    assert answer.status_code == 401


def _signed(tandem, secret):
    key = tandem.settings.secret
    if key is None:
        return secret
    return Signer(key.get_secret_value(), salt=COOKIE, digest_method=hashlib.sha256).sign(secret).decode()
