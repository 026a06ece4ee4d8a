"""`/`: the dashboard with the chat panel beside it."""

from nicegui import ui
from starlette.requests import Request

from app.bootstrap import Tandem
from app.pages.frame import PATIENCE_SECONDS, begin, frame
from components.announcer import Announcer
from components.chat_panel import ChatPanel
from components.dashboard import Dashboard
from components.icons import icon
from components.notices import focus, plain_button
from services.events import SyncEvent


def register(tandem: Tandem) -> None:
    """Serve the page."""

    @ui.page('/', title='Tandem', response_timeout=PATIENCE_SECONDS)
    async def home(request: Request) -> None:
        page, looks = await begin(tandem, request)

        def open_chat() -> None:
            columns.classes('talking')
            chat.focus()

        def close_chat() -> None:
            columns.classes(remove='talking')
            focus(toggle)

        with frame(page, looks) as notices:
            with ui.element('div').classes('columns') as columns:
                dashboard = Dashboard(page, notices)
                chat = ChatPanel(page, notices, dashboard.visible_ids, close_chat)
            toggle = plain_button(icon('chat'), 'chat-toggle', open_chat, label='Chat')
            announcer = Announcer(page)

        def draw(event: SyncEvent) -> None:
            dashboard.apply(event)
            announcer.hear(event)
            chat.apply(event)

        async def redraw() -> None:
            dashboard.show()
            await chat.reload()

        dashboard.show()
        page.follow(draw, redraw)
        await chat.start()
