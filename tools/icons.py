"""Draws the app's icons from the mark: `python -m tools.icons`, once the mark has changed."""

import asyncio
from pathlib import Path

from playwright.async_api import async_playwright

from components.theme import FAVICON, LIGHT
from tools.chromium import launched

# Of a maskable icon systems may cut off all that is outside a circle of 80 %; the others are left as they are.
_PLACE = Path('app/static')
_ICONS = {'icon-192.png': (192, 1.0), 'icon-512.png': (512, 1.0), 'icon-maskable-512.png': (512, 0.62)}


async def draw() -> None:
    """Write every icon where it is served from."""
    async with async_playwright() as playwright, launched(playwright) as browser:
        for name, (size, share) in _ICONS.items():
            page = await browser.new_page(viewport={'width': size, 'height': size})
            ground = LIGHT['ground'] if share < 1 else 'transparent'
            mark = FAVICON.replace('<svg ', f'<svg width="{size * share}" ')
            await page.set_content(
                f'<body style="margin:0;height:100vh;display:grid;place-items:center;background:{ground}">{mark}'
            )
            await page.screenshot(path=_PLACE / name, omit_background=True)
            await page.close()


if __name__ == '__main__':
    asyncio.run(draw())
