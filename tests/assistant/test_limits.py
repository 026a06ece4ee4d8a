"""What a model may do before the person is asked, whatever the number of calls; and what programs that talk may do."""

import json

import pytest

from services import approvals, task_service
from services.approval_models import ApprovalAction
from services.errors import NotAllowed
from services.models import TaskRead, TaskUpdate
from services.tasks import undo
from services.values.cause import Cause, Via
from tests.assistant.model_server import Answer, Call
from tests.factories import make_task


@pytest.fixture
async def tasks(database, owner) -> list[TaskRead]:
    """Eight tasks, each with a note and a day."""
    return [
        await make_task(database, owner, f'Task {at}', description='A note', due_date='2099-01-01') for at in range(8)
    ]


def calls(tool, tasks, **arguments):
    return [Call(tool, {'task_id': str(task.id), **arguments}) for task in tasks]


def titled(tasks, title='x'):
    return sum(task.title == title for task in tasks)


async def approve(talk, approval, **more):
    async with talk.database.transaction() as session:
        return await approvals.decide(session, talk.user_id, approval.id, approve=True, **more)


async def test_after_the_fifth_changed_task_the_rest_of_a_turn_waits_as_one_approval(talk, model, tasks):
    model.says(Answer(calls=calls('update_task', tasks, title='x', description=None)), Answer('Asked.'))
    reply = await talk.say('rename them')
    assert titled(await talk.tasks()) == 5
    [approval] = reply.approvals
    assert (approval.action, len(approval.items)) == (ApprovalAction.UPDATE, 3)
    await approve(talk, approval)
    assert titled(await talk.tasks()) == 8
    async with talk.database.transaction() as session:
        await undo.undo(session, talk.user_id, reply.turn_id)
    assert titled(await talk.tasks()) == 0


@pytest.mark.parametrize('size', [1, 2, 3, 5])
async def test_the_limit_holds_however_the_changes_are_cut_into_rounds_and_tools(talk, model, tasks, size):
    ids = [str(task.id) for task in tasks]
    rounds = [
        Answer(calls=[Call('update_tasks', {'task_ids': ids[at : at + size], 'changes': {'priority': 'low'}})])
        for at in range(0, min(len(ids), 5 * size), size)
    ]
    model.says(*rounds, Answer('Done.'))
    reply = await talk.say('all low')
    low = sum(task.priority == 'low' for task in await talk.tasks())
    assert low <= 5
    assert len(reply.approvals) == (1 if 5 * size > 5 else 0)


async def test_completing_one_by_one_counts_as_changing(talk, model, tasks):
    model.says(Answer(calls=calls('complete_task', tasks)), Answer('Done.'))
    reply = await talk.say('finish everything')
    assert sum(task.completed for task in await talk.tasks()) == 5
    assert len(reply.approvals[0].items) == 3


async def test_the_same_task_counts_once_and_new_ones_do_not_count(talk, model, tasks):
    def change_what_was_added(body):
        added = [json.loads(each['content'])['task']['id'] for each in body['messages'] if each['role'] == 'tool']
        return Answer(calls=[Call('update_task', {'task_id': each, 'priority': 'high'}) for each in added])

    model.says(
        Answer(calls=[Call('add_task', {'title': f'New {at}'}) for at in range(7)]),
        change_what_was_added,
        Answer(calls=calls('update_task', tasks[:5], title='x') + calls('update_task', tasks[:5], priority='low')),
        Answer('Done.'),
    )
    reply = await talk.say('do all that')
    assert reply.approvals == []
    assert titled(await talk.tasks()) == 5


async def test_tasks_that_an_undo_brought_back_count_as_any_other(talk, model, tasks):
    model.says(Answer(calls=calls('delete_task', tasks)), Answer('Asked.'))
    [approval] = (await talk.say('delete them')).approvals
    await approve(talk, approval)
    model.says(Answer(calls=[Call('undo'), *calls('update_task', tasks, title='x')]), Answer('.'))
    reply = await talk.say('bring them back')
    assert (len(await talk.tasks()), titled(await talk.tasks())) == (8, 5)
    assert len(reply.approvals[0].items) == 3


async def test_calls_of_one_answer_are_one_approval(talk, model, tasks):
    model.says(Answer(calls=calls('delete_task', tasks)), Answer('Asked.'))
    reply = await talk.say('tidy up')
    [approval] = reply.approvals
    assert (approval.action, len(approval.items)) == (ApprovalAction.DELETE, 8)
    await approve(talk, approval)
    assert await talk.tasks() == []


