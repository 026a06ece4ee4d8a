"""Two people at every door of one running Tandem, and all their ids by the names the doors have for them."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import httpx
from websockets.asyncio.client import ClientConnection, connect

from tests.accounts import API, PASSWORD
from tests.timeouts import TIMEOUT

SECRET = 'Quietly plan the surprise'


class Person:
    """Somebody with a login of their own."""

    def __init__(self, address: str, answer: dict[str, str]) -> None:
        self.address = address
        self.id = UUID(answer['id'])
        self.email = answer['email']
        self.token = answer['access_token']
        self.client = httpx.AsyncClient(base_url=address, headers=self.headers, timeout=TIMEOUT)

    @property
    def headers(self) -> dict[str, str]:
        return {'Authorization': f'Bearer {self.token}'}

    async def do(self, method: str, path: str, **body: Any) -> Any:
        """What a request under /api/v1 that has to succeed answers."""
        answer = await self.client.request(method, API + path, json=body or None)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def log_in(self) -> None:
        answer = await self.do('POST', '/auth/login', email=self.email, password=PASSWORD)
        self.token = answer['access_token']
        self.client.headers.update(self.headers)

    async def everything(self) -> dict[str, Any]:
        """All that Tandem keeps about this person."""
        return {**await self.do('GET', '/auth/export'), 'exported_at': ''}

    async def waiting(self) -> list[dict[str, Any]]:
        """The approvals that wait for this person."""
        return await self.do('GET', '/approvals')

    @asynccontextmanager
    async def line(self, query: str = '') -> AsyncIterator[ClientConnection]:
        """The live line, snapshot included."""
        address = f'{self.address.replace("http", "ws")}/ws{query}'
        async with connect(address, additional_headers=self.headers, proxy=None) as socket:
            yield socket

    async def rpc(self, method: str, **params: Any) -> httpx.Response:
        """One message of the Model Context Protocol."""
        message = json.dumps({'jsonrpc': '2.0', 'id': 1, 'method': method, 'params': params})
        headers = {'Accept': 'application/json, text/event-stream', 'Content-Type': 'application/json'}
        return await self.client.post('/mcp', content=message, headers=headers)


async def person(address: str, email: str) -> Person:
    async with httpx.AsyncClient(base_url=address, timeout=TIMEOUT) as client:
        answer = await client.post(f'{API}/auth/register', json={'email': email, 'password': PASSWORD})
    assert answer.status_code == 201, answer.text
    return Person(address, answer.json())


async def furnish(person: Person, title: str) -> dict[str, str]:
    """A list, a label, a task with both, a deleted task, a conversation, a turn and an approval that waits.

    Each is there by what parameters call it.
    """
    home = await person.do('POST', '/lists/', name=title)
    label = await person.do('POST', '/labels/', name=title.replace(' ', '-'))
    task = await person.do('POST', '/tasks/', title=title, list_id=home['id'], label_ids=[label['id']])
    gone = await person.do('POST', '/tasks/', title=f'{title} too')
    await person.do('DELETE', f'/tasks/{gone["id"]}')
    said = await person.do('POST', '/chat', message=f'delete {title.lower()}')
    [approval] = await person.waiting()
    return {
        'user_id': str(person.id),
        'task_id': task['id'],
        'task_ids': [task['id']],
        'thing_id': gone['id'],
        'list_id': home['id'],
        'after': task['id'],
        'parent_id': task['id'],
        'label_id': label['id'],
        'label_ids': [label['id']],
        'session_id': said['session_id'],
        'turn_id': said['turn_id'],
        'replaces': said['turn_id'],
        'approval_id': approval['id'],
    }


def made_up(ids: dict[str, Any]) -> dict[str, Any]:
    """Ids that nobody has, by the same names."""
    return {name: [str(uuid4())] if isinstance(value, list) else str(uuid4()) for name, value in ids.items()}


def flat(ids: dict[str, Any]) -> list[str]:
    """All ids that are among `ids`."""
    return [each for value in ids.values() for each in (value if isinstance(value, list) else [value])]


def tells(text: str, hers: dict[str, Any]) -> bool:
    """Whether something of Ada's can be read in `text`."""
    return SECRET.lower() in text.lower() or str(hers['user_id']) in text


def uuids_in(schema: Any, known: dict[str, Any]) -> set[str]:
    """The names of the properties that hold an id, or several, in a JSON schema."""
    if isinstance(schema, list):
        return {name for part in schema for name in uuids_in(part, known)}
    if not isinstance(schema, dict):
        return set()
    if '$ref' in schema:
        return uuids_in(known[schema['$ref'].rpartition('/')[2]], known)
    found = {name for name, part in schema.get('properties', {}).items() if '"format": "uuid"' in json.dumps(part)}
    return found | uuids_in(schema.get('anyOf', []), known)
