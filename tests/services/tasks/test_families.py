"""Sub-tasks: they follow the task that they are a part of, in one turn, and an undo brings the whole family back."""

from uuid import uuid4

import pytest

from services import task_service
from services.errors import InvalidInput, TaskNotFound
from services.models import TaskCreate, TaskUpdate
from services.places.families import DEEPEST
from services.tasks import bulk, lists, trash, undo
from services.values.cause import Cause
from tests.factories import events_of, inbox_of, make_list, make_task, make_user, revert


@pytest.fixture
async def family(database, owner):
    """A task with two parts, of which one has a part itself."""
    parent = await make_task(database, owner, 'Move house')
    packing = await make_task(database, owner, 'Pack', parent_id=parent.id)
    books = await make_task(database, owner, 'Pack the books', parent_id=packing.id)
    van = await make_task(database, owner, 'Rent a van', parent_id=parent.id)
    return parent, packing, books, van


async def state_of(database, owner):
    async with database.transaction() as session:
        return {
            task.title: (task.parent_id, task.list_id, task.status)
            for task in await task_service.list_tasks(session, owner)
        }


async def do(database, verb, *args, cause=None):
    async with database.transaction() as session:
        return await verb(session, *args, cause=cause or Cause())


async def test_a_completed_task_completes_its_open_parts_in_one_turn(database, owner, family):
    parent, packing, _, _ = family
    await do(database, task_service.toggle_task, owner, packing.id)
    before = await state_of(database, owner)
    cause = Cause()
    await do(database, task_service.update_task, owner, parent.id, TaskUpdate(completed=True), cause=cause)
    assert {status for _, _, status in (await state_of(database, owner)).values()} == {'completed'}
    assert [event.task.title for event in await events_of(database, owner) if event.turn_id == cause.turn_id] == [
        'Move house',
        'Rent a van',
    ]
    await revert(database, owner)
    assert await state_of(database, owner) == before


async def test_a_deleted_task_takes_its_parts_along_and_undo_brings_them_back(database, owner, family):
    before, cause = await state_of(database, owner), Cause()
    await do(database, task_service.delete_task, owner, family[0].id, cause=cause)
    assert await state_of(database, owner) == {}
    result = await revert(database, owner, cause.turn_id)
    assert (len(result.tasks), result.kept) == (4, [])
    assert await state_of(database, owner) == before


async def test_parts_follow_their_task_to_another_list_and_back(database, owner, family):
    before = await state_of(database, owner)
    home = await make_list(database, owner)
    cause = Cause()
    await do(database, task_service.update_task, owner, family[0].id, TaskUpdate(list_id=home.id), cause=cause)
    assert {list_id for _, list_id, _ in (await state_of(database, owner)).values()} == {home.id}
    await revert(database, owner, cause.turn_id)
    assert await state_of(database, owner) == before


async def test_a_part_is_in_the_list_of_its_task_and_leaves_it_with_the_list(database, owner):
    home = await make_list(database, owner)
    parent = await make_task(database, owner, 'Paint', list_id=home.id)
    part = await make_task(database, owner, 'Buy paint', parent_id=parent.id)
    other = await make_task(database, owner, 'Sweep')
    assert part.list_id == home.id
    moved = await do(database, task_service.update_task, owner, other.id, TaskUpdate(parent_id=parent.id))
    assert (moved.parent_id, moved.list_id) == (parent.id, home.id)
    left = await do(database, task_service.update_task, owner, part.id, TaskUpdate(list_id=None))
    assert (left.parent_id, left.list_id) == (None, await inbox_of(database, owner))
    freed = await do(database, task_service.update_task, owner, other.id, TaskUpdate(parent_id=None))
    assert (freed.parent_id, freed.list_id) == (None, home.id)


async def test_no_task_is_a_part_of_itself(database, owner, family):
    parent, packing, books, _ = family
    for task, under in ((parent, parent), (parent, packing), (parent, books), (packing, books)):
        with pytest.raises(InvalidInput, match='a part of itself'):
            await do(database, task_service.update_task, owner, task.id, TaskUpdate(parent_id=under.id))


async def test_there_are_not_too_many_levels(database, owner):
    under = (await make_task(database, owner)).id
    for _ in range(DEEPEST):
        under = (await make_task(database, owner, parent_id=under)).id
    with pytest.raises(InvalidInput, match='so many levels'):
        await make_task(database, owner, parent_id=under)


async def test_a_family_is_not_moved_where_it_would_have_too_many_levels(database, owner, family):
    under = (await make_task(database, owner)).id
    for _ in range(DEEPEST - 2):
        under = (await make_task(database, owner, parent_id=under)).id
    parent, packing, books, _ = family
    with pytest.raises(InvalidInput, match='so many levels'):
        await do(database, task_service.update_task, owner, parent.id, TaskUpdate(parent_id=under))
    await do(database, task_service.update_task, owner, packing.id, TaskUpdate(parent_id=under))
    await do(database, task_service.update_task, owner, books.id, TaskUpdate(status='in_progress'))
    turn = Cause()
    await do(database, task_service.delete_task, owner, books.id, cause=turn)
    await do(database, task_service.delete_task, owner, under)
    await revert(database, owner, turn.turn_id)
    assert (await state_of(database, owner))['Pack the books'][0] is None


