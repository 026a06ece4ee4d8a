"""Tandem in a window of its own: it opens signed in, shows what everybody sees, and takes everything along when closed.

Each test runs twice: with a Chromium, which is always there, and with pywebview, where the extra `native` is installed.
"""

import asyncio
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
import pytest
from websockets.asyncio.client import connect

from app.desktop.native import WINDOW_COMMAND
from tests.doors.desktop.devtools import Screen, close_browser, screen_of
from tests.serving import MAIN, free_port, wait_until_it_answers
from tests.timeouts import TIMEOUT, until
from tools.chromium import CHROMIUM, FLAGS

WEBVIEW = importlib.util.find_spec('webview') is not None
NO_EXTRA = pytest.mark.skipif(not WEBVIEW, reason='The extra “native” (pywebview, 670 MB) is not installed.')


@dataclass
class Desktop:
    """A desk: where the data is, and with what the window is drawn. Nothing is shown on a screen."""

    folder: Path
    environment: dict[str, str]
    port: int
    debugging: int
    is_chromium: bool

    @property
    def address(self) -> str:
        return f'http://127.0.0.1:{self.port}'

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, str(MAIN), *arguments]

    def start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self.command('--native'), cwd=self.folder, env=self.environment)  # noqa: S603 - our own

    def token(self) -> str:
        made = subprocess.run(  # noqa: S603 - our own
            self.command('token', 'Test'), cwd=self.folder, env=self.environment, check=True, capture_output=True
        )
        return made.stdout.decode().strip()


@pytest.fixture(params=['chromium', pytest.param('webview', marks=NO_EXTRA)])
def desktop(request: pytest.FixtureRequest) -> Iterator[Desktop]:
    folder = Path(tempfile.mkdtemp(prefix='tandem-window-'))
    port, debugging = free_port(), free_port()
    environment = os.environ | {'TANDEM_DATA_DIR': str(folder / 'data'), 'TANDEM_PORT': str(port)}
    environment.pop('PYTEST_CURRENT_TEST', None)
    if request.param == 'chromium':
        programs = folder / 'programs'
        programs.mkdir()
        flags = ' '.join((*FLAGS, '--headless=new', f'--remote-debugging-port={debugging}'))
        write_program(programs / 'chromium', f'exec {CHROMIUM} {flags} "$@"')
        (programs / 'webview.py').write_text("raise ModuleNotFoundError('webview')")
        environment |= {'PATH': f'{programs}:{os.environ["PATH"]}', 'PYTHONPATH': str(programs)}
    else:
        environment |= {
            'QT_QPA_PLATFORM': 'offscreen',
            'QTWEBENGINE_CHROMIUM_FLAGS': '--no-sandbox --disable-gpu',
            'QTWEBENGINE_REMOTE_DEBUGGING': str(debugging),
        }
    yield Desktop(folder, environment, port, debugging, request.param == 'chromium')
    shutil.rmtree(folder, ignore_errors=True)


def write_program(path: Path, line: str) -> None:
    path.write_text(f'#!/bin/sh\n{line}\n')
    path.chmod(0o755)


@asynccontextmanager
async def opened(desktop: Desktop) -> AsyncIterator[tuple[subprocess.Popen[bytes], Screen]]:
    """Tandem started by a double click, and what is in its window; killed if it does not end by itself."""
    process = await asyncio.to_thread(desktop.start)
    try:
        await asyncio.to_thread(wait_until_it_answers, lambda: process.poll() is None, desktop.port)
        async with screen_of(desktop.debugging, desktop.address) as screen:
            yield process, screen
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                await asyncio.to_thread(process.wait, TIMEOUT)
            finally:
                process.kill()


async def close(desktop: Desktop, screen: Screen, process: subprocess.Popen[bytes]) -> int:
    """Close the window, and wait for Tandem to end."""
    if desktop.is_chromium:
        await screen.close()
        await close_browser(desktop.debugging)
    else:
        # Qt closes its windows on this signal as their crosses do.
        (window,) = (each for each in psutil.Process(process.pid).children() if WINDOW_COMMAND in each.cmdline())
        window.send_signal(signal.SIGINT)
    return await asyncio.to_thread(process.wait, TIMEOUT)


