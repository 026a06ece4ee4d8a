"""A model's answer word by word: from the provider's first token until a page shows it, and how fast Stop stops."""

import time
from collections.abc import AsyncIterator

from playwright.async_api import Page

from benchmarks import programs
from benchmarks.browser import Delay, chromium, delay, open_page, seen, watch
from benchmarks.database import Server
from benchmarks.figures import Figure, figure
from benchmarks.provider import Provider, provider

_SAMPLES = 25
_WARM_UP = 3
_FIRST_MS = 50
_STOP_MS = 100

_SAID = "document.querySelector('[role=log]')?.textContent.includes(argument.word)"
_STOPPED = f'{_SAID} && /Stopped\\./.test(document.querySelector("[role=log] article:last-of-type").textContent)'
_SEND = """document.querySelector('button[aria-label="Send"]').click()"""
_STOP = """document.querySelector('button[aria-label="Stop"]').click()"""


async def _ask(page: Page) -> None:
    await page.get_by_role('textbox', name='Message').fill('go on')
    await page.get_by_role('button', name='Send', exact=True).wait_for()
    await page.evaluate(_SEND)


async def _first(server: Provider, watching: Page, word: str) -> Delay:
    """From the token on its way until it is in the page."""
    await watch(watching, _SAID, {'word': word})
    if await watching.evaluate('!!window.say'):
        await watching.evaluate('void window.say()')
    dom, painted = await seen(watching)
    return Delay(dom - server.spoke_at, painted - server.spoke_at)


async def measure(_server: Server, amount: int | None) -> AsyncIterator[Figure]:
    """The first text in the page that asked, beside a bare page that reads the provider itself; then Stop."""
    shown: list[Delay] = []
    floor: list[Delay] = []
    stopped: list[Delay] = []
    hung_up: list[float] = []
    async with (
        provider() as model,
        chromium() as browser,
        _server.database(1_000) as filled,
        programs.tandem(filled.url, OPENAI_BASE_URL=f'http://127.0.0.1:{model.port}/v1', TANDEM_MODEL='m') as tandem,
    ):
        page = await open_page(browser, tandem.url, 'window.did_handshake === true')
        bare = await open_page(browser, f'http://127.0.0.1:{model.port}/', 'document.body.dataset.ready === "yes"')
        for number in range(-_WARM_UP, amount or _SAMPLES):
            model.say(bare_word := f'bare{number}.')
            straight = await _first(model, bare, bare_word)
            model.say(word := f'word{number}.', goes_on=True)
            await watch(page, _SAID, {'word': word})
            await _ask(page)
            dom, painted = await seen(page)
            through = Delay(dom - model.spoke_at, painted - model.spoke_at)
            pressed = time.time() * 1_000
            stop = await delay(page, _STOP, page, _STOPPED, {'word': word})
            await model.hung_up.wait()
            if number >= 0:
                floor.append(straight)
                shown.append(through)
                stopped.append(stop)
                hung_up.append(model.hung_up_at - pressed)
    yield figure('stream, first text', [d.painted for d in shown], [d.painted for d in floor], at_most=_FIRST_MS)
    yield figure('stream, first text, DOM', [d.dom for d in shown], [d.dom for d in floor], at_most=_FIRST_MS)
    yield figure('stream, Stop until shown', [d.painted for d in stopped], at_most=_STOP_MS)
    yield figure('stream, Stop until the provider is let go', hung_up, at_most=_STOP_MS)
