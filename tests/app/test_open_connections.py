"""Open pages and connections end with their login."""

import pytest

from app import open_connections
from app.open_connections import OpenConnections
from services.accounts import logins, tokens
from services.errors import TooMany


@pytest.fixture
def connections(database):
    return OpenConnections(database)


@pytest.fixture
async def credential(database, owner):
    """That of a browser that is logged in."""
    async with database.transaction() as session:
        return tokens.hash_of(await logins.sign_in_browser(session, owner))


async def test_what_was_opened_with_an_ended_login_is_closed_and_the_rest_stays(connections, owner, credential):
    closed = []
    connections.add(credential, owner, lambda: closed.append('known'))
    connections.add('ended', owner, lambda: closed.append('ended'))
    await connections.sweep()
    assert closed == ['ended']


async def test_one_that_cannot_be_closed_does_not_keep_the_others_open(connections, owner, caplog):
    closed = []

    def fail():
        closed.append('failed')
        raise OSError

    for close in (fail, lambda: closed.append('one')):
        connections.add('ended', owner, close)
    connections.add('ended as well', owner, lambda: closed.append('another'))
    await connections.sweep()
    assert sorted(closed) == ['another', 'failed', 'one']
    assert 'could not be closed' in caplog.text


async def test_only_what_is_open_is_counted_and_limited(connections, owner, other, monkeypatch):
    monkeypatch.setattr(open_connections, 'MAX_PER_PERSON', 2)
    removes = [connections.add('browser', owner, lambda: None) for _ in range(2)]
    with pytest.raises(TooMany):
        connections.add('browser', owner, lambda: None)
    connections.add('browser', other, lambda: None)
    assert connections.count() == 3
    for _ in range(2):
        removes[0]()
    assert connections.count() == 2
    connections.check_room(owner)


async def test_programs_that_hold_all_they_may_keep_nobody_from_their_pages(connections, owner, monkeypatch):
    monkeypatch.setattr(open_connections, 'MAX_PER_PERSON', 2)
    for _ in range(2):
        connections.add('token', owner, lambda: None, is_program=True)
    with pytest.raises(TooMany):
        connections.add('token', owner, lambda: None, is_program=True)
    connections.check_room(owner)
    connections.add('browser', owner, lambda: None)
    assert connections.count() == 3
