"""`/`: the dashboard with the chat panel beside it."""

from nicegui import ui
from starlette.requests import Request

from app.bootstrap import Tandem
from app.pages.frame import PATIENCE_SECONDS, begin, frame
from components.first_sight import show_first_sight
from components.live import Page
from components.side_by_side import SideBySide
from components.theme import Looks


def register(tandem: Tandem) -> None:
    """Serve the page."""

    @ui.page('/', title='Tandem', response_timeout=PATIENCE_SECONDS)
    async def home(request: Request) -> None:
        view = draw(*await begin(tandem, request))
        await view.start()
        show_first_sight()


def draw(page: Page, looks: Looks) -> SideBySide:
    """Draw what is the same for everybody."""
    ui.page_title(page.words.NAME)
    with frame(page, looks) as notices:
        return SideBySide(page, notices)
