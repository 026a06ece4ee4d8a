import asyncio
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services import chat_service
from services.chat_service import UNTITLED, split_reply, title_from
from services.errors import ChatSessionNotFound, InvalidInput
from services.models import ChatMessageCreate, ChatSessionUpdate
from services.values.cause import Cause
from services.values.text import MESSAGE_LIMIT
from services.values.vocabulary import Role
from tests.factories import events_of, make_message, make_session


async def test_an_untitled_conversation_takes_its_title_from_the_persons_first_message(database, owner, do):
    chat = await make_session(database, owner)
    assert chat.title == UNTITLED
    await make_message(database, owner, chat.id, 'How can I help?', role=Role.ASSISTANT)
    assert (await do(chat_service.get_session, chat.id)).title == UNTITLED
    await make_message(database, owner, chat.id, 'Plan the trip\nto Oslo')
    assert (await do(chat_service.get_session, chat.id)).title == 'Plan the trip'


@pytest.mark.parametrize(
    ('message', 'title'),
    [
        ('Buy milk', 'Buy milk'),
        ('  Buy \t milk  \n and bread', 'Buy milk'),
        ('x' * 60, 'x' * 60),
        ('x' * 61, 'x' * 60 + '…'),
        ('word ' * 20, 'word word word word word word word word word word word word…'),
        (
            'Remind me to call the plumber about the leaking tap, please',
            'Remind me to call the plumber about the leaking tap, please',
        ),
        (
            'Remind me to call the plumber about the leaking kitchen tap, please',
            'Remind me to call the plumber about the leaking kitchen…',
        ),
        ('\u200b\nBuy milk', 'Buy milk'),
        ('\u2028Buy milk', 'Buy milk'),
        ('🎉 שלום', '🎉 שלום'),
    ],
)
def test_a_title_is_the_first_line_that_shows_anything_cut_at_a_word(message, title):
    assert title_from(message) == title
    assert len(title) <= 61


@given(st.text())
def test_every_message_gives_a_title_that_is_allowed(text):
    try:
        message = ChatMessageCreate(role='user', content=text)
    except ValidationError:
        return
    title = title_from(message.content)
    assert ChatSessionUpdate(title=title).title == title


async def test_the_title_a_message_gave_is_told_to_every_view(database, owner):
    chat = await make_session(database, owner)
    await make_message(database, owner, chat.id, 'Plan the trip')
    said, renamed = await events_of(database, owner, since=1)
    assert said.type == 'chat_message_created'
    assert (renamed.type, renamed.entity.title, renamed.before['title']) == (
        'chat_session_updated',
        'Plan the trip',
        UNTITLED,
    )
    assert said.turn_id == renamed.turn_id


async def test_a_conversation_can_be_renamed_and_set_aside(database, owner, do):
    chat = await make_session(database, owner)
    renamed = await do(chat_service.update_session, chat.id, ChatSessionUpdate(title='Travel'))
    assert (renamed.title, renamed.is_active) == ('Travel', True)
    aside = await do(chat_service.update_session, chat.id, ChatSessionUpdate(is_active=False))
    assert (aside.title, aside.is_active) == ('Travel', False)


async def test_a_rename_to_the_same_title_changes_nothing_and_tells_nobody(database, owner, do):
    chat = await make_session(database, owner, 'Travel')
    same = await do(chat_service.update_session, chat.id, ChatSessionUpdate(title='Travel'))
    assert same.updated_at == chat.updated_at
    assert len(await events_of(database, owner)) == 1


async def test_conversations_are_listed_with_the_latest_used_first(database, owner, do):
    first, second = await make_session(database, owner, 'First'), await make_session(database, owner, 'Second')
    assert [chat.title for chat in await do(chat_service.list_sessions)] == ['Second', 'First']
    await make_message(database, owner, first.id)
    assert [chat.title for chat in await do(chat_service.list_sessions)] == ['First', 'Second']
    assert [chat.id for chat in await do(chat_service.list_sessions, skip=1, limit=5)] == [second.id]


async def test_messages_are_read_in_order_from_the_end_backwards(database, owner, do):
    chat = await make_session(database, owner)
    for number in range(7):
        await make_message(database, owner, chat.id, f'Message {number}')
    pages, before = [], None
    while page := await do(chat_service.list_messages, chat.id, before=before, limit=3):
        pages.append([message.content[-1] for message in page])
        before = page[0].position
    assert pages == [['4', '5', '6'], ['1', '2', '3'], ['0']]
    assert len(await do(chat_service.list_messages, chat.id)) == 7


async def test_messages_said_at_the_same_time_are_all_kept_in_the_order_of_their_events(database, owner, do):
    chat = await make_session(database, owner)
    await asyncio.gather(*(make_message(database, owner, chat.id, f'Message {number}') for number in range(10)))
    stored = [message.id for message in await do(chat_service.list_messages, chat.id)]
    told = [event.entity.id for event in await events_of(database, owner) if event.type == 'chat_message_created']
    assert stored == told
    assert len(stored) == 10


