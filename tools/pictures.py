"""Takes the pictures in docs/pictures, of a Tandem of its own, with tasks as people have them."""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from playwright.async_api import Browser, async_playwright

from tools.chromium import launched

PLACE = Path('docs/pictures')
DESK = {'viewport': {'width': 1440, 'height': 810}}
PHONE = {'viewport': {'width': 390, 'height': 780}, 'has_touch': True, 'is_mobile': True}
TALK = ('move the dentist to Friday at 9:30', 'delete all completed tasks')
_SECONDS = 60.0


PLACES = {
    'lists': [
        {'name': 'Home', 'colour': 'green'},
        {'name': 'Work', 'colour': 'blue'},
        {'name': 'Lisbon', 'colour': 'orange'},
    ],
    'labels': [{'name': 'errand', 'colour': 'pink'}, {'name': 'calls', 'colour': 'violet'}],
}


def tasks() -> list[dict[str, Any]]:
    """A week like any other, with its lists, labels and wholes by their names; the last one is shown first."""
    today = datetime.now(UTC).date()

    def day(days: int) -> str:
        return (today + timedelta(days=days)).isoformat()

    return [
        {'title': 'Return the library books', 'status': 'completed'},
        {'title': 'Order new running shoes', 'status': 'completed'},
        {'title': 'Fix the kitchen tap', 'list': 'Home', 'priority': 'low', 'estimate_minutes': 45},
        {'title': 'Read the lease before signing', 'description': 'Clause 7 above all', 'due_date': day(9)},
        {'title': 'Book flights', 'list': 'Lisbon', 'priority': 'high', 'due_date': day(4)},
        {
            'title': 'Prepare the review',
            'list': 'Work',
            'status': 'in_progress',
            'priority': 'high',
            'due_date': day(2),
        },
        {'title': 'Ask everybody for numbers', 'whole': 'Prepare the review', 'status': 'completed'},
        {'title': 'Draw the slides', 'whole': 'Prepare the review', 'estimate_minutes': 120},
        {'title': 'Dentist', 'due_date': day(1)},
        {'title': 'Water the plants', 'list': 'Home', 'due_date': day(0)},
        {'title': 'Send the invoice to Baker & Sons', 'list': 'Work', 'priority': 'urgent', 'due_date': day(0)},
        {'title': 'Call mum', 'label': 'calls', 'description': 'Her birthday is on Sunday'},
    ]


async def add_everything(program: httpx.AsyncClient) -> None:
    """Add the lists, the labels and the tasks."""
    ids: dict[str, str] = {}
    for kind, places in PLACES.items():
        for place in places:
            ids[place['name']] = (await program.post(f'/api/v1/{kind}/', json=place)).raise_for_status().json()['id']
    for task in tasks():
        label = task.pop('label', None)
        fields = {'list_id': ids.get(task.pop('list', '')), 'parent_id': ids.get(task.pop('whole', ''))}
        added = {**task, **fields, 'label_ids': [ids[label]] if label else []}
        ids[task['title']] = (await program.post('/api/v1/tasks/', json=added)).raise_for_status().json()['id']


async def main() -> None:
    """Write every picture."""
    with tempfile.TemporaryDirectory(prefix='tandem-pictures-') as folder, running(Path(folder)) as (address, token):
        async with httpx.AsyncClient(base_url=address, headers={'Authorization': f'Bearer {token}'}) as program:
            await wait_until_ready(program)
            await add_everything(program)
            session = None
            for message in TALK:
                sent = {'message': message} | ({'session_id': session} if session else {})
                session = (await program.post('/api/v1/chat', json=sent)).raise_for_status().json()['session_id']
        async with async_playwright() as playwright, launched(playwright) as browser:
            for theme in ('light', 'dark'):
                await take(browser, address, f'desk-{theme}', color_scheme=theme, **DESK)
                await take(browser, address, f'phone-{theme}', color_scheme=theme, **PHONE)


async def take(browser: Browser, address: str, name: str, **how: Any) -> None:
    """Take one picture of the tasks with the chat beside them."""
    context = await browser.new_context(base_url=address, reduced_motion='reduce', **how)
    page = await context.new_page()
    await page.goto('/')
    await page.get_by_role('listitem', name='Call mum', exact=True).wait_for()
    await page.get_by_role('button', name='Approve', include_hidden=True).wait_for(state='attached')
    await page.evaluate('document.fonts.ready')
    await page.screenshot(path=PLACE / f'{name}.png')
    await context.close()


@contextmanager
def running(folder: Path) -> Iterator[tuple[str, str]]:
    """A Tandem with its data in `folder`: its address, and a token for it."""
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        port = probe.getsockname()[1]
    environment = os.environ | {'TANDEM_DATA_DIR': str(folder), 'TANDEM_PORT': str(port)}
    command = [sys.executable, 'main.py']
    token = subprocess.run([*command, 'token', 'Pictures'], env=environment, check=True, capture_output=True)  # noqa: S603 - our own
    with subprocess.Popen(command, env=environment) as process:  # noqa: S603 - our own
        try:
            yield f'http://127.0.0.1:{port}', token.stdout.decode().strip()
        finally:
            process.terminate()


async def wait_until_ready(program: httpx.AsyncClient) -> None:
    """Wait until Tandem can be used."""
    async with asyncio.timeout(_SECONDS):
        while True:
            try:
                if (await program.get('/readyz')).is_success:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.1)


if __name__ == '__main__':
    asyncio.run(main())
