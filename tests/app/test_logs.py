"""The log tells how requests went and where something broke, and nothing of what people keep in Tandem."""

import json
import logging
import secrets
import time

import httpx
import pytest
from websockets.sync.client import connect

from app.logs import JsonLines, PlainLines
from app.settings import read_settings
from services.errors import InvalidInput
from tests.serving import serving
from tests.timeouts import TIMEOUT

CANARY = 'canary-73ab'
PASSWORD = f'{CANARY} in the password'
API = '/api/v1'


@pytest.fixture
def log(database_url, tmp_path, capfd):
    """What a Tandem writes down while everything in it has a canary, line by line."""
    settings = {
        'TANDEM_AUTH': 'accounts',
        'TANDEM_SECRET': f'{CANARY}{secrets.token_hex(32)}',
        'TANDEM_LOG_FORMAT': 'json',
        'TANDEM_METRICS_TOKEN': f'{CANARY}-metrics',
    }
    out = err = ''
    with serving(tmp_path, TANDEM_DATABASE_URL=database_url, **settings) as (_, address):
        user_id, token = drive(address)
        deadline = time.monotonic() + TIMEOUT
        # The line about a live line is written when the server has noticed its end.
        while '"WEBSOCKET"' not in err and time.monotonic() < deadline:
            time.sleep(0.05)
            written = capfd.readouterr()
            out, err = out + written.out, err + written.err
    assert CANARY not in out
    return user_id, token, err


def drive(address):
    """Use every door, in good order and in bad; who it was, and with what token."""
    with httpx.Client(base_url=address, headers={'Sec-Fetch-Site': 'same-origin'}, timeout=TIMEOUT) as browser:
        account = {'email': f'{CANARY}@example.org', 'password': PASSWORD}
        made = browser.post(f'{API}/auth/register', json={**account, 'name': f'{CANARY} Ada'}).json()
        token = {'Authorization': f'Bearer {made["access_token"]}'}
        browser.post('/login', data=account)
        for path in ('/', '/chat', '/settings', '/account', f'/nowhere/{CANARY}', f'/login?next=/{CANARY}', '/metrics'):
            browser.get(path)
        browser.post('/login', data={**account, 'password': f'{PASSWORD} wrong'})
        browser.get(f'/reset?link={CANARY}')
        task = browser.post(f'{API}/tasks/', json={'title': CANARY, 'description': CANARY}, headers=token).json()
        kind = {'Content-Type': 'application/json'}
        for method, path, body in [
            ('GET', f'/tasks/?q={CANARY}', None),
            ('PATCH', f'/tasks/{task["id"]}', {'title': f'{CANARY} again'}),
            ('PATCH', f'/tasks/{CANARY}', {'title': CANARY}),
            ('POST', '/tasks/', {'title': f'{CANARY}\ud800', 'due_date': CANARY}),
            ('POST', '/chat', {'message': f'add {CANARY}'}),
            ('POST', '/chat', {'message': f'delete {CANARY}'}),
            ('POST', f'/{CANARY}', {CANARY: CANARY}),
        ]:
            browser.request(method, f'{API}{path}', content=json.dumps(body), headers=token | kind)
        call = {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/call', 'params': {'name': CANARY, 'arguments': {}}}
        accept = {'Accept': 'application/json, text/event-stream'}
        browser.post('/mcp', json=call, headers=token | accept)
        browser.post('/mcp', content=CANARY, headers=token | accept)
        browser.get(f'{API}/me', headers={'Authorization': f'Bearer {CANARY}'})
        with connect(f'{address.replace("http", "ws")}/ws', additional_headers=token) as line:
            line.recv()
            line.send(CANARY)
            line.recv()
    return made['id'], made['access_token']


def test_every_request_has_a_line_and_no_line_has_what_people_wrote(log):
    user_id, token, text = log
    lines = [json.loads(line) for line in text.splitlines()]
    requests = [line for line in lines if line['logger'] == 'tandem.requests']

    assert CANARY not in text
    assert token not in text
    told = {(line['method'], line['route'], line['status'], line['user'] == user_id) for line in requests}
    assert {
        ('POST', '/api/v1/auth/register', 201, False),
        ('POST', '/api/v1/tasks/', 201, True),
        ('PATCH', '/api/v1/tasks/{task_id}', 200, True),
        ('PATCH', '/api/v1/tasks/{task_id}', 422, True),
        ('GET', '/api/v1/me', 401, False),
        ('GET', '/', 200, True),
        ('POST', '/login', 401, False),
    } <= told
    assert {line['method'] for line in requests} >= {'WEBSOCKET'}
    assert all(line['milliseconds'] >= 0 and line['time'].endswith('+00:00') for line in requests)


def fail():
    raise ValueError(f'{CANARY} cannot be read')


@pytest.mark.parametrize('kind', [PlainLines, JsonLines])
def test_of_an_exception_only_its_kind_and_place_are_written(kind):
    try:
        try:
            fail()
        except ValueError as error:
            raise RuntimeError(CANARY) from error
    except RuntimeError as error:
        caught = (RuntimeError, error, error.__traceback__)
    records = [
        logging.LogRecord('x', logging.ERROR, '', 0, 'It broke.', (), caught),
        logging.LogRecord('nicegui', logging.ERROR, '', 0, caught[1], (), caught),
        logging.LogRecord('asyncio', logging.ERROR, '', 0, f'A task failed\nfuture: {caught[1]!r}', (), None),
        logging.LogRecord('x', logging.ERROR, '', 0, 'It broke: %s', (caught[1],), None),
    ]

    written = [kind().format(record) for record in records]

    assert CANARY not in ''.join(written)
    for line in written[:2]:
        assert 'ValueError' in line
        assert 'RuntimeError' in line
        assert 'fail' in line


def test_a_format_that_does_not_exist_stops_the_start(monkeypatch):
    monkeypatch.setenv('TANDEM_LOG_FORMAT', 'xml')

    with pytest.raises(InvalidInput, match='TANDEM_LOG_FORMAT has a value that cannot be used'):
        read_settings()
