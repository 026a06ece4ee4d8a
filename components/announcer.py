"""Says to those who listen to the page what was changed elsewhere, politely and never all at once."""

import asyncio

from nicegui import background_tasks, ui

from components.live import Page
from services.cause import Via
from services.events import SyncEvent

_GATHER_SECONDS = 1.5


class Announcer:
    """A region that only screen readers notice. What comes in quick succession is said in one sentence."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._waiting: list[SyncEvent] = []
        self._region = ui.element('div').classes('sr-only').props('aria-live=polite')

    def hear(self, event: SyncEvent) -> None:
        """Take in one change; the conversation reads out what was done by talking, so that is not said twice."""
        if event.type.subject != 'task' or self._page.is_own(event) or event.actor.via is Via.CHAT:
            return
        self._waiting.append(event)
        if len(self._waiting) == 1:
            background_tasks.create(self._say(), name='announcing')

    async def _say(self) -> None:
        await asyncio.sleep(_GATHER_SECONDS)
        events, self._waiting = self._waiting, []
        words, last, number = self._page.words, events[-1], len({event.task.id for event in events})
        one = words.ELSEWHERE[last.type].format(title=last.task.title)
        # The browser is told to write it, because a change of the element would draw the whole page anew.
        if not self._region.is_deleted:
            self._region.run_method(
                'replaceChildren', one if number == 1 else words.MANY_ELSEWHERE.format(number=number)
            )
