"""When a task can be begun, how long it takes, and when it was completed."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from services import task_service
from services.models import TaskCreate, TaskUpdate
from services.tasks import undo
from services.tasks.import_file import read_tasks
from services.values.cause import Cause, Moment
from tests.factories import events_of, make_task

_NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
_AT_NOON = Cause(moment=Moment(_NOON, ZoneInfo('UTC'), is_stated=True))


async def test_start_and_estimate_are_stored_changed_and_emptied(database, owner):
    task = await make_task(database, owner, start_on='2026-01-05', estimate_minutes=30)
    assert (task.start_on, task.estimate_minutes) == (date(2026, 1, 5), 30)
    async with database.transaction() as session:
        changed = await task_service.update_task(session, owner, task.id, TaskUpdate(start_on='2026-01-06'))
        assert (changed.start_on, changed.estimate_minutes) == (date(2026, 1, 6), 30)
        emptied = await task_service.update_task(session, owner, task.id, TaskUpdate(estimate_minutes=None))
        assert (emptied.start_on, emptied.estimate_minutes) == (date(2026, 1, 6), None)


@pytest.mark.parametrize('wrong', [0, -1, 60_001, 1.5, 30.0, True, '30', 'half an hour'])
def test_an_estimate_is_a_whole_number_of_minutes(wrong):
    with pytest.raises(ValidationError):
        TaskCreate(title='Buy milk', estimate_minutes=wrong)


@pytest.mark.parametrize('wrong', ['soon', '2026-13-01', '2026-01-05T09:00:00Z', 20260105, _NOON])
def test_a_start_is_a_plain_date(wrong):
    with pytest.raises(ValidationError):
        TaskCreate(title='Buy milk', start_on=wrong)


async def test_a_task_knows_when_it_was_last_completed(database, owner):
    task = await make_task(database, owner)
    assert task.completed_at is None
    async with database.transaction() as session:
        done = await task_service.toggle_task(session, owner, task.id, cause=_AT_NOON)
        assert done.completed_at == _NOON
        renamed = await task_service.update_task(session, owner, task.id, TaskUpdate(title='Buy oat milk'))
        assert renamed.completed_at == _NOON
        reopened = await task_service.update_task(session, owner, task.id, TaskUpdate(status='in_progress'))
        assert reopened.completed_at is None
        before = datetime.now(UTC)
        again = await task_service.update_task(session, owner, task.id, TaskUpdate(completed=True))
        assert again.completed_at is not None
        assert before <= again.completed_at <= datetime.now(UTC)
    assert [event.task.completed_at for event in await events_of(database, owner)] == [
        None, _NOON, _NOON, None, again.completed_at,
    ]  # fmt: skip


async def test_an_undo_returns_the_time_of_the_completion_that_it_returns(database, owner):
    task = await make_task(database, owner, status='completed', cause=_AT_NOON)
    assert task.completed_at == _NOON
    async with database.transaction() as session:
        await task_service.toggle_task(session, owner, task.id)
    async with database.transaction() as session:
        [put_back] = (await undo.undo(session, owner)).tasks
        assert put_back.completed_at == _NOON


async def test_an_undo_returns_start_and_estimate(database, owner):
    task = await make_task(database, owner, start_on='2026-01-05', estimate_minutes=30)
    async with database.transaction() as session:
        await task_service.update_task(session, owner, task.id, TaskUpdate(start_on=None, estimate_minutes=45))
    async with database.transaction() as session:
        [put_back] = (await undo.undo(session, owner)).tasks
        assert (put_back.start_on, put_back.estimate_minutes) == (date(2026, 1, 5), 30)


@pytest.mark.parametrize('text', ['title,start,estimate\nPaint,2026-01-05,90\n', '[{"title": "Paint", "start_on": "2026-01-05", "estimate_minutes": 90}]'])  # fmt: skip  # noqa: E501
def test_a_file_brings_start_and_estimate(text):
    [task] = read_tasks(text, Moment(_NOON, ZoneInfo('UTC')))
    assert (task.start_on, task.estimate_minutes) == (date(2026, 1, 5), 90)
