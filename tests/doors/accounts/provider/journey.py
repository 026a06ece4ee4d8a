"""The way of a browser to the provider and back."""

from urllib.parse import urlsplit

import httpx

from tests.accounts import API
from tests.timeouts import TIMEOUT


async def leave(browser, query='') -> str:
    """Where the provider sends the browser that leaves for it."""
    left = await browser.get(f'/login/provider{query}')
    assert left.status_code == 303, left.text
    async with httpx.AsyncClient(timeout=TIMEOUT) as outside:
        back = await outside.get(left.headers['location'])
    assert back.status_code == 303
    address = urlsplit(back.headers['location'])
    assert address.path == '/login/provider/back'
    return f'{address.path}?{address.query}'


async def enter(browser, query=''):
    return await browser.get(await leave(browser, query), headers={'Sec-Fetch-Site': 'cross-site'})


async def me(browser):
    return (await browser.get(f'{API}/me')).json()
