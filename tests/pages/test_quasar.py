"""Pages get Quasar's stylesheet without the rule that makes browsers slow, and otherwise as it is."""

import httpx

from app.quasar import NEEDLESS, PATH, whole_styles


async def test_pages_get_the_stylesheet_without_the_rule(server):
    async with httpx.AsyncClient(base_url=server) as client:
        page, styles = await client.get('/'), await client.get(PATH)
    assert PATH in page.text
    assert styles.headers['content-type'].startswith('text/css')
    assert 'max-age' in styles.headers['cache-control']
    assert not NEEDLESS.search(styles.text)
    assert len(styles.text) > len(whole_styles()) - 200


def test_the_rule_is_still_called_that():
    assert len(NEEDLESS.findall(whole_styles())) == 2