async def test_an_approval_that_deletes_some_and_changes_others_does_both_and_is_undone_as_one(talk, model, tasks):
    model.says(Answer(calls=calls('update_task', tasks[:7], title='x') + calls('delete_task', tasks[7:])), Answer('.'))
    reply = await talk.say('tidy up')
    [approval] = reply.approvals
    assert approval.action is ApprovalAction.MIXED
    assert [item.action for item in approval.items] == ['update', 'update', 'delete']
    await approve(talk, approval)
    assert (len(await talk.tasks()), titled(await talk.tasks())) == (7, 7)
    async with talk.database.transaction() as session:
        await undo.undo(session, talk.user_id, reply.turn_id)
    assert (len(await talk.tasks()), titled(await talk.tasks())) == (8, 0)


@pytest.mark.parametrize('field', ['description', 'due_date'])
async def test_emptying_a_field_on_many_tasks_waits_as_deleting_does(talk, model, tasks, field):
    model.says(Answer(calls=calls('update_task', tasks[:4], clear=[field])), Answer('.'))
    reply = await talk.say('clear that')
    assert sum(getattr(task, field) is None for task in await talk.tasks()) == 1
    assert len(reply.approvals[0].items) == 3


async def test_null_leaves_a_field_as_it_is(talk, model, tasks):
    given = {'status': 'in_progress', 'title': None, 'description': None, 'due_date': None, 'priority': None}
    model.says(
        Answer(calls=calls('update_task', tasks[:1], **given)),
        Answer(calls=[Call('update_tasks', {'task_ids': [str(tasks[1].id)], 'changes': given})]),
        Answer('.'),
    )
    reply = await talk.say('begin them')
    assert [call.result.get('error') for call in reply.tool_calls] == [None, None]
    changed = [task for task in await talk.tasks() if task.status == 'in_progress']
    assert [(task.description, str(task.due_date)) for task in changed] == [('A note', '2099-01-01')] * 2


async def test_an_undo_that_would_remove_tasks_waits(talk, model):
    model.says(Answer(calls=[Call('add_task', {'title': f'New {at}'}) for at in range(30)]), Answer('Added.'))
    await talk.say('add thirty')
    model.says(Answer(calls=[Call('undo'), Call('undo')]), Answer('Asked.'))
    reply = await talk.say('hm')
    assert len(await talk.tasks()) == 30
    [approval] = reply.approvals
    assert (approval.action, len(approval.items)) == (ApprovalAction.UNDO, 30)
    assert len((await approve(talk, approval)).done) == 30
    assert await talk.tasks() == []
    async with talk.database.transaction() as session:
        await undo.undo(session, talk.user_id)
    assert len(await talk.tasks()) == 30


async def test_an_undo_of_what_the_person_did_themself_waits_and_shows_what_it_would_do(talk, model, tasks):
    async with talk.database.transaction() as session:
        await task_service.update_task(
            session, talk.user_id, tasks[0].id, TaskUpdate(title='Mine'), cause=Cause(via=Via.DASHBOARD)
        )
    model.says(Answer(calls=[Call('undo')]), Answer('Asked.'))
    [approval] = (await talk.say('hm')).approvals
    assert [(item.before, item.changes) for item in approval.items] == [({'title': 'Mine'}, {'title': 'Task 0'})]
    assert titled(await talk.tasks(), 'Mine') == 1
    await approve(talk, approval)
    assert titled(await talk.tasks(), 'Mine') == 0


async def test_an_undo_that_would_bring_tasks_back_shows_them(talk, model, tasks):
    async with talk.database.transaction() as session:
        await task_service.delete_task(session, talk.user_id, tasks[0].id, cause=Cause(via=Via.DASHBOARD))
    model.says(Answer(calls=[Call('undo')]), Answer('Asked.'))
    [approval] = (await talk.say('hm')).approvals
    assert [(item.title, item.action) for item in approval.items] == [('Task 0', 'restore')]
    assert [task.title for task in (await approve(talk, approval)).done] == ['Task 0']


