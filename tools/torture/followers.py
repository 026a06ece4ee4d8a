"""Programs that follow what happens, by every door there is, and check each step."""

import asyncio
import json
from collections.abc import Callable
from random import Random
from typing import Any

import aiohttp

from tools.torture.people import Person, Tally

_TROUBLE = (aiohttp.ClientError, OSError, TimeoutError, ValueError)
_SILENCE = aiohttp.ClientTimeout(total=None, sock_connect=5, sock_read=14)
_OK = 200


class Follower:
    """A copy of a person's tasks that is kept in step from afar; a lost line is made again, anywhere."""

    def __init__(
        self, person: Person, doors: Callable[[], list[str]], http: aiohttp.ClientSession, tally: Tally, chance: Random
    ) -> None:
        self.person = person
        self.seq: int | None = None
        self.tasks: dict[str, dict[str, Any]] = {}
        self._doors = doors
        self._http = http
        self._tally = tally
        self._chance = chance

    async def run(self) -> None:
        """Follow until cancelled, for a while by one door and then by another."""
        ways = (self._websocket, self._websocket, self._stream, self._ask_again_and_again)
        while True:
            try:
                async with asyncio.timeout(self._chance.uniform(2, 30)):
                    await self._chance.choice(ways)(self._chance.choice(self._doors()))
            except _TROUBLE:
                await asyncio.sleep(0.2)

    async def _websocket(self, door: str) -> None:
        address = f'{door}/ws{self._since()}'
        async with self._http.ws_connect(address, headers=self.person.headers, heartbeat=5, max_msg_size=0) as line:
            first = True
            async for message in line:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._take_in(json.loads(message.data), first=first)
                    first = False

    async def _stream(self, door: str) -> None:
        headers = self.person.headers | {'Accept': 'text/event-stream'}
        address = f'{door}/api/v1/events{self._since()}'
        async with self._http.get(address, headers=headers, timeout=_SILENCE) as answer:
            first = True
            async for line in answer.content:
                if answer.status == _OK and line.startswith(b'data: '):
                    message = json.loads(line.removeprefix(b'data: '))
                    if 'type' in message:
                        self._take_in(message, first=first)
                        first = False

    async def _ask_again_and_again(self, door: str) -> None:
        while True:
            address = f'{door}/api/v1/events?since={self.seq or 0}&limit=100'
            async with self._http.get(address, headers=self.person.headers) as answer:
                page = await answer.json()
                if answer.status != _OK:
                    return
            if 'snapshot' in page:
                self._take_in({'type': 'sync_response', 'seq': page['seq'], 'data': page['snapshot']}, first=True)
            if self.seq is None:
                self.seq = 0
            for event in page['events']:
                self._take_in(event, first=False)
            if self.seq != page['seq']:
                self._tally.violation(f'a page of events ended at {self.seq} and said {page["seq"]}')
            await asyncio.sleep(self._chance.uniform(0.2, 2))

    def _take_in(self, message: dict[str, Any], *, first: bool) -> None:
        seq = message['seq']
        if message['type'] == 'sync_response':
            if self.seq is not None and seq < self.seq:
                self._tally.violation(f'a snapshot went back from {self.seq} to {seq}')
            self.tasks = {task['id']: task for task in message['data']['tasks']}
        else:
            if self.seq is None or seq != self.seq + 1:
                self._tally.violation(f'event {seq} followed {self.seq}{", at the beginning" if first else ""}')
            self._apply(message)
        self.seq = seq

    def _apply(self, event: dict[str, Any]) -> None:
        task = event['data'].get('task')
        if task is None:
            return
        if event['type'] == 'task_deleted':
            self.tasks.pop(task['id'], None)
        else:
            self.tasks[task['id']] = task

    def _since(self) -> str:
        """Where to go on; now and then as if everything was forgotten."""
        forgets = self._chance.random() < 0.05  # noqa: PLR2004 - one time in twenty
        return '' if self.seq is None or forgets else f'?since={self.seq}'
