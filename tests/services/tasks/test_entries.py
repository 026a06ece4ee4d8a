"""What somebody wrote is added with the places that are new and its sub-tasks: in one turn, all of it or nothing."""

import pytest
from pydantic import ValidationError

from services import task_service
from services.errors import ListNotFound
from services.language import Entry
from services.models import TaskRead
from services.places.families import DEEPEST
from services.places.models import LabelCreate
from services.places.reading import read_places
from services.tasks import entries, undo
from services.tasks.labels import create_label
from services.tasks.lists import delete_list
from services.values.vocabulary import Priority
from tests.factories import events_of, inbox_of, make_list, revert


@pytest.fixture
def names_of(do):
    async def names():
        """The lists and labels that there are."""
        places = await do(read_places)
        return [each.name for each in places.lists], [each.name for each in places.labels]

    return names


async def test_a_new_list_and_label_are_made_with_their_task_and_taken_back_by_one_undo(do, database, owner, names_of):
    entry = Entry('book hotel', new_list='trip', new_labels=('new',), estimate_minutes=30, priority=Priority.HIGH)
    (task,) = await do(entries.add_entries, [entry])
    places = await do(read_places)
    assert [each.id for each in places.lists if each.name == 'trip'] == [task.list_id]
    assert [each.id for each in places.labels] == task.label_ids
    assert (task.estimate_minutes, task.priority) == (30, Priority.HIGH)
    assert len({event.turn_id for event in await events_of(database, owner)}) == 1
    await revert(database, owner)
    assert await names_of() == (['Inbox'], [])
    assert await do(task_service.list_tasks) == []
    await do(undo.redo)
    assert await names_of() == (['Inbox', 'trip'], ['new'])


async def test_a_place_that_is_there_by_now_is_not_made_twice(do, database, owner, names_of):
    there = await make_list(database, owner, 'Trip')
    label = await do(create_label, LabelCreate(name='New'))
    written = [Entry('one', new_list='trip', new_labels=('new', 'more')), Entry('two', new_labels=('More',))]
    one, two = await do(entries.add_entries, written)
    assert one.list_id == there.id
    assert label.id in one.label_ids
    assert two.label_ids[0] in one.label_ids
    assert await names_of() == (['Inbox', 'Trip'], ['more', 'New'])


async def test_when_a_task_cannot_be_added_its_list_is_not_made(do, names_of):
    with pytest.raises(ValidationError):
        await do(entries.add_entries, [Entry('x' * 300, new_list='trip')])
    assert await names_of() == (['Inbox'], [])


async def test_a_list_that_is_gone_is_not_made_again(do, database, owner):
    gone = await make_list(database, owner, 'Gone')
    await do(delete_list, gone.id)
    with pytest.raises(ListNotFound):
        await do(entries.add_entries, [Entry('one', list_id=gone.id)])


async def test_lines_under_a_line_are_its_sub_tasks_in_its_list(do, database, owner):
    home = await make_list(database, owner, 'Home')
    depths = [('a', 0), ('b', 1), ('c', 2), ('d', 1), ('e', 0), ('f', 1)]
    written = [Entry(title, depth=depth, list_id=home.id if title == 'a' else None) for title, depth in depths]
    added = {task.title: TaskRead.model_validate(task) for task in await do(entries.add_entries, written)}
    title_of = {str(task.id): task.title for task in added.values()}
    assert {title: title_of.get(str(task.parent_id)) for title, task in added.items()} == {
        'a': None, 'b': 'a', 'c': 'b', 'd': 'a', 'e': None, 'f': 'e',
    }  # fmt: skip
    inbox = await inbox_of(database, owner)
    assert [added[title].list_id for title in 'abcdef'] == [home.id] * 4 + [inbox] * 2
    assert len((await revert(database, owner)).removed) == len(added)


async def test_what_lies_deeper_than_there_are_levels_comes_to_the_deepest(do):
    added = await do(entries.add_entries, [Entry(f'level {depth}', depth=depth) for depth in range(DEEPEST + 3)])
    above = added[DEEPEST - 1].id
    assert [task.parent_id for task in added[: DEEPEST + 1]] == [None, *(task.id for task in added[:DEEPEST])]
    assert [task.parent_id for task in added[DEEPEST:]] == [above] * 3