async def test_a_message_remembers_its_turn_and_what_was_shown_with_it(database, owner, do):
    chat, turn, details = await make_session(database, owner), Cause(), {'cards': [{'tool': 'add_task'}]}
    message = ChatMessageCreate(role='assistant', content='Done', message_type='response')
    await do(chat_service.add_message, chat.id, message, cause=turn, details=details)
    [stored] = await do(chat_service.list_messages, chat.id)
    assert (stored.turn_id, stored.details) == (turn.turn_id, details)


async def test_a_deleted_conversation_is_in_the_trash_with_its_messages_until_it_is_restored(database, owner, do):
    chat = await make_session(database, owner, 'Travel')
    await make_message(database, owner, chat.id)
    await do(chat_service.delete_session, chat.id)
    assert await do(chat_service.list_sessions) == []
    for verb, *more in (
        (chat_service.get_session,),
        (chat_service.list_messages,),
        (chat_service.delete_session,),
        (chat_service.update_session, ChatSessionUpdate(title='Changed')),
        (chat_service.add_message, ChatMessageCreate(role='user', content='Hello?')),
    ):
        with pytest.raises(ChatSessionNotFound, match='no such conversation'):
            await do(verb, chat.id, *more)
    assert (await do(chat_service.restore_session, chat.id)).title == 'Travel'
    assert [message.content for message in await do(chat_service.list_messages, chat.id)] == ['Hello']
    with pytest.raises(ChatSessionNotFound):
        await do(chat_service.restore_session, chat.id)


async def test_a_conversation_that_never_was_cannot_be_found(do):
    with pytest.raises(ChatSessionNotFound):
        await do(chat_service.get_session, uuid4())


def test_a_short_reply_stays_whole():
    assert split_reply('  Done.\n') == ['Done.']
    assert split_reply('x' * MESSAGE_LIMIT) == ['x' * MESSAGE_LIMIT]


@pytest.mark.parametrize('mark', ['\n\n', '\n', ' '])
def test_a_long_reply_is_cut_between_paragraphs_lines_or_words(mark):
    first, second = 'a' * 3_000, 'b' * 3_000
    assert split_reply(f'{first}{mark}{second}') == [first, second]


def test_a_paragraph_is_a_better_place_to_cut_than_a_word():
    assert split_reply('a' * 2_000 + '\n\n' + 'b ' * 1_900) == ['a' * 2_000, ('b ' * 1_900).strip()]


def test_a_word_without_end_is_cut_at_the_limit():
    assert [len(piece) for piece in split_reply('x' * 9_000)] == [4_000, 4_000, 1_000]


@pytest.mark.parametrize('nothing', ['', ' \n '])
def test_an_empty_reply_is_refused(nothing):
    with pytest.raises(InvalidInput, match='The reply is empty'):
        split_reply(nothing)


@given(st.lists(st.sampled_from(['word ', 'x' * 1_500, '\n\n', '\n', '🎉', ' ']), min_size=1, max_size=40).map(''.join))
def test_every_piece_of_a_reply_is_a_message_and_no_word_is_lost(text):
    if not text.strip():
        return
    pieces = split_reply(text)
    assert all(ChatMessageCreate(role='assistant', content=piece).content == piece for piece in pieces)
    assert ''.join(''.join(pieces).split()) == ''.join(text.split())


async def test_conversations_are_found_by_all_of_the_words_in_the_title_or_in_one_message(database, owner, other, do):
    trip, food = await make_session(database, owner, 'The trip'), await make_session(database, owner, 'Food_100%')
    theirs = await make_session(database, other, 'The other trip')
    await make_message(database, owner, trip.id, 'Trains to Porto')
    await make_message(database, owner, trip.id, 'And a hotel')
    await make_message(database, owner, food.id, 'Oat milk for Porto')
    await make_message(database, other, theirs.id, 'Porto, too')

    async def found(q):
        return {chat.title for chat in await do(chat_service.list_sessions, q=q)}

    assert await found('porto') == {'The trip', 'Food_100%'}
    assert await found('PORTO train') == {'The trip'}
    assert await found('hotel trains') == set()
    assert await found('trip the') == {'The trip'}
    assert await found('100%') == await found('d_1') == {'Food_100%'}
    assert await found('1%0') == await found('nothing') == await found('\x00') == set()
    assert await found('  ') == await found(None) == {'The trip', 'Food_100%'}
    await do(chat_service.delete_session, trip.id)
    assert await found('porto') == {'Food_100%'}


async def test_a_new_page_shows_the_conversation_that_was_set_last_while_there_is_one(database, owner, other, do):
    assert await do(chat_service.current_session) is None
    one, two = await make_session(database, owner, 'One'), await make_session(database, owner, 'Two')
    assert await do(chat_service.current_session) == two.id
    await do(chat_service.set_current_session, one.id)
    assert await do(chat_service.current_session) == one.id
    await do(chat_service.set_current_session, None)
    assert await do(chat_service.current_session) is None
    await do(chat_service.set_current_session, one.id)
    await do(chat_service.delete_session, one.id)
    assert await do(chat_service.current_session) == two.id
    await do(chat_service.set_current_session, (await make_session(database, other)).id)
    assert await do(chat_service.current_session) == two.id
