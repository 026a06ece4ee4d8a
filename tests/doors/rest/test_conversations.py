"""Conversations over REST: what was said before counts, the past can be asked about, and the laws hold here too."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.settings import Settings

API = '/api/v1'
PRONOUNS = ('it', 'this', 'that', 'this one')
TITLES = ('salt and pepper', 'call Ana and Ben', 'delete old photos', 'all hands meeting')
DAYS = {'tomorrow': date(2026, 11, 27), 'next monday': date(2026, 11, 30), '5 december': date(2026, 12, 5)}
TIMES = {'5pm': time(17), '11:00': time(11), 'noon': time(12)}
NOW = {'X-Tandem-Zone': 'Europe/Berlin', 'X-Tandem-Now': '2026-11-26T10:15:00+01:00'}
DAY_BEFORE = {**NOW, 'X-Tandem-Now': '2026-11-25T10:15:00+01:00'}
few = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def settings_of_tandem():
    return Settings(_env_file=None, test_clock=True)


@pytest.fixture(name='settings')
def _settings(settings_of_tandem):
    return settings_of_tandem


async def say(client, message, **more):
    answer = await client.post(f'{API}/chat', json={'message': message, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def tasks_of(client):
    return {task['title']: task for task in (await client.get(f'{API}/tasks/?limit=1000', headers=NOW)).json()}


async def talk(client, *messages, at=None):
    """Say one thing after the other in a new conversation; returns the last reply."""
    client.headers.update(at or NOW)
    reply = await say(client, messages[0])
    for message in messages[1:]:
        reply = await say(client, message, session_id=reply['session_id'])
    return reply


async def test_what_was_finished_yesterday_is_told_by_the_ledger(client):
    await talk(client, 'add buy milk', 'complete buy milk', at=DAY_BEFORE)
    await talk(client, 'add call the vet', 'complete call the vet')

    reply = await talk(client, 'what did I finish yesterday?')

    assert 'buy milk' in reply['response']
    assert 'call the vet' not in reply['response']
    assert '25 Nov' in reply['response']


async def test_every_time_that_a_request_writes_is_the_stated_one(client):
    await talk(client, 'add buy milk', 'delete buy milk', at=DAY_BEFORE)
    [task] = (await tasks_of(client)).values()
    events = (await client.get(f'{API}/events?since=0&limit=100', headers=NOW)).json()['events']

    assert task['created_at'].startswith('2026-11-25T09:15')
    assert {event['data']['timestamp'][:16] for event in events} == {'2026-11-25T09:15'}


async def test_an_undo_of_what_was_done_elsewhere_asks_first_and_says_where(client):
    await client.post(f'{API}/tasks/', json={'title': 'Buy milk'}, headers=NOW)

    asked = await talk(client, 'undo')
    assert 'Buy milk' in asked['response']
    assert 'by a program' in asked['response']
    assert 'Buy milk' in await tasks_of(client)

    assert len(asked['approvals']) == 1


async def test_an_undo_of_a_change_made_elsewhere_changes_nothing_at_once(client):
    task = (await client.post(f'{API}/tasks/', json={'title': 'Buy milk'}, headers=NOW)).json()
    await client.patch(f'{API}/tasks/{task["id"]}', json={'priority': 'urgent'}, headers=NOW)

    asked = await talk(client, 'undo')

    assert 'by a program' in asked['response']
    assert (await tasks_of(client))['Buy milk']['priority'] == 'urgent'


async def test_what_is_offered_is_added_with_all_its_values_by_a_yes(client):
    await talk(client, 'ring the plumber tomorrow at 4pm p1', 'yes')

    task = (await tasks_of(client))['ring the plumber']
    assert task['due_date'].startswith('2026-11-27T15:00')
    assert task['priority'] == 'urgent'


async def test_a_note_is_added_to_the_one_that_is_there(client):
    await client.post(f'{API}/tasks/', json={'title': 'Prepare slides', 'description': 'ten pages'}, headers=NOW)

    await talk(client, 'add a note to the slides: ask Ben')

    assert (await tasks_of(client))['Prepare slides']['description'] == 'ten pages\nask Ben'


async def test_the_day_of_several_tasks_changes_and_their_times_stay(client):
    for title, due in (('Call Ana', '2026-11-26T15:00:00+01:00'), ('Buy milk', '2026-11-26')):
        await client.post(f'{API}/tasks/', json={'title': title, 'due_date': due}, headers=NOW)

    await talk(client, 'move everything due today to monday')

    tasks = await tasks_of(client)
    assert tasks['Call Ana']['due_date'].startswith('2026-11-30T14:00')
    assert tasks['Buy milk']['due_date'] == '2026-11-30'


async def test_a_refusal_is_never_said_twice_in_a_row(client):
    first = await talk(client, 'what is the capital of France?')
    second = await say(client, 'what is the capital of Spain?', session_id=first['session_id'])

    assert first['response'] != second['response']


@few
@given(
    pattern=st.sampled_from(('delete {}', 'complete {}', 'make {} urgent', 'move {} to friday')),
    pronoun=st.sampled_from(PRONOUNS),
)
async def test_a_pronoun_after_a_list_of_several_changes_nothing(pattern, pronoun, client):
    for title in ('Call Ana', 'Buy milk'):
        await client.post(f'{API}/tasks/', json={'title': title, 'priority': 'high'}, headers=NOW)
    before = await tasks_of(client)

    reply = await talk(client, 'show high priority tasks', pattern.format(pronoun))

    assert await tasks_of(client) == before
    assert reply['approvals'] == []


@few
@given(title=st.sampled_from(TITLES), day=st.sampled_from(sorted(DAYS)), clock=st.sampled_from(sorted(TIMES)))
async def test_an_added_task_has_its_title_day_and_time(title, day, clock, client):
    reply = await talk(client, f'add a task called {title} {day} at {clock}')

    [call] = reply['tool_calls']
    task = call['result']['task']
    assert task['title'] == title
    due = datetime.fromisoformat(task['due_date']).astimezone(ZoneInfo('Europe/Berlin'))
    assert (due.date(), due.time()) == (DAYS[day], TIMES[clock])
