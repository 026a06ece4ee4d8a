"""What every answer tells the browser about how far it may be trusted."""

import pytest


@pytest.fixture
def app(app):
    """With a page, which leaves the headers to Tandem."""

    @app.get('/settings')
    def settings():
        return 'a page'

    return app


@pytest.mark.parametrize(
    'path', ['/settings', '/api/v1/tasks/', '/api/v1/nothing', '/healthz', '/docs', '/openapi.json']
)
async def test_every_answer_says_it_is_not_to_be_framed_sniffed_or_sent_elsewhere(client, path):
    headers = (await client.get(path)).headers

    assert headers['x-content-type-options'] == 'nosniff'
    assert headers['x-frame-options'] == 'DENY'
    assert headers['referrer-policy'] == 'same-origin'
    assert headers['cross-origin-opener-policy'] == 'same-origin'
    assert "frame-ancestors 'none'" in headers['content-security-policy']
    assert '*' not in headers['content-security-policy']
    assert 'access-control-allow-origin' not in headers


async def test_what_is_about_somebody_is_kept_nowhere_else(client):
    for path in ('/settings', '/api/v1/me', '/api/v1/tasks/'):
        assert (await client.get(path)).headers['cache-control'] == 'no-store'


async def test_pages_may_load_from_and_send_to_nowhere_else(client):
    policy = (await client.get('/settings')).headers['content-security-policy']

    assert "connect-src 'self'" in policy
    assert "img-src 'self' data:" in policy
    assert "form-action 'self'" in policy
    assert 'http' not in policy


async def test_answers_for_programs_run_nothing_at_all(client):
    assert (await client.get('/api/v1/me')).headers['content-security-policy'].startswith("default-src 'none'")
