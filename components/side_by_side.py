"""The dashboard with the chat panel beside it, kept in step."""

from nicegui import ui

from components.announcer import Announcer
from components.chat_panel import ChatPanel
from components.dashboard import Dashboard
from components.divider import Divider, chat_button
from components.live import Page
from components.notices import Notices
from components.reminders import Reminders
from components.waiting import Waiting
from services.events import SyncEvent


class SideBySide:
    """Both views of one page, with a divider between them; on a narrow screen the chat opens over the tasks."""

    def __init__(self, page: Page, notices: Notices) -> None:
        self._page = page
        with ui.element('div').classes('columns'):
            self._dashboard = Dashboard(page, notices)
            Divider(page.words)
            self._chat = ChatPanel(page, notices, self._dashboard.view)
        chat_button(page.words)
        self._announcer = Announcer(page)
        self._reminders = Reminders(page)
        self._waiting = Waiting(page, self._dashboard.show_waiting)

    async def start(self) -> None:
        """Show what there is, and from then on every change."""
        self._dashboard.show()
        self._reminders.plan()
        self._page.follow(self._draw, self._redraw)
        await self._waiting.load()
        await self._chat.start()

    def _draw(self, event: SyncEvent) -> None:
        self._dashboard.apply(event)
        self._announcer.hear(event)
        self._reminders.hear(event)
        self._waiting.apply(event)
        self._chat.apply(event)

    async def _redraw(self) -> None:
        self._dashboard.show()
        self._reminders.plan()
        await self._waiting.load()
        await self._chat.reload()
