"""Pages for browsers that have been here before: the same pages, in fewer bytes (RFC 9842)."""

import hashlib
import re
import sys
from base64 import b64encode

import httpx
import pytest
from playwright.async_api import expect

from tests.factories import make_task
from tests.fixtures.browser import until_blank_page_is_kept
from tests.serving import serving

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_HEAD = bytes.fromhex('5e2a4d1820000000')
_LINK = re.compile(r'<link rel="compression-dictionary" href="([^"]+)">')
_IDS = re.compile(r'[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}')


@pytest.fixture
def browser_of(server):
    with httpx.Client(base_url=server, headers={'Sec-Fetch-Site': 'none', 'Accept-Language': 'en'}) as browser:
        yield browser


def blank_page(browser, **headers):
    """The dictionary that a page names."""
    link = _LINK.search(browser.get('/', headers=headers).text)
    assert link
    return browser.get(link[1])


def knowing(content, *, encodings='gzip, br, zstd, dcb, dcz'):
    name = b64encode(hashlib.sha256(content).digest()).decode()
    return {'Available-Dictionary': f':{name}:', 'Accept-Encoding': encodings}


def restored(answer, blank):
    """The page that a browser makes of a difference."""
    digest = hashlib.sha256(blank).digest()
    body = b''.join(answer.iter_raw())
    assert body.startswith(_HEAD + digest)
    return zstd.decompress(body[len(_HEAD + digest) :], zstd_dict=zstd.ZstdDict(blank, is_raw=True).as_prefix).decode()


@pytest.mark.parametrize('path', ['/', '/chat', '/settings'])
async def test_the_difference_makes_the_same_page(path, browser_of, database, owner):
    await make_task(database, owner, 'Büroklammern <kaufen>')
    whole = browser_of.get(path).text
    blank = blank_page(browser_of).content

    with browser_of.stream('GET', path, headers=knowing(blank)) as answer:
        page = restored(answer, blank)

    assert answer.headers['content-encoding'] == 'dcz'
    varies = {name.strip().lower() for name in answer.headers['vary'].split(',')}
    assert {'accept-encoding', 'available-dictionary'} <= varies
    assert answer.headers['cache-control'] == 'no-store'
    assert _IDS.sub('', page) == _IDS.sub('', whole)


def test_whoever_does_not_have_the_dictionary_gets_the_page_whole(browser_of):
    blank = blank_page(browser_of).content
    for headers in (
        knowing(b'another dictionary'),
        knowing(blank, encodings='gzip, br, zstd'),
        {'Available-Dictionary': 'nonsense', 'Accept-Encoding': 'dcz'},
    ):
        answer = browser_of.get('/', headers=headers)
        assert answer.headers.get('content-encoding') in {'gzip', None}
        assert '<title>Tandem</title>' in answer.text


def test_what_is_no_page_is_sent_as_it_is(browser_of):
    blank = blank_page(browser_of).content
    assert browser_of.head('/', headers=knowing(blank)).headers.get('content-encoding') != 'dcz'
    nowhere = browser_of.get('/nowhere', headers=knowing(blank))
    assert (nowhere.status_code, nowhere.headers.get('content-encoding')) == (404, 'gzip')


async def test_the_blank_page_holds_nothing_of_anybodys(browser_of, database, owner):
    await make_task(database, owner, 'Nobody else may read this')
    page = browser_of.get('/').text
    blank = blank_page(browser_of)

    assert 'Nobody else may read this' in page
    assert 'Nobody else may read this' not in blank.text
    assert set(_IDS.findall(blank.text)) == {'00000000-0000-0000-0000-000000000000'}
    assert blank.headers['content-type'].startswith('text/plain')
    assert 'set-cookie' not in blank.headers


def test_each_language_has_its_own(browser_of):
    english, german = blank_page(browser_of), blank_page(browser_of, **{'Accept-Language': 'de'})
    assert english.url != german.url
    assert 'Add a task' in english.text
    assert 'Add a task' not in german.text


def test_every_process_has_the_same(browser_of, database_url, tmp_path):
    with serving(tmp_path, TANDEM_DATABASE_URL=database_url) as (_, address), httpx.Client(base_url=address) as other:
        there = other.get(blank_page(browser_of).url.path)
    assert there.content == blank_page(browser_of).content


@pytest.mark.parametrize('workers', ['allow', 'block'])
async def test_a_browser_makes_use_of_it(workers, open_page, database, owner):
    await make_task(database, owner, 'Buy milk')
    page = await open_page('/chat', service_workers=workers)
    if workers == 'allow':
        await page.evaluate('async () => { await navigator.serviceWorker.ready; }')
    await until_blank_page_is_kept(page)

    answer = await page.goto('/')

    assert answer.headers['content-encoding'] == 'dcz'
    await expect(page.get_by_role('listitem', name='Buy milk')).to_be_visible()
