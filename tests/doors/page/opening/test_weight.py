"""What travels when the page is opened: for the first time, and again."""

import pytest

from tests.fixtures.browser import until_live

COLD_KB = 460
# Without tasks and messages, and without HTTP headers, which take about 0.3 KB. The settings list every time zone.
WARM_KB = {'/': 9, '/chat': 7, '/settings': 12.5}
_TRANSFERRED = """() => ['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind))
  .map((each) => [new URL(each.name).origin, each.transferSize && each.encodedBodySize])"""


@pytest.mark.parametrize('path', WARM_KB)
async def test_a_page_is_light_and_asks_nobody_else_for_anything(path, open_page, server):
    page = await open_page(path, service_workers='block')
    cold = await page.evaluate(_TRANSFERRED)
    await page.reload()
    await until_live(page)
    warm = await page.evaluate(_TRANSFERRED)
    assert {origin for origin, _ in [*cold, *warm]} == {server}
    assert sum(size for _, size in cold) <= COLD_KB * 1000
    assert sum(size for _, size in warm) <= WARM_KB[path] * 1000
