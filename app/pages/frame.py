"""What every page has around its content: the name, the way to the settings, help, the notices."""

from collections.abc import Iterator
from contextlib import contextmanager

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement
from starlette.requests import Request

from app.accounts.bar import account_links
from app.assets import HEAD
from app.bootstrap import Tandem
from app.differences import link_to_blank_page
from app.watch import watch
from components.help_dialog import open_help
from components.history import HistoryDialog
from components.icons import MARK, drawing, icon
from components.link_badge import LinkBadge
from components.live import Page, open_page
from components.notices import Notices, plain_button
from components.shortcuts import Shortcuts
from components.taking_back import take_back
from components.theme import Looks, looks_script
from components.theme_switch import ThemeSwitch
from components.words import words_for
from services import accounts
from services.zones import zone_named

PATIENCE_SECONDS = 30.0
"""How long a page may take to be built; a busy machine is slow, and an error page helps nobody."""


async def begin(tandem: Tandem, request: Request) -> tuple[Page, Looks]:
    """The page of whoever asks for it, with their tasks loaded."""
    user_id = request.state.user_id
    watch(tandem, request)
    async with tandem.database.of(user_id).transaction() as session:
        user = await accounts.get_user(session, user_id)
    words = words_for(user.preferences.get('language'), request.headers.get('accept-language'))
    page = open_page(tandem.states, tandem.database, tandem.assistant, user_id, zone_named(user.time_zone), words=words)
    page.learns_zone = user.preferences.get('zone') != accounts.CHOSEN
    await page.loaded()
    return page, Looks.of(user.preferences)


@contextmanager
def frame(page: Page, looks: Looks) -> Iterator[Notices]:
    """Draw the frame; the block draws what is inside it."""
    words = page.words
    language = f'document.documentElement.lang = "{words.CODE}"'
    ui.add_head_html(f'<script>{looks_script(looks)};{language}</script>{HEAD}{link_to_blank_page(words)}')
    with ui.element('div').classes('frame'):
        with ui.element('header').classes('bar'):
            drawing('span', MARK)
            with ui.element('h1').classes('name'):
                TextElement(tag='a', text=words.NAME).props('href=/')
            LinkBadge(page)
            plain_button(icon('history'), 'icon', lambda: history.open(None), label=words.HISTORY)
            plain_button(icon('help'), 'icon', lambda: open_help(words), label=words.HELP)
            ThemeSwitch(page, looks)
            account_links(words)
            drawing('a', icon('sliders')).classes('icon').props(f'href=/settings aria-label="{words.SETTINGS}"')
        notices = Notices(words)
        history = HistoryDialog(page, notices)
        page.show_history = history.open
        yield notices
        Shortcuts(words, undo=lambda: take_back(page, notices), show_help=lambda: open_help(words))
