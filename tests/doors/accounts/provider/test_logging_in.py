"""Logging in at an OpenID Connect provider: who gets which account."""

import pytest

from app.auth import COOKIE
from tests.accounts import log_in, register
from tests.doors.accounts.provider.journey import enter, leave, me


async def test_the_login_page_offers_it(browser):
    page = (await browser.get('/login?next=/chat')).text

    assert 'href="/login/provider?next=%2Fchat&amp;invitation="' in page.replace('next=/chat', 'next=%2Fchat')
    assert 'Log in with Example' in page


async def test_whom_the_provider_confirms_gets_an_account_and_the_same_one_next_time(browser, stranger, idp):
    entered = await enter(browser, '?next=/chat')

    assert (entered.status_code, entered.headers['location']) == (303, '/chat')
    first = await me(browser)
    assert (first['email'], first['name']) == ('ada@example.org', 'Ada')
    idp.person['email'] = 'moved@example.org'
    await enter(stranger)
    assert (await me(stranger))['id'] == first['id']
    assert idp.trouble == []


async def test_somebody_else_with_the_same_address_is_somebody_else(browser, stranger, idp):
    await enter(browser)
    idp.person['sub'] = 'eve-2'

    refused = await enter(stranger)

    assert refused.status_code == 409
    assert COOKIE not in stranger.cookies


async def test_an_address_that_was_not_verified_is_not_taken(browser, stranger, idp):
    await register(stranger)
    for claim in (False, None, 'true', 1):
        idp.person |= {'sub': f'eve {claim}', 'email_verified': claim}
        await enter(browser)
        assert (await me(browser))['email'] is None


async def test_an_account_with_a_password_is_linked_only_by_who_is_in_it(browser, stranger):
    registered = await register(browser)
    assert (await enter(stranger)).status_code == 409

    await log_in(browser)
    linked = await enter(browser, '?link=1')

    assert linked.headers['location'] == '/account'
    assert 'This login is linked to your account.' in (await browser.get('/account')).text
    await enter(stranger)
    assert (await me(stranger))['id'] == registered['id']


async def test_a_login_that_opens_one_account_cannot_be_linked_to_another(browser, stranger):
    await enter(browser)
    await register(stranger, 'eve@example.org')
    await log_in(stranger, 'eve@example.org')

    assert (await enter(stranger, '?link=1')).status_code == 409


async def test_a_link_is_made_only_for_the_login_it_was_begun_in(browser):
    await register(browser)
    await log_in(browser)
    back = await leave(browser, '?link=1')
    await register(browser, 'eve@example.org')
    await log_in(browser, 'eve@example.org')

    assert (await browser.get(back)).status_code == 401


async def test_who_came_by_the_provider_can_set_a_password_and_then_leave(browser):
    await enter(browser)
    assert 'Set a password first' in (await browser.get('/account')).text

    done = await browser.post('/account/password', data={'new': 'a better horse'})

    assert 'Your password has been changed' in done.text
    assert (await log_in(browser, password='a better horse')).status_code == 303
    again = await browser.post('/account/password', data={'new': 'one more horse'})
    assert again.status_code == 422
    assert (await browser.post('/account/delete', data={'password': 'a better horse'})).status_code == 303


class TestWhenRegistrationIsClosed:
    @pytest.fixture
    def registration(self):
        return 'closed'

    async def test_only_who_is_invited_or_known_comes_in(self, browser, stranger, tandem, idp):
        assert (await enter(stranger)).status_code == 403
        invitation = await tandem.authentication.invite('ada@example.org')
        idp.person |= {'sub': 'eve', 'email': 'eve@example.org'}
        assert (await enter(stranger, f'?invitation={invitation}')).status_code == 422
        idp.person |= {'sub': 'ada', 'email': 'ada@example.org'}

        assert (await enter(browser, f'?invitation={invitation}')).status_code == 303
        assert (await enter(stranger)).status_code == 303
