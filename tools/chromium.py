"""The browser that pictures, measurements and tests are taken with: the machine's own Chromium."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Playwright

CHROMIUM = '/usr/bin/chromium'

# The same browser without the parts that only a window has: a page takes half the processor time to open.
_WITHOUT_WINDOW = 'chromium-headless-shell'

FLAGS = (
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
)


@asynccontextmanager
async def launched(playwright: Playwright) -> AsyncIterator[Browser]:
    """A Chromium without a window."""
    path = shutil.which(_WITHOUT_WINDOW) or CHROMIUM
    browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
    try:
        yield browser
    finally:
        await browser.close()
