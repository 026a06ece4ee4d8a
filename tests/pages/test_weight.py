"""What travels when the page is opened: for the first time, and again."""

import pytest

from tests.fixtures.browser import until_blank_page_is_kept

COLD_KB = 460
# A browser has the blank page by then; the settings list every time zone.
WARM_KB = {'/': 3.8, '/chat': 3.8, '/settings': 9}
_TRAVELLED = """() => ['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind))
  .map((each) => [new URL(each.name).origin, each.transferSize])"""


@pytest.mark.parametrize('path', WARM_KB)
async def test_a_page_is_light_and_asks_nobody_else_for_anything(path, open_page, server):
    page = await open_page(path, service_workers='block')
    await until_blank_page_is_kept(page)
    cold = await page.evaluate(_TRAVELLED)
    await page.reload()
    await page.wait_for_function('window.socket?.connected && window.did_handshake')
    warm = await page.evaluate(_TRAVELLED)
    assert {origin for origin, _ in [*cold, *warm]} == {server}
    assert sum(size for _, size in cold) <= COLD_KB * 1000
    assert sum(size for _, size in warm) <= WARM_KB[path] * 1000
