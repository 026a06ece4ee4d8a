"""Accounts over REST: in, out, and what is refused."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from services.accounts.authentication import REGISTRATIONS
from services.accounts.confirmation import GUESSES
from services.accounts.one_time_links import Purpose, make_link
from services.accounts.tokens import ApiToken, Scope, create_token
from services.errors import InvalidInput, NotAllowed
from services.storage.columns import table_of
from tests.accounts import API, PASSWORD, account_settings, bearer, browser_at, register


async def log_in(client, email='ada@example.org', password=PASSWORD):
    return await client.post(f'{API}/auth/login', json={'email': email, 'password': password})


async def test_who_registers_is_logged_in(browser):
    answer = await register(browser)

    assert (answer['token_type'], answer['expires_in']) == ('bearer', 86_400)
    me = (await browser.get(f'{API}/me', headers=bearer(answer))).json()
    assert (me['id'], me['email'], me['name']) == (answer['id'], 'ada@example.org', 'ada')


async def test_a_password_opens_the_account_however_the_address_is_written(browser):
    registered = await register(browser)

    answer = await log_in(browser, ' Ada@Example.ORG ')

    assert answer.status_code == 200
    assert set(answer.json()) == {'access_token', 'token_type', 'expires_in'}
    me = await browser.get(f'{API}/me', headers=bearer(answer.json()))
    assert me.json()['id'] == registered['id']


async def test_a_wrong_password_and_an_unknown_address_are_told_apart_by_nothing(browser):
    await register(browser)

    wrong = await log_in(browser, password='something else')
    unknown = await log_in(browser, email='nobody@example.org')

    assert wrong.status_code == unknown.status_code == 401
    assert wrong.content == unknown.content


async def test_an_address_registers_once(browser):
    await register(browser)

    answer = await browser.post(f'{API}/auth/register', json={'email': 'ADA@example.org', 'password': 'another one'})

    assert answer.status_code == 409
    assert (await log_in(browser)).status_code == 200


@pytest.mark.parametrize(
    'password', ['', 'brief', '12345678', 'aaaaaaaaaaaa', 'PassWord', 'qwerty123', 'Football', 'abcabcabc', 'x' * 257]
)
async def test_a_password_that_is_guessed_first_is_refused_and_not_repeated(browser, password):
    answer = await browser.post(f'{API}/auth/register', json={'email': 'ada@example.org', 'password': password})

    assert answer.status_code == 422
    [fault] = answer.json()['detail']
    assert fault['field'] == 'password'
    assert not password or password not in answer.text


async def test_passwords_tokens_and_cookies_are_kept_only_as_hashes(browser, tandem):
    answer = await register(browser)
    await browser.post('/login', data={'email': 'ada@example.org', 'password': PASSWORD})
    cookie = browser.cookies['tandem_session'].partition('.')[0]

    async with tandem.database.everybody().transaction() as session:
        tables = 'passwords', 'api_tokens', 'browser_sessions', 'users', 'audit_entries'
        kept = [str((await session.execute(text(f'SELECT * FROM {table}'))).all()) for table in tables]  # noqa: S608

    everything = ' '.join(kept)
    assert '$argon2id$' in everything
    for secret in (PASSWORD, answer['access_token'], cookie):
        assert secret not in everything


async def test_what_one_logs_in_with_is_changed_only_by_a_login(browser, tandem):
    answer = await register(browser)
    async with tandem.database.everybody().transaction() as session:
        named = await create_token(session, UUID(answer['id']), 'My script')
    moved = {'email': 'eve@example.org'}

    refused = await browser.patch(f'{API}/me', json=moved, headers={'Authorization': f'Bearer {named}'})
    renamed = await browser.patch(f'{API}/me', json={'name': 'A'}, headers={'Authorization': f'Bearer {named}'})

    assert (refused.status_code, renamed.status_code) == (403, 200)
    for wrong in ({}, {'current_password': 'not this'}):
        denied = await browser.patch(f'{API}/me', json={**moved, **wrong}, headers=bearer(answer))
        assert denied.status_code == 422
        assert 'password' in denied.json()['detail'][0]['field']
    confirmed = {**moved, 'current_password': PASSWORD}
    changed = await browser.patch(f'{API}/me', json=confirmed, headers=bearer(answer))
    assert (changed.status_code, changed.json()['email']) == (200, 'eve@example.org')


async def test_a_login_ends_by_itself(browser, tandem):
    answer = await register(browser)
    async with tandem.database.everybody().transaction() as session:
        yesterday = datetime.now(UTC) - timedelta(seconds=1)
        await session.execute(table_of(ApiToken).update().values(expires_at=yesterday))

    assert (await browser.get(f'{API}/me', headers=bearer(answer))).status_code == 401


async def test_logging_out_ends_one_login(browser):
    first = await register(browser)
    second = (await log_in(browser)).json()

    assert (await browser.post(f'{API}/auth/logout', headers=bearer(first))).status_code == 204

    assert (await browser.get(f'{API}/me', headers=bearer(first))).status_code == 401
    assert (await browser.get(f'{API}/me', headers=bearer(second))).status_code == 200


async def test_logging_out_everywhere_ends_every_login_of_this_person_and_of_nobody_else(browser, stranger):
    first = await register(browser)
    second = (await log_in(browser)).json()
    other = await register(stranger, 'bob@example.org')

    assert (await browser.post(f'{API}/auth/logout-everywhere', headers=bearer(first))).status_code == 204

    for ended in (first, second):
        assert (await browser.get(f'{API}/me', headers=bearer(ended))).status_code == 401
    assert (await stranger.get(f'{API}/me', headers=bearer(other))).status_code == 200


async def test_a_new_password_ends_the_other_logins_and_not_this_one(browser):
    this = await register(browser)
    other = (await log_in(browser)).json()
    change = {'current_password': PASSWORD, 'new_password': 'a better horse'}

    assert (await browser.post(f'{API}/auth/password', json=change, headers=bearer(this))).status_code == 204

    assert (await browser.get(f'{API}/me', headers=bearer(this))).status_code == 200
    assert (await browser.get(f'{API}/me', headers=bearer(other))).status_code == 401
    assert (await log_in(browser)).status_code == 401
    assert (await log_in(browser, password='a better horse')).status_code == 200


async def test_ones_own_address_is_no_password(browser):
    for password in ('ada.lovelace@example.org', 'Ada.Lovelace'):
        body = {'email': 'ada.lovelace@example.org', 'password': password}
        answer = await browser.post(f'{API}/auth/register', json=body)
        assert answer.status_code == 422
        assert 'own address' in answer.json()['detail'][0]['message']
    this = await register(browser, 'ada.lovelace@example.org')
    change = {'current_password': PASSWORD, 'new_password': 'ada.lovelace'}
    assert (await browser.post(f'{API}/auth/password', json=change, headers=bearer(this))).status_code == 422


@pytest.mark.parametrize('path', ['password', 'logout-everywhere'])
async def test_named_tokens_end_with_the_logins_unless_they_are_kept(browser, tandem, path):
    this = await register(browser)
    async with tandem.database.everybody().transaction() as session:
        named = {name: await create_token(session, UUID(this['id']), name) for name in ('kept', 'lost')}
    listed = (await browser.get(f'{API}/me/tokens', headers=bearer(this))).json()
    body: dict[str, Any] = {'keep_tokens': [each['id'] for each in listed if each['name'] == 'kept']}
    if path == 'password':
        body |= {'current_password': PASSWORD, 'new_password': 'a better horse'}

    assert (await browser.post(f'{API}/auth/{path}', json=body, headers=bearer(this))).status_code == 204

    for name, status in (('kept', 200), ('lost', 401)):
        headers = {'Authorization': f'Bearer {named[name]}'}
        assert (await browser.get(f'{API}/me', headers=headers)).status_code == status


async def test_tokens_are_listed_with_their_end_and_revoked(browser, tandem, stranger):
    this, other = await register(browser), await register(stranger, 'bob@example.org')
    async with tandem.database.everybody().transaction() as session:
        first = await create_token(session, UUID(this['id']), 'First', scopes=[Scope.READ, Scope.WRITE])
        await create_token(session, UUID(this['id']), 'Second')
    second, listed = (await browser.get(f'{API}/me/tokens', headers=bearer(this))).json()
    address = f'{API}/me/tokens'
    assert (listed['name'], listed['scopes']) == ('First', ['read', 'write'])
    assert 364 < (datetime.fromisoformat(listed['expires_at']) - datetime.now(UTC)).days + 1 <= 366
    by_first = {'Authorization': f'Bearer {first}'}
    assert (await browser.delete(f'{address}/{second["id"]}', headers=by_first)).status_code == 403
    assert (await stranger.delete(f'{address}/{second["id"]}', headers=bearer(other))).status_code == 404
    assert (await browser.delete(f'{address}/{second["id"]}', headers=bearer(this))).status_code == 204
    assert (await browser.delete(f'{address}/{listed["id"]}', headers=by_first)).status_code == 204
    assert (await browser.get(f'{API}/me', headers=by_first)).status_code == 401


async def test_a_disabled_account_lets_nobody_in_until_it_is_enabled(browser, tandem):
    this = await register(browser)
    link = await tandem.authentication.access.make_reset_link('ada@example.org')
    await tandem.authentication.set_disabled('ada@example.org', disabled=True)
    assert (await browser.get(f'{API}/me', headers=bearer(this))).status_code == 401
    assert (await log_in(browser)).status_code == 403
    with pytest.raises(InvalidInput):
        await tandem.authentication.access.reset_password(link, 'a better horse', 'here')
    late = await tandem.authentication.access.make_reset_link('ada@example.org')
    with pytest.raises(NotAllowed):
        await tandem.authentication.access.reset_password(late, 'a better horse', 'here')
    await tandem.authentication.set_disabled('ada@example.org', disabled=False)
    assert (await log_in(browser)).status_code == 200


async def test_a_link_for_a_new_password_belongs_to_the_person_and_not_to_their_address(browser, stranger, tandem):
    this = await register(browser)
    link = await tandem.authentication.access.make_reset_link('ada@example.org')
    moved = {'email': 'ada@example.net', 'current_password': PASSWORD}
    await browser.patch(f'{API}/me', json=moved, headers=bearer(this))
    await register(stranger, 'ada@example.org', 'another horse')
    with pytest.raises(InvalidInput):
        await tandem.authentication.access.reset_password(link, 'a better horse', 'here')
    assert (await browser.get(f'{API}/me', headers=bearer(this))).status_code == 200
    assert (await log_in(stranger, password='another horse')).status_code == 200


@pytest.mark.parametrize('end', ['password', 'logout-everywhere', 'reset'])
async def test_a_link_that_somebody_else_asked_for_ends_with_everything_else(browser, tandem, end):
    this = await register(browser)
    access = tandem.authentication.access
    old = await access.make_reset_link('ada@example.org')
    async with tandem.database.everybody().transaction() as session:
        moving = await make_link(session, Purpose.EMAIL, 'mallory@example.org', UUID(this['id']))
    if end == 'reset':
        await access.reset_password(old, 'a better horse', 'here')
    else:
        change = {'current_password': PASSWORD, 'new_password': 'a better horse'} if end == 'password' else {}
        done = await browser.post(f'{API}/auth/{end}', json=change, headers=bearer(this))
        assert done.status_code == 204
    with pytest.raises(InvalidInput):
        await tandem.authentication.addresses.verify(moving, 'here')
    with pytest.raises(InvalidInput):
        await access.reset_password(old, 'the worst horse', 'here')


@pytest.mark.parametrize(
    ('method', 'path', 'body'),
    [
        ('GET', '/auth/export', None),
        ('POST', '/auth/logout-everywhere', {}),
        ('POST', '/auth/password', {'current_password': PASSWORD, 'new_password': 'a better horse'}),
        ('POST', '/auth/delete', {'password': PASSWORD}),
    ],
)
async def test_a_named_token_touches_nothing_that_opens_the_account(browser, tandem, method, path, body):
    this = await register(browser)
    async with tandem.database.everybody().transaction() as session:
        named = await create_token(session, UUID(this['id']), 'robot')
    answer = await browser.request(method, f'{API}{path}', json=body, headers={'Authorization': f'Bearer {named}'})
    assert answer.status_code == 403
    assert 'Log in first' in answer.json()['detail']
    assert (await log_in(browser)).status_code == 200


async def test_the_password_changes_only_for_who_knows_the_old_one(browser):
    this = await register(browser)
    change = {'current_password': 'not this', 'new_password': 'a better horse'}

    answer = await browser.post(f'{API}/auth/password', json=change, headers=bearer(this))

    assert answer.status_code == 422
    assert (await log_in(browser)).status_code == 200


async def test_guessing_has_to_wait_and_does_not_lock_the_owner_out(app, browser, stranger):
    await register(browser)

    for _ in range(GUESSES.burst):
        assert (await log_in(stranger, password='a guess')).status_code == 401
    refused = await log_in(stranger, password=PASSWORD)

    assert refused.status_code == 429
    assert 0 < int(refused.headers['retry-after']) <= GUESSES.seconds
    assert 'Try again in' in refused.json()['detail']
    assert (await log_in(browser)).status_code == 200
    async with browser_at(app, '203.0.113.9') as elsewhere:
        assert (await log_in(elsewhere)).status_code == 200


async def test_logging_in_often_is_not_guessing(browser):
    await register(browser)

    for _ in range(GUESSES.burst + 2):
        assert (await log_in(browser)).status_code == 200


async def test_one_address_registers_only_so_many(browser):
    for number in range(REGISTRATIONS.burst):
        await register(browser, f'ada{number}@example.org')

    answer = await browser.post(f'{API}/auth/register', json={'email': 'a@example.org', 'password': PASSWORD})

    assert answer.status_code == 429
    assert int(answer.headers['retry-after']) > 0


class TestWithTheTestClock:
    @pytest.fixture
    def settings(self):
        return account_settings(test_clock=True)

    async def test_registering_is_not_limited(self, browser):
        for number in range(REGISTRATIONS.burst + 2):
            await register(browser, f'ada{number}@example.org')


class TestWhenRegistrationIsClosed:
    @pytest.fixture
    def settings(self):
        return account_settings(registration='closed')

    async def test_only_an_invitation_opens_it_once_and_for_one_address(self, browser, tandem):
        invitation = await tandem.authentication.invite('ada@example.org')
        wanted = {'email': 'ada@example.org', 'password': PASSWORD}

        async def registers(**more):
            return (await browser.post(f'{API}/auth/register', json={**wanted, **more})).status_code

        assert await registers() == 403
        assert await registers(invitation='made up') == 422
        assert await registers(invitation=invitation, email='eve@example.org') == 422
        assert await registers(invitation=invitation) == 201
        assert await registers(invitation=invitation, email='eve@example.org') == 422


async def test_everything_can_be_taken_along_and_then_removed(browser, stranger, tandem):
    this = bearer(await register(browser))
    other = bearer(await register(stranger, 'bob@example.org'))
    await browser.post(f'{API}/tasks/', json={'title': 'Buy milk'}, headers=this)
    await browser.post(f'{API}/chat', json={'message': 'add call the bank'}, headers=this)
    await stranger.post(f'{API}/tasks/', json={'title': 'Not hers'}, headers=other)

    export = await browser.get(f'{API}/auth/export', headers=this)
    taken = export.json()

    assert {task['title'].lower() for task in taken['tasks']} == {'buy milk', 'call the bank'}
    assert taken['conversations'][0]['messages'][0]['content'] == 'add call the bank'
    assert [event['seq'] for event in taken['events']] == list(range(1, len(taken['events']) + 1))
    for secret in ('Not hers', '$argon2', 'hash'):
        assert secret not in export.text

    wrong = await browser.post(f'{API}/auth/delete', json={'password': 'not this one'}, headers=this)
    assert wrong.status_code == 422
    assert (await browser.post(f'{API}/auth/delete', json={'password': PASSWORD}, headers=this)).status_code == 204

    assert (await browser.get(f'{API}/me', headers=this)).status_code == 401
    assert (await log_in(browser)).status_code == 401
    async with tandem.database.everybody().transaction() as session:
        for table in ('tasks', 'chat_sessions', 'sync_events', 'passwords'):
            owners = await session.execute(text(f'SELECT DISTINCT user_id::text FROM {table}'))  # noqa: S608
            assert taken['profile']['id'] not in {row[0] for row in owners}
    [kept] = (await stranger.get(f'{API}/tasks/', headers=other)).json()
    assert kept['title'] == 'Not hers'


async def test_the_audit_tells_who_came_in_and_from_where_and_no_secret(browser, stranger, tandem):
    await register(browser)
    await log_in(stranger, password='a guess')
    await log_in(stranger)

    async with tandem.database.everybody().transaction() as session:
        lines = (await session.execute(text('SELECT deed, address FROM audit_entries ORDER BY id'))).all()

    assert [tuple(line) for line in lines] == [
        ('registered', '192.0.2.1'),
        ('login_refused', '198.51.100.7'),
        ('logged_in', '198.51.100.7'),
    ]
