"""Logging in with an ordinary form, and what the browser is given for it."""

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest

from app.accounts.credentials import Credentials
from app.addresses import safe_next
from app.auth import COOKIE, TLS_COOKIE
from services.accounts.logins import FRESH, LONGEST_SESSION, BrowserSession
from services.accounts.tokens import Scope, create_token, hash_of
from services.errors import NotAllowed
from services.storage.columns import table_of
from tests.accounts import API, PASSWORD, account_settings, bearer, browser_at, log_in, register


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


async def test_through_tls_the_cookie_belongs_to_this_host_alone(app):
    async with browser_at(app, scheme='https') as browser:
        await register(browser)
        attributes = (await log_in(browser)).headers['set-cookie'].split('; ')

        assert {'Secure', 'Path=/'} <= set(attributes)
        assert not [each for each in attributes if each.startswith('Domain')]
        assert (await browser.get('/settings')).status_code == 200
        await browser.post('/logout')
        assert TLS_COOKIE not in browser.cookies
        await log_in(browser)
        secret = browser.cookies[TLS_COOKIE]
        browser.cookies.clear()
        planted = await browser.get('/settings', headers={'Cookie': f'{COOKIE}={secret}'})
        assert planted.status_code == 303, 'the plain name may come from a neighbouring host'


@pytest.mark.parametrize(
    ('settings', 'scheme', 'origin', 'status'),
    [
        # A proxy that is trusted says that there is TLS, or the public address does.
        (account_settings(), 'https', 'http://tasks.example.org', 403),
        (account_settings(), 'https', 'https://tasks.example.org', 303),
        (account_settings(public_url='https://tasks.example.org'), 'http', 'http://tasks.example.org', 403),
        (account_settings(public_url='https://tasks.example.org'), 'http', 'https://tasks.example.org', 303),
        # The proxy sends another host name on.
        (account_settings(public_url='https://public.example.org'), 'http', 'https://public.example.org', 303),
        # Nobody says anything about TLS, and there may be some.
        (account_settings(), 'http', 'http://tasks.example.org', 303),
        (account_settings(), 'http', 'https://tasks.example.org', 303),
    ],
)
async def test_with_tls_a_page_that_came_without_is_another_site(app, scheme, origin, status):
    async with browser_at(app, scheme=scheme) as browser:
        await register(browser)
        # An older browser, which tells no more than this.
        browser.headers.pop('Sec-Fetch-Site')
        answer = await browser.post(
            '/login', data={'email': 'ada@example.org', 'password': PASSWORD}, headers={'Origin': origin}
        )
    assert answer.status_code == status


async def test_with_tls_a_page_that_came_without_changes_nothing_over_rest(app):
    async with browser_at(app, scheme='https') as browser:
        await register(browser)
        await log_in(browser)
        browser.headers.pop('Sec-Fetch-Site')

        async def sent_from(scheme):
            headers = {'Origin': f'{scheme}://tasks.example.org'}
            return (await browser.patch(f'{API}/me', json={'name': scheme}, headers=headers)).status_code

        assert (await sent_from('http'), await sent_from('https')) == (403, 200)


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
    assert '<script>' not in answer.text
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

    assert 'Your password has been changed' in changed.text
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
    link = await tandem.authentication.access.make_reset_link('ada@example.org')

    assert f'value="{link}"' in (await stranger.get(f'/reset?link={link}')).text
    assert (await stranger.post('/reset', data={'link': 'made up', 'password': 'a better horse'})).status_code == 422
    assert (await stranger.post('/reset', data={'link': link, 'password': 'short'})).status_code == 422
    done = await stranger.post('/reset', data={'link': link, 'password': 'a better horse'})

    assert 'Your password has been set' in done.text
    assert (await stranger.post('/reset', data={'link': link, 'password': 'one more horse'})).status_code == 422
    assert (await browser.get('/settings')).status_code == 303
    assert (await log_in(browser, password='a better horse')).status_code == 303


async def token_of(tandem, registered, name):
    async with tandem.database.everybody().transaction() as session:
        return await create_token(session, UUID(registered['id']), name)


async def works(browser, token):
    answer = await browser.get(f'{API}/me', headers={'Authorization': f'Bearer {token}'})
    return answer.status_code == 200


@pytest.mark.parametrize('way', ['password', 'reset', 'everywhere'])
async def test_tokens_end_unless_they_are_kept_from_the_list_on_the_page(browser, tandem, way):
    registered = await register(browser)
    kept, lost = [await token_of(tandem, registered, name) for name in ('My editor', 'Of another')]
    await log_in(browser)
    link = await tandem.authentication.access.make_reset_link('ada@example.org')
    page = (await browser.get(f'/reset?link={link}' if way == 'reset' else '/account')).text
    [field] = set(re.findall(r'name="(keep-\w+)" value="1"> The API token “My editor”', page))
    assert 'Of another' in page
    typed = {
        'password': {'current': PASSWORD, 'new': 'a better horse'},
        'reset': {'link': link, 'password': 'a better horse'},
        'everywhere': {'everywhere': '1'},
    }[way]
    where = {'password': '/account/password', 'reset': '/reset', 'everywhere': '/logout'}[way]

    assert (await browser.post(where, data={**typed, field: '1'})).status_code in {200, 303}

    assert (await works(browser, kept), await works(browser, lost)) == (True, False)


