"""The settings of a person: name, time zone, language and looks."""

from collections.abc import Awaitable
from dataclasses import replace
from zoneinfo import available_timezones

from nicegui import ui

from components.controls.form import choice, group, line, suggestions, switch
from components.controls.notices import Notices
from components.live import Page
from components.theme import Density, Looks, Theme, looks_script
from components.words import LANGUAGES, name_of
from services.accounts.people import User
from services.values.time_zones import zone_named


class SettingsPanel:
    """Every change is stored as soon as it is made."""

    def __init__(self, page: Page, notices: Notices, user: User) -> None:
        words = page.words
        self._page = page
        self._notices = notices
        with group(words.GROUP_YOU):
            line(words.YOUR_NAME, user.name, self._rename)
            line(words.ZONE, page.zone.key, self._choose_zone, 'list=zones')
            suggestions('zones', sorted(available_timezones()))
            self._learns = switch(words.ZONE_OF_BROWSER, self._learn_zone, on=page.learns_zone)
            spoken = {code: name_of(code) for code in LANGUAGES}
            chosen = user.preferences.get('language', '')
            choice(words.LANGUAGE, {'': words.LANGUAGE_OF_BROWSER, **spoken}, chosen, self._choose_language)
        with group(words.GROUP_LOOKS):
            choice(words.THEME, words.THEMES, page.looks.theme, self._choose_theme)
            choice(words.DENSITY, words.DENSITIES, page.looks.density, self._choose_density)

    async def _rename(self, name: str) -> None:
        await self._store(self._page.verbs.update_profile(name=name))

    async def _choose_zone(self, zone: str) -> None:
        if await self._store(self._page.verbs.set_zone(zone)):
            self._page.zone = zone_named(zone)
            self._learns.props['checked'] = False
            self._learns.update()

    async def _learn_zone(self, learns: bool) -> None:
        await self._store(self._page.verbs.set_zone(None if learns else self._page.zone.key))

    async def _choose_language(self, language: str) -> None:
        chosen = language if language in LANGUAGES else ''
        if await self._store(self._page.verbs.set_preference('language', chosen)):
            ui.navigate.reload()

    async def _choose_theme(self, theme: str) -> None:
        await self._change_looks(replace(self._page.looks, theme=Theme(theme)), 'theme', theme)

    async def _choose_density(self, density: str) -> None:
        await self._change_looks(replace(self._page.looks, density=Density(density)), 'density', density)

    async def _change_looks(self, looks: Looks, key: str, value: str) -> None:
        self._page.looks = looks
        ui.run_javascript(looks_script(looks))
        await self._store(self._page.verbs.set_preference(key, value))

    async def _store(self, change: Awaitable[object]) -> bool:
        """Store one change; when it is refused, say why and return False."""
        stored = await self._notices.attempt(change)
        if stored:
            self._notices.say(self._page.words.SAVED)
        return stored
