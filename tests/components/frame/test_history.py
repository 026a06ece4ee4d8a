"""The history goes on as things happen, in whatever order its readings and the changes come."""

import asyncio

from components.frame.history import HistoryDialog
from tests.components.labels import texts
from tests.factories import make_task
from tests.timeouts import until


async def test_changes_while_it_opens_are_shown_and_do_not_empty_it(simulate, held, database, owner):
    opened = []

    async def draw(page, notices):
        opened.append((page, HistoryDialog(page, notices)))

    await make_task(database, owner, 'first')
    async with simulate(draw, held) as user:
        await user.open('/')
        [(page, history)] = opened
        reading = held.hold_next()
        opening = asyncio.create_task(history.open())
        await reading.reached()
        for title in ('second', 'third'):
            await make_task(database, owner, title)
        await page.state.reached(3)
        reading.release()
        await opening
        await until(lambda: texts(user, 'history-title') == ['Added “third”', 'Added “second”', 'Added “first”'])


async def test_many_changes_at_once_are_shown_by_one_reading(simulate, held, database, owner):
    opened = []

    async def draw(page, notices):
        opened.append((page, HistoryDialog(page, notices)))

    await make_task(database, owner, 'Task 0')
    async with simulate(draw, held) as user:
        await user.open('/')
        [(page, history)] = opened
        reading = held.hold_next()
        opening = asyncio.create_task(history.open())
        await reading.reached()
        before = held.begun
        for number in range(1, 10):
            await make_task(database, owner, f'Task {number}')
        await page.state.reached(10)
        reading.release()
        await opening
        await until(lambda: len(texts(user, 'history-title')) == 10)
        assert held.begun == before + 1
