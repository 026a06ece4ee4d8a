"""`/`: the dashboard with the chat panel beside it."""

from nicegui import ui
from starlette.requests import Request

from app.bootstrap import Tandem
from app.pages.frame import PATIENCE_SECONDS, begin, frame
from components.first_sight import show_first_sight
from components.side_by_side import SideBySide


def register(tandem: Tandem) -> None:
    """Serve the page."""

    @ui.page('/', title='Tandem', response_timeout=PATIENCE_SECONDS)
    async def home(request: Request) -> None:
        page, looks = await begin(tandem, request)
        ui.page_title(page.words.NAME)
        with frame(page, looks) as notices:
            view = SideBySide(page, notices)
        await view.start()
        show_first_sight()