async def test_what_is_done_in_the_window_is_seen_elsewhere_and_is_there_next_time(desktop):
    token = await asyncio.to_thread(desktop.token)
    async with opened(desktop) as (process, screen):
        live = f'ws://127.0.0.1:{desktop.port}/ws'
        async with connect(live, additional_headers={'Authorization': f'Bearer {token}'}) as line:
            assert json.loads(await line.recv())['type'] == 'sync_response'
            await screen.add_task('Buy milk')
            heard = json.loads(await line.recv())
            assert (heard['type'], heard['data']['task']['title']) == ('task_created', 'Buy milk')
        assert await close(desktop, screen, process) == 0
    assert not (desktop.folder / 'data' / 'postgresql' / 'postmaster.pid').exists()
    async with opened(desktop) as (process, screen):
        await screen.until('document.querySelector(\'[role=listitem][aria-label="Buy milk"]\')')
        assert await close(desktop, screen, process) == 0


async def test_nobody_else_on_this_machine_is_signed_in(desktop):
    async with opened(desktop), httpx.AsyncClient(base_url=desktop.address, timeout=TIMEOUT) as stranger:
        for path in ('/', '/settings', '/start', '/start?token=guessed'):
            answer = await stranger.get(path)
            assert answer.status_code == httpx.codes.UNAUTHORIZED
            assert 'set-cookie' not in answer.headers


async def test_a_second_start_ends_at_once_and_leaves_the_first_as_it_is(desktop):
    async with opened(desktop) as (process, screen):
        second = await asyncio.to_thread(desktop.start)
        assert await asyncio.to_thread(second.wait, TIMEOUT) == 0
        assert process.poll() is None
        assert await screen.evaluate('document.title') == 'Tandem'


@pytest.mark.parametrize('desktop', ['chromium'], indirect=True)
async def test_a_second_start_asks_the_browser_for_the_window_once_more(desktop):
    async with opened(desktop):
        # What a Chromium does with this is its own affair: it brings up a window of the one that runs.
        asked = desktop.folder / 'asked'
        write_program(desktop.folder / 'programs' / 'chromium', f'echo "$@" > {asked}.part; mv {asked}.part {asked}')
        second = await asyncio.to_thread(desktop.start)
        assert await asyncio.to_thread(second.wait, TIMEOUT) == 0
        await until(asked.exists)
        line = asked.read_text()
        assert f'--app={desktop.address}' in line
        assert f'--user-data-dir={desktop.folder / "data" / "browser"}' in line


async def test_stopping_tandem_closes_the_window(desktop):
    async with opened(desktop) as (process, _):
        process.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(process.wait, TIMEOUT) == 0
    with pytest.raises(httpx.ConnectError):
        httpx.get(f'http://127.0.0.1:{desktop.debugging}/json/version')  # noqa: ASYNC210 - nothing answers, at once


@NO_EXTRA
@pytest.mark.parametrize('desktop', ['webview'], indirect=True)
async def test_size_place_and_login_are_kept(desktop):
    place = desktop.folder / 'data' / 'window.json'
    place.parent.mkdir()
    place.write_text(json.dumps({'width': 700, 'height': 600, 'x': 30, 'y': 40}))
    async with opened(desktop) as (process, screen):
        assert await screen.evaluate('innerWidth') == 700
        cookie = await screen.evaluate("fetch('/api/v1/me').then((answer) => answer.status)")
        assert cookie == httpx.codes.OK
        assert await close(desktop, screen, process) == 0
    kept = json.loads(place.read_text())
    assert (kept['width'], kept['height']) == (700, 600)


def test_without_anything_to_draw_a_window_one_sentence_says_what_to_install(tmp_path):
    (tmp_path / 'webview.py').write_text("raise ModuleNotFoundError('webview')")
    environment = {'PATH': str(tmp_path), 'PYTHONPATH': str(tmp_path), 'TANDEM_DATA_DIR': str(tmp_path)}
    started = subprocess.run(  # noqa: S603 - our own
        [sys.executable, str(MAIN), '--native'],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode == 1
    assert started.stderr.count('\n') == 1
    assert 'pip install --require-hashes -r requirements-native.lock' in started.stderr
