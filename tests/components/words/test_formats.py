from datetime import UTC, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from components.words import ENGLISH, formats
from services.events import EventType
from services.tasks.history import FieldChange, HistoryStep, HistoryTurn
from services.values.cause import Actor, Moment, Via

_MOMENT = Moment(datetime(2026, 11, 23, 12, tzinfo=UTC), ZoneInfo('Europe/Berlin'))
_ME = uuid4()


def step(kind, title='Buy milk', *changes):
    return HistoryStep(type=kind, task_id=uuid4(), title=title, changes=list(changes))


def turn(*steps):
    actor = Actor(user_id=_ME, via=Via.CHAT)
    return HistoryTurn(
        turn_id=uuid4(), seq=1, at=_MOMENT.now, actor=actor, reverts=None, reverted_by=None, steps=list(steps)
    )


@pytest.mark.parametrize(
    ('steps', 'line'),
    [
        ([step(EventType.TASK_CREATED)], 'Added “Buy milk”'),
        ([step(EventType.TASK_DELETED)], 'Deleted “Buy milk”'),
        ([step(EventType.TASK_STATUS_CHANGED)], 'Changed “Buy milk”'),
        ([step(EventType.TASK_DELETED), step(EventType.TASK_DELETED, 'Call mum')], '2 tasks'),
    ],
)
def test_a_turn_has_a_headline(steps, line):
    assert formats.headline(turn(*steps), ENGLISH) == line


@pytest.mark.parametrize(
    ('field', 'before', 'after', 'line'),
    [
        ('title', 'Milk', 'Oat milk', 'title: Milk → Oat milk'),
        ('status', 'pending', 'completed', 'status: To do → Completed'),
        ('priority', 'medium', 'urgent', 'priority: Medium → Urgent'),
        ('description', None, 'Two litres', 'description: Two litres'),
        ('description', 'x' * 100, None, f'description: {"x" * 80}… → none'),
        ('due_date', '2026-11-23', '2026-11-24T16:00:00Z', 'due date: Today → Tomorrow, 17:00'),
    ],
)
def test_a_change_says_from_what_to_what(field, before, after, line):
    assert formats.change(FieldChange(field=field, before=before, after=after), _MOMENT, ENGLISH) == line


@pytest.mark.parametrize(
    ('via', 'name', 'line'),
    [
        (Via.DASHBOARD, None, 'On the page'),
        (Via.REST, 'My script', 'Over REST, My script'),
        (Via.UNDO, 'chat', 'Undone in the chat'),
        (Via.UNDO, 'My script', 'Undone'),
    ],
)
def test_it_says_by_which_door(via, name, line):
    assert formats.who(Actor(user_id=_ME, via=via, name=name), ENGLISH) == line


def test_every_door_has_words():
    assert set(ENGLISH.DOORS) == set(ENGLISH.DOORS_IN_A_SENTENCE) == set(Via)


@pytest.mark.parametrize(
    ('at', 'line'),
    [
        (datetime(2026, 11, 23, 8, 5, tzinfo=UTC), '09:05'),
        (datetime(2026, 11, 20, 8, 5, tzinfo=UTC), '20 Nov, 09:05'),
        (datetime(2025, 1, 2, 8, 5, tzinfo=UTC), '2 Jan 2025, 09:05'),
    ],
)
def test_it_says_when(at, line):
    assert formats.when(at, _MOMENT, ENGLISH) == line
