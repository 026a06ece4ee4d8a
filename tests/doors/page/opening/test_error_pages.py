"""Where there is no page, and where one could not be drawn."""

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from playwright.async_api import expect

from app.pages import error_pages


@pytest.fixture
async def client():
    app = FastAPI()
    error_pages.install(app)

    @app.get('/broken')
    @app.get('/api/broken')
    def broken() -> None:
        raise RuntimeError('a secret')

    transport = ASGITransport(app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url='http://127.0.0.1') as client:
        yield client


async def test_where_there_is_nothing_a_person_finds_the_way_back(open_page):
    page = await open_page('/')
    answer = await page.request.get('/nowhere')
    assert answer.status == 404
    await page.set_content(await answer.text())
    await expect(page.get_by_role('heading', level=1)).to_have_text('Page not found')
    await expect(page.get_by_role('link', name='Back to the tasks')).to_have_attribute('href', '/')
    links = await page.locator('link[rel=stylesheet]').all()
    styles = [await link.get_attribute('href') for link in links]
    assert [(await page.request.get(address)).status for address in styles] == [200, 200]


async def test_it_is_said_in_the_language_of_the_browser(client):
    answer = await client.get('/nirgends', headers={'Accept-Language': 'de'})
    assert answer.status_code == 404
    assert 'Seite nicht gefunden' in answer.text


async def test_a_program_gets_it_as_data(client):
    answer = await client.get('/static/nothing.js')
    assert answer.status_code == 404
    assert 'nothing' in answer.json()['detail']


async def test_a_page_that_breaks_says_so_and_nothing_else(client):
    answer = await client.get('/broken')
    assert answer.status_code == 500
    assert 'That did not work' in answer.text
    assert 'secret' not in answer.text
    assert 'That did not work' not in (await client.get('/api/broken')).text
