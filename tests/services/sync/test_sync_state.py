"""TaskSyncState of docs/specification.md: tasks, is_loading, error, and four operations that everybody learns of."""

import asyncio
import contextlib
from collections import Counter

import pytest

from services import task_service
from services.database import Database
from services.errors import TaskNotFound, Unavailable, VersionConflict
from services.events import EventType
from services.models import TaskCreate, TaskUpdate
from services.places.models import LabelCreate, ListCreate, ListUpdate
from services.relay import Relay
from services.sync.state_directory import StateDirectory
from services.sync.sync_state import TaskSyncState, newest_first
from services.tasks import labels, lists
from services.values.cause import Cause, Moment, Via
from tests.factories import events_of, make_task
from tests.timeouts import TIMEOUT, until


@pytest.fixture
async def following(database, hub, relay, owner):
    """A state that follows the ledger and has loaded."""
    assert relay.connected
    async with _following(TaskSyncState(database, hub, owner)) as state:
        yield state


async def test_a_state_is_loading_until_its_first_snapshot_is_there(database, hub, owner):
    task = await make_task(database, owner)
    state = TaskSyncState(database, hub, owner)
    assert (state.is_loading, dict(state.tasks), state.error, state.seq) == (True, {}, None, 0)
    async with _following(state):
        assert (state.is_loading, dict(state.tasks), state.error, state.seq) == (False, {task.id: task}, None, 1)


async def test_an_added_task_reaches_every_state_of_the_person(database, hub, owner, following):
    async with _following(TaskSyncState(database, hub, owner)) as another:
        task = await following.add_task(TaskCreate(title='Buy milk'), cause=Cause(via=Via.DASHBOARD))
        await _reached(1, following, another)
        assert following.tasks == another.tasks == {task.id: task}
    assert (await events_of(database, owner))[0].actor.via is Via.DASHBOARD


async def test_an_updated_task_reaches_every_state_of_the_person(database, hub, owner, following):
    task = await make_task(database, owner)
    async with _following(TaskSyncState(database, hub, owner)) as another:
        changed = await following.update_task(task.id, TaskUpdate(title='Buy oat milk'), expected_version=1)
        await _reached(2, following, another)
        assert following.tasks == another.tasks == {task.id: changed}


async def test_lists_and_labels_reach_every_state_of_the_person(database, owner, following):
    async with database.transaction() as session:
        home = await lists.create_list(session, owner, ListCreate(name='Home'))
        paint = await labels.create_label(session, owner, LabelCreate(name='paint'))
    await _reached(2, following)
    assert {each.name for each in following.lists.values()} == {'Inbox', 'Home'}
    assert {following.name_of(str(each.id)) for each in (home, paint)} == {'Home', 'paint'}
    async with database.transaction() as session:
        await lists.update_list(session, owner, home.id, ListUpdate(name='House'))
        await labels.delete_label(session, owner, paint.id)
    await _reached(4, following)
    assert {each.name for each in following.lists.values()} == {'Inbox', 'House'}
    assert following.labels == {}


async def test_an_event_that_is_older_than_the_list_of_the_snapshot_changes_nothing(database, hub, owner):
    async with database.transaction() as session:
        home = await lists.create_list(session, owner, ListCreate(name='Home'))
        await lists.update_list(session, owner, home.id, ListUpdate(name='House'))
    created = (await events_of(database, owner))[0]
    state = TaskSyncState(database, hub, owner)
    await state.sync_tasks()
    state.seq = 0
    await state._apply(created)
    assert state.lists[home.id].name == 'House'


async def test_the_day_is_counted_once_for_all_who_ask_and_anew_after_a_change(database, owner, following):
    moment = Moment.current()
    first, *others = await asyncio.gather(*(following.count_day(moment) for _ in range(20)))
    assert all(other is first for other in others)
    task = await make_task(database, owner, due_date=moment.today)
    await _reached(1, following)
    assert (first.due_today, (await following.count_day(moment)).due_today) == (0, 1)
    await following.update_task(task.id, TaskUpdate(completed=True))
    await _reached(2, following)
    counted = await following.count_day(moment)
    assert (counted.due_today, counted.completed) == (0, 1)


async def test_a_deleted_task_leaves_every_state_of_the_person(database, hub, owner, following):
    task = await make_task(database, owner)
    async with _following(TaskSyncState(database, hub, owner)) as another:
        await following.delete_task(task.id)
        await _reached(2, following, another)
        assert following.tasks == another.tasks == {}


async def test_what_was_refused_changes_no_state(database, owner, other, following):
    task, theirs = await make_task(database, owner), await make_task(database, other)
    await _reached(1, following)
    with pytest.raises(VersionConflict):
        await following.update_task(task.id, TaskUpdate(title='Late'), expected_version=7)
    with pytest.raises(TaskNotFound):
        await following.delete_task(theirs.id)
    assert (following.seq, following.tasks) == (1, {task.id: task})


async def test_syncing_replaces_everything_by_what_the_database_holds(database, hub, owner):
    state = TaskSyncState(database, hub, owner)
    task = await make_task(database, owner)
    await state.sync_tasks()
    assert (state.is_loading, state.tasks, state.seq) == (False, {task.id: task}, 1)


async def test_syncing_while_events_arrive_repeats_and_loses_nothing(database, owner, following):
    async with asyncio.TaskGroup() as group:
        for number in range(20):
            group.create_task(make_task(database, owner, f'Task {number}'))
            group.create_task(following.sync_tasks())
    await _reached(20, following)
    async with database.transaction() as session:
        found = await task_service.snapshot(session, owner)
    assert following.tasks == {task.id: task for task in found.tasks}


