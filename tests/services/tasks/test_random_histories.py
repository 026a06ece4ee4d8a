"""Whatever people do in whatever order: views agree with the database, numbers have no gap, and all can be undone."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from services import approvals, ledger, task_service
from services.approval_models import ApprovalAction
from services.errors import NothingToUndo, TaskNotFound
from services.events import EventType
from services.models import TaskCreate, TaskRead, TaskUpdate
from services.tasks import undo
from services.tasks.undo_tasks import CONTENT
from services.values.cause import Cause, Via
from services.values.vocabulary import Priority, Status
from tests.factories import make_user

# Each example has a person of its own, so examples can share the database of their test.
_PROPERTY = settings(
    max_examples=40,
    deadline=None,
    phases=[phase for phase in Phase if phase is not Phase.explain],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

_titles = st.sampled_from(['Buy milk', 'Call Ann', 'שלום', '🎉'])
_due_dates = st.sampled_from([None, '2099-01-01', '2099-05-01T09:00:00Z'])
_fields = {
    'description': st.sampled_from([None, 'Two litres', 'All of it']),
    'status': st.sampled_from(Status),
    'priority': st.sampled_from(Priority),
    'due_date': _due_dates,
}
_which = st.integers(0, 5)

_NEEDS_A_TASK = {'update', 'toggle', 'delete', 'approve', 'reject'}
_MAY_BE_REFUSED = {'undo', 'redo', 'undo_as_part', 'redo_as_part', 'restore'}


@dataclass(frozen=True)
class Step:
    """One verb; `which` chooses among the tasks there are."""

    verb: str
    which: int = 0
    given: dict[str, Any] | None = None


_creates = st.builds(Step, st.just('create'), given=st.fixed_dictionaries({'title': _titles}, optional=_fields))
_changes = st.fixed_dictionaries({}, optional=_fields | {'title': _titles})
_updates = st.builds(Step, st.just('update'), _which, _changes)
_others = st.builds(Step, st.sampled_from(['toggle', 'delete', 'create_and_delete']), _which)
_alone = st.builds(Step, st.sampled_from(['restore', 'undo', 'redo', 'approve', 'reject']), _which)
_parts = st.builds(Step, st.sampled_from(['undo_as_part', 'redo_as_part']))
_turns = st.lists(_creates | _updates | _others | _parts, min_size=1, max_size=4) | _alone.map(lambda step: [step])
_histories = st.lists(_turns, max_size=12)


class Person:
    """Somebody who does one step after another, each turn in a transaction of its own."""

    def __init__(self, database, user_id: UUID) -> None:
        self._database = database
        self.user_id = user_id

    async def take(self, turn: list[Step]) -> None:
        """Do all steps of a turn."""
        cause = Cause(via=Via.CHAT)
        async with self._database.transaction() as session:
            for step in turn:
                await self._do(session, step, cause)

    async def look(self):
        """The snapshot that a new view takes."""
        async with self._database.transaction() as session:
            return await task_service.snapshot(session, self.user_id)

    async def events(self, since: int):
        """What happened after event number `since`."""
        async with self._database.transaction() as session:
            return await ledger.read(session, self.user_id, since)

    async def all_the_way(self, verb) -> None:
        """Undo or redo until there is nothing left to undo or redo."""
        for _ in range(200):
            async with self._database.transaction() as session:
                try:
                    result = await verb(session, self.user_id)
                except NothingToUndo:
                    return
                assert result.kept == []
        raise AssertionError('it never ends')

    async def _do(self, session, step: Step, cause: Cause) -> None:
        tasks = await task_service.list_tasks(session, self.user_id)
        if not tasks and step.verb in _NEEDS_A_TASK:
            return
        task = tasks[step.which % len(tasks)] if tasks else None
        try:
            await getattr(self, f'_{step.verb}')(session, step, cause, task)
        except (NothingToUndo, TaskNotFound):
            assert step.verb in _MAY_BE_REFUSED

    async def _create(self, session, step, cause, _task) -> None:
        await task_service.create_task(session, self.user_id, TaskCreate(**step.given), cause=cause)

    async def _create_and_delete(self, session, _step, cause, _task) -> None:
        passing = await task_service.create_task(session, self.user_id, TaskCreate(title='Never mind'), cause=cause)
        await task_service.delete_task(session, self.user_id, passing.id, cause=cause)

    async def _update(self, session, step, cause, task) -> None:
        await task_service.update_task(session, self.user_id, task.id, TaskUpdate(**step.given), cause=cause)

    async def _toggle(self, session, _step, cause, task) -> None:
        await task_service.toggle_task(session, self.user_id, task.id, cause=cause)

    async def _delete(self, session, _step, cause, task) -> None:
        await task_service.delete_task(session, self.user_id, task.id, cause=cause)

    async def _restore(self, session, step, cause, _task) -> None:
        events = await ledger.read(session, self.user_id, 0)
        if deleted := [event.task.id for event in events if event.type is EventType.TASK_DELETED]:
            await task_service.restore_task(session, self.user_id, deleted[step.which % len(deleted)], cause=cause)

    async def _undo(self, session, _step, cause, _task) -> None:
        await undo.undo(session, self.user_id, cause=cause)

    async def _redo(self, session, _step, cause, _task) -> None:
        await undo.redo(session, self.user_id, cause=cause)

    async def _undo_as_part(self, session, _step, cause, _task) -> None:
        await undo.undo(session, self.user_id, cause=cause, is_part=True)

    async def _redo_as_part(self, session, _step, cause, _task) -> None:
        await undo.redo(session, self.user_id, cause=cause, is_part=True)

    async def _approve(self, session, step, cause, _task) -> None:
        await self._ask_and_answer(session, step, cause, approve=True)

    async def _reject(self, session, step, cause, _task) -> None:
        await self._ask_and_answer(session, step, cause, approve=False)

    async def _ask_and_answer(self, session, step, cause, *, approve: bool) -> None:
        tasks = await task_service.list_tasks(session, self.user_id, limit=step.which + 1)
        chosen = [(TaskRead.model_validate(task), None) for task in tasks]
        asked = await approvals.ask(session, self.user_id, ApprovalAction.DELETE, chosen, cause=cause)
        await approvals.decide(session, self.user_id, asked.id, approve=approve)


def content(snapshot) -> dict[UUID, dict[str, Any]]:
    """What people see of a snapshot, without what every write moves."""
    return {task.id: {field: getattr(task, field) for field in CONTENT} for task in snapshot.tasks}


@pytest.fixture
def someone(database):
    async def someone():
        return Person(database, await make_user(database))

    return someone


@_PROPERTY
@given(before=_histories, after=_histories)
async def test_a_stale_copy_and_the_events_are_a_fresh_copy(someone, before, after):
    person = await someone()
    for turn in before:
        await person.take(turn)
    stale = await person.look()
    for turn in after:
        await person.take(turn)
    copy = {task.id: task for task in stale.tasks}
    for event in await person.events(stale.seq):
        if event.type is EventType.TASK_DELETED:
            del copy[event.task.id]
        elif event.type.subject == 'task':
            copy[event.task.id] = event.task
    fresh = await person.look()
    assert copy == {task.id: task for task in fresh.tasks}
    assert [event.seq for event in await person.events(0)] == list(range(1, fresh.seq + 1))


@_PROPERTY
@given(history=_histories)
async def test_each_event_begins_where_the_one_before_it_ended(someone, history):
    person = await someone()
    for turn in history:
        await person.take(turn)
    last: dict[UUID, dict[str, Any]] = {}
    for event in await person.events(0):
        if event.type.subject != 'task':
            continue
        if event.before is not None:
            assert event.before == last[event.task.id]
        if event.type is not EventType.TASK_DELETED and event.before is not None:
            assert event.data != event.before
            changed = event.data['status'] != event.before['status']
            assert (event.type is EventType.TASK_STATUS_CHANGED) is changed
        last[event.task.id] = event.data


@_PROPERTY
@given(history=_histories)
async def test_undoing_everything_returns_to_the_start_and_redoing_everything_to_the_end(someone, history):
    person = await someone()
    start = content(await person.look())
    for turn in history:
        await person.take(turn)
    end = content(await person.look())
    await person.all_the_way(undo.undo)
    assert content(await person.look()) == start
    await person.all_the_way(undo.redo)
    if not any(step.verb.startswith(('undo', 'redo')) for turn in history for step in turn):
        assert content(await person.look()) == end
    await person.all_the_way(undo.undo)
    assert content(await person.look()) == start
