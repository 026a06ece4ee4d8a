"""Logging in with an ordinary form, and what the browser is given for it."""

import pytest

from app.auth import COOKIE
from app.entrance import safe_next
from tests.accounts.conftest import API, PASSWORD, account_settings, bearer, browser_at, log_in, register


async def test_who_is_signed_out_is_sent_to_log_in_and_then_to_where_they_wanted(browser):
    registered = await register(browser)

    asked = await browser.get('/settings?view=a%20b')
    assert (asked.status_code, asked.headers['location']) == (303, '/login?next=%2Fsettings%3Fview%3Da%2520b')
    form = await browser.get(asked.headers['location'])
    assert 'value="/settings?view=a%20b"' in form.text

    entered = await log_in(browser, next='/settings?view=a%20b')
    assert (entered.status_code, entered.headers['location']) == (303, '/settings?view=a%20b')
    assert (await browser.get('/settings')).json() == {'user_id': registered['id']}


@pytest.mark.parametrize(
    'address',
    [
        'https://evil.example', '//evil.example', '/\\evil.example', '\\\\evil.example', 'javascript:alert(1)',
        '/\t/evil.example', '/\n/evil.example', '/a\\..\\evil', '', 'evil.example', '/login', '/logout', None,
    ],
)  # fmt: skip
async def test_nobody_is_led_to_another_site(browser, address):
    await register(browser)

    assert safe_next(address) == '/'
    entered = await log_in(browser, **({} if address is None else {'next': address}))
    assert entered.headers['location'] == '/'


@pytest.mark.parametrize('address', ['/', '/chat', '/settings?view=board', '/?q=//x'])
def test_our_own_pages_are_fine(address):
    assert safe_next(address) == address


async def test_a_new_person_registers_with_the_same_page(browser):
    page = await browser.get('/login?register=1')
    assert 'minlength="8"' in page.text

    entered = await log_in(browser, register='1', name='Ada Lovelace')

    assert entered.status_code == 303
    assert (await browser.get(f'{API}/me')).json()['name'] == 'Ada Lovelace'


async def test_the_cookie_is_kept_from_scripts_and_from_other_sites(browser):
    await register(browser)

    cookie = (await log_in(browser)).headers['set-cookie']

    assert {'HttpOnly', 'SameSite=lax', 'Path=/', 'Max-Age=2592000'} <= set(cookie.split('; '))
    assert 'Secure' not in cookie


async def test_behind_tls_the_cookie_goes_only_through_tls(app):
    async with browser_at(app, scheme='https') as browser:
        await register(browser)
        assert 'Secure' in (await log_in(browser)).headers['set-cookie'].split('; ')


class TestBehindAProxy:
    @pytest.fixture
    def settings(self):
        return account_settings(public_url='https://tasks.example.org')

    async def test_the_cookie_goes_only_through_tls(self, browser):
        await register(browser)
        assert 'Secure' in (await log_in(browser)).headers['set-cookie'].split('; ')


async def test_a_session_is_a_new_one_after_each_login(browser):
    await register(browser)
    await log_in(browser)
    first = browser.cookies[COOKIE]

    await log_in(browser)

    assert browser.cookies[COOKIE] != first
    assert (await browser.get('/settings', headers={'Cookie': f'{COOKIE}={first}'})).status_code in {200, 303}
    browser.cookies.clear()
    assert (await browser.get('/settings', headers={'Cookie': f'{COOKIE}={first}'})).status_code == 303


async def test_a_session_somebody_made_up_or_that_was_sealed_elsewhere_is_none(browser):
    await register(browser)
    await log_in(browser)
    secret, _, seal = browser.cookies[COOKIE].partition('.')
    browser.cookies.clear()

    for made_up in (secret, f'{secret}.', f'{secret}.{"0" * 64}', f'x{secret}.{seal}', f'.{seal}', 'a.b.c', '.'):
        assert (await browser.get('/settings', headers={'Cookie': f'{COOKIE}={made_up}'})).status_code == 303
    assert (await browser.get('/settings', headers={'Cookie': f'{COOKIE}={secret}.{seal}'})).status_code == 200


