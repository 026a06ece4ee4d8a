"""Two who change one task at once: different fields both survive, of one field the later commit counts."""

import asyncio

import pytest

from services import task_service
from services.errors import VersionConflict
from services.models import TaskUpdate
from tests.factories import events_of, make_task


async def test_different_fields_changed_at_once_both_survive(database, owner):
    task = await make_task(database, owner)
    changes = [{'title': 'Buy oat milk'}, {'description': 'Two'}, {'priority': 'urgent'}, {'status': 'in_progress'}]
    await asyncio.gather(*(_change(database, owner, task, **change) for change in changes))
    async with database.transaction() as session:
        now = await task_service.get_task(session, owner, task.id)
    assert (now.title, now.description, now.priority, now.status) == ('Buy oat milk', 'Two', 'urgent', 'in_progress')
    assert now.version == 1 + len(changes)


async def test_what_was_read_before_the_lock_is_read_again(database, owner):
    task = await make_task(database, owner)
    async with database.transaction() as session:
        read = await task_service.get_task(session, owner, task.id)
        await _change(database, owner, task, description='Two')
        changed = await task_service.update_task(session, owner, task.id, TaskUpdate(title='Buy oat milk'))
        assert changed is read  # the session holds what it has read as long as somebody does
    *_, event = await events_of(database, owner)
    assert (event.data['title'], event.data['description']) == ('Buy oat milk', 'Two')
    assert (event.before['title'], event.before['description']) == ('Buy milk', 'Two')


async def test_of_one_field_the_later_commit_counts_and_says_what_it_replaced(database, owner):
    task = await make_task(database, owner)
    titles = [f'Title {number}' for number in range(8)]
    await asyncio.gather(*(_change(database, owner, task, title=title) for title in titles))
    events = await events_of(database, owner, since=1)
    assert {event.data['title'] for event in events} == set(titles)
    replaced = [task.title, *(event.data['title'] for event in events[:-1])]
    assert [event.before['title'] for event in events] == replaced
    async with database.transaction() as session:
        assert (await task_service.get_task(session, owner, task.id)).title == events[-1].data['title']


async def test_of_those_who_name_a_version_only_the_first_is_heard(database, owner):
    task = await make_task(database, owner)
    results = await asyncio.gather(
        *(_change(database, owner, task, version=task.version, title=f'Title {number}') for number in range(6)),
        return_exceptions=True,
    )
    refused = [result for result in results if isinstance(result, VersionConflict)]
    assert len(refused) == 5
    async with database.transaction() as session:
        now = await task_service.get_task(session, owner, task.id)
    assert {(conflict.current.title, conflict.current.version) for conflict in refused} == {(now.title, 2)}


@pytest.mark.parametrize('fields', [{'title': 'Buy milk'}, {}])
async def test_writing_what_is_there_conflicts_with_nobody(database, owner, fields):
    task = await make_task(database, owner)
    await _change(database, owner, task, priority='high')
    assert (await _change(database, owner, task, **fields)).priority == 'high'


async def _change(database, user_id, task, version=None, **fields):
    async with database.transaction() as session:
        return await task_service.update_task(session, user_id, task.id, TaskUpdate(**fields), expected_version=version)
