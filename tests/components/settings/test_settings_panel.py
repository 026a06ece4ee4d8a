"""What is chosen in one place counts in every other place of the same page."""

from typing import Any

import pytest

from components.settings.settings_panel import SettingsPanel
from components.settings.theme_switch import ThemeSwitch
from components.theme import Density, Theme
from services.errors import Unavailable


@pytest.fixture
async def settings(simulate, database):
    """A person who looks at their settings, and what is drawn for them: the page, the panel, the theme switch."""
    drawn: list[Any] = []

    async def draw(page, notices):
        switch = ThemeSwitch(page, notices)
        drawn.extend((page, SettingsPanel(page, notices, await page.verbs.profile()), switch))

    async with simulate(draw, database) as user:
        await user.open('/')
        yield user, *drawn


async def test_a_zone_that_was_chosen_is_kept_when_the_browsers_is_no_longer_learned(settings):
    user, page, panel, _ = settings
    with user:
        await panel._choose_zone('Asia/Tokyo')
        await panel._learn_zone(True)
        await panel._learn_zone(False)
    assert (await page.verbs.profile()).time_zone == 'Asia/Tokyo'


async def test_the_theme_switch_and_the_settings_change_the_same_looks(settings):
    user, page, panel, switch = settings
    with user:
        await panel._choose_density('compact')
        await panel._choose_theme('dark')
        await switch._next()
    assert (page.looks.theme, page.looks.density) == (Theme.SYSTEM, Density.COMPACT)


async def test_a_theme_that_cannot_be_stored_says_so(settings, monkeypatch):
    user, page, _, switch = settings

    async def refuse(*_):
        raise Unavailable

    monkeypatch.setattr(page.verbs, 'set_preference', refuse)
    with user:
        await switch._next()
    await user.should_see('The database')
