"""Asks axe-core about a page."""

from typing import Literal

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

DESK = {'width': 1440, 'height': 900}
PHONE = {'width': 375, 'height': 760}


async def wear(page: Page, theme: Literal['dark', 'light']) -> None:
    """Put the theme on, without the time it takes colours to change."""
    await page.emulate_media(color_scheme=theme, reduced_motion='reduce')
    await expect(page.locator('html')).to_have_css('color-scheme', theme)


async def complaints_about(page: Page) -> str:
    return await _complaints(page, {})


async def complaints_about_colours(page: Page) -> str:
    """Those of the rules that a theme can break."""
    return await _complaints(page, {'runOnly': ['color-contrast', 'link-in-text-block']})


async def _complaints(page: Page, rules: dict[str, list[str]]) -> str:
    found = (await Axe().run(page, options={'resultTypes': ['violations'], **rules})).response['violations']
    return '\n'.join(
        f'{each["id"]}: {each["help"]}: {node["html"][:200]} {node["failureSummary"]}'
        for each in found
        for node in each['nodes']
    )
