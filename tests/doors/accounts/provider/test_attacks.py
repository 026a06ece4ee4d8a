"""What somebody could try with logging in at a provider, and what a provider could get wrong."""

import time
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import text

from app.accounts.oidc_state_cookie import COOKIE as JOURNEY
from app.auth import COOKIE
from services.accounts.logins import FRESH, BrowserSession
from services.storage.columns import table_of
from tests.accounts import API, PASSWORD, browser_at, log_in, register
from tests.doors.accounts.provider.identity_provider import CLIENT_ID
from tests.doors.accounts.provider.journey import enter, leave

LIES = {
    'another nonce': {'nonce': 'made up'},
    'no nonce': {'nonce': None},
    'another audience': {'aud': 'somebody else'},
    'several audiences, not for us': {'aud': ['x', 'y']},
    'for us and others, by others': {'aud': [CLIENT_ID, 'x'], 'azp': 'x'},
    'no audience': {'aud': None},
    'another issuer': {'iss': 'https://evil.example'},
    'expired': {'exp': int(time.time()) - 600},
    'no end': {'exp': None},
    'made in the future': {'iat': int(time.time()) + 6_000},
    'not yet': {'nbf': int(time.time()) + 6_000},
    'no subject': {'sub': None},
    'an empty subject': {'sub': ''},
    'a subject that is no text': {'sub': 7},
    'a subject that is too long': {'sub': 'x' * 256},
}


async def test_a_word_that_is_not_for_us_and_now_opens_nothing(browser, idp):
    for what, lies in LIES.items():
        idp.lies = lies
        refused = await enter(browser)
        assert (what, refused.status_code) == (what, 401)
        assert 'did not confirm who you are' in refused.text
        assert COOKIE not in browser.cookies
    idp.lies = {}
    assert (await enter(browser)).status_code == 303


async def test_a_word_signed_with_what_everybody_knows_opens_nothing(browser, idp):
    for algorithm in ('none', 'HS256'):
        idp.algorithm = algorithm
        assert (await enter(browser)).status_code == 401
        assert COOKIE not in browser.cookies


async def test_a_word_that_somebody_else_signed_opens_nothing_and_is_written_down(browser, idp, tandem):
    idp.forged = True

    assert (await enter(browser)).status_code == 401
    async with tandem.database.everybody().transaction() as session:
        assert list(await session.scalars(text('SELECT deed FROM audit_entries'))) == ['login_refused']


async def test_new_keys_of_the_provider_are_fetched(browser, stranger, idp):
    assert (await enter(browser)).status_code == 303
    idp.change_keys()

    assert (await enter(stranger)).status_code == 303


async def test_another_state_opens_nothing(browser):
    back = await leave(browser)
    query = parse_qs(urlsplit(back).query)

    for state in ('', 'made up', query['state'][0][:-1], f'{query["state"][0]}x'):
        answer = await browser.get('/login/provider/back', params={'code': query['code'][0], 'state': state})
        assert answer.status_code == 401
        assert COOKIE not in browser.cookies


async def test_the_way_back_of_another_browser_opens_nothing(browser, stranger):
    back = await leave(browser)
    await leave(stranger)

    assert (await stranger.get(back)).status_code == 401
    assert COOKIE not in stranger.cookies


async def test_a_way_back_works_once(browser):
    back = await leave(browser)
    kept = browser.cookies[JOURNEY]
    assert (await browser.get(back)).status_code == 303
    assert JOURNEY not in browser.cookies
    browser.cookies.clear()

    assert (await browser.get(back)).status_code == 401
    assert (await browser.get(back, headers={'Cookie': f'{JOURNEY}={kept}'})).status_code == 401


async def test_what_the_browser_carries_cannot_be_made_up_or_kept(browser, monkeypatch):
    back = await leave(browser)
    content, made_at, signature = browser.cookies[JOURNEY].rsplit('.', 2)
    browser.cookies.clear()
    for made_up in (
        *(
            '',
            content,
            f'{content}.{made_at}',
            f'{content}.{made_at}.',
            f'{content}.{signature}',
            '.',
            f'..{signature}',
        ),
        *(f'{content[:-4]}AAAA.{made_at}.{signature}', f'{content}.{made_at[::-1]}.{signature}'),
    ):
        assert (await browser.get(back, headers={'Cookie': f'{JOURNEY}={made_up}'})).status_code == 401
    later = time.time() + 601
    monkeypatch.setattr('time.time', lambda: later)
    kept = f'{JOURNEY}={content}.{made_at}.{signature}'
    assert (await browser.get(back, headers={'Cookie': kept})).status_code == 401


async def test_the_provider_saying_no_is_said_so(browser):
    state = parse_qs(urlsplit(await leave(browser)).query)['state'][0]

    answer = await browser.get('/login/provider/back', params={'error': 'access_denied', 'state': state})

    assert answer.status_code == 401
    assert 'role="alert"' in answer.text


async def test_a_provider_that_is_away_is_named(browser, idp):
    idp.down = True

    answer = await browser.get('/login/provider')

    assert answer.status_code == 503
    assert 'Example is not responding' in answer.text


@pytest.mark.parametrize(
    'about', [{'issuer': 'https://evil.example'}, {'token_endpoint': 'http://evil.example/token'}, {'jwks_uri': None}]
)
async def test_a_provider_that_says_something_unsafe_about_itself_is_not_used(browser, idp, about):
    idp.about = about

    assert (await browser.get('/login/provider')).status_code == 503


async def test_nobody_is_led_to_another_site(browser):
    assert (await enter(browser, '?next=https://evil.example')).headers['location'] == '/'


async def test_the_old_session_of_the_browser_ends(browser):
    await register(browser, 'eve@example.org')
    await log_in(browser, 'eve@example.org')
    old = browser.cookies[COOKIE]
    await enter(browser)
    browser.cookies.clear()

    assert (await browser.get('/account', headers={'Cookie': f'{COOKIE}={old}'})).status_code == 303


async def test_the_cookie_for_the_journey_is_kept_from_scripts_and_goes_nowhere_else(app):
    async with browser_at(app, scheme='https') as browser:
        cookie = (await browser.get('/login/provider')).headers['set-cookie']

    assert {'HttpOnly', 'SameSite=lax', 'Path=/login/provider', 'Secure'} <= set(cookie.split('; '))


async def test_an_open_browser_is_not_enough_to_link_another_identity(browser, tandem):
    await register(browser)
    await log_in(browser)
    await make_old(tandem)

    refused = await browser.get('/login/provider?link=1')

    assert (refused.status_code, refused.headers['location']) == (303, '/account/confirm?next=%2Faccount')
    assert JOURNEY not in browser.cookies
    await browser.post('/account/confirm', data={'password': PASSWORD})
    assert (await enter(browser, '?link=1')).headers['location'] == '/account'


async def test_an_open_browser_is_not_enough_to_give_a_password_to_who_has_none(browser, tandem):
    await enter(browser)
    await make_old(tandem)

    page = await browser.post('/account/password', data={'new': PASSWORD})
    rest = await browser.post(f'{API}/auth/password', json={'current_password': '', 'new_password': PASSWORD})
    assert (page.status_code, page.headers['location']) == (303, '/account/confirm?next=%2Faccount')
    assert rest.status_code == 403

    await enter(browser)
    page = await browser.post('/account/password', data={'new': PASSWORD})
    assert page.status_code == 200


async def make_old(tandem):
    """Have every login be of more than 15 minutes ago."""
    async with tandem.database.everybody().transaction() as session:
        await session.execute(table_of(BrowserSession).update().values(created_at=datetime.now(UTC) - FRESH))
