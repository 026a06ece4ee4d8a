from datetime import timedelta

import pytest

from services.accounts.one_time_links import LIFETIME, Purpose, UsedLink, make_link, use_link
from services.errors import InvalidInput

ADDRESS = 'ann@example.com'


async def test_a_link_works_once(run):
    secret = await run(make_link, Purpose.INVITATION, ADDRESS)
    assert await run(use_link, Purpose.INVITATION, secret) == UsedLink(ADDRESS, None)
    with pytest.raises(InvalidInput, match='used already or has expired'):
        await run(use_link, Purpose.INVITATION, secret)


async def test_a_link_serves_only_its_own_purpose(run):
    secret = await run(make_link, Purpose.INVITATION, ADDRESS)
    with pytest.raises(InvalidInput):
        await run(use_link, Purpose.PASSWORD_RESET, secret)
    assert await run(use_link, Purpose.INVITATION, secret) == UsedLink(ADDRESS, None)


@pytest.mark.parametrize('purpose', list(Purpose))
async def test_a_link_expires(run, sql, purpose):
    secret = await run(make_link, purpose, ADDRESS)
    await sql.execute(
        'UPDATE one_time_links SET expires_at = expires_at - $1::interval', LIFETIME[purpose] + timedelta(seconds=1)
    )
    with pytest.raises(InvalidInput):
        await run(use_link, purpose, secret)


async def test_a_newer_link_replaces_the_earlier_one_of_the_same_address_only(run):
    first = await run(make_link, Purpose.PASSWORD_RESET, ADDRESS)
    others = await run(make_link, Purpose.PASSWORD_RESET, 'ben@example.com')
    second = await run(make_link, Purpose.PASSWORD_RESET, ADDRESS)
    with pytest.raises(InvalidInput):
        await run(use_link, Purpose.PASSWORD_RESET, first)
    assert await run(use_link, Purpose.PASSWORD_RESET, second) == UsedLink(ADDRESS, None)
    assert await run(use_link, Purpose.PASSWORD_RESET, others) == UsedLink('ben@example.com', None)


async def test_only_the_hash_of_a_link_is_stored(run, sql):
    secret = await run(make_link, Purpose.INVITATION, ADDRESS)
    assert secret not in str([dict(row) for row in await sql.fetch('SELECT * FROM one_time_links')])
