"""Says to those who listen to the page what was changed elsewhere, politely and never all at once."""

from nicegui import ui

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
        with self._region:
            self._said = ui.label()

    def hear(self, event: SyncEvent) -> None:
        """Take in one change; the conversation reads out what was done by talking, so that is not said twice."""
        if event.type.subject != 'task' or self._page.is_own(event) or event.actor.via is Via.CHAT:
            return
        self._waiting.append(event)
        if len(self._waiting) == 1:
            with self._region:
                ui.timer(_GATHER_SECONDS, self._say, once=True)

    def _say(self) -> None:
        events, self._waiting = self._waiting, []
        if len({event.task.id for event in events}) == 1:
            last = events[-1]
            self._said.text = self._page.words.ELSEWHERE[last.type].format(title=last.task.title)
        else:
            self._said.text = self._page.words.MANY_ELSEWHERE.format(number=len({event.task.id for event in events}))
