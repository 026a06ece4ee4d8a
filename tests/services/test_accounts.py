from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from components.theme import Theme
from services import accounts
from services.accounts import OWNER_ID, SESSION_LIFETIME, UserUpdate
from services.errors import InvalidInput


@pytest.fixture
def run(database):
    """Run one verb in a transaction of its own."""

    async def run(verb, *arguments):
        async with database.transaction() as session:
            return await verb(session, *arguments)

    return run


async def test_a_new_database_has_its_owner(run):
    owner = await run(accounts.get_user, OWNER_ID)
    assert (owner.name, owner.email, owner.time_zone, owner.seq) == ('Owner', None, 'UTC', 0)


async def test_a_person_who_does_not_exist_cannot_be_found(run):
    with pytest.raises(InvalidInput, match='no such person'):
        await run(accounts.get_user, uuid4())


async def test_a_person_changes_what_they_give_and_nothing_else(owner, run):
    await run(accounts.update_user, owner, UserUpdate(time_zone='Asia/Tokyo'))
    changed = await run(accounts.update_user, owner, UserUpdate(name='Ann'))
    assert (changed.name, changed.time_zone) == ('Ann', 'Asia/Tokyo')
    assert await run(accounts.zone_of, owner) == ZoneInfo('Asia/Tokyo')


@pytest.mark.parametrize('zone', ['', 'Berlin', 'Mars/Olympus', '../../etc/passwd', 'UTC\x00'])
def test_a_zone_that_nobody_knows_is_refused_with_a_sentence(zone):
    with pytest.raises(ValidationError, match='is not a time zone'):
        UserUpdate(time_zone=zone)


async def test_the_zone_of_somebody_unknown_is_utc(run):
    assert await run(accounts.zone_of, uuid4()) == ZoneInfo('UTC')


async def test_preferences_are_kept_one_by_one(owner, run):
    await run(accounts.set_preference, owner, 'theme', 'dark')
    await run(accounts.set_preference, owner, 'view', 'board')
    await run(accounts.set_preference, owner, 'theme', 'light')
    assert (await run(accounts.get_user, owner)).preferences == {'theme': 'light', 'view': 'board'}


async def test_a_preference_may_be_one_of_our_own_words(owner, run):
    await run(accounts.set_preference, owner, 'theme', Theme.DARK)
    assert (await run(accounts.get_user, owner)).preferences == {'theme': 'dark'}


async def test_a_token_speaks_for_its_owner_and_is_kept_only_as_a_hash(owner, run, sql):
    token = await run(accounts.create_token, owner, 'Desk')
    found = await run(accounts.token_owner, token)
    assert (found.user_id, found.name) == (owner, 'Desk')
    assert token not in str([dict(row) for row in await sql.fetch('SELECT * FROM api_tokens')])


async def test_using_a_token_is_noted(owner, run, sql):
    token = await run(accounts.create_token, owner, 'Desk')
    assert await sql.fetchval('SELECT last_used_at FROM api_tokens') is None
    await run(accounts.token_owner, token)
    assert await sql.fetchval('SELECT last_used_at FROM api_tokens') is not None


@pytest.mark.parametrize('token', ['', 'tandem_', 'tandem_' + 'x' * 43])
async def test_an_unknown_token_speaks_for_nobody(run, token):
    assert await run(accounts.token_owner, token) is None


async def test_a_revoked_token_speaks_for_nobody(owner, run, sql):
    token = await run(accounts.create_token, owner, 'Desk')
    await sql.execute('DELETE FROM api_tokens')
    assert await run(accounts.token_owner, token) is None


async def test_no_two_tokens_are_alike(owner, run):
    assert len({await run(accounts.create_token, owner, 'Desk') for _ in range(20)}) == 20


async def test_a_browser_stays_signed_in_until_it_was_not_seen_for_a_while(owner, run, sql):
    secret = await run(accounts.sign_in_browser, owner)
    age = 'UPDATE browser_sessions SET seen_at = clock_timestamp() - $1::interval'
    await sql.execute(age, SESSION_LIFETIME - timedelta(minutes=1))
    assert await run(accounts.browser_owner, secret) == owner
    assert await sql.fetchval("SELECT seen_at > clock_timestamp() - interval '1 minute' FROM browser_sessions")
    await sql.execute(age, SESSION_LIFETIME)
    assert await run(accounts.browser_owner, secret) is None


async def test_an_unknown_cookie_signs_nobody_in(run):
    assert await run(accounts.browser_owner, 'guess') is None


async def test_tokens_and_browsers_of_a_person_go_with_the_person(other, run, sql):
    token, secret = await run(accounts.create_token, other, 'Desk'), await run(accounts.sign_in_browser, other)
    await sql.execute('DELETE FROM users WHERE id = $1', other)
    assert await run(accounts.token_owner, token) is None
    assert await run(accounts.browser_owner, secret) is None


async def test_two_people_cannot_share_an_email_address(owner, other, run):
    await run(accounts.update_user, owner, UserUpdate(email='ann@example.com'))
    with pytest.raises(InvalidInput, match='Somebody else uses this e-mail address') as refusal:
        await run(accounts.update_user, other, UserUpdate(email='ann@example.com'))
    assert refusal.value.field == 'email'


async def test_a_secret_that_is_not_even_text_signs_nobody_in(run):
    assert await run(accounts.token_owner, '\ud83d') is None
    assert await run(accounts.browser_owner, '\ud83d') is None


async def test_tokens_are_listed_newest_first_and_only_ones_own(owner, other, run):
    await run(accounts.create_token, owner, 'First')
    await run(accounts.create_token, owner, 'Second')
    await run(accounts.create_token, other, 'Theirs')
    assert [token.name for token in await run(accounts.list_tokens, owner)] == ['Second', 'First']


async def test_a_token_that_was_revoked_is_gone(owner, run):
    secret = await run(accounts.create_token, owner, 'My script')
    (token,) = await run(accounts.list_tokens, owner)
    await run(accounts.revoke_token, owner, token.hash)
    assert await run(accounts.token_owner, secret) is None
    assert await run(accounts.list_tokens, owner) == []


async def test_nobody_revokes_the_token_of_somebody_else(owner, other, run):
    secret = await run(accounts.create_token, other, 'Theirs')
    (token,) = await run(accounts.list_tokens, other)
    await run(accounts.revoke_token, owner, token.hash)
    assert await run(accounts.token_owner, secret)


async def test_a_zone_that_is_set_stays_and_one_that_is_not_is_learnt(owner, run):
    await run(accounts.set_zone, owner, 'Asia/Tokyo')
    assert (await run(accounts.get_user, owner)).preferences['zone'] == accounts.CHOSEN
    await run(accounts.set_zone, owner, None)
    person = await run(accounts.get_user, owner)
    assert (person.preferences['zone'], person.time_zone) == ('', 'Asia/Tokyo')
