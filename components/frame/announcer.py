"""Announces changes made elsewhere to screen readers, politely and not one by one."""

import asyncio

from nicegui import background_tasks, ui

from components.browser.calls import call_method
from components.live import Page
from services.events import SyncEvent
from services.values.cause import Via

_GATHER_SECONDS = 1.5


class Announcer:
    """A live region that only screen readers notice. Changes in quick succession are announced in one sentence."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._waiting: list[SyncEvent] = []
        self._region = ui.element('div').classes('sr-only').props('aria-live=polite')

    def apply(self, event: SyncEvent) -> None:
        """Announce a change soon; what the chat did is left to the conversation, which is read out as well."""
        if event.type.subject != 'task' or self._page.is_own(event) or event.actor.via is Via.CHAT:
            return
        self._waiting.append(event)
        if len(self._waiting) == 1:
            background_tasks.create(self._say(), name='announcing')

    async def _say(self) -> None:
        await asyncio.sleep(_GATHER_SECONDS)
        events, self._waiting = self._waiting, []
        words, last, number = self._page.words, events[-1], len({event.task.id for event in events})
        one = words.ELSEWHERE[last.type].format(title=_known_title(last))
        # Not as a change of the element, for which NiceGUI would render the whole page again.
        call_method(self._region, 'replaceChildren', one if number == 1 else words.MANY_ELSEWHERE.format(number=number))


def _known_title(event: SyncEvent) -> str:
    """The title a listener knows: the one from before, when it is the title that changed."""
    return str((event.before or event.data)['title'])
