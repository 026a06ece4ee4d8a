"""Light, dark, or as the system says; stored in the person's preferences."""

from dataclasses import replace

from nicegui import ui

from components.browser.icons import icon
from components.controls.button import plain_button
from components.controls.notices import Notices
from components.live import Page
from components.theme import Theme, looks_script

_ORDER = (Theme.SYSTEM, Theme.LIGHT, Theme.DARK)


class ThemeSwitch:
    """A button that goes from one theme to the next."""

    def __init__(self, page: Page, notices: Notices) -> None:
        self._page = page
        self._notices = notices
        self._button = plain_button(icon('theme'), 'icon theme-switch', self._next, label=self._label())
        self._button.props['title'] = self._label()

    async def _next(self) -> None:
        theme = _ORDER[(_ORDER.index(self._page.looks.theme) + 1) % len(_ORDER)]
        self._page.looks = replace(self._page.looks, theme=theme)
        self._button.props.update({'aria-label': self._label(), 'title': self._label()})
        self._button.update()
        ui.run_javascript(looks_script(self._page.looks))
        await self._notices.attempt(self._page.verbs.set_preference('theme', theme))

    def _label(self) -> str:
        return self._page.words.THEME_IS[self._page.looks.theme]
