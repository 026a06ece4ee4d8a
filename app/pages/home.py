"""`/`: the dashboard with the chat panel beside it."""

from nicegui import ui
from starlette.requests import Request

from app.bootstrap import Tandem
from app.pages.frame import BUILD_TIMEOUT_SECONDS, begin, frame
from components.home_view import HomeView


def register(tandem: Tandem) -> None:
    """Serve the page."""

    @ui.page('/', title='Tandem', response_timeout=BUILD_TIMEOUT_SECONDS)
    async def home(request: Request) -> None:
        page = await begin(tandem, request)
        ui.page_title(page.words.NAME)
        with frame(page) as around:
            view = HomeView(page, around.notices)
        await view.start()
        around.show_first_paint()
