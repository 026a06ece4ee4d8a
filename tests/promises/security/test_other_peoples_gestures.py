"""Everything on a page that listens is told the ids of somebody else, as no browser of ours would do."""

import asyncio
import json

import pytest

from tests.accounts import API
from tests.promises.security.page_line import line_of
from tests.timeouts import TIMEOUT

SECRET = 'Quietly plan the surprise'
FEWEST_LISTENERS = {'/': 39, '/chat': 25, '/settings': 20}


def post(person, path, **body):
    answer = person.browser.post(API + path, json=body)
    assert answer.is_success, answer.text
    return answer.json()


def everything(person):
    return {**person.browser.get(f'{API}/auth/export').json(), 'exported_at': ''}


@pytest.fixture
def hers(ada):
    """The ids of a task, a conversation, a turn and an approval of Ada's, and her own."""
    task = post(ada, '/tasks/', title=SECRET)
    said = post(ada, '/chat', message=f'delete {SECRET.lower()}')
    [approval] = ada.browser.get(f'{API}/approvals').json()
    return [task['id'], said['session_id'], said['turn_id'], approval['id'], task['user_id']]


def attack(each):
    """What any gesture could carry, with this id wherever an id could be."""
    return {
        'id': each,
        'turn': each,
        'tasks': [each],
        'session': each,
        'user_id': each,
        'text': each,
        'rejected': [],
        'done': True,
        'approve': True,
        'title': 'Taken over',
        'field': 'title',
        'value': 'Taken over',
        'rev': -1,
    }


def gesture(page, number, listener, said):
    """What the browser sends when `said` is emitted."""
    return {'id': number, 'client_id': page.client_id, 'listener_id': listener, 'args': [json.dumps(said)]}


async def all_told(line, page):
    """Everything that the page is told until it has been silent on a beat of its own three times over."""
    told = []
    number = next(int(at) for at, each in page.elements.items() if each['tag'] == 'nicegui-link_badge')
    [listener] = [each['listener_id'] for each in page.elements[str(number)]['events'] if each['type'] == 'beat']
    for beat in range(1_000_001, 1_000_004):
        await line.say('event', gesture(page, number, listener, beat))
        async with asyncio.timeout(TIMEOUT):
            while str(beat) not in (told[-1] if told else ''):
                told.append(json.dumps(await line.hear_any()))
    return told


async def tell_every_listener(person, path, each):
    """Say to everything that listens on a page what carries this id; how much listens, and all that was told."""
    page = person.open(path)
    listening = [
        (int(number), event['listener_id'])
        for number, element in page.elements.items()
        for event in element.get('events', [])
    ]
    async with line_of(person.address, page.client_id, cookie=page.cookie) as line:
        for number, listener in listening:
            for said in (attack(each), each):
                await line.say('event', gesture(page, number, listener, said))
        return len(listening), await all_told(line, page)


@pytest.mark.parametrize('path', FEWEST_LISTENERS)
async def test_no_gesture_reaches_what_is_another_persons(ada, eve, hers, path):
    before = everything(ada)

    for each in hers:
        listeners, told = await tell_every_listener(eve, path, each)
        assert SECRET not in ''.join(told)
        assert listeners >= FEWEST_LISTENERS[path]

    assert everything(ada) == before
    assert [each['id'] for each in ada.browser.get(f'{API}/approvals').json()] == [hers[3]]


async def test_the_same_gestures_do_reach_ones_own(eve):
    wanted = {'task_created', 'task_updated', 'task_status_changed', 'task_deleted'}
    did = set()
    async with asyncio.timeout(TIMEOUT):
        # They are carried out at once: one may delete the task before another changes it, and then not the next time.
        while not wanted <= did:
            own = post(eve, '/tasks/', title='Look around')
            await tell_every_listener(eve, '/', own['id'])
            events = everything(eve)['events']
            did |= {event['type'] for event in events if event['data'].get('task', {}).get('id') == own['id']}
    assert did == wanted
