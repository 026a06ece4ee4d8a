import asyncio

import pytest

from services import task_service
from services.errors import InvalidInput, KeyReused, TaskNotFound
from services.models import TaskCreate
from tests.factories import events_of

_MILK = TaskCreate(title='Buy milk', due_date='2099-01-01')


async def test_the_same_request_with_the_same_key_makes_one_task(database, owner):
    first = await _create(database, owner, _MILK, 'one')
    again = await _create(database, owner, _MILK, 'one')
    assert again.id == first.id
    assert len(await events_of(database, owner)) == 1


async def test_the_same_request_with_the_same_key_many_times_at_once_makes_one_task(database, owner):
    made = await asyncio.gather(*(_create(database, owner, _MILK, 'one') for _ in range(12)))
    assert len({task.id for task in made}) == 1
    assert len(await events_of(database, owner)) == 1


async def test_without_a_key_the_same_request_makes_another_task(database, owner):
    assert (await _create(database, owner, _MILK)).id != (await _create(database, owner, _MILK)).id


async def test_another_key_makes_another_task(database, owner):
    assert (await _create(database, owner, _MILK, 'one')).id != (await _create(database, owner, _MILK, 'two')).id


@pytest.mark.parametrize('change', [{'title': 'Buy bread'}, {'due_date': None}, {'priority': 'high'}])
async def test_a_key_that_comes_with_another_request_is_refused(database, owner, change):
    await _create(database, owner, _MILK, 'one')
    with pytest.raises(KeyReused, match='Send a new key'):
        await _create(database, owner, TaskCreate.model_validate(_MILK.model_dump() | change), 'one')
    assert len(await events_of(database, owner)) == 1


async def test_people_do_not_share_keys(database, owner, other):
    assert (await _create(database, owner, _MILK, 'one')).user_id == owner
    assert (await _create(database, other, _MILK, 'one')).user_id == other


async def test_a_request_that_failed_does_not_use_its_key_up(database, owner):
    with pytest.raises(InvalidInput):
        await _create(database, owner, TaskCreate(title='Late', due_date='2020-01-01'), 'one')
    assert (await _create(database, owner, _MILK, 'one')).title == 'Buy milk'


async def test_a_repeated_request_answers_with_the_task_even_when_it_was_deleted_since(database, owner):
    task = await _create(database, owner, _MILK, 'one')
    async with database.transaction() as session:
        await task_service.delete_task(session, owner, task.id)
    assert (await _create(database, owner, _MILK, 'one')).id == task.id


async def test_a_repeated_request_for_a_task_that_is_gone_for_good_says_so(database, owner, sql):
    await _create(database, owner, _MILK, 'one')
    await sql.execute('DELETE FROM tasks')
    with pytest.raises(TaskNotFound):
        await _create(database, owner, _MILK, 'one')


@pytest.mark.parametrize('key', ['', 'x' * 256])
async def test_a_key_has_1_to_255_characters(database, owner, key):
    with pytest.raises(InvalidInput, match='1 to 255 characters') as refusal:
        await _create(database, owner, _MILK, key)
    assert refusal.value.field == 'Idempotency-Key'
    assert (await _create(database, owner, _MILK, 'x' * 255)).title == 'Buy milk'


async def _create(database, user_id, request, key=None):
    async with database.transaction() as session:
        return await task_service.create_task(session, user_id, request, idempotency_key=key)
