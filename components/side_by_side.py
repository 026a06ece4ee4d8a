"""The dashboard with the chat panel beside it, kept in step."""

from nicegui import ui

from components.announcer import Announcer
from components.chat_panel import ChatPanel
from components.dashboard import Dashboard
from components.divider import Divider
from components.icons import icon
from components.live import Page
from components.notices import Notices, focus, plain_button
from components.reminders import Reminders
from components.waiting import Waiting
from services.events import SyncEvent


class SideBySide:
    """Both views of one page, with a divider between them; on a narrow screen the chat opens over the tasks."""

    def __init__(self, page: Page, notices: Notices) -> None:
        self._page = page
        with ui.element('div').classes('columns') as self._columns:
            self._dashboard = Dashboard(page, notices)
            Divider(page.words)
            self._chat = ChatPanel(page, notices, self._dashboard.view, self._close_chat)
        self._toggle = plain_button(icon('chat'), 'chat-toggle', self._open_chat, label=page.words.CHAT)
        self._toggle.props['data-sees'] = 'both'
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

    def _open_chat(self) -> None:
        self._columns.classes('talking')
        self._chat.focus()

    def _close_chat(self) -> None:
        self._columns.classes(remove='talking')
        focus(self._toggle)
