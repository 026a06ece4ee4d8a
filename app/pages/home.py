"""`/`: the dashboard with the chat panel beside it."""

from nicegui import ui
from starlette.requests import Request

from app.bootstrap import Tandem
from app.pages.frame import begin, frame
from components.chat_panel import ChatPanel
from components.dashboard import Dashboard
from components.icons import icon
from components.notices import plain_button
from services.events import SyncEvent


def register(tandem: Tandem) -> None:
    """Serve the page."""

    @ui.page('/', title='Tandem')
    async def home(request: Request) -> None:
        page, theme = await begin(tandem, request)
        with frame(page, theme) as notices:
            with ui.element('div').classes('columns') as columns:
                dashboard = Dashboard(page, notices)
                chat = ChatPanel(page, notices, dashboard.visible_ids, lambda: columns.classes(remove='talking'))
            plain_button(icon('chat'), 'chat-toggle', lambda: columns.classes('talking'), label='Chat')

        def draw(event: SyncEvent) -> None:
            dashboard.apply(event)
            chat.apply(event)

        async def redraw() -> None:
            dashboard.show()
            await chat.reload()

        dashboard.show()
        page.follow(draw, redraw)
        await chat.start()
