"""`/start`: where the desktop window opens Tandem with its token."""

from nicegui import ui
from starlette.responses import RedirectResponse, Response

from app.addresses import START


def register() -> None:
    """Register the page; the token is checked by the middleware PageAuthentication before this is reached."""

    @ui.page(START)
    def start() -> Response:
        return RedirectResponse('/', status_code=303)
