"""What every page has around its content: the name, the theme, the notices."""

from collections.abc import Iterator
from contextlib import contextmanager

from nicegui import ui
from starlette.requests import Request

from app.bootstrap import Tandem
from components import words
from components.icons import MARK
from components.live import Page, open_page
from components.notices import Notices
from components.theme import Theme, stylesheet_path, theme_script
from components.theme_switch import ThemeSwitch
from services import accounts
from services.zones import zone_named


async def begin(tandem: Tandem, request: Request) -> tuple[Page, Theme]:
    """The page of whoever asks for it, with their tasks loaded."""
    user_id = request.state.user_id
    async with tandem.database.transaction() as session:
        user = await accounts.get_user(session, user_id)
    page = open_page(tandem.states, tandem.database, tandem.assistant, user_id, zone_named(user.time_zone))
    await page.loaded()
    return page, Theme(user.preferences.get('theme', Theme.SYSTEM))


@contextmanager
def frame(page: Page, theme: Theme) -> Iterator[Notices]:
    """Draw the frame; the block draws what is inside it."""
    ui.add_head_html(f'{theme_script(theme)}<link rel="stylesheet" href="{stylesheet_path()}">')
    with ui.element('div').classes('frame'):
        with ui.element('header').classes('bar'):
            ui.html(MARK, sanitize=False)
            with ui.element('h1').classes('name'):
                ui.label(words.NAME)
            ThemeSwitch(page, theme)
        yield Notices()
