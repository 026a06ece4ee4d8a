"""Passkeys: added on the account page, and used to log in and to confirm that it is you."""

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest

from services.accounts.logins import FRESH, BrowserSession
from services.accounts.notices import Notice
from services.accounts.one_time_links import LIFETIME, OneTimeLink, Purpose
from services.accounts.passkeys import CHALLENGES, MAX_PASSKEYS
from services.accounts.tokens import ApiToken
from services.storage.columns import table_of
from tests.accounts import API, PASSWORD, account_settings, bearer, browser_at, log_in, register
from tests.authenticator import Authenticator
from tests.programs import token_for

HOST = 'tasks.example.org'
ORIGIN = f'http://{HOST}'
ADDED, REMOVED = 'The passkey has been added', 'The passkey has been removed'


@pytest.fixture
def device():
    return Authenticator(HOST, ORIGIN)


@pytest.fixture
def told(tandem):
    """What people are told by mail."""
    told: list[Notice] = []
    tandem.authentication.passkeys._notify = lambda _person, _email, notice: told.append(notice)
    return told


async def add(browser, device, name='My laptop'):
    options = (await browser.post('/account/passkeys/options')).json()
    return await browser.post('/account/passkeys', data={'credential': device.create(options), 'name': name})


async def begin(browser):
    return (await browser.post('/login/passkey/options')).json()


async def use(browser, device, options=None, path='/login/passkey', **more):
    credential = device.get(options or await begin(browser))
    return await browser.post(path, data={'credential': credential, **more})


async def ada_with(browser, device):
    """Somebody who is logged in and has a passkey."""
    registered = await register(browser)
    await log_in(browser)
    assert ADDED in (await add(browser, device)).text
    return registered


async def test_a_passkey_logs_its_person_in_without_a_password(browser, stranger, device, told):
    registered = await ada_with(browser, device)

    entered = await use(stranger, device, next='/settings?view=a')

    assert (entered.status_code, entered.headers['location']) == (303, '/settings?view=a')
    assert (await stranger.get('/settings')).json()['user_id'] == registered['id']
    assert told == [Notice.PASSKEY_ADDED]
    assert 'Passkey added' in (await browser.get('/account/activity')).text


async def test_an_answer_works_once(browser, stranger, device):
    await ada_with(browser, device)
    credential = device.get(await begin(stranger))

    assert (await stranger.post('/login/passkey', data={'credential': credential})).status_code == 303
    assert (await browser.post('/login/passkey', data={'credential': credential})).status_code == 401


async def test_a_challenge_that_was_never_made_or_is_too_old_is_refused(browser, stranger, device, tandem):
    await ada_with(browser, device)
    options = await begin(stranger)
    assert (await use(stranger, device, {'challenge': 'x' * 43})).status_code == 401
    async with tandem.database.everybody().transaction() as session:
        links = table_of(OneTimeLink)
        older = links.c.expires_at - LIFETIME[Purpose.PASSKEY_LOGIN]
        await session.execute(links.update().values(expires_at=older))

    assert (await use(stranger, device, options)).status_code == 401


@pytest.mark.parametrize(
    ('wrong', 'value'), [('host', 'evil.example'), ('origin', 'http://evil.example'), ('origin', f'https://{HOST}')]
)
async def test_a_passkey_for_another_site_opens_nothing(browser, stranger, device, wrong, value):
    await ada_with(browser, device)
    setattr(device, wrong, value)

    assert (await use(stranger, device)).status_code == 401
    assert (await stranger.get('/settings')).status_code == 303


async def test_a_device_that_has_not_verified_its_person_opens_nothing(browser, stranger, device):
    await ada_with(browser, device)
    device.verifies = False

    assert (await use(stranger, device)).status_code == 401
    assert 'was not accepted' in (await add(browser, device)).text


async def test_a_copy_of_the_key_shows_in_the_count(browser, stranger, device):
    await ada_with(browser, device)
    for _ in range(3):
        assert (await use(stranger, device)).status_code == 303
    device.count = 1

    assert (await use(stranger, device)).status_code == 401


@pytest.mark.parametrize('credential', ['', '[]', '{}', 'null', '{"response": {"clientDataJSON": "bnVsbA"}}', '\x00'])
async def test_what_is_no_answer_is_refused(browser, credential):
    await register(browser)
    await log_in(browser)

    assert (await browser.post('/login/passkey', data={'credential': credential})).status_code == 401
    added = await browser.post('/account/passkeys', data={'credential': credential, 'name': 'x'})
    assert added.status_code == 422


