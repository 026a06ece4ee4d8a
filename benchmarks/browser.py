"""A Chromium, and when a change is painted in it.

Gesture and paint are both stamped in the pages by `performance.timeOrigin + performance.now()`, the one
clock of the machine. `dom` is when the change stood in the document (a MutationObserver runs right after
it), `painted` when the frame that shows it had been handed to the screen.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from tools.chromium import launched

_CLOCK = 'const now = () => performance.timeOrigin + performance.now();'
_WATCH = f"""({{test, argument}}) => {{
  {_CLOCK}
  const holds = new Function('argument', 'return ' + test);
  window.seen = new Promise(resolve => {{
    const watcher = new MutationObserver(look);
    watcher.observe(document, {{subtree: true, childList: true, characterData: true, attributes: true}});
    function look() {{
      if (!holds(argument)) return;
      watcher.disconnect();
      const dom = now();
      requestAnimationFrame(() => {{
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve([dom, now()]);
        channel.port2.postMessage(null);
      }});
    }}
    look();
  }});
}}"""


@dataclass(frozen=True)
class Delay:
    """How long after the gesture the change was in the document, and how long until it was painted; in ms."""

    dom: float
    painted: float


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The browser, for the length of the block."""
    async with async_playwright() as playwright, launched(playwright) as browser:
        yield browser


async def open_page(browser: Browser, url: str, ready: str) -> Page:
    """A page in a profile of its own, once `ready` holds in it."""
    context = await browser.new_context(viewport={'width': 1280, 'height': 900})
    page = await context.new_page()
    await page.goto(url)
    await page.wait_for_function(ready)
    return page


async def watch(page: Page, test: str, argument: Any) -> None:
    """Begin to look for the moment when `test`, which is JavaScript that knows `argument`, holds in the page."""
    await page.evaluate(_WATCH, {'test': test, 'argument': argument})


async def seen(page: Page) -> tuple[float, float]:
    """When that was in the document, and when it was painted; in ms on the clock of the machine."""
    dom, painted = await page.evaluate('window.seen')
    return dom, painted


async def delay(acting: Page, gesture: str, watching: Page, test: str, argument: Any) -> Delay:
    """Make a gesture in one page and see when `test` holds in the other; both are JavaScript that knows `argument`."""
    await watch(watching, test, argument)
    began = await acting.evaluate(f'argument => {{ {_CLOCK} const began = now(); {gesture}; return began; }}', argument)
    dom, painted = await seen(watching)
    return Delay(dom - began, painted - began)
