"""HEAD, JSON for those who ask for it, and documentation that needs nobody else."""

import re

import pytest

from services.accounts.logins import BrowserSession
from services.storage.columns import table_of


@pytest.fixture
def app(app):
    """With a page that must not be built for HEAD."""

    @app.get('/settings')
    def settings():
        raise AssertionError('the page was built')

    return app


@pytest.mark.parametrize('path', ['/healthz', '/readyz'])
async def test_head_of_a_health_check_is_its_status_without_a_body(nobody, path):
    answer, whole = await nobody.head(path), await nobody.get(path)
    assert (answer.status_code, answer.content) == (200, b'')
    assert answer.headers['content-length'] == str(len(whole.content))


async def test_head_of_a_page_builds_nothing_and_stores_nothing(nobody, database):
    answer = await nobody.head('/settings')
    assert (answer.status_code, answer.content) == (200, b'')
    assert answer.headers['content-type'].startswith('text/html')
    assert 'set-cookie' not in answer.headers
    assert (await nobody.head('/nothing-here')).status_code == 404
    async with database.transaction() as session:
        assert (await session.execute(table_of(BrowserSession).select())).all() == []


@pytest.mark.parametrize(
    'path', ['/.well-known/oauth-protected-resource', '/.well-known/oauth-authorization-server/mcp', '/.well-known/x']
)
async def test_what_is_not_well_known_is_json_and_signs_nobody_in(nobody, path):
    answer = await nobody.get(path, headers={'Accept': 'application/json'})
    assert answer.status_code == 404
    assert answer.json()['detail']
    assert 'set-cookie' not in answer.headers


async def test_any_missing_page_is_json_for_those_who_ask_for_it(client):
    assert (await client.get('/nothing', headers={'Accept': 'application/json'})).json()['detail']
    assert '<html' in (await client.get('/nothing', headers={'Accept': 'text/html, application/json;q=0.1'})).text


async def test_the_documentation_is_served_from_here_and_runs_no_foreign_script(nobody):
    page = await nobody.get('/docs')
    policy = page.headers['content-security-policy']
    assert "script-src 'self';" in policy
    assert 'unsafe-eval' not in policy
    assert 'http' not in policy
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(loaded) == 4
    assert all(address.startswith('/') for address in loaded)
    for address in loaded:
        assert (await nobody.get(address)).status_code == 200
    assert '<script>' not in page.text
    assert (await nobody.get('/redoc')).headers['location'] == '/docs'
