"""Who gets in, and as whom."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import Request

from app.auth import COOKIE, TLS_COOKIE
from app.settings import Settings
from services.accounts.logins import BrowserSession
from services.accounts.tokens import ApiToken
from services.storage.columns import table_of
from tests.factories import events_of, make_task
from tests.programs import client_of, token_for

API = '/api/v1'
EVERYTHING = [
    ('GET', '/tasks/'),
    ('POST', '/tasks/'),
    ('GET', '/tasks/00000000-0000-4000-8000-000000000002'),
    ('PUT', '/tasks/00000000-0000-4000-8000-000000000002'),
    ('PATCH', '/tasks/00000000-0000-4000-8000-000000000002'),
    ('DELETE', '/tasks/00000000-0000-4000-8000-000000000002'),
    ('PATCH', '/tasks/00000000-0000-4000-8000-000000000002/toggle'),
    ('POST', '/tasks/00000000-0000-4000-8000-000000000002/move'),
    ('GET', '/lists/'),
    ('POST', '/lists/'),
    ('GET', '/lists/00000000-0000-4000-8000-000000000002'),
    ('PATCH', '/lists/00000000-0000-4000-8000-000000000002'),
    ('DELETE', '/lists/00000000-0000-4000-8000-000000000002'),
    ('POST', '/lists/00000000-0000-4000-8000-000000000002/move'),
    ('GET', '/labels/'),
    ('POST', '/labels/'),
    ('GET', '/labels/00000000-0000-4000-8000-000000000002'),
    ('PATCH', '/labels/00000000-0000-4000-8000-000000000002'),
    ('DELETE', '/labels/00000000-0000-4000-8000-000000000002'),
    ('POST', '/chat'),
    ('POST', '/chat/turns/00000000-0000-4000-8000-000000000002/stop'),
    ('GET', '/chat/sessions'),
    ('POST', '/chat/sessions'),
    ('GET', '/chat/sessions/00000000-0000-4000-8000-000000000002'),
    ('PATCH', '/chat/sessions/00000000-0000-4000-8000-000000000002'),
    ('DELETE', '/chat/sessions/00000000-0000-4000-8000-000000000002'),
    ('GET', '/chat/sessions/00000000-0000-4000-8000-000000000002/messages'),
    ('GET', '/approvals'),
    ('POST', '/approvals/00000000-0000-4000-8000-000000000002'),
    ('PATCH', '/approvals/00000000-0000-4000-8000-000000000002'),
    ('GET', '/summary'),
    ('POST', '/undo'),
    ('POST', '/redo'),
    ('GET', '/events'),
    ('GET', '/history'),
    ('GET', '/trash'),
    ('POST', '/trash/00000000-0000-4000-8000-000000000002/restore'),
    ('POST', '/model/test'),
    ('GET', '/me'),
    ('GET', '/me/tokens'),
    ('DELETE', '/me/tokens/00000000-0000-4000-8000-000000000002'),
    ('GET', '/me/passkeys'),
    ('DELETE', '/me/passkeys/00000000-0000-4000-8000-000000000002'),
    ('PATCH', '/me'),
]


@pytest.fixture
def app(app):
    """With a page that says whom it was opened by."""

    @app.get('/settings')
    def settings(request: Request):
        return {'user_id': str(request.state.user_id)}

    return app


@pytest.fixture
async def browser(app, owner):
    """A browser in which the owner has opened a page."""
    async with client_of(app) as browser:
        assert (await browser.get('/settings')).json() == {'user_id': str(owner)}
        yield browser


def test_the_table_above_names_every_route(app):
    declared = {
        (method.upper(), re.sub(r'{\w+}', '{}', path.removeprefix(API)))
        for path, methods in app.openapi()['paths'].items()
        for method in methods
        if path.startswith(API)
    }
    tried = {(method, path.replace('00000000-0000-4000-8000-000000000002', '{}')) for method, path in EVERYTHING}
    assert declared == tried


@pytest.mark.parametrize('header', [None, 'Bearer', 'Bearer ', 'Bearer nonsense', 'Basic dTpw', 'tandem_x'])
async def test_nothing_is_told_to_whoever_has_no_token(nobody, header, subtests):
    headers = {'Authorization': header} if header else {}

    for method, path in EVERYTHING:
        with subtests.test(method=method, path=path):
            answer = await nobody.request(method, API + path, headers=headers, json=None if method == 'GET' else {})

            assert answer.status_code == 401
            assert answer.headers['www-authenticate'] == 'Bearer'
            assert 'Authorization: Bearer TOKEN' in answer.json()['detail']


async def test_a_token_works_until_it_is_gone_and_its_name_is_in_the_history(client, database, owner, tandem):
    await client.post(f'{API}/tasks/', json={'title': 'Buy milk'})
    [event] = await events_of(database, owner)
    assert event.actor.model_dump(mode='json') == {'user_id': str(owner), 'via': 'rest', 'name': 'test program'}

    async with tandem.database.everybody().transaction() as session:
        for token in (await session.scalars(table_of(ApiToken).select())).all():
            await session.delete(await session.get(ApiToken, token))

    assert (await client.get(f'{API}/tasks/')).status_code == 401


async def test_the_use_of_a_token_is_noted_but_not_at_every_request(client, tandem):
    async def last_used():
        async with tandem.database.everybody().transaction() as session:
            return (await session.execute(table_of(ApiToken).select())).one().last_used_at

    assert await last_used() is None
    await client.get(f'{API}/me')
    first = await last_used()
    await client.get(f'{API}/me')
    assert first is not None
    assert await last_used() == first


async def test_a_page_signs_the_owner_in_with_a_cookie_that_scripts_cannot_read(app):
    async with client_of(app) as browser:
        answer = await browser.get('/settings')

    cookie = answer.headers['set-cookie']
    assert cookie.startswith(f'{COOKIE}=')
    assert {'HttpOnly', 'SameSite=lax', 'Max-Age=2592000', 'Path=/'} <= set(cookie.split('; '))


@pytest.mark.parametrize(
    ('settings', 'name'),
    [
        (Settings(_env_file=None), COOKIE),
        (Settings(_env_file=None, port=8081), f'{COOKIE}_8081'),
        (Settings(_env_file=None, port=8081, public_url='https://tasks.example.org'), TLS_COOKIE),
        (Settings(_env_file=None, port=8081, public_url='https://tasks.example.org:443'), TLS_COOKIE),
        (Settings(_env_file=None, public_url='https://tasks.example.org:8443'), f'{TLS_COOKIE}_8443'),
        (Settings(_env_file=None, public_url='http://tasks.example.org:8080'), f'{COOKIE}_8080'),
    ],
)
async def test_two_installations_on_one_host_have_a_cookie_each(app, name):
    async with client_of(app) as browser:
        cookie = (await browser.get('/settings')).headers['set-cookie']
        assert cookie.startswith(f'{name}=')
        browser.cookies.set(name, cookie.partition('=')[2].partition(';')[0])
        assert (await browser.get(f'{API}/me')).status_code == 200


async def test_a_page_opened_again_keeps_its_session(browser, tandem):
    secret = browser.cookies[COOKIE]

    await browser.get('/settings')

    assert browser.cookies[COOKIE] == secret
    async with tandem.database.everybody().transaction() as session:
        assert len((await session.execute(table_of(BrowserSession).select())).all()) == 1


async def test_a_program_that_only_looks_stores_nothing(app, tandem):
    for _ in range(3):
        async with client_of(app) as probe:
            assert 'set-cookie' in (await probe.get('/settings')).headers
    async with tandem.database.everybody().transaction() as session:
        assert (await session.execute(table_of(BrowserSession).select())).all() == []


async def test_a_lapsed_session_is_replaced(browser, tandem):
    old = browser.cookies[COOKIE]
    assert (await browser.get(f'{API}/me')).status_code == 200
    async with tandem.database.everybody().transaction() as session:
        long_ago = datetime.now(UTC) - timedelta(days=31)
        await session.execute(table_of(BrowserSession).update().values(seen_at=long_ago))

    assert (await browser.get(f'{API}/me')).status_code == 401
    await browser.get('/settings')

    assert browser.cookies[COOKIE] != old
    assert (await browser.get(f'{API}/me')).status_code == 200


@pytest.mark.parametrize('path', ['/api/v1/me', '/healthz', '/readyz', '/openapi.json', '/docs', '/api/nothing'])
async def test_only_pages_sign_anybody_in(nobody, path):
    assert 'set-cookie' not in (await nobody.get(path)).headers


async def test_a_browser_may_read_and_its_own_pages_may_change(browser, database, owner):
    task = await make_task(database, owner)

    assert len((await browser.get(f'{API}/tasks/')).json()) == 1
    for headers in ({'Origin': 'http://localhost'}, {'Sec-Fetch-Site': 'same-origin'}):
        changed = await browser.patch(f'{API}/tasks/{task.id}/toggle', headers=headers)
        assert changed.status_code == 200


@pytest.mark.parametrize(
    'headers',
    [
        {},
        {'Origin': 'http://evil.example'},
        {'Origin': 'http://localhost:3000'},
        {'Origin': 'null'},
        {'Sec-Fetch-Site': 'cross-site'},
        {'Sec-Fetch-Site': 'same-site'},
        {'Origin': 'http://localhost', 'Sec-Fetch-Site': 'cross-site'},
    ],
)
async def test_a_browser_is_not_used_by_other_sites(browser, database, owner, headers):
    task = await make_task(database, owner)

    answer = await browser.delete(f'{API}/tasks/{task.id}', headers=headers)

    assert answer.status_code == 403
    assert answer.json()['detail'].endswith('.')
    assert (await browser.get(f'{API}/tasks/{task.id}')).status_code == 200


@pytest.mark.parametrize('path', ['/settings', '/api/v1/tasks/', '/healthz'])
async def test_a_foreign_name_for_this_machine_is_refused(client, path, subtests):
    for host in ('evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '192.168.0.7', ''):
        with subtests.test(host=host):
            answer = await client.get(path, headers={'Host': host})

            assert answer.status_code == 403
            assert 'http://localhost' in answer.json()['detail']
            assert 'set-cookie' not in answer.headers


@pytest.mark.parametrize('host', ['localhost', 'LOCALHOST:8080', '127.0.0.1', '127.0.0.1:9', '[::1]', '[::1]:8080'])
async def test_every_name_of_this_machine_is_fine(client, host):
    answer = await client.get('/settings', headers={'Host': host, 'Origin': f'http://{host}'})

    assert answer.status_code == 200


@pytest.mark.parametrize(
    'headers',
    [
        {'Origin': 'http://evil.example'},
        {'Origin': 'http://localhost:3000'},
        {'Origin': 'null'},
        {'Origin': 'http://[broken'},
        {'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'image'},
        {'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe'},
    ],
)
async def test_a_page_of_another_site_gets_nothing(browser, headers):
    for path in ('/settings', '/api/v1/tasks/'):
        answer = await browser.get(path, headers=headers)
        assert answer.status_code == 403
        assert 'set-cookie' not in answer.headers


@pytest.mark.parametrize('path', ['/api/v1/tasks/', '/mcp', '/settings'])
async def test_a_token_does_not_help_with_a_foreign_name_for_this_machine(client, path):
    headers = {'Host': 'evil.example', 'Origin': 'http://evil.example'}
    assert (await client.get(path, headers=headers)).status_code == 403


async def test_a_link_from_another_site_leads_to_the_page(client):
    followed = {'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document'}

    assert (await client.get('/settings', headers=followed)).status_code == 200


async def test_a_token_counts_before_a_cookie(browser, tandem, other):
    theirs = await token_for(tandem, other)

    assert (await browser.get(f'{API}/me', headers={'Authorization': f'Bearer {theirs}'})).json()['id'] == str(other)
    assert (await browser.get(f'{API}/me', headers={'Authorization': 'Bearer wrong'})).status_code == 401


async def test_a_page_without_a_database_says_when_to_try_again(app, tandem):
    await tandem.database.close()
    tandem.database._url = 'postgresql://nobody@127.0.0.1:1/nothing'

    async with client_of(app) as browser:
        assert (await browser.get('/settings')).status_code == 503
