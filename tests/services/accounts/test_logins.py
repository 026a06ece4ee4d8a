from datetime import timedelta

from services.accounts import logins, tokens
from services.accounts.logins import SESSION_LIFETIME


async def test_a_browser_stays_signed_in_until_it_was_not_seen_for_a_while(owner, run, sql):
    secret = await run(logins.sign_in_browser, owner)
    age = 'UPDATE browser_sessions SET seen_at = clock_timestamp() - $1::interval'
    await sql.execute(age, SESSION_LIFETIME - timedelta(minutes=1))
    assert await run(logins.browser_owner, secret) == owner
    assert await sql.fetchval("SELECT seen_at > clock_timestamp() - interval '1 minute' FROM browser_sessions")
    await sql.execute(age, SESSION_LIFETIME)
    assert await run(logins.browser_owner, secret) is None


async def test_an_unknown_cookie_signs_nobody_in(run):
    assert await run(logins.browser_owner, 'guess') is None


async def test_tokens_and_browsers_of_a_person_go_with_the_person(other, run, sql):
    token, secret = await run(tokens.create_token, other, 'Desk'), await run(logins.sign_in_browser, other)
    await sql.execute('DELETE FROM users WHERE id = $1', other)
    assert await run(tokens.token_owner, token) is None
    assert await run(logins.browser_owner, secret) is None


async def test_a_secret_that_is_not_even_text_signs_nobody_in(run):
    assert await run(tokens.token_owner, '\ud83d') is None
    assert await run(logins.browser_owner, '\ud83d') is None
