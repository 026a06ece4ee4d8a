"""What the model is told before it answers, and while it works."""

import asyncio
import json
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from components.chat.messages import message
from components.words import ENGLISH
from services import approvals, chat_service, task_service
from services.chat.incoming_message import IncomingMessage
from services.chat.screen import Screen
from services.models import ChatMessageRead, TaskUpdate
from services.tools import Toolbox
from services.values.cause import Cause, Moment, Via
from tests.assistant.model_server import Answer, Call
from tests.factories import make_task

EVENING = Moment(datetime(2026, 11, 22, 20, 30, tzinfo=UTC), ZoneInfo('Asia/Tokyo'))


def state(model, request=-1):
    """The data in the system message."""
    content = model.requests[request]['messages'][0]['content']
    return json.loads(content.partition('<data>\n')[2].partition('\n</data>')[0])


async def test_it_knows_what_day_and_time_it_is_for_the_person(talk, model):
    model.says(Answer('Good morning.'))
    await talk.say('good morning to you', moment=EVENING)
    assert (state(model)['now'], state(model)['time_zone']) == ('Monday 2026-11-23 05:30', 'Asia/Tokyo')


async def test_a_time_it_names_is_the_persons_own(talk, model):
    call = Call('add_task', {'title': 'Call mum', 'due_date': '2026-11-23T17:00'})
    model.says(Answer(calls=[call]), Answer('Added.'), Answer('At five.'))
    await talk.say('call mum at five', moment=EVENING)
    assert [task.due_date for task in await talk.tasks()] == [datetime(2026, 11, 23, 8, tzinfo=UTC)]
    await talk.say('when was that', moment=EVENING)
    assert state(model)['open_tasks'][0]['due_date'] == '2026-11-23T17:00'


async def test_it_knows_the_tasks_with_their_ids_and_what_is_on_the_screen(talk, model, database, owner):
    milk, bread = [await make_task(database, owner, title) for title in ('Buy milk', 'Buy bread')]
    model.says(Answer('Those two.'))
    await talk.say('which are there', screen=Screen(visible=(milk.id, bread.id), selected=(bread.id,)))
    known = state(model)
    assert {task['id']: task['title'] for task in known['open_tasks']} == {
        str(milk.id): 'Buy milk',
        str(bread.id): 'Buy bread',
    }
    assert known['listed_on_screen_in_order'] == [str(milk.id), str(bread.id)]
    assert known['selected_on_screen'] == [str(bread.id)]


async def test_it_is_told_of_some_tasks_and_of_how_many_more_there_are(talk, model, database, owner):
    for at in range(85):
        await make_task(database, owner, f'Task {at} {"x" * 200}')
    model.says(Answer('Many.'))
    await talk.say('how many are there')
    assert len(state(model)['open_tasks']) == 80
    assert state(model)['open_tasks_left_out'] == 5
    assert len(model.requests[0]['messages'][0]['content']) < 30_000


async def test_it_is_told_what_was_changed_since_its_last_answer(talk, model, database, owner):
    model.says(Answer('Hello.'), Answer('I see.'))
    await talk.say('hello you')
    await make_task(database, owner, 'Buy milk', cause=Cause(via=Via.REST, name='phone'))
    await talk.say('what is new')
    assert state(model, 0)['changed_since_your_last_answer'] == []
    assert state(model, 1)['changed_since_your_last_answer'] == ['“Buy milk” added, by rest (phone)']


async def test_it_is_told_what_others_change_while_it_thinks_but_not_what_it_did_itself(
    talk, model, database, owner, monkeypatch
):
    milk = await make_task(database, owner, 'Buy milk')
    done = TaskUpdate(completed=True)
    use = Toolbox.call

    async def while_somebody_else_completes_it(box, name, arguments):
        used = await use(box, name, arguments)
        async with database.transaction() as session:
            await task_service.update_task(session, owner, milk.id, done, cause=Cause(via=Via.DASHBOARD))
        return used

    monkeypatch.setattr(Toolbox, 'call', while_somebody_else_completes_it)
    call = Call('add_task', {'title': 'Buy bread'})
    model.says(Answer('Bread first.', [call]), Answer('Somebody bought the milk.'))
    await talk.say('bread please')
    told = json.loads(model.requests[1]['messages'][-1]['content'])
    assert told['meanwhile_others_changed'] == ['“Buy milk” now completed, by dashboard']


