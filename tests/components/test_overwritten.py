"""Whoever wrote first is told what was replaced; nobody is told about what they did not write."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from components.overwritten import MOMENT, RecentWrites
from components.words import ENGLISH
from services.cause import Actor, Moment, Via
from services.events import EventType, SyncEvent
from services.models import TaskRead

_ME, _TASK = uuid4(), uuid4()
_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
_EMPTY = {'title': 'Buy milk', 'description': None, 'status': 'pending', 'priority': 'medium', 'due_date': None}


def change(before, after, *, seconds=0.0, via=Via.REST, name=None):
    """An event in which a task went from one content to the other."""
    seconds = timedelta(seconds=seconds)
    before, after = (
        TaskRead.model_validate(
            _EMPTY
            | content
            | {'id': _TASK, 'user_id': _ME, 'completed': False, 'created_at': _NOON, 'updated_at': _NOON, 'version': 1}
        ).model_dump(mode='json')
        for content in (before, after)
    )
    return SyncEvent(
        user_id=_ME,
        seq=1,
        type=EventType.TASK_UPDATED,
        data=after,
        before=before,
        actor=Actor(user_id=_ME, via=via, name=name),
        turn_id=uuid4(),
        timestamp=_NOON + seconds,
    )


def test_the_first_author_is_told_what_was_replaced_by_whom():
    recent = RecentWrites()
    assert recent.hear(change({}, {'title': 'Mine'}), own=True) == []
    [replaced] = recent.hear(change({'title': 'Mine'}, {'title': 'Theirs'}, seconds=3, name='My script'), own=False)
    assert (replaced.field, replaced.mine, replaced.theirs) == ('title', 'Mine', 'Theirs')
    moment = Moment(_NOON, ZoneInfo('UTC'))
    assert replaced.sentence(moment, ENGLISH) == (
        'The title of “Theirs” was changed to “Theirs” over REST, My script, a moment after you.'
    )


def test_it_is_told_once():
    recent = RecentWrites()
    recent.hear(change({}, {'title': 'Mine'}), own=True)
    assert len(recent.hear(change({'title': 'Mine'}, {'title': 'Theirs'}), own=False)) == 1
    assert recent.hear(change({'title': 'Theirs'}, {'title': 'Again'}), own=False) == []


@pytest.mark.parametrize(
    ('later', 'own'),
    [
        (change({'title': 'Mine'}, {'title': 'Mine', 'priority': 'high'}), False),
        (change({'title': 'Mine'}, {'title': 'Theirs'}, seconds=MOMENT.total_seconds() + 1), False),
        (change({'title': 'Mine'}, {'title': 'Mine too'}), True),
        (change({'title': 'Mine'}, {'title': 'As it was'}, via=Via.UNDO), False),
    ],
    ids=['another field', 'long after', 'my own', 'an undo'],
)
def test_nothing_is_told(later, own):
    recent = RecentWrites()
    recent.hear(change({}, {'title': 'Mine'}), own=True)
    assert recent.hear(later, own=own) == []


def test_an_emptied_field_and_a_date_are_told_in_words():
    recent = RecentWrites()
    moment = Moment(_NOON, ZoneInfo('UTC'))
    recent.hear(change({}, {'description': 'Two litres', 'due_date': '2026-11-24'}), own=True)
    told = recent.hear(
        change({'description': 'Two litres', 'due_date': '2026-11-24'}, {'due_date': '2026-11-23'}, via=Via.CHAT),
        own=False,
    )
    assert [each.sentence(moment, ENGLISH) for each in told] == [
        'The description of “Buy milk” was changed to “nothing” in the chat, a moment after you.',
        'The due date of “Buy milk” was changed to “Today” in the chat, a moment after you.',
    ]
