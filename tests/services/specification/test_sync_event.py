"""What docs/specification.md says of SyncEvent, line by line."""

import json
from datetime import datetime, timedelta
from uuid import uuid4

import asyncpg
import pytest
from pydantic import ValidationError

from services import task_service
from services.events import EventType, SyncEvent
from services.models import TaskUpdate
from tests.factories import events_of, make_message, make_session, make_task
from tests.services.specification.raw import refused

_INSERT = """
    INSERT INTO sync_events (user_id, seq, type, subject_id, data, actor, turn_id)
    VALUES ($1, $2, $3, gen_random_uuid(), '{}', '{}', gen_random_uuid())
"""


async def test_a_new_task_is_a_task_created(database, owner):
    task = await make_task(database, owner)
    [event] = await events_of(database, owner)
    assert (event.type, event.task, event.before) == (EventType.TASK_CREATED, task, None)


@pytest.mark.parametrize('change', [{'title': 'Buy oat milk'}, {'description': 'Two'}, {'priority': 'high'}])
async def test_a_change_that_leaves_the_status_alone_is_a_task_updated(database, owner, change):
    task = await make_task(database, owner)
    async with database.transaction() as session:
        await task_service.update_task(session, owner, task.id, TaskUpdate(**change))
    [event] = await events_of(database, owner, since=1)
    assert event.type is EventType.TASK_UPDATED
    assert event.before == task.model_dump(mode='json')


@pytest.mark.parametrize('change', [{'status': 'in_progress'}, {'completed': True, 'title': 'Bought milk'}])
async def test_a_change_of_the_status_is_a_task_status_changed(database, owner, change):
    task = await make_task(database, owner)
    async with database.transaction() as session:
        await task_service.update_task(session, owner, task.id, TaskUpdate(**change))
    [event] = await events_of(database, owner, since=1)
    assert event.type is EventType.TASK_STATUS_CHANGED
    assert event.task.title == change.get('title', task.title)


async def test_a_toggle_is_a_task_status_changed(database, owner):
    task = await make_task(database, owner)
    async with database.transaction() as session:
        await task_service.toggle_task(session, owner, task.id)
    [event] = await events_of(database, owner, since=1)
    assert (event.type, event.task.completed) == (EventType.TASK_STATUS_CHANGED, True)


async def test_a_deletion_is_a_task_deleted_with_the_task_as_it_was_last(database, owner):
    task = await make_task(database, owner)
    async with database.transaction() as session:
        await task_service.delete_task(session, owner, task.id)
    [event] = await events_of(database, owner, since=1)
    assert (event.type, event.task) == (EventType.TASK_DELETED, task)


async def test_any_other_type_is_refused(database, owner, sql):
    await make_task(database, owner)
    [event] = await events_of(database, owner)
    with pytest.raises(ValidationError):
        SyncEvent.model_validate(event.model_dump() | {'type': 'task_exploded'})
    with refused():
        await sql.execute(_INSERT, owner, 2, 'task_exploded')


async def test_data_that_does_not_fit_the_type_is_refused(database, owner):
    chat = await make_session(database, owner)
    await make_task(database, owner)
    created = (await events_of(database, owner))[-1]
    for data in ({}, chat.model_dump(mode='json'), created.data | {'status': 'done'}):
        with pytest.raises(ValidationError):
            SyncEvent.model_validate(created.model_dump() | {'data': data})


async def test_an_event_belongs_to_a_person_who_exists(sql):
    with refused():
        await sql.execute(_INSERT, uuid4(), 1, 'task_created')


async def test_an_event_reaches_only_the_person_whose_task_it_was(database, owner, other):
    await make_task(database, owner)
    [event] = await events_of(database, owner)
    assert event.user_id == owner
    assert await events_of(database, other) == []


async def test_the_time_of_an_event_is_set_by_the_database(database, owner, sql):
    before = await sql.fetchval('SELECT clock_timestamp()')
    await make_task(database, owner)
    [event] = await events_of(database, owner)
    assert before < event.timestamp
    assert event.timestamp.utcoffset() == timedelta(0)


async def test_an_event_can_never_be_changed(database, owner, sql):
    await make_task(database, owner)
    with pytest.raises(asyncpg.RestrictViolationError, match='append-only'):
        await sql.execute("UPDATE sync_events SET type = 'task_deleted'")


async def test_the_message_sent_out_has_the_structure_of_the_specification(database, owner):
    task = await make_task(database, owner)
    [event] = await events_of(database, owner)
    sent = json.loads(event.wire)
    assert sent['type'] == 'task_created'
    assert set(sent['data']) == {'task', 'userId', 'timestamp'}
    assert sent['data']['task'] == task.model_dump(mode='json')
    assert sent['data']['userId'] == str(owner)
    assert datetime.fromisoformat(sent['data']['timestamp']) == event.timestamp
    assert sent['seq'] == 1
    assert sent['actor'] == {'user_id': str(owner), 'via': 'system', 'name': None}
    assert sent['turn_id'] == str(event.turn_id)


async def test_the_events_of_a_conversation_carry_what_they_are_about(database, owner):
    chat = await make_session(database, owner, 'Shopping')
    message = await make_message(database, owner, chat.id)
    created, said = [json.loads(event.wire) for event in await events_of(database, owner)]
    assert (created['type'], created['data']['session']) == ('chat_session_created', chat.model_dump(mode='json'))
    assert (said['type'], said['data']['message']) == ('chat_message_created', message.model_dump(mode='json'))


@pytest.mark.parametrize('kind', list(EventType))
def test_every_event_says_what_it_is_about(kind):
    assert kind.startswith({'session': 'chat_session', 'message': 'chat_message'}.get(kind.subject, kind.subject))
