"""What NiceGUI's own middlewares, which stand outside of ours, do to every answer."""

import asyncio
import re

import httpx
import pytest
from nicegui.version import __version__

from tests.serving import forked
from tests.timeouts import TIMEOUT, until

API = '/api/v1'


@pytest.fixture
async def browser_client(server):
    async with httpx.AsyncClient(base_url=server, timeout=TIMEOUT) as client:
        yield client


async def test_browsers_keep_the_files_of_the_framework_and_no_page(browser_client):
    page = await browser_client.get('/')
    [script] = re.findall(r'"(/_nicegui/[^"]+/static/nicegui\.js)"', page.text)
    assert 'max-age' in (await browser_client.get(script)).headers['cache-control']
    assert page.headers['cache-control'] == 'no-store'


async def test_browsers_do_not_keep_resources_that_change(browser_client):
    answer = await browser_client.get(f'/_nicegui/{__version__}/dynamic_resources/anything')
    assert 'max-age' not in answer.headers.get('cache-control', '')


@pytest.mark.parametrize(('sent', 'location'), [({'X-Forwarded-Prefix': '/tandem'}, '/tandem/'), ({}, '/')])
async def test_a_redirect_leads_back_through_the_prefix_of_a_proxy(browser_client, sent, location):
    answer = await browser_client.get('/start', headers=sent)
    assert (answer.status_code, answer.headers['location']) == (303, location)


async def test_a_stream_passes_them_event_by_event_and_ends_with_its_client(database_url, tmp_path):
    metrics = {'Authorization': 'Bearer of-metrics'}
    with forked(tmp_path, TANDEM_DATABASE_URL=database_url, TANDEM_METRICS_TOKEN='of-metrics') as address:
        async with httpx.AsyncClient(
            base_url=address, headers={'Sec-Fetch-Site': 'same-origin'}, timeout=TIMEOUT
        ) as client:

            async def open_connections():
                text = (await client.get('/metrics', headers=metrics)).text
                return int(float(re.findall(r'^tandem_open_\w+ (\S+)$', text, re.MULTILINE)[0]))

            await client.get('/login/nothing')  # any page signs the owner in
            as_events = {'Accept': 'text/event-stream'}
            async with asyncio.timeout(TIMEOUT), client.stream('GET', f'{API}/events', headers=as_events) as answer:
                lines = answer.aiter_lines()
                assert '"sync_response"' in await anext(lines)
                await client.post(f'{API}/tasks/', json={'title': 'Buy milk'})
                while '"task_created"' not in await anext(lines):
                    pass
                assert await open_connections() == 1

            async def all_closed():
                return not await open_connections()

            await until(all_closed)
