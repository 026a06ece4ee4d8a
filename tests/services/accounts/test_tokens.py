import pytest

from services.accounts import tokens


async def test_a_token_speaks_for_its_owner_and_is_kept_only_as_a_hash(owner, run, sql):
    token = await run(tokens.create_token, owner, 'Desk')
    found = await run(tokens.token_owner, token)
    assert (found.user_id, found.name) == (owner, 'Desk')
    assert token not in str([dict(row) for row in await sql.fetch('SELECT * FROM api_tokens')])


async def test_using_a_token_is_noted(owner, run, sql):
    token = await run(tokens.create_token, owner, 'Desk')
    assert await sql.fetchval('SELECT last_used_at FROM api_tokens') is None
    await run(tokens.token_owner, token)
    assert await sql.fetchval('SELECT last_used_at FROM api_tokens') is not None


@pytest.mark.parametrize('token', ['', 'tandem_', 'tandem_' + 'x' * 43])
async def test_an_unknown_token_speaks_for_nobody(run, token):
    assert await run(tokens.token_owner, token) is None


async def test_a_revoked_token_speaks_for_nobody(owner, run, sql):
    token = await run(tokens.create_token, owner, 'Desk')
    await sql.execute('DELETE FROM api_tokens')
    assert await run(tokens.token_owner, token) is None


async def test_no_two_tokens_are_alike(owner, run):
    assert len({await run(tokens.create_token, owner, 'Desk') for _ in range(20)}) == 20


async def test_tokens_are_listed_newest_first_and_only_ones_own(owner, other, run):
    await run(tokens.create_token, owner, 'First')
    await run(tokens.create_token, owner, 'Second')
    await run(tokens.create_token, other, 'Theirs')
    assert [token.name for token in await run(tokens.list_tokens, owner)] == ['Second', 'First']


async def test_a_token_that_was_revoked_is_gone(owner, run):
    secret = await run(tokens.create_token, owner, 'My script')
    (token,) = await run(tokens.list_tokens, owner)
    await run(tokens.revoke_token, owner, token.hash)
    assert await run(tokens.token_owner, secret) is None
    assert await run(tokens.list_tokens, owner) == []


async def test_nobody_revokes_the_token_of_somebody_else(owner, other, run):
    secret = await run(tokens.create_token, other, 'Theirs')
    (token,) = await run(tokens.list_tokens, other)
    await run(tokens.revoke_token, owner, token.hash)
    assert await run(tokens.token_owner, secret)
