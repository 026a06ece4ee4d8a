"""Query parameters that a route does not have are refused: they must not be taken for “everything”."""

import pytest

from tests.accounts import account_settings
from tests.programs import client_of

API = '/api/v1'


@pytest.mark.parametrize(
    ('method', 'path', 'known'),
    [
        ('GET', '/tasks/?due_until=2026-01-01', 'completed'),
        ('GET', '/tasks/?status=pending&Status=pending', 'status'),
        ('GET', '/trash?q=milk', 'limit'),
        ('GET', '/history?since=3', 'before'),
        ('GET', '/events?after=3', 'since'),
        ('GET', '/chat/sessions?query=x', 'q'),
        ('GET', '/me?fields=name', None),
        ('POST', '/undo?turn=3', None),
        ('POST', '/tasks/?dry_run=true', None),
    ],
)
async def test_an_unknown_parameter_is_refused_and_the_known_ones_are_named(client, method, path, known):
    body = {'title': 'Buy milk'} if method == 'POST' else None
    answer = await client.request(method, f'{API}{path}', json=body)
    assert answer.status_code == 422
    [problem] = answer.json()['detail']
    assert problem['field'] in path
    assert (known or 'It has none.') in problem['message']
    assert (await client.get(f'{API}/tasks/')).json() == []


async def test_every_parameter_in_the_document_is_known(app, client):
    values = {'boolean': 'true', 'integer': '1', 'string': 'x'}
    for path, methods in app.openapi()['paths'].items():
        for each in methods.get('get', {}).get('parameters', []):
            if each['in'] == 'query' and path.startswith(API) and '{' not in path:
                kind = next(iter(each['schema'].get('anyOf', [each['schema']]))).get('type', 'string')
                answer = await client.get(path, params={each['name']: values.get(kind, 'x')})
                assert 'no parameter of this name' not in answer.text


async def test_who_may_not_ask_learns_nothing_of_parameters(nobody):
    assert (await nobody.get(f'{API}/tasks/?x=1')).status_code == 401


@pytest.fixture
def settings(request, settings):
    return account_settings() if 'in_accounts' in request.node.name else settings


async def test_the_forms_of_in_accounts_mode_are_no_exception(app):
    async with client_of(app) as client:
        body = {'email': 'ada@example.org', 'password': 'correct horse battery'}
        assert (await client.post(f'{API}/auth/register?admin=1', json=body)).status_code == 422
        assert (await client.post(f'{API}/auth/login?next=x', json=body)).status_code == 422
