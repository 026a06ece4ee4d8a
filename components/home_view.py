"""The home page: the tasks and the chat side by side."""

from components.browser.first_paint import Box
from components.chat.chat_panel import ChatPanel
from components.controls.notices import Notices
from components.frame.announcer import Announcer
from components.frame.divider import Divider, chat_button
from components.frame.reminders import Reminders
from components.live import Page
from components.tasks.dashboard import Dashboard
from components.tasks.pending_approvals import PendingApprovals
from services.events import SyncEvent


class HomeView:
    """Both panes, with a divider between them; on a narrow screen the chat opens over the tasks."""

    def __init__(self, page: Page, notices: Notices) -> None:
        self._page = page
        with Box('div', 'columns'):
            self._dashboard = Dashboard(page, notices)
            Divider(page.words)
            self._chat = ChatPanel(page, notices, self._dashboard.screen)
        chat_button(page.words)
        self._announcer = Announcer(page)
        self._reminders = Reminders(page)
        self._pending = PendingApprovals(page, self._dashboard.show_pending)

    async def start(self) -> None:
        """Draw what there is, and from then on every change."""
        self._dashboard.show()
        self._reminders.plan()
        self._page.follow(self._draw, self._redraw)
        await self._pending.load()
        await self._chat.start()

    def _draw(self, event: SyncEvent) -> None:
        self._dashboard.apply(event)
        self._announcer.apply(event)
        self._reminders.apply(event)
        self._pending.apply(event)
        self._chat.apply(event)

    async def _redraw(self) -> None:
        self._dashboard.show()
        self._reminders.plan()
        await self._pending.load()
        await self._chat.reload()