async def test_the_passkey_of_a_stranger_opens_nothing(browser, stranger, device):
    await ada_with(browser, device)

    assert (await use(stranger, Authenticator(HOST, ORIGIN))).status_code == 401


async def test_nobody_adds_what_another_person_began(browser, stranger, device):
    await ada_with(browser, device)
    await register(stranger, 'eve@example.org')
    await log_in(stranger, 'eve@example.org')
    options = (await browser.post('/account/passkeys/options')).json()
    credential = Authenticator(HOST, ORIGIN).create(options)

    stolen = await stranger.post('/account/passkeys', data={'credential': credential, 'name': 'x'})

    assert (stolen.status_code, 'was not accepted' in stolen.text) == (422, True)


async def test_it_is_added_and_removed_only_just_after_logging_in(browser, device, tandem):
    await ada_with(browser, device)
    options = (await browser.post('/account/passkeys/options')).json()
    [passkey] = re.findall('name="passkey" value="([^"]+)"', (await browser.get('/account')).text)
    async with tandem.database.everybody().transaction() as session:
        await session.execute(table_of(BrowserSession).update().values(created_at=datetime.now(UTC) - FRESH))

    credential = Authenticator(HOST, ORIGIN).create(options)
    for path, data in (
        ('', {'credential': credential, 'name': 'x'}),
        ('/remove', {'passkey': passkey}),
        ('/options', {}),
    ):
        refused = await browser.post(f'/account/passkeys{path}', data=data)
        assert (refused.status_code, refused.headers['location']) == (303, '/account/confirm?next=%2Faccount')
    assert (await use(browser, device, path='/account/confirm/passkey', next='/account')).status_code == 303
    assert REMOVED in (await browser.post('/account/passkeys/remove', data={'passkey': passkey})).text


async def test_a_passkey_that_was_removed_opens_nothing(browser, stranger, device, told):
    await ada_with(browser, device)
    [passkey] = re.findall('name="passkey" value="([^"]+)"', (await browser.get('/account')).text)

    assert (await stranger.post('/account/passkeys/remove', data={'passkey': passkey})).status_code == 401
    assert REMOVED in (await browser.post('/account/passkeys/remove', data={'passkey': passkey})).text

    assert (await use(stranger, device)).status_code == 401
    assert told == [Notice.PASSKEY_ADDED, Notice.PASSKEY_REMOVED]


async def test_only_ones_own_passkey_confirms(browser, stranger, device):
    await ada_with(browser, device)
    await register(stranger, 'eve@example.org')
    await log_in(stranger, 'eve@example.org')

    refused = await use(stranger, device, path='/account/confirm/passkey', next='/account')

    assert refused.status_code == 401


@pytest.mark.parametrize('keeps', [True, False])
async def test_a_new_password_ends_passkeys_unless_they_are_kept(browser, stranger, device, keeps):
    await ada_with(browser, device)
    [field] = set(
        re.findall(r'name="(passkey-[\w-]+)" value="1"> The passkey “My laptop”', (await browser.get('/account')).text)
    )
    typed = {'current': PASSWORD, 'new': 'a better horse', **({field: '1'} if keeps else {})}

    assert (await browser.post('/account/password', data=typed)).status_code == 200

    assert (await use(stranger, device)).status_code == (303 if keeps else 401)


async def test_a_disabled_account_is_closed_to_its_passkeys(browser, stranger, device, tandem):
    await ada_with(browser, device)
    await tandem.authentication.set_disabled('ada@example.org', disabled=True)

    assert (await use(stranger, device)).status_code == 403


async def test_challenges_and_passkeys_are_limited(browser, stranger, device):
    await ada_with(browser, device)
    for _ in range(CHALLENGES.burst):
        assert (await stranger.post('/login/passkey/options')).status_code == 200
    assert (await stranger.post('/login/passkey/options')).status_code == 429

    assert 'already' in (await add(browser, device)).text
    for _ in range(MAX_PASSKEYS - 1):
        assert ADDED in (await add(browser, Authenticator(HOST, ORIGIN))).text
    assert (await browser.post('/account/passkeys/options')).status_code == 429


async def test_pages_of_other_sites_ask_for_nothing(browser):
    await register(browser)
    await log_in(browser)
    for path in ('/login/passkey/options', '/login/passkey', '/account/passkeys/options', '/account/passkeys'):
        assert (await browser.post(path, headers={'Sec-Fetch-Site': 'cross-site'})).status_code == 403


