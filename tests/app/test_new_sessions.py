"""Sessions that wait for their browser to come back."""

from app import new_sessions
from app.new_sessions import WAITS_SECONDS, NewSessions
from services.accounts.tokens import hash_of


def test_one_waits_for_a_while():
    now = [0.0]
    sessions = NewSessions(lambda: now[0])
    first = hash_of(sessions.make())
    assert sessions.knows(first)
    assert not sessions.knows(hash_of('made up'))
    now[0] = WAITS_SECONDS
    assert not sessions.knows(first)


def test_of_too_many_the_oldest_is_forgotten(monkeypatch):
    monkeypatch.setattr(new_sessions, '_MOST', 2)
    sessions = NewSessions()
    made = [hash_of(sessions.make()) for _ in range(3)]
    assert [sessions.knows(each) for each in made] == [False, True, True]
