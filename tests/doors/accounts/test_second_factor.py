"""A second factor: the codes of an app beside the password, and recovery codes for who has lost the app."""

import re
import time
from datetime import UTC, datetime

import pyotp
import pytest

from app.auth import COOKIE
from services.accounts.confirmation import CODES
from services.accounts.logins import FRESH, BrowserSession
from services.accounts.notices import Notice
from services.accounts.totp import RECOVERY_CODES
from services.storage.columns import table_of
from tests.accounts import API, PASSWORD, bearer, log_in, register

ADDRESS = 'ada@example.org'
STEP = 30


@pytest.fixture
def told(tandem):
    """What people are told by mail."""
    told: list[Notice] = []
    authentication = tandem.authentication
    for part in (authentication.second_factor, authentication.confirmation):
        part._notify = lambda _person, _email, notice: told.append(notice)
    return told


class App:
    """An authenticator app that has scanned the QR code. Each code it shows is of a later time step."""

    def __init__(self, secret):
        self._totp = pyotp.TOTP(secret)
        self._shown = int(time.time()) // STEP - 2

    def code(self):
        """The earliest code that was not shown before; Tandem knows those of the steps before and after its own."""
        self._shown += 1
        return self._totp.generate_otp(self._shown)


async def turn_on(browser):
    """Register, log in and turn the second factor on; returns the app and the recovery codes."""
    await register(browser)
    await log_in(browser)
    page = await browser.post('/account/second-factor', data={'password': PASSWORD})
    assert 'data:image/svg+xml' in page.text
    app = App(re.search('<code>([A-Z2-7]{32})</code>', page.text)[1])
    shown = await browser.post('/account/second-factor/on', data={'code': app.code()})
    codes = re.findall(r'<li><code>([\w-]+)</code>', shown.text)
    assert (shown.status_code, len(set(codes))) == (200, RECOVERY_CODES)
    return app, codes


async def rest_login(browser, **more):
    return await browser.post(f'{API}/auth/login', json={'email': ADDRESS, 'password': PASSWORD, **more})


async def test_a_program_is_told_what_is_missing_and_a_code_works_once(browser, stranger):
    app, _ = await turn_on(browser)
    code = app.code()

    missing = await rest_login(stranger)
    entered = await rest_login(stranger, code=f'{code[:3]} {code[3:]}')
    again = await rest_login(stranger, code=code)

    assert (missing.status_code, missing.json()['needs']) == (401, 'code')
    assert entered.status_code == 200
    assert (again.status_code, again.json()['needs']) == (401, 'code')


async def test_a_wrong_password_says_nothing_about_the_second_factor(browser, stranger):
    await turn_on(browser)

    wrong = await rest_login(stranger, password='something else', code='123456')
    unknown = await rest_login(stranger, email='nobody@example.org')

    assert wrong.status_code == unknown.status_code == 401
    assert wrong.content == unknown.content


async def test_the_form_asks_for_the_code_after_the_password(browser, stranger):
    app, _ = await turn_on(browser)

    form = await log_in(stranger, next='/settings?view=a')
    assert 'set-cookie' not in form.headers
    secret = re.search('name="secret" value="([^"]+)"', form.text)[1]
    typed = {'secret': secret, 'next': '/settings?view=a'}
    wrong = await stranger.post('/login/code', data={**typed, 'code': '000000x'})
    assert (wrong.status_code, secret in wrong.text) == (401, True)
    entered = await stranger.post('/login/code', data={**typed, 'code': app.code()})

    assert (entered.status_code, entered.headers['location']) == (303, '/settings?view=a')
    assert (await stranger.get('/settings')).status_code == 200
    late = await stranger.post('/login/code', data={**typed, 'code': app.code()})
    assert (late.status_code, 'Log in again' in late.text) == (401, True)


async def test_a_new_password_ends_a_login_that_waits_for_its_code(browser, stranger, tandem):
    app, _ = await turn_on(browser)
    secret = re.search('name="secret" value="([^"]+)"', (await log_in(stranger)).text)[1]
    link = await tandem.authentication.access.make_reset_link(ADDRESS)
    await browser.post('/reset', data={'link': link, 'password': 'a better horse'})

    entered = await stranger.post('/login/code', data={'secret': secret, 'code': app.code()})

    assert entered.status_code == 401
    left = await rest_login(browser, password='a better horse')
    assert left.json()['needs'] == 'code', 'a link for a new password leaves the second factor'


async def test_a_recovery_code_works_once_and_however_it_is_typed(browser, stranger, told):
    _, codes = await turn_on(browser)

    assert (await rest_login(stranger, code=codes[0].upper().replace('-', ' '))).status_code == 200
    assert (await rest_login(stranger, code=codes[0])).status_code == 401
    assert (await rest_login(stranger, code=codes[1])).status_code == 200
    assert told == [Notice.SECOND_FACTOR_ON, Notice.RECOVERY_CODE_USED, Notice.RECOVERY_CODE_USED]
    assert f'{RECOVERY_CODES - 2} codes are left' in (await browser.get('/account')).text


async def test_new_recovery_codes_replace_the_old_ones(browser, stranger, told):
    app, old = await turn_on(browser)
    typed = {'password': PASSWORD, 'code': app.code()}

    shown = await browser.post('/account/second-factor/recovery-codes', data=typed)

    new = re.findall(r'<li><code>([\w-]+)</code>', shown.text)
    assert len({*old, *new}) == 2 * RECOVERY_CODES
    assert (await rest_login(stranger, code=old[0])).status_code == 401
    assert (await rest_login(stranger, code=new[0])).status_code == 200
    assert Notice.RECOVERY_CODES_MADE in told


