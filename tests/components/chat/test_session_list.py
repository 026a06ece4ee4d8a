"""The list of conversations shows what is looked for now, whichever answer comes first."""

import asyncio
from types import SimpleNamespace

from components.chat.session_list import SessionList
from components.chat.session_rows import SessionRows
from tests.factories import make_session


async def test_a_late_answer_to_an_earlier_search_is_dropped(simulate, held, database, owner):
    for title in ('Apples', 'Apricots'):
        await make_session(database, owner, title)
    drawn = []

    async def draw(page, notices):
        drawn.append(SessionList(page, notices, _ignore))
        drawn[0].draw_beside()

    async with simulate(draw, held) as user:
        await user.open('/')
        [sessions], [rows] = drawn, user.find(SessionRows).elements
        search = held.hold_next()
        searching = asyncio.create_task(sessions._find(_find('ap')))
        await search.reached()
        await sessions._find(_find('apr'))
        search.release()
        await searching
        assert [row['title'] for row in rows._shown['rows']] == ['Apricots']


async def _ignore(_session_id):
    pass


def _find(text):
    return SimpleNamespace(args={'text': text})
