"""Every address of the OpenAPI document is tried with the ids of somebody else; a new one without a case fails."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from services.accounts.tokens import hash_of
from tests.accounts import API, PASSWORD
from tests.promises.isolation.people import flat, made_up, tells, uuids_in

NOBODYS = '00000000-0000-4000-8000-00000000000f'

BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ('POST', '/auth/register'): {'email': 'third@example.org', 'password': PASSWORD},
    ('POST', '/auth/login'): {'email': 'eve@example.org', 'password': PASSWORD},
    ('POST', '/tasks/'): {'title': 'Her own'},
    ('PUT', '/tasks/{task_id}'): {'title': 'Taken over', 'status': 'pending', 'priority': 'low'},
    ('PATCH', '/tasks/{task_id}'): {'title': 'Taken over'},
    ('POST', '/tasks/{task_id}/move'): {'after': None},
    ('POST', '/lists/'): {'name': 'Home'},
    ('PATCH', '/lists/{list_id}'): {'name': 'Taken over'},
    ('POST', '/lists/{list_id}/move'): {'after': None},
    ('POST', '/labels/'): {'name': 'home'},
    ('PATCH', '/labels/{label_id}'): {'name': 'taken'},
    ('POST', '/chat'): {'message': 'yes'},
    ('POST', '/chat/sessions'): {'title': 'Her own'},
    ('PATCH', '/chat/sessions/{session_id}'): {'title': 'Taken over'},
    ('POST', '/approvals/{approval_id}'): {'decision': 'approve'},
    ('PATCH', '/approvals/{approval_id}'): {'items': [{'task_id': NOBODYS, 'changes': {'title': 'Taken over'}}]},
    ('POST', '/undo'): {},
    ('POST', '/redo'): {},
    ('PATCH', '/me'): {'name': 'Eve'},
}
"""What is sent to addresses that need something."""

LAST = {
    '/auth/logout': None,
    '/auth/logout-everywhere': None,
    '/auth/password': {'current_password': PASSWORD, 'new_password': PASSWORD},
    '/auth/delete': {'password': PASSWORD},
}
"""What ends a login, or the account, and so is tried after the rest, each with a new login."""

FEWEST_CASES = 60


@dataclass(frozen=True)
class Case:
    """One request: where to, and where in it the ids of hers are put."""

    method: str
    path: str
    in_path: bool = False
    in_query: str | None = None
    in_body: str | None = None
    body: dict[str, Any] | None = field(default=None, compare=False)

    @property
    def names_hers(self) -> bool:
        return self.in_path or bool(self.in_query or self.in_body)

    async def answer(self, client, theirs, own):
        """What the server says, with the ids that were sent taken out: status and text."""
        path = self.path.format(**(theirs if self.in_path else own))
        query = {self.in_query: theirs[self.in_query]} if self.in_query else None
        body = (
            {**self.body, self.in_body: theirs[self.in_body]} if self.in_body and self.body is not None else self.body
        )
        said = await client.request(self.method, API + path, params=query, json=body)
        text = said.text
        for each in flat(theirs):
            text = text.replace(each, 'ID')
        return said.status_code, text


def cases(document):
    """Each address with hers in its path, and with each id that its query or body has room for; else as it is."""
    known = document['components']['schemas']
    for whole, methods in document['paths'].items():
        path = whole.removeprefix(API)
        for method, operation in methods.items():
            if path in LAST:
                continue
            name = method.upper(), path
            body = BODIES.get(name)
            content = operation.get('requestBody', {}).get('content', {}).get('application/json', {})
            assert not content or body is not None, f'{name} has no body here'
            has_id = '{' in path
            yield Case(*name, in_path=has_id, body=body)
            for parameter in operation.get('parameters', []):
                if parameter['in'] == 'query' and uuids_in({'properties': {'it': parameter['schema']}}, known):
                    yield Case(*name, in_query=parameter['name'], body=body)
            for each in sorted(uuids_in(content.get('schema'), known)):
                yield Case(*name, in_body=each, body=body)
                if has_id:
                    yield Case(*name, in_path=True, in_body=each, body=body)


@pytest.mark.usefixtures('untouched')
async def test_another_persons_id_is_answered_like_one_that_nobody_has(app, eve, hers, own):
    wrong = []
    tried = list(cases(app.openapi()))
    for case in tried:
        said = await case.answer(eve.client, hers, own)
        if tells(said[1], hers) or said[0] >= 500:
            wrong.append((case, said))
        if case.names_hers and said != await case.answer(eve.client, made_up(hers), own):
            wrong.append((case, said))
        if case.in_path and said[0] != 404 and '"reply":null' not in said[1]:
            wrong.append((case, said))

    assert wrong == []
    assert len(tried) >= FEWEST_CASES


@pytest.mark.usefixtures('untouched')
async def test_ending_ones_own_login_or_account_ends_nobody_elses(eve):
    for path, body in LAST.items():
        await eve.log_in()
        assert (await eve.client.post(API + path, json=body)).status_code == 204


@pytest.mark.usefixtures('untouched')
async def test_nothing_of_hers_is_a_way_in(ada, eve, hers):
    for pretended in (*flat(hers), hash_of(ada.token), ada.email, f'{eve.token}{ada.id}'):
        answer = await eve.client.get(f'{API}/me', headers={'Authorization': f'Bearer {pretended}'})
        assert answer.status_code == 401


async def test_a_key_of_hers_repeats_nothing_of_hers(ada, eve):
    key = {'Idempotency-Key': 'groceries'}
    await ada.client.post(f'{API}/tasks/', json={'title': 'Buy milk for Ada'}, headers=key)

    mine = await eve.client.post(f'{API}/tasks/', json={'title': 'Buy milk for Eve'}, headers=key)

    assert mine.status_code == 201
    assert mine.json()['title'] == 'Buy milk for Eve'


def test_the_lists_above_name_only_addresses_that_exist(app):
    known = {path.removeprefix(API) for path in app.openapi()['paths']}
    assert known >= set(LAST) | {path for _, path in BODIES}
