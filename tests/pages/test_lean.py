"""What NiceGUI does for every answer is done here, too, with less work."""

import re

import httpx
import pytest
from nicegui import ui_run
from starlette.responses import RedirectResponse

from app.lean import PrefixedRedirects


@pytest.fixture
async def browser_client(server):
    async with httpx.AsyncClient(base_url=server) as client:
        yield client


async def test_browsers_keep_the_files_of_the_framework_and_no_page(browser_client):
    page = await browser_client.get('/')
    [script] = re.findall(r'"(/_nicegui/[^"]+/static/nicegui\.js)"', page.text)
    assert 'max-age' in (await browser_client.get(script)).headers['cache-control']
    assert page.headers['cache-control'] == 'no-store'


@pytest.mark.parametrize(
    ('sent', 'location'),
    [({'X-Forwarded-Prefix': '/tandem'}, '/tandem/login'), ({}, '/login')],
)
async def test_a_redirect_leads_back_through_the_prefix_of_a_proxy(sent, location):
    transport = httpx.ASGITransport(PrefixedRedirects(RedirectResponse('/login')))
    async with httpx.AsyncClient(transport=transport, base_url='http://tandem') as client:
        assert (await client.get('/', headers=sent)).headers['location'] == location


async def test_a_redirect_to_somewhere_else_is_left_alone():
    transport = httpx.ASGITransport(PrefixedRedirects(RedirectResponse('https://example.org/')))
    async with httpx.AsyncClient(transport=transport, base_url='http://tandem') as client:
        answer = await client.get('/', headers={'X-Forwarded-Prefix': '/tandem'})
    assert answer.headers['location'] == 'https://example.org/'


@pytest.mark.parametrize('name', ['RedirectWithPrefixMiddleware', 'SetCacheControlMiddleware'])
def test_the_framework_still_calls_its_own_by_these_names(name):
    assert getattr(ui_run, name).__module__ == 'nicegui.middlewares'
