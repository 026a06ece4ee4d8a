"""Tandem as an app: what a browser needs to install it, and what it shows when Tandem is away."""

import asyncio
import struct
from urllib.parse import parse_qs, urlsplit

import httpx
from playwright.async_api import expect

from tests.serving import forked
from tools.torture.proxy import Proxy


def test_the_manifest_names_icons_that_are_there(server):
    manifest = httpx.get(f'{server}/static/manifest.webmanifest')
    assert manifest.headers['content-type'] == 'application/manifest+json'
    drawn = [icon for icon in manifest.json()['icons'] if icon['type'] == 'image/png']
    assert {icon.get('purpose') for icon in drawn} == {None, 'maskable'}
    for icon in drawn:
        width, height = struct.unpack('>II', httpx.get(f'{server}{icon["src"]}').content[16:24])
        assert icon['sizes'] == f'{width}x{height}'


async def test_without_a_connection_an_honest_screen_opens_and_the_page_comes_back_by_itself(server, browser):
    line = Proxy(urlsplit(server).port)
    await line.start()
    page = await browser.new_page(base_url=f'http://127.0.0.1:{line.port}')
    await page.goto('/')
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
    await line.stop()
    await page.goto('/')
    await expect(page.get_by_role('heading', name='Tandem cannot be reached')).to_be_visible()
    await expect(page.locator('body')).to_have_css('margin', '0px')
    await line.start()
    await expect(page.get_by_role('textbox', name='New task')).to_be_visible()
    await page.close()
    await line.stop()


async def test_nothing_but_the_offline_screen_is_kept(open_page):
    page = await open_page('/')
    await page.evaluate('navigator.serviceWorker.ready')
    await page.reload()
    await page.goto('/chat')
    await page.evaluate("fetch('/api/v1/tasks/')")
    kept = await page.evaluate("""async () => {
      const paths = [];
      for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys()) paths.push(new URL(request.url).pathname);
      return paths.map((path) => path.replace(/-[0-9a-f]{12}/, '')).sort();
    }""")
    assert kept == ['/static/icon.svg', '/static/offline.html', '/static/tandem.css']


async def test_without_the_database_an_honest_screen_stands_in_for_the_page_and_opens_it_by_itself(
    tmp_path, database_url, browser
):
    folder = parse_qs(urlsplit(database_url).query)['host'][0]
    line = Proxy(f'{folder}/.s.PGSQL.5432')
    await line.start()
    through = f'postgresql://postgres@127.0.0.1:{line.port}{urlsplit(database_url).path}?sslmode=disable'
    running = forked(tmp_path, TANDEM_DATABASE_URL=through)
    address = await asyncio.to_thread(running.__enter__)
    try:
        await line.stop()
        page = await browser.new_page()
        answer = await page.goto(address)
        assert answer.status == 503
        await expect(page.get_by_role('heading', name='The database cannot be reached')).to_be_visible()
        await line.start()
        await expect(page.get_by_role('textbox', name='New task')).to_be_visible(timeout=60_000)
    finally:
        running.__exit__(None, None, None)
        await line.stop()
