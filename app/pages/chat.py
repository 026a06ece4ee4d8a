"""`/chat`: the conversation, full width."""

from nicegui import ui
from starlette.requests import Request

from app.bootstrap import Tandem
from app.pages.frame import PATIENCE_SECONDS, begin, frame
from components.announcer import Announcer
from components.chat_panel import ChatPanel
from services.events import SyncEvent


def register(tandem: Tandem) -> None:
    """Serve the page."""

    @ui.page('/chat', title='Tandem chat', response_timeout=PATIENCE_SECONDS)
    async def chat(request: Request) -> None:
        page, looks = await begin(tandem, request)
        ui.page_title(page.words.TITLE_CHAT)
        with frame(page, looks) as notices, ui.element('div').classes('columns alone'):
            panel = ChatPanel(page, notices, wide=True)
            announcer = Announcer(page)

        def draw(event: SyncEvent) -> None:
            panel.apply(event)
            announcer.hear(event)

        page.follow(draw, panel.reload)
        await panel.start()