async def test_turning_it_off_needs_password_and_code_and_is_told(browser, told):
    app, _ = await turn_on(browser)
    code = app.code()

    for wrong in ({'password': 'no', 'code': code}, {'password': PASSWORD}, {'password': PASSWORD, 'code': '12'}):
        assert (await browser.post('/account/second-factor/off', data=wrong)).status_code == 422
    assert (await rest_login(browser)).status_code == 401
    done = await browser.post('/account/second-factor/off', data={'password': PASSWORD, 'code': code})

    assert 'Your password is enough now' in done.text
    assert (await rest_login(browser)).status_code == 200
    assert told[-1] is Notice.SECOND_FACTOR_OFF
    activity = (await browser.get('/account/activity')).text
    assert 'Second factor turned on' in activity
    assert 'Second factor turned off' in activity
    assert 'Wrong code' in activity


async def test_what_is_confirmed_with_the_password_needs_a_code_as_well(browser):
    app, codes = await turn_on(browser)
    this = bearer((await rest_login(browser, code=app.code())).json())
    moved = {'email': 'eve@example.org', 'current_password': PASSWORD}
    changed = {'current_password': PASSWORD, 'new_password': 'a better horse'}

    for path, body in (('/me', moved), ('/auth/password', changed), ('/auth/delete', {'password': PASSWORD})):
        method = 'PATCH' if path == '/me' else 'POST'
        refused = await browser.request(method, f'{API}{path}', json=body, headers=this)
        assert (refused.status_code, refused.json()['detail'][0]['field']) == (422, 'code')
    assert (await browser.post('/account/confirm', data={'password': PASSWORD})).status_code == 422
    assert (await browser.post('/account/delete', data={'password': PASSWORD})).status_code == 422
    assert (await browser.patch(f'{API}/me', json={**moved, 'code': codes[0]}, headers=this)).status_code == 200
    assert (await browser.post('/account/confirm', data={'password': PASSWORD, 'code': codes[1]})).status_code == 303


async def test_guessing_codes_has_to_wait_wherever_the_guesses_come_from(browser, stranger):
    _, codes = await turn_on(browser)
    for _ in range(CODES.burst // 2):
        assert (await rest_login(browser, code='000000x')).status_code == 401
        assert (await rest_login(stranger, code='000000x')).status_code == 401

    refused = await rest_login(stranger, code=codes[0])

    assert refused.status_code == 429
    assert 0 < int(refused.headers['retry-after']) <= CODES.seconds


async def test_nothing_is_asked_for_until_a_code_has_shown_that_the_app_has_the_secret(browser):
    await register(browser)
    await log_in(browser)
    assert (await browser.post('/account/second-factor', data={'password': 'no'})).status_code == 422
    assert (await browser.post('/account/second-factor/on', data={'code': '123456'})).status_code == 422
    await browser.post('/account/second-factor', data={'password': PASSWORD})

    wrong = await browser.post('/account/second-factor/on', data={'code': '12345'})

    assert (wrong.status_code, 'data:image/svg+xml' in wrong.text) == (422, True)
    assert (await rest_login(browser)).status_code == 200


async def test_a_page_of_another_site_changes_nothing(browser):
    await turn_on(browser)
    for path in ('', '/on', '/off', '/recovery-codes'):
        sent = await browser.post(f'/account/second-factor{path}', headers={'Sec-Fetch-Site': 'cross-site'})
        assert sent.status_code == 403


async def test_whoever_runs_tandem_can_turn_it_off(browser, tandem, told):
    await turn_on(browser)

    assert await tandem.authentication.second_factor.turn_off_for(ADDRESS)

    assert (await rest_login(browser)).status_code == 200
    assert not await tandem.authentication.second_factor.turn_off_for(ADDRESS)
    assert told == [Notice.SECOND_FACTOR_ON, Notice.SECOND_FACTOR_OFF]


async def test_a_set_up_that_was_left_unfinished_is_not_finished_from_an_open_browser(browser, stranger, tandem):
    await register(browser)
    await log_in(browser)
    begun = await browser.post('/account/second-factor', data={'password': PASSWORD})
    app = App(re.search('<code>([A-Z2-7]{32})</code>', begun.text)[1])
    async with tandem.database.everybody().transaction() as session:
        await session.execute(table_of(BrowserSession).update().values(created_at=datetime.now(UTC) - FRESH))

    for code in ('000000', app.code()):
        refused = await browser.post('/account/second-factor/on', data={'code': code})
        assert (refused.status_code, refused.headers['location']) == (303, '/account/confirm?next=%2Faccount')

    assert (await rest_login(stranger)).status_code == 200, 'no code is asked for'


async def test_whoever_logged_in_long_ago_sets_it_up_with_the_password_alone(browser, tandem):
    await register(browser)
    await log_in(browser)
    old = browser.cookies[COOKIE]
    async with tandem.database.everybody().transaction() as session:
        await session.execute(table_of(BrowserSession).update().values(created_at=datetime.now(UTC) - FRESH))

    begun = await browser.post('/account/second-factor', data={'password': PASSWORD})
    app = App(re.search('<code>([A-Z2-7]{32})</code>', begun.text)[1])
    shown = await browser.post('/account/second-factor/on', data={'code': app.code()})

    assert len(re.findall('<li><code>', shown.text)) == RECOVERY_CODES
    assert browser.cookies[COOKIE] != old
    browser.cookies.clear()
    assert (await browser.get('/account', headers={'Cookie': f'{COOKIE}={old}'})).status_code == 303
