"""A stream of server-sent events, followed."""

import asyncio
import json
from contextlib import asynccontextmanager

from tests.timeouts import TIMEOUT

EVENTS = '/api/v1/events'


STREAM = {'Accept': 'text/event-stream'}


class Stream:
    """A followed stream, read event by event."""

    def __init__(self, response):
        self._lines = response.aiter_lines()

    async def next(self):
        """The id and the message of the next event; comments are passed over."""
        event = {}
        async with asyncio.timeout(TIMEOUT):
            async for line in self._lines:
                if not line and event:
                    return int(event['id']), json.loads(event['data'])
                if line and not line.startswith(':'):
                    field, _, value = line.partition(': ')
                    event[field] = value
        raise AssertionError('the stream ended')


@asynccontextmanager
async def following(client, headers=None, **params):
    async with client.stream('GET', EVENTS, params=params, headers=STREAM | (headers or {})) as response:
        assert response.status_code == 200
        assert response.headers['content-type'].startswith('text/event-stream')
        yield Stream(response)
