"""The conversation on a page: what is sent is stored whole or not at all, and answers to late questions are dropped."""

import asyncio

import pytest

from components.chat.chat_panel import ChatPanel
from components.chat.conversation import Conversation
from components.chat.message_log import WINDOW
from components.controls.text_entry import TextEntry
from services import chat_service
from services.values.text import MESSAGE_LIMIT
from tests.factories import make_message, make_session
from tests.timeouts import LOOKS, until


@pytest.fixture
def panels():
    """The panels that were drawn."""
    return []


@pytest.fixture
def draw(panels):
    async def draw(page, notices):
        panels.append(ChatPanel(page, notices))
        await panels[-1].start()

    return draw


async def test_a_message_that_is_refused_begins_no_conversation(simulate, draw, database, owner):
    async with simulate(draw, database) as user:
        await user.open('/')
        user.find(TextEntry).trigger('submit', {'text': 'x' * (MESSAGE_LIMIT + 1)})
        await user.should_see('Shorten it', retries=LOOKS)
    async with database.transaction() as session:
        assert await chat_service.list_sessions(session, owner) == []


async def test_two_messages_sent_at_once_begin_one_conversation(simulate, draw, panels, database, owner):
    async with simulate(draw, database) as user:
        await user.open('/')
        [panel] = panels
        await asyncio.gather(panel.say('add milk'), panel.say('add bread'))
    async with database.transaction() as session:
        [conversation] = await chat_service.list_sessions(session, owner)
        messages = await chat_service.list_messages(session, owner, conversation.id)
    assert [each.content for each in messages if each.role == 'user'] == ['add milk', 'add bread']


async def test_a_conversation_that_was_left_while_it_was_read_does_not_move_the_window_of_the_next(
    simulate, draw, panels, held, database, owner
):
    one, two = [await make_session(database, owner, title) for title in ('One', 'Two')]
    said = [f'Message {number}' for number in range(WINDOW + 5)]
    for session in (one, two):
        for text in said:
            await make_message(database, owner, session.id, text)
    async with simulate(draw, held) as user:
        await user.open('/')
        [panel] = panels
        [conversation] = user.find(Conversation).elements
        reading = held.hold_next()
        leaving = asyncio.create_task(panel.open(two.id))
        await reading.reached()
        await panel.open(one.id)
        reading.release()
        await leaving
        assert [each['text'] for each in conversation.messages] == said[5:]
        user.find(Conversation).trigger('earlier')
        await until(lambda: len(conversation.messages) > WINDOW)
        assert [each['text'] for each in conversation.messages] == said
