"""Light, dark, or as the system has it; remembered with the person."""

from dataclasses import replace

from nicegui import ui

from components.icons import icon
from components.live import Page
from components.notices import plain_button
from components.theme import Looks, Theme, looks_script
from services import accounts

_ORDER = (Theme.SYSTEM, Theme.LIGHT, Theme.DARK)


class ThemeSwitch:
    """A button that goes from one theme to the next."""

    def __init__(self, page: Page, looks: Looks) -> None:
        self._page = page
        self._looks = looks
        self._button = plain_button(icon('theme'), 'icon theme-switch', self._next, label=self._label())
        self._button.props['title'] = self._label()

    async def _next(self) -> None:
        theme = _ORDER[(_ORDER.index(self._looks.theme) + 1) % len(_ORDER)]
        self._looks = replace(self._looks, theme=theme)
        self._button.props.update({'aria-label': self._label(), 'title': self._label()})
        self._button.update()
        ui.run_javascript(looks_script(self._looks))
        async with self._page.database.transaction() as session:
            await accounts.set_preference(session, self._page.user_id, 'theme', theme)

    def _label(self) -> str:
        return self._page.words.THEME_IS[self._looks.theme]
