"""Opening the page: until the list can be seen, and used; what travels, and what it costs the server."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Literal

from playwright.async_api import Browser, BrowserContext

from benchmarks import programs
from benchmarks.browser import chromium
from benchmarks.database import Server
from benchmarks.figures import Figure, figure
from benchmarks.programs import Program

_SIZES = (10, 1_000, 10_000)
_SAMPLES = 7
# Set up before the page's own scripts: when the first row stands in the document and can be used, and the frame after.
_WATCH = """
const watch = (row, name) => new MutationObserver((_, watcher) => {
  if (!document.querySelector(row)) return;
  watcher.disconnect();
  requestAnimationFrame(() => { window[name] = performance.now(); });
}).observe(document, {subtree: true, childList: true});
watch('.task', 'visible');
watch('[role=listitem]', 'usable');
"""
_SEEN = """[window.visible, window.usable, ['navigation', 'resource']
    .flatMap(kind => performance.getEntriesByType(kind)).reduce((sum, each) => sum + each.transferSize, 0)]"""


@dataclass(frozen=True)
class Opening:
    """One opening of a page."""

    visible_ms: float
    usable_ms: float
    kilobytes: float
    server_ms: float


async def measure(server: Server, amount: int | None) -> AsyncIterator[Figure]:
    """Cold: a browser that has never been here. Warm: the same browser again."""
    samples = amount or _SAMPLES
    async with chromium() as browser, programs.floor('nicegui_page') as floor:
        for size in _SIZES:
            async with server.database(size) as filled, programs.tandem(filled.url) as tandem:
                ours: list[tuple[Opening, Opening]] = []
                least: list[tuple[Opening, Opening]] = []
                for number in range(-1, samples):
                    mine, bare = await _open_twice(browser, tandem), await _open_twice(browser, floor)
                    if number >= 0:
                        ours.append(mine)
                        least.append(bare)
                for which, warmth in enumerate(('cold', 'warm')):
                    mine_all, bare_all = [each[which] for each in ours], [each[which] for each in least]
                    name = f'open {warmth}, {size:,} tasks'
                    shown, bare_shown = [o.visible_ms for o in mine_all], [o.visible_ms for o in bare_all]
                    yield figure(f'{name}, visible', shown, bare_shown, goal=1.3)
                    yield figure(f'{name}, usable', [o.usable_ms for o in mine_all], [o.usable_ms for o in bare_all])
                    sent, bare_sent = [o.kilobytes for o in mine_all], [o.kilobytes for o in bare_all]
                    yield figure(f'{name}, sent', sent, bare_sent, unit='KB')
                    cost, bare_cost = [o.server_ms for o in mine_all], [o.server_ms for o in bare_all]
                    yield figure(f'{name}, server', cost, bare_cost)


async def _open_twice(browser: Browser, program: Program) -> tuple[Opening, Opening]:
    seen = await _opened(browser, program, 'allow')
    # Behind a service worker a browser counts what it unpacked, not what travelled.
    counted = await _opened(browser, program, 'block')
    cold, warm = (replace(one, kilobytes=other.kilobytes) for one, other in zip(seen, counted, strict=True))
    return cold, warm


async def _opened(browser: Browser, program: Program, workers: Literal['allow', 'block']) -> tuple[Opening, Opening]:
    context = await browser.new_context(viewport={'width': 1280, 'height': 900}, service_workers=workers)
    try:
        return await _open(context, program), await _open(context, program)
    finally:
        await context.close()


async def _open(context: BrowserContext, program: Program) -> Opening:
    page = await context.new_page()
    await page.add_init_script(_WATCH)
    used = program.cpu_seconds()
    await page.goto(program.url)
    await page.wait_for_function('window.usable && window.did_handshake === true')
    visible, usable, sent = await page.evaluate(_SEEN)
    cost = await _settled(program) - used
    await page.close()
    return Opening(visible, usable, sent / 1000, cost * 1000)


async def _settled(program: Program) -> float:
    """The processor time used, once it grows no more."""
    before = -1.0
    began = time.perf_counter()
    while (now := program.cpu_seconds()) > before and time.perf_counter() - began < 1:
        before = now
        await asyncio.sleep(0.05)
    return now
