"""`/chat`: the conversation, full width."""

from nicegui import ui
from starlette.requests import Request

from app.bootstrap import Tandem
from app.pages.frame import begin, frame
from components.chat_panel import ChatPanel


def register(tandem: Tandem) -> None:
    """Serve the page."""

    @ui.page('/chat', title='Tandem chat')
    async def chat(request: Request) -> None:
        page, theme = await begin(tandem, request)
        with frame(page, theme) as notices, ui.element('div').classes('columns alone'):
            panel = ChatPanel(page, notices)
        page.follow(panel.apply, panel.reload)
        await panel.start()
