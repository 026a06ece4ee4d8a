"""Whoever wrote first is told what was replaced; nobody is told about what they did not write."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from components.tasks.overwritten import RECENT, RecentWrites
from components.words import ENGLISH
from services.events import EventType, SyncEvent
from services.models import TaskRead
from services.values.cause import Actor, Moment, Via

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
    assert recent.apply(change({}, {'title': 'Mine'}), own=True) == []
    [replaced] = recent.apply(change({'title': 'Mine'}, {'title': 'Theirs'}, seconds=3, name='My script'), own=False)
    assert (replaced.field, replaced.mine, replaced.theirs) == ('title', 'Mine', 'Theirs')
    moment = Moment(_NOON, ZoneInfo('UTC'))
    assert replaced.sentence(moment, ENGLISH, lambda _: None) == (
        'The title of “Mine” was changed to “Theirs” over REST, My script, just after you changed it.'
    )


def test_every_replaced_field_is_told_under_the_title_the_first_author_knows():
    recent = RecentWrites()
    mine = {'title': 'Mine', 'priority': 'high'}
    recent.apply(change({}, mine), own=True)
    told = recent.apply(change(mine, {'title': 'Theirs', 'priority': 'low'}), own=False)
    moment = Moment(_NOON, ZoneInfo('UTC'))
    assert [each.sentence(moment, ENGLISH, lambda _: None) for each in told] == [
        'The title of “Mine” was changed to “Theirs” over REST, just after you changed it.',
        'The priority of “Mine” was changed to “Low” over REST, just after you changed it.',
    ]


def test_it_is_told_once():
    recent = RecentWrites()
    recent.apply(change({}, {'title': 'Mine'}), own=True)
    assert len(recent.apply(change({'title': 'Mine'}, {'title': 'Theirs'}), own=False)) == 1
    assert recent.apply(change({'title': 'Theirs'}, {'title': 'Again'}), own=False) == []


@pytest.mark.parametrize(
    ('later', 'own'),
    [
        (change({'title': 'Mine'}, {'title': 'Mine', 'priority': 'high'}), False),
        (change({'title': 'Mine'}, {'title': 'Theirs'}, seconds=RECENT.total_seconds() + 1), False),
        (change({'title': 'Mine'}, {'title': 'Mine too'}), True),
        (change({'title': 'Mine'}, {'title': 'As it was'}, via=Via.UNDO), False),
    ],
    ids=['another field', 'long after', 'my own', 'an undo'],
)
def test_nothing_is_told(later, own):
    recent = RecentWrites()
    recent.apply(change({}, {'title': 'Mine'}), own=True)
    assert recent.apply(later, own=own) == []


def test_an_emptied_field_and_a_date_are_told_in_words():
    recent = RecentWrites()
    moment = Moment(_NOON, ZoneInfo('UTC'))
    recent.apply(change({}, {'description': 'Two litres', 'due_date': '2026-11-24'}), own=True)
    told = recent.apply(
        change({'description': 'Two litres', 'due_date': '2026-11-24'}, {'due_date': '2026-11-23'}, via=Via.CHAT),
        own=False,
    )
    assert [each.sentence(moment, ENGLISH, lambda _: None) for each in told] == [
        'The description of “Buy milk” was changed to “none” in the chat, just after you changed it.',
        'The due date of “Buy milk” was changed to “Today” in the chat, just after you changed it.',
    ]
