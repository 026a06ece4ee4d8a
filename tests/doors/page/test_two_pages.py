"""What is done anywhere is seen everywhere: from the dashboard, the chat, REST and the WebSocket."""

import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest
import websockets
from playwright.async_api import expect

from services.accounts.tokens import create_token
from tests.doors.page.gestures import add, conversation, delete, rename, row, say, tick
from tests.timeouts import TIMEOUT


@pytest.fixture
async def token(database, owner):
    async with database.transaction() as session:
        return await create_token(session, owner, 'a program')


@pytest.fixture
def bearer(token):
    return {'Authorization': f'Bearer {token}'}


@pytest.fixture
async def both(open_page):
    return await open_page(), await open_page()


async def test_a_task_added_in_one_page_is_in_the_other(both):
    here, there = both
    await add(here, 'buy milk')
    await expect(row(there, 'buy milk')).to_be_visible()
    await expect(row(here, 'buy milk')).to_be_visible()


async def test_every_gesture_on_a_row_is_seen_in_the_other_page(both):
    here, there = both
    await add(here, 'buy milk')
    await tick(here, 'buy milk')
    await expect(row(there, 'buy milk').get_by_role('checkbox')).to_be_checked()
    await rename(here, 'buy milk', 'buy oat milk')
    await expect(row(there, 'buy oat milk')).to_be_visible()
    await row(here, 'buy oat milk').get_by_label('Priority of buy oat milk').select_option('urgent')
    await expect(row(there, 'buy oat milk').get_by_label('Priority of')).to_have_value('urgent')
    await row(here, 'buy oat milk').get_by_label('Status of buy oat milk').select_option('in_progress')
    await expect(row(there, 'buy oat milk').get_by_role('checkbox')).not_to_be_checked()
    day = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    await row(here, 'buy oat milk').get_by_label('Due date of buy oat milk').fill(day)
    await expect(row(there, 'buy oat milk').get_by_label('Due date of')).to_have_value(day)
    await delete(here, 'buy oat milk')
    await expect(row(there, 'buy oat milk')).to_have_count(0)
    await here.get_by_role('button', name='Undo').first.click()
    await expect(row(there, 'buy oat milk')).to_be_visible()


async def test_what_is_said_in_the_chat_changes_the_list_in_both_pages(both):
    here, there = both
    await say(here, 'add buy milk tomorrow')
    await expect(row(here, 'buy milk')).to_be_visible()
    await expect(row(there, 'buy milk')).to_be_visible()
    await expect(conversation(here)).to_contain_text('Added “buy milk”')
    await say(here, 'done with buy milk')
    await expect(row(there, 'buy milk').get_by_role('checkbox')).to_be_checked()
    await say(here, 'rename buy milk to buy bread')
    await expect(row(there, 'buy bread')).to_be_visible()


async def test_a_card_in_an_answer_is_alive(both):
    here, there = both
    await say(here, 'add buy milk')
    card = conversation(here).get_by_role('checkbox', name='Complete buy milk')
    await expect(card).not_to_be_checked()
    await tick(there, 'buy milk')
    await expect(card).to_be_checked()
    await card.click()
    await expect(row(there, 'buy milk').get_by_role('checkbox')).not_to_be_checked()


async def test_rest_is_seen_in_the_page_and_the_page_in_rest(server, bearer, open_page):
    page = await open_page()
    async with httpx.AsyncClient(base_url=f'{server}/api/v1', headers=bearer, timeout=TIMEOUT) as client:
        made = (await client.post('/tasks/', json={'title': 'from a program'})).json()
        await expect(row(page, 'from a program')).to_be_visible()
        await rename(page, 'from a program', 'from a person')
        await expect(row(page, 'from a person')).to_be_visible()
        assert (await client.get(f'/tasks/{made["id"]}')).json()['title'] == 'from a person'
        assert (await client.post('/chat', json={'message': 'add from the chat door'})).status_code == 200
    await expect(row(page, 'from the chat door')).to_be_visible()


async def test_a_gesture_on_the_page_reaches_a_program_on_the_websocket(server, bearer, open_page):
    page = await open_page()
    async with websockets.connect(f'{server.replace("http", "ws")}/ws', additional_headers=bearer) as line:
        assert json.loads(await line.recv())['type'] == 'sync_response'
        await add(page, 'buy milk')
        event = json.loads(await line.recv())
    assert event['type'] == 'task_created'
    assert event['data']['task']['title'] == 'buy milk'
    assert event['actor']['via'] == 'dashboard'


async def test_the_conversation_is_the_same_beside_the_tasks_and_full_width(open_page):
    beside = await open_page()
    await say(beside, 'add buy milk')
    await expect(conversation(beside)).to_contain_text('Added “buy milk”')
    alone = await open_page('/chat')
    await expect(conversation(alone)).to_contain_text('Added “buy milk”')
    await say(alone, 'done with buy milk')
    await expect(conversation(beside)).to_contain_text('“buy milk” is now completed')
    await expect(row(beside, 'buy milk').get_by_role('checkbox')).to_be_checked()


async def test_what_happens_elsewhere_has_no_page_made_anew(both):
    """An update of any element would have the browser go through all of them, in every page that shows the change."""
    here, there = both
    await say(here, 'add buy eggs')
    await expect(conversation(there)).to_contain_text('Added “buy eggs”')
    heard = []
    there.on('websocket', lambda line: line.on('framereceived', lambda frame: heard.append(str(frame))))
    await there.reload()
    await add(here, 'buy milk')
    await tick(here, 'buy milk')
    await expect(row(there, 'buy milk').get_by_role('checkbox')).to_be_checked()
    await say(here, 'add buy bread')
    await expect(conversation(there)).to_contain_text('Added “buy bread”')
    # The row and the counts above the list are told in one message.
    assert any('move' in frame and 'tabs' in frame for frame in heard)
    assert [frame for frame in heard if frame.startswith('42["update"')] == []
