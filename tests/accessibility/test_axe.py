"""axe-core finds nothing to complain about, whatever is on the page, in either theme, on a phone and on a desk."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from tests.accessibility import scenes

DESK = {'width': 1440, 'height': 900}
PHONE = {'width': 375, 'height': 760}


@pytest.mark.parametrize('scene', scenes.ALL, ids=lambda scene: scene.__name__)
async def test_axe_finds_nothing(scene, open_page, database, owner):
    page = await scene(open_page, database, owner)
    for size in (DESK, PHONE):
        await page.set_viewport_size(size)
        for theme in ('light', 'dark'):
            await wear(page, theme)
            assert not await complaints_about(page)


async def wear(page: Page, theme: str) -> None:
    """Put the theme on, without the time it takes colours to change."""
    await page.emulate_media(color_scheme=theme, reduced_motion='reduce')
    await expect(page.locator('html')).to_have_css('color-scheme', theme)


async def complaints_about(page: Page) -> str:
    found = (await Axe().run(page, options={'resultTypes': ['violations']})).response['violations']
    return '\n'.join(
        f'{each["id"]}: {each["help"]}: {node["html"][:200]} {node["failureSummary"]}'
        for each in found
        for node in each['nodes']
    )