async def test_a_parent_that_is_not_there_or_not_ones_own_is_not_found(database, owner):
    theirs = await make_task(database, await make_user(database))
    mine = await make_task(database, owner)
    for parent_id in (theirs.id, uuid4()):
        with pytest.raises(TaskNotFound):
            await make_task(database, owner, parent_id=parent_id)
        with pytest.raises(TaskNotFound):
            await do(database, task_service.update_task, owner, mine.id, TaskUpdate(parent_id=parent_id))
    assert len(await events_of(database, owner)) == 1


async def test_a_part_from_the_trash_whose_task_is_gone_stands_by_itself(database, owner, family):
    parent, packing, books, _ = family
    await do(database, task_service.delete_task, owner, parent.id)
    await do(database, trash.restore, owner, packing.id)
    await do(database, trash.restore, owner, books.id)
    state = await state_of(database, owner)
    assert {title: parent_id for title, (parent_id, _, _) in state.items()} == {
        'Pack': None,
        'Pack the books': packing.id,
    }


async def test_an_undo_makes_no_task_a_part_of_itself(database, owner, family):
    parent, packing, _, _ = family
    cause = Cause()
    await do(database, task_service.update_task, owner, packing.id, TaskUpdate(parent_id=None), cause=cause)
    await do(database, task_service.update_task, owner, parent.id, TaskUpdate(parent_id=packing.id))
    result = await do(database, undo.undo, owner, cause.turn_id)
    assert [kept.fields for kept in result.kept] == [['parent_id']]
    state = await state_of(database, owner)
    assert (state['Move house'][0], state['Pack'][0]) == (packing.id, None)


async def test_an_undo_of_adding_a_task_leaves_what_others_have_put_under_it(database, owner):
    cause = Cause()
    parent = await make_task(database, owner, 'Move house', cause=cause)
    await make_task(database, owner, 'Pack', parent_id=parent.id, cause=cause)
    late = await make_task(database, owner, 'Rent a van', parent_id=parent.id)
    result = await revert(database, owner, cause.turn_id)
    assert ([task.title for task in result.removed], [kept.fields for kept in result.kept]) == (['Pack'], [['parts']])
    assert await state_of(database, owner) == {
        'Move house': (None, parent.list_id, 'pending'),
        'Rent a van': (parent.id, late.list_id, 'pending'),
    }


@pytest.mark.parametrize('adopted', [False, True])
async def test_a_family_that_was_added_in_one_turn_goes_in_one_and_comes_back(database, owner, adopted):
    cause = Cause()
    if adopted:
        part = await make_task(database, owner, 'Pack', cause=cause)
        parent = await make_task(database, owner, 'Move house', cause=cause)
        await do(database, task_service.update_task, owner, part.id, TaskUpdate(parent_id=parent.id), cause=cause)
    else:
        parent = await make_task(database, owner, 'Move house', cause=cause)
        part = await make_task(database, owner, 'Pack', parent_id=parent.id, cause=cause)
    await do(database, task_service.update_task, owner, parent.id, TaskUpdate(priority='high'), cause=cause)
    whole = await state_of(database, owner)
    result = await revert(database, owner, cause.turn_id)
    assert ({task.id for task in result.removed}, result.kept) == ({parent.id, part.id}, [])
    assert await state_of(database, owner) == {}
    await do(database, undo.redo, owner)
    assert await state_of(database, owner) == whole


async def test_several_are_moved_and_deleted_as_the_families_they_are(database, owner, family):
    home = await make_list(database, owner)
    ids = [task.id for task in reversed(family)]
    await do(database, bulk.update_tasks, owner, ids, TaskUpdate(list_id=home.id))
    state = await state_of(database, owner)
    assert {title: parent_id for title, (parent_id, _, _) in state.items()} == {
        task.title: task.parent_id for task in family
    }
    assert {list_id for _, list_id, _ in state.values()} == {home.id}
    assert await do(database, bulk.delete_tasks, owner, [task.id for task in family]) == 4


async def test_a_list_is_deleted_with_the_families_in_it(database, owner, family):
    home = await make_list(database, owner)
    await do(database, task_service.update_task, owner, family[0].id, TaskUpdate(list_id=home.id))
    assert await do(database, lists.delete_list, owner, home.id) == 4
    await revert(database, owner)
    assert {list_id for _, list_id, _ in (await state_of(database, owner)).values()} == {home.id}


async def test_a_part_that_came_later_follows_when_an_undo_moves_its_task(database, owner):
    home = await make_list(database, owner)
    parent = await make_task(database, owner, 'Paint')
    cause = Cause()
    await do(database, task_service.update_task, owner, parent.id, TaskUpdate(list_id=home.id), cause=cause)
    await do(database, task_service.create_task, owner, TaskCreate(title='Buy paint', parent_id=parent.id))
    await revert(database, owner, cause.turn_id)
    inbox = await inbox_of(database, owner)
    assert {list_id for _, list_id, _ in (await state_of(database, owner)).values()} == {inbox}