async def test_the_list_is_not_shown_to_whoever_makes_a_link_up(browser, tandem):
    await token_of(tandem, await register(browser), 'My editor')
    assert 'My editor' not in (await browser.get('/reset?link=made-up')).text


async def test_the_address_changes_with_the_password_and_leaves_a_trace(browser):
    await register(browser)
    await log_in(browser)
    wrong = await browser.post('/account/email', data={'email': 'eve@example.org', 'password': 'no'})
    assert wrong.status_code == 422
    done = await browser.post('/account/email', data={'email': 'ada@example.net', 'password': PASSWORD})
    assert 'Your address is ada@example.net now' in done.text
    assert (await log_in(browser, 'ada@example.net')).status_code == 303
    activity = (await browser.get('/account/activity')).text
    assert 'Address changed' in activity
    assert 'Wrong password' not in activity


async def test_what_happened_can_be_read_and_taken_along(browser, stranger):
    await register(browser)
    await register(stranger, 'bob@example.org')
    await log_in(stranger, password='not the password')
    await log_in(browser)
    page, table = await browser.get('/account/activity'), await browser.get('/account/activity/export')
    for said in ('Account made', 'Wrong password', 'Logged in', '192.0.2.1', '198.51.100.7'):
        assert said in page.text
    assert table.headers['content-disposition'].startswith('attachment')
    rows = table.text.splitlines()
    assert rows[0] == 'at,action,address'
    assert [row.split(',')[1] for row in rows[1:]] == ['logged_in', 'login_refused', 'registered']
    assert (await stranger.get('/account/activity/export')).status_code == 303


async def test_an_export_needs_the_password_again_once_the_login_is_not_fresh(browser, tandem):
    await register(browser)
    await log_in(browser)
    assert (await browser.get('/account/export')).status_code == 200
    await made_before(tandem, FRESH)
    assert (await browser.get('/account/export')).headers['location'] == '/account/confirm?next=%2Faccount%2Fexport'
    assert 'action="/account/confirm"' in (await browser.get('/account/confirm?next=/account/export')).text
    wrong = await browser.post('/account/confirm', data={'password': 'no', 'next': '/account/export'})
    assert wrong.status_code == 422
    right = await browser.post('/account/confirm', data={'password': PASSWORD, 'next': '/account/export'})
    assert (right.status_code, right.headers['location']) == (303, '/account/export')
    assert (await browser.get('/account/export')).status_code == 200


async def test_a_token_is_made_only_by_a_login_that_is_fresh(browser, tandem):
    registered = await register(browser)
    await log_in(browser)
    credentials = Credentials(tandem, UUID(registered['id']), 'here')
    credentials.require_fresh(hash_of(browser.cookies[COOKIE].rpartition('.')[0]))
    assert await credentials.create_token('My editor', [Scope.READ])
    await made_before(tandem, FRESH)
    with pytest.raises(NotAllowed, match='confirm your password'):
        await credentials.create_token('Another', [Scope.READ])


async def made_before(tandem, age):
    """Have every browser have logged in that long ago."""
    async with tandem.database.everybody().transaction() as session:
        await session.execute(table_of(BrowserSession).update().values(created_at=datetime.now(UTC) - age))


async def test_a_browser_has_to_log_in_again_after_half_a_year_however_often_it_is_seen(browser, tandem):
    await register(browser)
    await log_in(browser)
    await made_before(tandem, LONGEST_SESSION)
    assert (await browser.get('/account')).status_code == 303


GERMAN = {'Accept-Language': 'de-DE,de;q=0.9,en;q=0.8'}


async def test_a_german_browser_is_refused_in_german(browser, stranger):
    await register(browser)
    wrong = await browser.post('/login', data={'email': 'ada@example.org', 'password': 'a guess'}, headers=GERMAN)
    assert 'Die E-Mail-Adresse oder das Passwort stimmt nicht.' in wrong.text
    assert '<html lang="de"' in wrong.text

    new = {'register': '1', 'email': 'eve@example.org', 'password': 'short'}
    short = await browser.post('/login', data=new, headers=GERMAN)
    assert 'Das Passwort ist zu kurz. Nehmen Sie mindestens 8 Zeichen; ein paar Wörter genügen.' in short.text
    no_address = await browser.post('/login', data={**new, 'email': 'eve', 'password': PASSWORD}, headers=GERMAN)
    assert 'Das ist keine E-Mail-Adresse. Schreiben Sie sie wie ada@example.org.' in no_address.text
    too_long = await browser.post('/login', data={**new, 'password': 'x' * 300}, headers=GERMAN)
    assert 'Das Passwort ist länger als 256 Zeichen. Kürzen Sie es.' in too_long.text

    link = {'link': 'made up', 'password': 'a better horse'}
    used = await browser.post('/reset', data=link, headers=GERMAN)
    assert 'Dieser Link wurde schon benutzt oder ist abgelaufen. Bitten Sie um einen neuen.' in used.text

    await log_in(browser)
    current = {'current': 'no', 'new': 'a better horse'}
    not_theirs = await browser.post('/account/password', data=current, headers=GERMAN)
    assert 'Das ist nicht Ihr Passwort. Versuchen Sie es noch einmal.' in not_theirs.text

    for _ in range(11):
        often = await stranger.post('/login', data={'email': 'ada@example.org', 'password': 'no'}, headers=GERMAN)
    assert re.search(r'Zu viele falsche Passwörter\. Versuchen Sie es in \d+ Sekunden noch einmal\.', often.text)