async def test_only_pages_with_passkeys_run_a_script_and_only_ours(browser):
    await register(browser)
    assert "script-src 'self'" in (await browser.get('/login')).headers['content-security-policy']
    assert 'script-src' not in (await browser.get('/reset?link=x')).headers['content-security-policy']
    [path] = re.findall('<script src="([^"]+)" defer></script>', (await browser.get('/login')).text)
    script = await browser.get(path)
    assert (script.status_code, script.headers['content-type']) == (200, 'text/javascript; charset=utf-8')


class TestBehindAProxy:
    @pytest.fixture
    def settings(self):
        return account_settings(public_url='https://public.example.org')

    async def test_passkeys_are_for_the_public_address(self, app):
        device = Authenticator('public.example.org', 'https://public.example.org')
        async with browser_at(app, scheme='https') as browser, browser_at(app, scheme='https') as stranger:
            await ada_with(browser, device)
            assert (await use(stranger, device)).status_code == 303


async def test_passkeys_are_listed_and_removed_over_rest(browser, stranger, device, told):
    this = await ada_with(browser, device)
    second = Authenticator(HOST, ORIGIN)
    await add(browser, second, 'My phone')
    await use(stranger, device)
    passkeys = f'{API}/me/passkeys'

    newest, oldest = (await browser.get(passkeys, headers=bearer(this))).json()
    assert (newest['name'], newest['last_used_at']) == ('My phone', None)
    assert (oldest['name'], oldest['id']) == ('My laptop', device.id)
    assert datetime.fromisoformat(oldest['last_used_at']) > datetime.fromisoformat(oldest['created_at'])

    removed = f'{passkeys}/{newest["id"]}'
    assert (await browser.delete(removed, headers=bearer(this))).status_code == 204
    assert (await browser.delete(removed, headers=bearer(this))).status_code == 404
    assert (await use(stranger, second)).status_code == 401
    assert [each['id'] for each in (await browser.get(passkeys, headers=bearer(this))).json()] == [device.id]
    assert told[-1] is Notice.PASSKEY_REMOVED
    assert 'Passkey removed' in (await browser.get('/account/activity')).text


async def test_nobody_elses_passkey_is_listed_or_removed_over_rest(browser, stranger, device):
    await ada_with(browser, device)
    eve = bearer(await register(stranger, 'eve@example.org'))

    assert (await stranger.get(f'{API}/me/passkeys', headers=eve)).json() == []
    assert (await stranger.delete(f'{API}/me/passkeys/{device.id}', headers=eve)).status_code == 404
    assert (await use(stranger, device)).status_code == 303


@pytest.mark.parametrize('method_and_path', [('DELETE', '/me/passkeys/{}'), ('GET', '/auth/export')])
@pytest.mark.parametrize('way', ['browser', 'program'])
async def test_over_rest_too_what_is_sensitive_takes_a_login_of_just_now(browser, device, tandem, way, method_and_path):
    this = await ada_with(browser, device)
    method, path = method_and_path[0], API + method_and_path[1].format(device.id)
    headers = bearer(this) if way == 'program' else {'Origin': ORIGIN}
    long_ago = datetime.now(UTC) - FRESH
    async with tandem.database.everybody().transaction() as session:
        for table in (table_of(BrowserSession), table_of(ApiToken)):
            await session.execute(table.update().values(created_at=long_ago))

    refused = await browser.request(method, path, headers=headers)
    assert (refused.status_code, 'logged in a while ago' in refused.text) == (403, True)
    assert len((await browser.get(f'{API}/me/passkeys', headers=headers)).json()) == 1

    again = (await browser.post(f'{API}/auth/login', json={'email': 'ada@example.org', 'password': PASSWORD})).json()
    assert (await browser.request(method, path, headers=bearer(again))).status_code in {200, 204}


async def test_a_token_with_a_name_removes_no_passkey(browser, device, tandem):
    this = await ada_with(browser, device)
    token = await token_for(tandem, UUID(this['id']))

    refused = await browser.delete(f'{API}/me/passkeys/{device.id}', headers={'Authorization': f'Bearer {token}'})

    assert refused.status_code == 403
    assert len((await browser.get(f'{API}/me/passkeys', headers=bearer(this))).json()) == 1


async def test_passkeys_are_kept_by_the_ids_of_the_list(browser, stranger, device):
    this = await ada_with(browser, device)
    other = Authenticator(HOST, ORIGIN)
    await add(browser, other, 'My phone')
    listed = (await browser.get(f'{API}/me/passkeys', headers=bearer(this))).json()
    kept = [each['id'] for each in listed if each['name'] == 'My phone']

    await browser.post(f'{API}/auth/logout-everywhere', json={'keep_passkeys': kept}, headers=bearer(this))

    assert (await use(stranger, other)).status_code == 303
    assert (await use(stranger, device)).status_code == 401
