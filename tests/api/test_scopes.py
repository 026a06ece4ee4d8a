"""What a token may be used for: one that is for one thing only opens nothing else, at any address."""

import asyncio
import re

import asyncpg
import pytest

from app import mcp
from app.cli import run
from services.accounts import Scope, create_token
from services.errors import InvalidInput
from tests.api.conftest import client_of

API = '/api/v1'
NOBODY = '6f1c1f0e-6a5c-4a6f-9a53-2f6f0e4d9b11'


def needed(method, path):
    """What an address is for, as the settings say it."""
    if method == 'GET':
        return Scope.READ
    return Scope.CHAT if path.startswith((f'{API}/chat', f'{API}/model')) else Scope.WRITE


async def token_for(tandem, owner, *allowed):
    async with tandem.database.transaction() as session:
        return await create_token(session, owner, 'program', scopes=allowed)


@pytest.mark.parametrize('scope', Scope)
async def test_a_token_opens_only_what_it_is_for(app, tandem, owner, scope):
    token = await token_for(tandem, owner, scope)
    wrong, tried = [], 0
    async with client_of(app, token) as client:
        for path, methods in app.openapi()['paths'].items():
            for method in methods if path.startswith(API) else ():
                where = re.sub(r'{\w+}', NOBODY, path)
                answer = await client.request(method, where, json={} if method != 'get' else None)
                refused = answer.status_code == 403
                tried += 1
                if refused is (needed(method.upper(), path) is scope):
                    wrong.append((method, path, answer.status_code))
                if refused and f'“{scope}” only' not in answer.json()['detail']:
                    wrong.append((method, path, answer.text))

    assert wrong == []
    assert tried > 25


async def test_a_live_line_is_for_reading(tandem, owner, dial):
    for scope in Scope:
        token = await token_for(tandem, owner, scope)
        async with dial(Authorization=f'Bearer {token}') as line:
            if scope is Scope.READ:
                assert (await line.next())['type'] == 'sync_response'
            else:
                code, reason = await line.end()
                assert (code, reason.startswith('This token is for')) == (4403, True)


async def test_the_tools_are_for_mcp(app, tandem, owner):
    mcp.install(app, tandem)
    door = app.router.routes[-1].endpoint
    message = {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/list', 'params': {}}
    headers = {'Accept': 'application/json, text/event-stream'}
    answers = {}
    for scope in Scope:
        async with client_of(app, await token_for(tandem, owner, scope)) as client:
            answers[scope] = (await client.post('/mcp', json=message, headers=headers)).status_code
    await door.close()

    assert answers == {Scope.READ: 403, Scope.WRITE: 403, Scope.CHAT: 403, Scope.MCP: 200}


async def test_a_token_for_nothing_is_refused(tandem, owner):
    with pytest.raises(InvalidInput):
        await token_for(tandem, owner)


def test_the_command_reads_words_with_commas(database_url, monkeypatch, capsys):
    monkeypatch.setenv('TANDEM_DATABASE_URL', database_url)
    assert run(['token', 'Desk', '--scopes', 'read, chat']) == 0
    assert asyncio.run(_scopes_of('Desk', database_url)) == ['read', 'chat']
    assert run(['token', 'Desk', '--scopes', 'everything']) == 1
    assert "'read', 'write', 'chat' or 'mcp'" in capsys.readouterr().err


async def _scopes_of(name, database_url):
    line = await asyncpg.connect(database_url)
    try:
        return await line.fetchval('SELECT scopes FROM api_tokens WHERE name = $1', name)
    finally:
        await line.close()
