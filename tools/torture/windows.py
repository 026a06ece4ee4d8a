"""Real pages in a real browser: somebody types and ticks there, and sees what everybody else does."""

import asyncio
from collections.abc import Callable
from random import Random
from typing import Any
from uuid import uuid4

from playwright.async_api import Browser, Page
from playwright.async_api import Error as BrowserError

from services.models import TaskRead
from tools.torture.people import ON_A_PAGE, Acknowledged, Person, Tally

_TIMEOUT_SECONDS = 60.0
_GESTURE_MILLISECONDS = 4_000
_BETWEEN_SECONDS = 0.3
_ANEW = 0.01
# What is on the screen: how long the list says it is, and each row that is drawn, at its place.
_LOOK = """() => [...document.querySelectorAll('.task')].map(task => [
    Number(task.ariaPosInSet), Number(task.ariaSetSize), task.getAttribute('aria-label'),
    task.querySelector('.status')?.value, task.querySelector('.priority')?.value])"""
_SCROLL = "top => { const box = document.querySelector('.tasks'); box.scrollTop = top ? 0 : box.scrollHeight }"


class Window:
    """A page of the one who owns this machine. It comes back by itself, whatever happens to its process."""

    def __init__(
        self, person: Person, doors: Callable[[], list[str]], browser: Browser, tally: Tally, chance: Random
    ) -> None:
        self.person = person
        self._doors = doors
        self._browser = browser
        self._tally = tally
        self._chance = chance
        self._page: Page | None = None
        self.otherwise: list[Any] = []

    async def run(self) -> None:
        """Do one thing after the other until enough was done; now and then go to the page anew."""
        verbs = (self._add, self._add, self._tick, self._tick, self._raise_priority, self._say)
        while not self._tally.done:
            page = self._page
            try:
                if page is None or _is_lost(page) or self._chance.random() < _ANEW:
                    page = await self._open(page)
                verb = self._chance.choice(verbs)
                await verb(page)
                self._tally.count(f'{verb.__name__.strip("_")}{ON_A_PAGE}')
            except BrowserError:
                self._tally.refusals['a page could not'] += 1
            await asyncio.sleep(_BETWEEN_SECONDS)

    async def shows(self, tasks: list[TaskRead]) -> bool:
        """Whether the page comes to show exactly these, in this order, at both ends of its list."""
        wanted = [(task.title, str(task.status), str(task.priority)) for task in tasks]
        try:
            async with asyncio.timeout(_TIMEOUT_SECONDS):
                for top in (True, False):
                    while not await self._agrees(wanted, top=top):  # noqa: ASYNC110 - the page cannot wake us
                        await asyncio.sleep(0.2)
        except TimeoutError:
            return False
        return True

    async def _agrees(self, wanted: list[tuple[str, str, str]], *, top: bool) -> bool:
        try:
            page = self._page
            if page is None or _is_lost(page):
                page = await self._open(page)
            await page.evaluate(_SCROLL, top)
            drawn: list[list[Any]] = await page.evaluate(_LOOK)
        except BrowserError:
            return False
        if wanted and all(place != (1 if top else len(wanted)) for place, *_ in drawn):
            drawn.append([])
        self.otherwise = [row for row in drawn if row[1:2] != [len(wanted)] or tuple(row[2:]) != wanted[row[0] - 1]]
        return not self.otherwise

    async def _open(self, page: Page | None) -> Page:
        if page is None:
            page = self._page = await self._browser.new_page()
            page.set_default_timeout(_GESTURE_MILLISECONDS)
        await page.goto(self._chance.choice(self._doors()))
        return page

    async def _add(self, page: Page) -> None:
        """A task that the list shows is stored: it is drawn by nothing but its event."""
        title = f'Typed {uuid4().hex}'
        await page.get_by_role('textbox', name='New task').fill(title)
        await page.get_by_role('textbox', name='New task').press('Enter')
        await page.get_by_role('listitem', name=title).wait_for(state='attached')
        self.person.acknowledged.append(Acknowledged('shown', fields={'title': title}))

    async def _tick(self, page: Page) -> None:
        boxes = page.get_by_role('list', name='Task list').get_by_role('checkbox')
        await boxes.nth(self._chance.randrange(6)).click()

    async def _raise_priority(self, page: Page) -> None:
        choices = page.get_by_role('list', name='Task list').locator('select.priority')
        await choices.nth(self._chance.randrange(6)).select_option(self._chance.choice(('low', 'high', 'urgent')))

    async def _say(self, page: Page) -> None:
        await page.get_by_role('textbox', name='Message').fill(f'add Spoken {uuid4().hex}')
        await page.get_by_role('button', name='Send', exact=True).click()


def _is_lost(page: Page) -> bool:
    """Whether it was loaded while nothing answered at all."""
    return not page.url.startswith('http')