async def test_many_views_are_all_told_in_order_and_others_have_a_turn_in_between(database, owner, following):
    heard, turns, order = Counter(), [], []
    loop = asyncio.get_running_loop()

    def view(number):
        def listen(event):
            if event.seq == 1 and not heard:
                loop.call_soon(lambda: turns.append(len(heard)))
            heard[number] += 1
            order.append(event.seq)

        return listen

    ends = [following.listen(view(number)) for number in range(120)]
    for title in ('One', 'Two'):
        await make_task(database, owner, title)
    await until(lambda: len(order) == 240)
    assert set(heard.values()) == {2}
    assert order == [1] * 120 + [2] * 120
    assert 0 < turns[0] < 120
    for end in ends:
        end()
    await make_task(database, owner, 'Three')
    await _reached(3, following)
    assert len(order) == 240


async def test_a_database_that_is_away_is_said_and_the_sentence_goes_when_it_is_back(
    database, database_url, hub, owner
):
    flaky = _Flaky(database_url).everybody()
    state = TaskSyncState(flaky, hub, owner)
    told = _first_telling(state)
    following = asyncio.create_task(state.follow())
    async with asyncio.timeout(TIMEOUT):
        await told
        assert (state.error, state.is_loading) == (str(Unavailable()), True)
        flaky.away = False
        await state.reached(0)
    assert (state.error, state.is_loading) == (None, False)
    following.cancel()
    await flaky.close()
    assert await events_of(database, owner) == []


async def test_syncing_in_vain_says_so_and_keeps_what_was_there(database_url, hub, owner):
    flaky = _Flaky(database_url).everybody()
    flaky.away = False
    task = await make_task(flaky, owner)
    state = TaskSyncState(flaky, hub, owner)
    await state.sync_tasks()
    flaky.away = True
    with pytest.raises(Unavailable):
        await state.sync_tasks()
    assert (state.error, state.tasks) == (str(Unavailable()), {task.id: task})
    await flaky.close()


async def test_listeners_are_told_each_event_after_it_was_applied_until_they_stop(database, owner, following):
    told = []
    stop = following.listen(lambda event: told.append((event.type, len(following.tasks))))
    task = await make_task(database, owner)
    await _reached(1, following)
    await following.delete_task(task.id)
    await _reached(2, following)
    stop()
    await make_task(database, owner)
    await _reached(3, following)
    assert told == [(EventType.TASK_CREATED, 1), (EventType.TASK_DELETED, 0)]


async def test_one_listeners_trouble_is_nobody_elses(database, owner, following, caplog):
    told = []
    following.listen(lambda _event: 1 / 0)
    following.listen(told.append)
    await make_task(database, owner)
    await _reached(1, following)
    assert [event.seq for event in told] == [1]
    assert 'A view could not be notified of a change.' in caplog.text


async def test_nobody_can_change_the_tasks_of_a_state_but_events(database, owner, following):
    task = await make_task(database, owner)
    await _reached(1, following)
    with pytest.raises(TypeError):
        following.tasks[task.id] = task


async def test_all_views_of_a_person_share_one_state_which_ends_with_the_last(
    database, hub, relay, supervisor, owner, other
):
    assert relay.connected
    states = StateDirectory(database, hub, relay, supervisor)
    one, two, theirs = states.enter(owner), states.enter(owner), states.enter(other)
    assert one is two
    assert one is not theirs
    await _reached(0, one, theirs)
    states.leave(owner)
    assert hub.is_followed(owner)
    states.leave(owner)
    states.leave(owner)
    await until(lambda: not hub.is_followed(owner))
    assert states.enter(owner) is not one
    await states.close()
    assert hub.followed == ()


async def test_a_list_holds_what_is_committed_whether_or_not_a_view_is_open(database, hub, relay, supervisor, owner):
    assert relay.connected
    states = StateDirectory(database, hub, relay, supervisor)
    tasks = [await make_task(database, owner, 'One')]
    assert await states.tasks_of(owner, 1) == tasks
    states.enter(owner)
    for seq, title in enumerate(('Two', 'Three'), 2):
        tasks.append(await make_task(database, owner, title))
        assert await states.tasks_of(owner, seq) == tasks[::-1]
    await states.close()


async def test_a_list_holds_what_is_committed_even_when_nothing_is_relayed(database, hub, supervisor, owner):
    states = StateDirectory(database, hub, Relay(database, hub), supervisor)
    await _reached(0, states.enter(owner))
    task = await make_task(database, owner)
    assert await states.tasks_of(owner, 1) == [task]
    await states.close()


async def test_newest_first_is_the_order_of_the_list(database, owner, do):
    tasks = [await make_task(database, owner, f'Task {number}') for number in range(3)]
    listed = await do(task_service.list_tasks)
    assert [task.id for task in newest_first(tasks)] == [task.id for task in listed]


class _Flaky(Database):
    """A database that is away until it is told to be there."""

    away = True

    def of(self, _user_id):
        return self

    def transaction(self):
        if self.away:
            raise Unavailable
        return super().transaction()


@contextlib.asynccontextmanager
async def _following(state):
    following = asyncio.create_task(state.follow())
    await _reached(0, state)
    yield state
    following.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await following


async def _reached(seq, *states):
    async with asyncio.timeout(TIMEOUT):
        for state in states:
            await state.reached(seq)


def _first_telling(state):
    """A future that is done once the state has told its listeners something."""
    told = asyncio.get_running_loop().create_future()

    def tell(_event):
        end()
        told.set_result(None)

    end = state.listen(tell)
    return told
