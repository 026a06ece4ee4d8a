"""What a person can set: who they are, when their days begin, and how Tandem looks."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any
from zoneinfo import available_timezones

from nicegui import ui

from components.form import choice, group, line, suggestions, switch
from components.live import Page
from components.notices import Notices
from components.theme import Density, Looks, Theme, looks_script
from components.words import LANGUAGES
from services import accounts
from services.accounts import User, UserUpdate


class SettingsPanel:
    """Every choice is stored as soon as it is made."""

    def __init__(self, page: Page, notices: Notices, user: User, looks: Looks) -> None:
        words = page.words
        self._page = page
        self._notices = notices
        self._looks = looks
        with group(words.GROUP_YOU):
            line(words.YOUR_NAME, user.name, self._rename)
            line(words.ZONE, page.zone.key, self._move, 'list=zones')
            suggestions('zones', sorted(available_timezones()))
            self._learns = switch(words.ZONE_OF_BROWSER, self._learn, on=page.learns_zone)
            spoken = {code: language.LANGUAGE_NAME for code, language in LANGUAGES.items()}
            chosen = user.preferences.get('language', '')
            choice(words.LANGUAGE, {'': words.LANGUAGE_OF_BROWSER, **spoken}, chosen, self._speak)
        with group(words.GROUP_LOOKS):
            choice(words.THEME, words.THEMES, looks.theme, self._wear)
            choice(words.DENSITY, words.DENSITIES, looks.density, self._pack)

    async def _rename(self, name: str) -> None:
        await self._store(lambda session: accounts.update_user(session, self._page.user_id, UserUpdate(name=name)))

    async def _move(self, zone: str) -> None:
        if await self._store(lambda session: accounts.set_zone(session, self._page.user_id, zone)):
            self._learns.props['checked'] = False
            self._learns.update()

    async def _learn(self, learns: bool) -> None:
        chosen = None if learns else self._page.zone.key
        await self._store(lambda session: accounts.set_zone(session, self._page.user_id, chosen))

    async def _speak(self, language: str) -> None:
        chosen = language if language in LANGUAGES else ''
        if await self._store(lambda session: accounts.set_preference(session, self._page.user_id, 'language', chosen)):
            ui.navigate.reload()

    async def _wear(self, theme: str) -> None:
        await self._look(replace(self._looks, theme=Theme(theme)), 'theme', theme)

    async def _pack(self, density: str) -> None:
        await self._look(replace(self._looks, density=Density(density)), 'density', density)

    async def _look(self, looks: Looks, key: str, value: str) -> None:
        self._looks = looks
        ui.run_javascript(looks_script(looks))
        await self._store(lambda session: accounts.set_preference(session, self._page.user_id, key, value))

    async def _store(self, change: Callable[[Any], Awaitable[object]]) -> bool:
        """Store one choice; on a refusal say why and return False."""

        async def store() -> None:
            async with self._page.database.transaction() as session:
                await change(session)

        stored = await self._notices.attempt(store())
        if stored:
            self._notices.say(self._page.words.SAVED)
        return stored
