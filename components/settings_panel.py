"""What a person can set: who they are, when their days begin, and how Tandem looks."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any
from zoneinfo import available_timezones

from nicegui import ui

from components import words
from components.form import choice, group, line, suggestions, switch
from components.live import Page
from components.notices import Notices
from components.theme import Density, Looks, Theme, looks_script
from services import accounts
from services.accounts import UserUpdate


class SettingsPanel:
    """Every choice is stored as soon as it is made."""

    def __init__(self, page: Page, notices: Notices, name: str, looks: Looks) -> None:
        self._page = page
        self._notices = notices
        self._looks = looks
        with group('You'):
            line('Name', name, self._rename)
            line('Time zone', page.zone.key, self._move, 'list=zones')
            suggestions('zones', sorted(available_timezones()))
            self._learns = switch('Take the time zone from the browser', self._learn, on=page.learns_zone)
        with group('Looks'):
            choice('Theme', words.THEMES, looks.theme, self._wear)
            choice('Density', words.DENSITIES, looks.density, self._pack)

    async def _rename(self, name: str) -> None:
        await self._store(lambda session: accounts.update_user(session, self._page.user_id, UserUpdate(name=name)))

    async def _move(self, zone: str) -> None:
        if await self._store(lambda session: accounts.set_zone(session, self._page.user_id, zone)):
            self._learns.props['checked'] = False
            self._learns.update()

    async def _learn(self, learns: bool) -> None:
        chosen = None if learns else self._page.zone.key
        await self._store(lambda session: accounts.set_zone(session, self._page.user_id, chosen))

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
            self._notices.say(words.SAVED)
        return stored