async def test_it_remembers_the_conversation_but_not_without_end(talk, model):
    model.says(*[Answer('x' * 3_900)] * 6, Answer('Enough.'))
    for at in range(7):
        await talk.say(f'message {at}')
    sent = model.requests[-1]['messages']
    assert sent[-1] == {'role': 'user', 'content': 'message 6'}
    assert [message['content'] for message in sent[1:] if message['role'] == 'user'] == [
        'message 2',
        'message 3',
        'message 4',
        'message 5',
        'message 6',
    ]


async def test_it_is_offered_every_tool_and_no_schema_has_references(talk, model):
    model.says(Answer('Hello.'))
    await talk.say('hello you')
    offered = {tool['function']['name']: tool['function'] for tool in model.requests[0]['tools']}
    assert {'add_task', 'delete_tasks', 'undo'} <= set(offered)
    assert '$ref' not in json.dumps(offered)
    assert offered['add_task']['parameters']['properties']['priority']['enum'] == ['low', 'medium', 'high', 'urgent']
    assert 'title' in offered['add_task']['parameters']['properties']


async def test_the_next_message_may_be_about_what_it_touched_even_without_the_model(talk, model):
    model.says(Answer(calls=[Call('add_task', {'title': 'Buy milk'})]), Answer('Added.'))
    await talk.say('milk please')
    assert (await talk.say('/done it')).response.startswith('“Buy milk” is now completed')


async def test_a_slash_command_does_not_ask_the_model(talk, model):
    assert (await talk.say('/add Buy milk')).response == 'Added “Buy milk”.'
    assert model.requests == []


async def test_it_is_told_next_time_what_was_changed_while_it_wrote_its_answer(talk, model, database, owner):
    hold = asyncio.Event()
    model.says(Answer('Let me see now', hold=hold), Answer('I see.'))
    turn = await talk.assistant.begin(owner, IncomingMessage('hello you'))
    await model.begun.wait()
    await make_task(database, owner, 'Buy milk', cause=Cause(via=Via.DASHBOARD))
    hold.set()
    await turn.reply()
    talk.session_id = turn.session_id
    await talk.say('what is new')
    assert state(model)['changed_since_your_last_answer'] == ['“Buy milk” added, by dashboard']


async def test_it_is_told_what_became_of_what_it_asked_for(talk, model, database, owner):
    tasks = [await make_task(database, owner, f'Task {at}') for at in range(6)]
    change = Call('update_tasks', {'task_ids': [str(each.id) for each in tasks], 'changes': {'priority': 'low'}})
    model.says(Answer(calls=[change]), Answer('Please approve.'), Answer('Thank you.'))
    [asked] = (await talk.say('all low')).approvals
    async with database.transaction() as session:
        await approvals.edit(session, owner, asked.id, {tasks[0].id: TaskUpdate(priority='high')})
    async with database.transaction() as session:
        await approvals.decide(session, owner, asked.id, approve=False)
    await talk.say('and now')
    assert state(model)['changed_since_your_last_answer'] == [
        'What you asked for (to change 6 tasks) was edited by the person, and still waits',
        'What you asked for (to change 6 tasks) was rejected',
    ]


async def test_it_knows_the_filter_and_the_task_somebody_was_in_last(talk, model, database, owner):
    milk = await make_task(database, owner)
    gone = UUID(int=7)
    model.says(Answer('Yes.'), Answer('No.'))
    await talk.say('this one', screen=Screen(filter='completed, “milk”', focused=milk.id))
    assert (state(model)['filter_on_screen'], state(model)['focused_on_screen']) == ('completed, “milk”', str(milk.id))
    await talk.say('this one', screen=Screen(focused=gone))
    assert state(model)['focused_on_screen'] is None


async def test_it_counts_with_a_tool_and_the_counts_stay_with_its_answer(talk, model, database, owner):
    await make_task(database, owner, status='completed')
    model.says(Answer(calls=[Call('summary', {'by': 'day'})]), Answer('A good week.'))
    reply = await talk.say('how was my week')
    async with database.transaction() as session:
        *_, answer = await chat_service.list_messages(session, owner, reply.session_id)
    told = json.loads(model.requests[1]['messages'][-1]['content'])
    assert (told['summary']['completed'], len(told['summary']['days'])) == (1, 7)
    [chart] = message(ChatMessageRead.model_validate(answer), Moment.current(), ENGLISH)['charts']
    assert (chart['rows'][-1][1:], len(chart['bars'])) == ([1, 1], 14)
