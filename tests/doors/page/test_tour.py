"""The two-minute tour of the README, walked step by step as it is written."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.async_api import Page, expect

from tests import ROOT
from tests.doors.page.gestures import add, row, say

README = (ROOT / 'README.md').read_text(encoding='utf-8')
BERLIN = ZoneInfo('Europe/Berlin')


def steps() -> list[str]:
    tour = re.search(r'^## A two-minute tour\n(.*?)^## ', README, re.MULTILINE | re.DOTALL)
    assert tour
    return re.split(r'^\d\. ', tour[1], flags=re.MULTILINE)[1:]


def said_in(step: str) -> str:
    """The first thing in a step that is to be typed, on one line."""
    found = re.search(r'`([^`]+)`', step)
    assert found
    return ' '.join(found[1].split())


async def seen_in_both(here: Page, there: Page, title: str, *, done: bool) -> None:
    for page in (here, there):
        box = row(page, title).get_by_role('checkbox', name=f'Complete {title}')
        await (expect(box).to_be_checked() if done else expect(box).not_to_be_checked())


async def test_every_step_does_what_the_tour_says(open_page):
    here, there = await open_page(timezone_id='Europe/Berlin'), await open_page(timezone_id='Europe/Berlin')
    write, remind, complete, delete, take_back, file = steps()

    await add(here, said_in(write))
    await seen_in_both(here, there, 'Water the plants', done=False)

    await say(here, said_in(remind))
    friday = {4: 'Today', 3: 'Tomorrow'}.get(datetime.now(BERLIN).weekday(), 'Fri')
    for page in (here, there):
        await expect(row(page, 'call the bank')).to_contain_text(re.compile(f'{friday}.*17:00'))

    await say(here, said_in(complete))
    await seen_in_both(here, there, 'Water the plants', done=True)

    await say(here, said_in(delete))
    for page in (here, there):
        await expect(page.get_by_role('button', name='Approve', exact=True)).to_be_visible()
        await expect(page.get_by_role('button', name='Reject')).to_be_visible()
        await expect(row(page, 'Water the plants')).to_be_visible()
    await there.get_by_role('button', name='Approve', exact=True).click()
    for page in (here, there):
        await expect(row(page, 'Water the plants')).to_be_hidden()

    await say(here, said_in(take_back))
    await seen_in_both(here, there, 'Water the plants', done=True)

    await here.get_by_role('textbox', name='New task').fill(said_in(file))
    await here.get_by_text('New list “trip”').click()
    await here.get_by_role('textbox', name='New task').press('Enter')
    views = there.get_by_role('navigation', name='Views')
    await views.get_by_role('link', name='trip').click()
    await expect(row(there, 'Book a room')).to_contain_text('30 min')
    await row(there, 'Book a room').drag_to(views.get_by_role('link', name='Today'))
    await expect(row(here, 'Book a room')).to_contain_text('Today')
