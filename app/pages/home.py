"""`/` and the views of the tasks, each at an address of its own: the dashboard with the chat panel beside it."""

from urllib.parse import quote

from fastapi import HTTPException
from nicegui import ui
from starlette.requests import Request

from app.bootstrap import Tandem
from app.pages.frame import BUILD_TIMEOUT_SECONDS, begin, frame
from components.home_view import HomeView
from components.views.sidebar import views_button
from components.views.view import Places

_PATHS = ('/', '/all', '/today', '/upcoming', '/done', '/list/{place}', '/label/{place:path}')


def register(tandem: Tandem) -> None:
    """Serve the page."""

    async def home(request: Request) -> None:
        page = await begin(tandem, request)
        view = Places(page.state, page.words).view_at(quote(request.scope['path']))
        if view is None:
            raise HTTPException(404)
        ui.page_title(page.words.NAME)
        with frame(page, lambda: views_button(page.words)) as around:
            home_view = HomeView(page, around.notices, view)
        await home_view.start()
        around.show_first_paint()

    for path in _PATHS:
        ui.page(path, title='Tandem', response_timeout=BUILD_TIMEOUT_SECONDS)(home)
