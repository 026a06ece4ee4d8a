"""How much one person and their programs may ask of a process."""

from dataclasses import replace

import pytest

from services.values.rate_limits import Limiter, Rate

API = '/api/v1'


@pytest.fixture
def tandem(tandem):
    """With room for few requests."""
    return replace(tandem, requests=Limiter(Rate(burst=3, seconds=3_600), 'Too many requests at once.'))


async def test_rest_says_when_to_come_back_and_others_need_not_wait(client, others_client):
    statuses = [(await client.get(f'{API}/me')).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    refused = await client.post(f'{API}/tasks/', json={'title': 'Buy milk'})
    assert (refused.status_code, int(refused.headers['retry-after']) > 0) == (429, True)
    assert (await others_client.get(f'{API}/me')).status_code == 200


async def test_mcp_is_counted_with_it(client):
    for _ in range(3):
        await client.get(f'{API}/me')
    message = {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/list', 'params': {}}
    assert (await client.post('/mcp', json=message)).status_code == 429


async def test_a_socket_that_asks_too_often_is_closed(dial):
    async with dial() as line:
        await line.next()
        for _ in range(3):
            await line.say({'type': 'ping'})
        code, reason = await line.end()
    assert code == 1013
    assert 'Too many requests' in reason
