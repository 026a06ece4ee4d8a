"""`/chat`: the conversation, full width."""

from nicegui import ui
from starlette.requests import Request

from app.bootstrap import Tandem
from app.pages.frame import BUILD_TIMEOUT_SECONDS, begin, frame
from components.chat.chat_panel import ChatPanel
from components.frame.announcer import Announcer
from services.events import SyncEvent


def register(tandem: Tandem) -> None:
    """Serve the page."""

    @ui.page('/chat', title='Tandem chat', response_timeout=BUILD_TIMEOUT_SECONDS)
    async def chat(request: Request) -> None:
        page = await begin(tandem, request)
        ui.page_title(page.words.TITLE_CHAT)
        with frame(page) as around, ui.element('div').classes('columns alone'):
            panel = ChatPanel(page, around.notices, wide=True)
            announcer = Announcer(page)

        def draw(event: SyncEvent) -> None:
            panel.apply(event)
            announcer.apply(event)

        page.follow(draw, panel.reload)
        await panel.start()
