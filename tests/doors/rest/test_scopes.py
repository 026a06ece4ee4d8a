"""What a token may be used for: one that is for one thing only opens nothing else, at any address."""

import asyncio
import re
from typing import Annotated

import asyncpg
import pytest
from fastapi import Depends
from fastapi.routing import iter_route_contexts

from app.api.dependencies import RequestTransaction, transaction_of
from app.cli import run
from app.settings import Auth, Settings
from services.accounts.tokens import Scope, create_token
from services.errors import InvalidInput
from tests.accounts import account_settings
from tests.programs import client_of

API = '/api/v1'
NOBODY = '6f1c1f0e-6a5c-4a6f-9a53-2f6f0e4d9b11'
WITHOUT_LOGIN = {('POST', f'{API}/auth/register'), ('POST', f'{API}/auth/login')}


def needed(method, path):
    """What an address is for, as the settings say it."""
    if method == 'GET':
        return Scope.READ
    return Scope.CHAT if path.startswith((f'{API}/chat', f'{API}/model')) else Scope.WRITE


async def token_for(tandem, owner, *allowed):
    async with tandem.database.everybody().transaction() as session:
        return await create_token(session, owner, 'program', scopes=allowed)


@pytest.mark.parametrize('scope', Scope)
async def test_a_token_opens_only_what_it_is_for(app, tandem, owner, scope):
    token = await token_for(tandem, owner, scope)
    wrong: list[object] = []
    tried = 0
    async with client_of(app, token) as client:
        for path, methods in app.openapi()['paths'].items():
            for method in methods if path.startswith(API) else ():
                where = re.sub(r'{\w+}', NOBODY, path)
                answer = await client.request(method, where, json={} if method != 'get' else None)
                # Some need a login besides, whatever the scope.
                refused = answer.status_code == 403 and 'token with a name' not in answer.json()['detail']
                tried += 1
                if refused is (needed(method.upper(), path) is scope):
                    wrong.append((method, path, answer.status_code))
                if refused and f'“{scope}” only' not in answer.json()['detail']:
                    wrong.append((method, path, answer.text))

    assert wrong == []
    assert tried > 25


def declared_routes(app):
    """Every method and path under /api/v1, also of routes that the OpenAPI document leaves out."""
    return {
        (method, route.path)
        for route in iter_route_contexts(app.routes)
        for method in route.methods or ()
        if (route.path or '').startswith(f'{API}/')
    }


@pytest.mark.parametrize('settings', [Settings(_env_file=None), account_settings()], ids=lambda each: each.auth)
async def test_every_route_declares_the_scope_that_it_needs(app, settings):
    scopes = {
        (method.upper(), path): {
            name: scopes for each in operation.get('security', []) for name, scopes in each.items()
        }
        for path, methods in app.openapi()['paths'].items()
        for method, operation in methods.items()
        if path.startswith(API)
    }
    by_token_or_cookie = {
        route: {} if route in WITHOUT_LOGIN else {'HTTPBearer': [needed(*route)], 'APIKeyCookie': []}
        for route in declared_routes(app)
    }

    assert scopes == by_token_or_cookie
    assert WITHOUT_LOGIN & scopes.keys() == (WITHOUT_LOGIN if settings.auth is Auth.ACCOUNTS else set())


async def test_a_route_that_forgets_its_scope_lets_nobody_in(app, tandem, owner):
    @app.get('/forgotten')
    async def forgotten(call: Annotated[RequestTransaction, Depends(transaction_of)]):
        return call.user_id

    async with client_of(app, await token_for(tandem, owner, *Scope)) as client:
        with pytest.raises(ValueError, match='open to every token'):
            await client.get('/forgotten')


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
    message = {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/list', 'params': {}}
    headers = {'Accept': 'application/json, text/event-stream'}
    answers = {}
    for scope in Scope:
        async with client_of(app, await token_for(tandem, owner, scope)) as client:
            answers[scope] = (await client.post('/mcp', json=message, headers=headers)).status_code

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


async def test_a_token_for_the_chat_talks_and_changes_nothing(app, tandem, owner):
    async with client_of(app, await token_for(tandem, owner, Scope.CHAT, Scope.WRITE)) as client:
        for title in ('buy milk', 'pay rent'):
            await client.post(f'{API}/chat', json={'message': f'add {title}'})
        asked = (await client.post(f'{API}/chat', json={'message': 'delete buy milk'})).json()
    async with client_of(app, await token_for(tandem, owner, Scope.CHAT)) as client:
        found = await client.post(f'{API}/chat', json={'message': 'list tasks'})
        for message in ('add buy bread', 'delete pay rent', 'done with buy milk', 'undo', 'yes'):
            body = {'message': message, 'session_id': asked['session_id']}
            assert (await client.post(f'{API}/chat', json=body)).status_code == 200
        decided = await client.post(f'{API}/approvals/{asked["approvals"][0]["id"]}', json={'decision': 'approve'})
    assert 'buy milk' in found.json()['response'].lower()
    assert decided.status_code == 403
    async with client_of(app, await token_for(tandem, owner, Scope.READ)) as client:
        assert [task['title'].lower() for task in (await client.get(f'{API}/tasks/')).json()] == [
            'pay rent',
            'buy milk',
        ]
        [waiting] = (await client.get(f'{API}/approvals')).json()
    assert waiting['program'] == 'program'


async def test_a_token_that_may_write_as_well_changes_by_talking_and_still_says_no_yes(app, tandem, owner):
    async with client_of(app, await token_for(tandem, owner, Scope.CHAT, Scope.WRITE, Scope.READ)) as client:
        asked = (await client.post(f'{API}/chat', json={'message': 'add buy milk'})).json()
        body = {'session_id': asked['session_id']}
        await client.post(f'{API}/chat', json={'message': 'delete buy milk', **body})
        answer = await client.post(f'{API}/chat', json={'message': 'yes', **body})
        assert 'A program cannot say yes' in answer.json()['response']
        assert len((await client.get(f'{API}/tasks/')).json()) == 1