async def test_an_approved_undo_leaves_alone_what_changed_since_it_was_shown(talk, model):
    model.says(Answer(calls=[Call('add_task', {'title': 'One'}), Call('add_task', {'title': 'Two'})]), Answer('.'))
    await talk.say('add two')
    model.says(Answer(calls=[Call('undo')]), Answer('.'))
    [approval] = (await talk.say('hm')).approvals
    one = next(task for task in await talk.tasks() if task.title == 'One')
    async with talk.database.transaction() as session:
        await task_service.update_task(session, talk.user_id, one.id, TaskUpdate(title='One more'))
    outcome = await approve(talk, approval)
    assert ([task.title for task in outcome.done], [item.title for item in outcome.skipped]) == (['Two'], ['One'])


async def test_one_undo_takes_back_a_whole_turn_that_undid(talk, model, tasks):
    model.says(Answer(calls=calls('update_task', tasks[:2], title='x')), Answer('.'))
    await talk.say('rename two')
    model.says(
        Answer(calls=[Call('undo'), Call('add_task', {'title': 'Instead'}), *calls('complete_task', tasks[2:3])]),
        Answer('.'),
    )
    await talk.say('rather not')
    assert (titled(await talk.tasks()), len(await talk.tasks())) == (0, 9)
    async with talk.database.transaction() as session:
        await undo.undo(session, talk.user_id)
    now = await talk.tasks()
    assert (titled(now), len(now), any(task.completed for task in now)) == (2, 8, False)


async def test_a_turn_that_only_undid_is_what_the_next_undo_takes_back(talk, model, tasks):
    model.says(Answer(calls=calls('update_task', tasks[:1], title='x')), Answer('.'))
    await talk.say('rename one')
    model.says(Answer(calls=[Call('undo')]), Answer('.'))
    await talk.say('rather not')
    assert titled(await talk.tasks()) == 0
    async with talk.database.transaction() as session:
        await undo.undo(session, talk.user_id)
    assert titled(await talk.tasks()) == 1


async def test_the_persons_own_undo_waits_for_nothing(talk):
    await talk.say('/add buy milk')
    await talk.say('/undo')
    assert await talk.tasks() == []


async def test_a_program_that_may_only_talk_changes_nothing(talk, model, tasks):
    for said in ('/add buy milk', f'/done {tasks[0].title}', f'/delete {tasks[0].title}', '/undo', '/redo'):
        reply = await talk.say(said, program='My script', may_change=False)
        assert reply.approvals == []
        assert all('“write”' in call.result['error'] for call in reply.tool_calls)
    model.says(Answer(calls=calls('update_task', tasks, title='x') + calls('delete_task', tasks)), Answer('.'))
    assert (await talk.say('change it all', program='My script', may_change=False)).approvals == []
    assert [task.version for task in await talk.tasks()] == [1] * 8


async def test_a_program_never_says_yes_in_a_conversation(talk, model, tasks):
    model.says(Answer(calls=calls('delete_task', tasks[:1])), Answer('Shall I?'))
    [approval] = (await talk.say('delete one', program='My script')).approvals
    assert approval.program == 'My script'
    for may_change in (True, False):
        reply = await talk.say('yes', program='My script', may_change=may_change)
        assert 'A program cannot say yes' in reply.response
    assert len(await talk.tasks()) == 8
    await talk.say('yes')
    assert len(await talk.tasks()) == 7


async def test_a_program_is_counted_over_its_turns(talk, model, tasks):
    for task in tasks:
        model.says(Answer(calls=calls('update_task', [task], title='x')), Answer('.'))
        await talk.say('rename one', program='My script')
    assert titled(await talk.tasks()) == 5
    for task in tasks[5:]:
        model.says(Answer(calls=calls('update_task', [task], title='x')), Answer('.'))
        await talk.say('rename one')
    assert titled(await talk.tasks()) == 8


async def test_a_programs_undo_in_a_conversation_removes_nothing_without_a_yes(talk):
    await talk.say('/add buy milk', program='My script')
    reply = await talk.say('/undo', program='My script')
    assert len(await talk.tasks()) == 1
    assert reply.approvals[0].action is ApprovalAction.UNDO


async def test_a_program_does_not_take_back_a_turn_by_replacing_its_message(talk):
    first = await talk.say('/add buy milk')
    for may_change in (True, False):
        with pytest.raises(NotAllowed, match='Only the person can take that turn back'):
            await talk.say('/list', replaces=first.turn_id, program='My script', may_change=may_change)
    assert len(await talk.tasks()) == 1
