"""Programs that change things over REST and in conversations, and remember what they were told is done."""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random
from typing import Any
from uuid import uuid4

import aiohttp

from tools.torture.people import Acknowledged, Person, Tally

API = '/api/v1'
_PRIORITIES = ('low', 'medium', 'high', 'urgent')
_STATUSES = ('pending', 'in_progress', 'completed')
_UNCERTAIN = (aiohttp.ClientError, OSError, TimeoutError, ValueError)
_PAUSE_SECONDS = 0.2
_OK, _CREATED, _NO_CONTENT, _SERVER_ERROR = 200, 201, 204, 500
_EXPECTED = frozenset({404, 409, 422, 503})


class Writer:
    """One program that works for one person, now at this process and now at that one."""

    def __init__(
        self, person: Person, doors: Callable[[], list[str]], http: aiohttp.ClientSession, tally: Tally, chance: Random
    ) -> None:
        self._person = person
        self._doors = doors
        self._http = http
        self._tally = tally
        self._chance = chance
        self._lists: list[str] = []
        self._verbs: dict[Callable[[], Awaitable[None]], int] = {
            self._create: 14,
            self._change: 24,
            self._change_at_a_version: 6,
            self._toggle: 12,
            self._delete: 6,
            self._make_list: 2,
            self._file: 6,
            self._nest: 6,
            self._put_first: 4,
            self._undo: 4,
            self._redo: 2,
            self._list: 8,
            self._read: 20,
            self._history: 12,
            self._say: 3,
            self._answer: 1,
        }

    async def run(self) -> None:
        """Do one thing after the other until enough was done."""
        verbs, weights = list(self._verbs), list(self._verbs.values())
        while not self._tally.done:
            [verb] = self._chance.choices(verbs, weights)
            await verb()
            self._tally.count(verb.__name__.strip('_'))

    async def _create(self) -> None:
        """Add a task; when nobody can say whether that worked, ask again with the same key."""
        wanted = {'title': f'Task {uuid4().hex}', 'priority': self._chance.choice(_PRIORITIES)}
        key = {'Idempotency-Key': uuid4().hex}
        for _ in range(5):
            status, task = await self._ask('POST', '/tasks/', wanted, key)
            if status == _CREATED:
                self._person.known.append(task['id'])
                self._done('created', task, wanted)
                return

    async def _change(self) -> None:
        wanted = self._changes()
        status, task = await self._ask('PATCH', f'/tasks/{self._task()}', wanted)
        if status == _OK:
            self._done('changed', task, wanted)

    async def _change_at_a_version(self) -> None:
        task_id = self._task()
        status, task = await self._ask('GET', f'/tasks/{task_id}')
        if status != _OK:
            return
        wanted = self._changes()
        version = task['version']
        status, task = await self._ask('PATCH', f'/tasks/{task_id}', wanted, {'If-Match': f'"{version}"'})
        if status == _OK:
            self._done('changed', task, wanted)
            if task['version'] > version + 1:
                self._tally.violation(f'{task_id} was changed at version {version}, but it was at another')

    async def _toggle(self) -> None:
        status, task = await self._ask('PATCH', f'/tasks/{self._task()}/toggle')
        if status == _OK:
            self._done('toggled', task, {})

    async def _delete(self) -> None:
        task_id = self._task()
        status, _ = await self._ask('DELETE', f'/tasks/{task_id}')
        if status == _NO_CONTENT:
            self._person.acknowledged.append(Acknowledged('deleted', task_id))

    async def _make_list(self) -> None:
        wanted = {'name': f'List {uuid4().hex}'}
        status, made = await self._ask('POST', '/lists/', wanted, {'Idempotency-Key': uuid4().hex})
        if status == _CREATED:
            self._lists.append(made['id'])

    async def _file(self) -> None:
        """Put a task, and with it its sub-tasks, into a list."""
        wanted = {'list_id': self._chance.choice(self._lists or [str(uuid4())])}
        status, task = await self._ask('PATCH', f'/tasks/{self._task()}', wanted)
        if status == _OK:
            self._done('filed', task, wanted)

    async def _nest(self) -> None:
        """Make a task a sub-task of another one, or one of its own again."""
        wanted = {'parent_id': self._chance.choice((self._task(), self._task(), None))}
        status, task = await self._ask('PATCH', f'/tasks/{self._task()}', wanted)
        if status == _OK:
            self._done('nested', task, wanted)

    async def _put_first(self) -> None:
        status, task = await self._ask('POST', f'/tasks/{self._task()}/move', {'after': None})
        if status == _OK:
            self._done('moved', task, {})

    async def _undo(self) -> None:
        await self._take_back('/undo')

    async def _redo(self) -> None:
        await self._take_back('/redo')

    async def _take_back(self, path: str) -> None:
        status, result = await self._ask('POST', path)
        if status == _OK and (result['tasks'] or result['removed']):
            self._person.acknowledged.append(Acknowledged(path, turn_id=result['turn_id']))

    async def _list(self) -> None:
        await self._ask('GET', '/tasks/?limit=20')

    async def _read(self) -> None:
        await self._ask('GET', f'/tasks/{self._task()}')

    async def _history(self) -> None:
        """Read a part of the ledger; it has to begin where it was asked to and go on without a gap."""
        since = self._chance.randrange(200)
        status, page = await self._ask('GET', f'/events?since={since}&limit=50')
        if status == _OK and 'snapshot' not in page:
            numbers = [event['seq'] for event in page['events']]
            if numbers != list(range(since + 1, since + 1 + len(numbers))):
                self._tally.violation(f'events after {since} came as {numbers}')

    async def _say(self) -> None:
        """Have the assistant do something, of which the deletions wait for a yes."""
        sentence = self._chance.choice((f'add Chat {uuid4().hex}', 'delete all completed tasks', 'undo', 'show tasks'))
        status, turn = await self._ask('POST', '/chat', {'message': sentence})
        if status == _OK:
            self._person.acknowledged.append(Acknowledged('said', turn_id=turn['turn_id']))

    async def _answer(self) -> None:
        status, waiting = await self._ask('GET', '/approvals')
        if status == _OK and waiting:
            decision = self._chance.choice(('approve', 'approve', 'reject'))
            status, _ = await self._ask('POST', f'/approvals/{waiting[0]["id"]}', {'decision': decision})
            if status == _OK:
                self._person.acknowledged.append(Acknowledged('answered', turn_id=waiting[0]['turn_id']))

    def _changes(self) -> dict[str, Any]:
        return self._chance.choice(
            (
                {'title': f'Renamed {uuid4().hex}'},
                {'description': uuid4().hex},
                {'priority': self._chance.choice(_PRIORITIES)},
                {'status': self._chance.choice(_STATUSES)},
                {'due_date': f'2099-01-{self._chance.randrange(1, 29):02}'},
            )
        )

    def _task(self) -> str:
        """One of the person's tasks, mostly a recent one."""
        return self._chance.choice(self._person.known[-30:] or [str(uuid4())])

    def _done(self, what: str, task: dict[str, Any], fields: dict[str, Any]) -> None:
        self._person.acknowledged.append(Acknowledged(what, task['id'], task['version'], fields=fields))

    async def _ask(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> tuple[int, Any]:
        """The answer of one of the processes; 0 when there was none."""
        door = self._chance.choice(self._doors())
        try:
            async with self._http.request(
                method, f'{door}{API}{path}', json=body, headers=self._person.headers | (headers or {})
            ) as answer:
                content = await answer.json() if answer.status != _NO_CONTENT else None
                status = answer.status
        except _UNCERTAIN:
            self._tally.refusals['no answer'] += 1
            await asyncio.sleep(_PAUSE_SECONDS)
            return 0, None
        if status >= 400:  # noqa: PLR2004 - where refusals begin
            self._tally.refusals[str(status)] += 1
            if status not in _EXPECTED:
                self._tally.violation(f'{method} {path} was answered with {status}: {content}')
        if status >= _SERVER_ERROR:
            await asyncio.sleep(_PAUSE_SECONDS)
        return status, content
