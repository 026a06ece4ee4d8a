"""What every page has around its content: the header, the notices and the keyboard shortcuts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from nicegui import ui
from starlette.requests import Request

from app.accounts.account_links import account_links
from app.assets import BODY, HEAD
from app.bootstrap import Tandem
from app.nicegui.page_lifetime import bind_to_login
from components.browser.first_paint import Box, Text, show_first_paint
from components.browser.icons import MARK, drawing, icon
from components.controls.button import plain_button
from components.controls.notices import Notices
from components.controls.undo_gesture import undo_turn
from components.frame.help_dialog import open_help
from components.frame.history import HistoryDialog
from components.frame.link_badge import LinkBadge
from components.frame.shortcuts import Shortcuts
from components.live import Page, open_page
from components.settings.theme_switch import ThemeSwitch
from components.theme import Looks, looks_script
from components.words import words_for
from services.accounts.people import CHOSEN, SPOKEN, is_day_first
from services.values.time_zones import zone_named

BUILD_TIMEOUT_SECONDS = 30.0
"""How long a page may take to be built; generous, because on a busy machine an error page helps nobody."""


async def begin(tandem: Tandem, request: Request) -> Page:
    """Build the page of the person who asks for it, and load their tasks."""
    bind_to_login(tandem, request)
    verbs = tandem.verbs_of(request.state.user_id)
    user = await verbs.profile()
    chosen, accepted = user.preferences.get('language'), request.headers.get('accept-language')
    words = words_for(chosen, accepted)
    if (chosen or accepted) and is_day_first(user) is not words.day_first:
        await verbs.learn_date_order(day_first=words.day_first)
    if (chosen or accepted) and user.preferences.get(SPOKEN) != words.CODE:
        await verbs.learn_language(words.CODE)
    page = open_page(tandem.states, verbs, zone_named(user.time_zone), words=words)
    page.looks = Looks.of(user.preferences)
    page.learns_zone = user.preferences.get('zone') != CHOSEN
    await page.loaded()
    return page


@dataclass(frozen=True)
class Frame:
    """The frame of a page that is being built."""

    notices: Notices
    box: Box

    def show_first_paint(self) -> None:
        """Have everything in the frame be seen before any script has run; the page must be complete."""
        show_first_paint(self.box)


@contextmanager
def frame(page: Page, draw_first: Callable[[], None] = lambda: None) -> Iterator[Frame]:
    """Draw the frame; the block draws what is inside it, and `draw_first` what comes first in the header."""
    words = page.words
    language = f'document.documentElement.lang = "{words.CODE}"'
    ui.add_head_html(f'<script>{looks_script(page.looks)};{language}</script>{HEAD}')
    ui.add_body_html(BODY)
    with Box('div', 'frame') as box:
        notices = Notices(words)
        with Box('header', 'bar'):
            draw_first()
            drawing('span', MARK)
            with Box('h1', 'name'):
                Text('a', words.NAME).props('href=/')
            LinkBadge(page)
            plain_button(icon('history'), 'icon', lambda: history.open(None), label=words.HISTORY)
            plain_button(icon('help'), 'icon', lambda: open_help(words), label=words.HELP)
            ThemeSwitch(page, notices)
            account_links(words)
            drawing('a', icon('sliders')).classes('icon').props(f'href=/settings aria-label="{words.SETTINGS}"')
        history = HistoryDialog(page, notices)
        page.show_history = history.open
        yield Frame(notices, box)
        Shortcuts(words, undo=lambda: undo_turn(page, notices), show_help=lambda: open_help(words))
