"""Pages get Quasar's stylesheet as it is, but for the slow rule."""

import httpx

from app.nicegui.quasar_css import PATH, SLOW_RULE, original_stylesheet
from tests.timeouts import TIMEOUT


async def test_pages_get_the_stylesheet_without_the_rule(server):
    async with httpx.AsyncClient(base_url=server, timeout=TIMEOUT) as client:
        page, styles = await client.get('/'), await client.get(PATH)
    assert PATH in page.text
    assert styles.headers['content-type'].startswith('text/css')
    assert 'max-age' in styles.headers['cache-control']
    assert not SLOW_RULE.search(styles.text)
    assert len(styles.text) > len(original_stylesheet()) - 200


def test_the_rule_is_still_called_that():
    assert len(SLOW_RULE.findall(original_stylesheet())) == 2
