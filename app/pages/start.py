"""`/start`: where a window of its own comes in with its invitation, to go on to the tasks as anybody does."""

from nicegui import ui
from starlette.responses import RedirectResponse, Response

from app.invitation import Invitation


def register() -> None:
    """Serve the page; the invitation has been looked at before it is reached."""

    @ui.page(Invitation.PATH)
    def start() -> Response:
        return RedirectResponse('/', status_code=303)