async def test_logging_out_ends_the_session_itself(browser):
    await register(browser)
    await log_in(browser)
    kept = browser.cookies[COOKIE]

    answer = await browser.post('/logout')

    assert (answer.status_code, answer.headers['location']) == (303, '/login')
    assert COOKIE not in browser.cookies
    assert (await browser.get('/settings', headers={'Cookie': f'{COOKIE}={kept}'})).status_code == 303


async def test_logging_out_everywhere_reaches_the_other_browsers(browser, stranger):
    await register(browser)
    await log_in(browser)
    await log_in(stranger)

    await browser.post('/logout', data={'everywhere': '1'})

    assert (await stranger.get('/settings')).status_code == 303


@pytest.mark.parametrize(
    'headers',
    [
        {'Origin': 'https://evil.example', 'Sec-Fetch-Site': 'cross-site'},
        {'Origin': 'null', 'Sec-Fetch-Site': 'cross-site'},
        {'Origin': 'https://evil.example'},
        {'Sec-Fetch-Site': 'same-site'},
    ],
)
@pytest.mark.parametrize('path', ['/login', '/logout', '/reset', '/account/password', '/account/delete'])
async def test_no_form_is_sent_by_another_site(browser, path, headers):
    await register(browser)
    await log_in(browser)

    answer = await browser.post(path, data={'email': 'ada@example.org', 'password': PASSWORD}, headers=headers)

    assert answer.status_code == 403
    assert 'set-cookie' not in answer.headers
    assert (await browser.get('/settings')).status_code == 200


async def test_what_was_typed_comes_back_as_text_and_the_password_does_not(browser):
    typed = '"><img src=x onerror=alert(1)>@example.org'

    answer = await log_in(browser, typed, 'my secret words', next='"><script>')

    assert answer.status_code in {401, 422}
    assert 'role="alert"' in answer.text
    assert '<img' not in answer.text
    assert '<script' not in answer.text
    assert 'my secret words' not in answer.text


async def test_guessing_through_the_form_has_to_wait(stranger, browser):
    await register(browser)
    for _ in range(10):
        assert (await log_in(stranger, password='a guess')).status_code == 401

    answer = await log_in(stranger)

    assert answer.status_code == 429
    assert int(answer.headers['retry-after']) > 0


async def test_the_account_page_changes_the_password(browser, stranger):
    await register(browser)
    await log_in(browser)
    await log_in(stranger)

    wrong = await browser.post('/account/password', data={'current': 'no', 'new': 'a better horse'})
    assert wrong.status_code == 422
    changed = await browser.post('/account/password', data={'current': PASSWORD, 'new': 'a better horse'})

    assert 'Your password is changed' in changed.text
    assert (await browser.get('/account')).status_code == 200
    assert (await stranger.get('/account')).status_code == 303
    assert (await log_in(stranger, password='a better horse')).status_code == 303


async def test_the_account_page_gives_everything_and_deletes_the_account(browser):
    registered = await register(browser)
    await browser.post(f'{API}/tasks/', json={'title': 'Buy milk'}, headers=bearer(registered))
    await log_in(browser)

    export = await browser.get('/account/export')
    assert export.headers['content-disposition'].startswith('attachment')
    assert [task['title'] for task in export.json()['tasks']] == ['Buy milk']

    assert (await browser.post('/account/delete', data={'password': 'no'})).status_code == 422
    assert (await browser.post('/account/delete', data={'password': PASSWORD})).headers['location'] == '/login'
    assert (await browser.get('/account')).status_code == 303
    assert (await log_in(browser)).status_code == 401


async def test_a_link_sets_a_new_password_once_and_ends_every_login(browser, stranger, tandem):
    await register(browser)
    await log_in(browser)
    link = await tandem.gate.offer_reset('ada@example.org')

    assert f'value="{link}"' in (await stranger.get(f'/reset?link={link}')).text
    assert (await stranger.post('/reset', data={'link': 'made up', 'password': 'a better horse'})).status_code == 422
    assert (await stranger.post('/reset', data={'link': link, 'password': 'short'})).status_code == 422
    done = await stranger.post('/reset', data={'link': link, 'password': 'a better horse'})

    assert 'Your password is set' in done.text
    assert (await stranger.post('/reset', data={'link': link, 'password': 'one more horse'})).status_code == 422
    assert (await browser.get('/settings')).status_code == 303
    assert (await log_in(browser, password='a better horse')).status_code == 303
