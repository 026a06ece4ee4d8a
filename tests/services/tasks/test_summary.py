"""Amounts are counted from what happened, on the person's own days."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services import task_service
from services.errors import InvalidInput
from services.models import TaskUpdate
from services.tasks import undo
from services.tasks.summary import MAX_DAYS, summarise
from services.values.cause import Cause, Moment
from services.values.time_zones import zone_named
from tests.factories import make_overdue_task, make_task

TODAY = datetime.now(UTC).date()
DONE = TaskUpdate(completed=True)


def counts(summary):
    return [(day.added, day.completed) for day in summary.days]


async def move(sql, task_id, days, kind):
    """Let something have happened earlier than it did."""
    await sql.execute('ALTER TABLE sync_events DISABLE TRIGGER sync_events_append_only')
    await sql.execute(
        'UPDATE sync_events SET created_at = created_at - make_interval(days => $2) '
        'WHERE subject_id = $1 AND type = $3',
        task_id,
        days,
        kind,
    )
    await sql.execute('ALTER TABLE sync_events ENABLE TRIGGER sync_events_append_only')


async def test_each_of_the_last_seven_days_has_its_counts(database, owner, do, sql):
    one, two = await make_task(database, owner, 'One'), await make_task(database, owner, 'Two')
    await move(sql, one.id, 2, 'task_created')
    await do(task_service.update_task, one.id, DONE)
    await do(task_service.update_task, two.id, DONE)
    await move(sql, two.id, 1, 'task_status_changed')
    found = await do(summarise)
    assert (found.first, found.last) == (TODAY - timedelta(days=6), TODAY)
    assert counts(found) == [(0, 0), (0, 0), (0, 0), (0, 0), (1, 0), (0, 1), (1, 1)]
    assert (found.added, found.completed) == (2, 2)


async def test_what_was_deleted_since_still_counts_as_done(database, owner, do):
    task = await make_task(database, owner)
    await do(task_service.update_task, task.id, DONE)
    await do(task_service.delete_task, task.id)
    assert counts(await do(summarise))[-1] == (1, 1)


async def test_a_mistake_that_was_taken_back_does_not_count(database, owner, do):
    cause = Cause()
    task = await make_task(database, owner, 'Oops', cause=cause)
    await do(undo.undo, cause.turn_id)
    assert counts(await do(summarise))[-1] == (0, 0)
    await do(undo.redo)
    await do(task_service.update_task, task.id, DONE)
    await do(task_service.update_task, task.id, TaskUpdate(completed=False))
    assert counts(await do(summarise))[-1] == (1, 0)
    await do(task_service.update_task, task.id, DONE)
    await do(task_service.update_task, task.id, TaskUpdate(completed=False))
    await do(task_service.update_task, task.id, DONE)
    assert counts(await do(summarise))[-1] == (1, 1)


async def test_a_task_that_comes_back_from_the_trash_is_not_a_new_one(database, owner, do):
    task = await make_task(database, owner, status='completed')
    await do(task_service.delete_task, task.id)
    await do(task_service.restore_task, task.id)
    assert counts(await do(summarise))[-1] == (1, 1)


async def test_a_day_is_the_persons_own(database, owner, do, sql):
    task = await make_task(database, owner)
    await sql.execute('ALTER TABLE sync_events DISABLE TRIGGER sync_events_append_only')
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    await sql.execute('UPDATE sync_events SET created_at = $1 WHERE subject_id = $2', late, task.id)
    for zone, day in (('UTC', 22), ('Asia/Tokyo', 23)):
        moment = Moment(late, zone_named(zone))
        found = await do(summarise, first=date(2026, 11, 22), last=date(2026, 11, 23), moment=moment)
        assert [each.day.day for each in found.days if each.added] == [day]


async def test_how_things_stand(database, owner, other, do):
    await make_task(database, other, 'Theirs', due_date=TODAY)
    await make_task(database, owner, 'Now', due_date=TODAY, priority='urgent')
    await make_task(database, owner, 'Begun', status='in_progress', priority='high')
    await make_task(database, owner, 'Done', status='completed', priority='high', due_date=TODAY)
    await make_overdue_task(database, owner, '2020-01-01')
    found = await do(summarise)
    assert found.by_status == {'pending': 2, 'in_progress': 1, 'completed': 1}
    assert found.by_priority == {'low': 0, 'medium': 1, 'high': 1, 'urgent': 1}
    assert (found.overdue, found.due_today, found.added) == (1, 1, 4)


@pytest.mark.parametrize('days', [-1, MAX_DAYS])
async def test_only_so_many_days_in_their_order(do, days):
    with pytest.raises(InvalidInput, match=f'at most {MAX_DAYS}'):
        await do(summarise, first=TODAY, last=TODAY + timedelta(days=days))


async def test_the_end_of_time_is_refused(do):
    with pytest.raises(InvalidInput):
        await do(summarise, first=date.max)
