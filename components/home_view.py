"""The home page: the views, the tasks and the chat side by side."""

from components.browser.first_paint import Box
from components.chat.chat_panel import ChatPanel
from components.controls.notices import Notices
from components.frame.announcer import Announcer
from components.frame.divider import Divider, chat_button
from components.frame.reminders import Reminders
from components.live import Page
from components.tasks.dashboard import Dashboard
from components.tasks.pending_approvals import PendingApprovals
from components.views.sidebar import Sidebar
from components.views.view import View
from services.events import SyncEvent


class HomeView:
    """The views and both panes, with a divider between these; on a narrow screen views and chat open over the tasks."""

    def __init__(self, page: Page, notices: Notices, view: View = View()) -> None:
        self._page = page
        with Box('div', 'columns'):
            sidebar = Sidebar(page, view)
            self._dashboard = Dashboard(page, notices, sidebar, view)
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
        self._page.each_day(self._dashboard.show)
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
