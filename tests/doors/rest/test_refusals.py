"""Whatever cannot be accepted is refused with a sentence that says what to do, and changes nothing."""

import itertools
import json
from uuid import UUID

import pytest
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import create_async_engine

from services.tools import TOOLS
from tests.factories import events_of, make_session, make_task

NOBODYS = UUID('9df509c5-cf8b-4a00-905d-2178ff5299ba')

API = '/api/v1'
JSON = {'Content-Type': 'application/json'}

BAD_TASKS = {
    'no title': ({}, 'title', 'required'),
    'an empty title': ({'title': ''}, 'title', 'must not be empty'),
    'a blank title': ({'title': ' \u200b\t '}, 'title', 'must not be empty'),
    'null for a title': ({'title': None}, 'title', 'must be text'),
    'a number for a title': ({'title': 7}, 'title', 'must be text'),
    'a title of 256 characters': ({'title': 'x' * 256}, 'title', 'Shorten it to 255'),
    'a title of 256 emoji': ({'title': '🥛' * 256}, 'title', 'Shorten it to 255'),
    'a control character': ({'title': 'a\u0007b'}, 'title', 'control character'),
    'a NUL': ({'title': 'a\0b'}, 'title', 'U+0000'),
    'a line break in a title': ({'title': 'a\nb'}, 'title', 'line break'),
    'half a surrogate pair': ({'title': 'a\ud800b'}, 'title', 'U+D800'),
    'a description of 1,001 characters': ({'title': 'x', 'description': 'x' * 1_001}, 'description', '1,000'),
    'an unknown status': ({'title': 'x', 'status': 'done'}, 'status', "'pending', 'in_progress' or 'completed'"),
    'an unknown priority': ({'title': 'x', 'priority': 'asap'}, 'priority', "'low', 'medium', 'high' or 'urgent'"),
    'a past day': ({'title': 'x', 'due_date': '2020-01-01'}, 'due_date', 'is in the past'),
    'a past moment': ({'title': 'x', 'due_date': '2020-01-01T00:00:00Z'}, 'due_date', 'is in the past'),
    'a day that is none': ({'title': 'x', 'due_date': '2999-02-30'}, 'due_date', 'Write a date as'),
    'half a surrogate pair for a day': ({'title': 'x', 'due_date': '\udfff'}, 'due_date', 'Write a date as'),
    'a field that does not exist': ({'title': 'x', 'colour': 'red'}, 'colour', 'Leave it out'),
    'half a surrogate pair for a field': ({'title': 'x', '\ud800': 1}, 'body', 'half a character'),
}


@pytest.fixture
async def untouched(database, owner):
    """Whatever a test does, nothing is recorded for the owner."""
    before = await events_of(database, owner)
    yield
    assert await events_of(database, owner) == before


@pytest.mark.usefixtures('untouched')
async def test_a_bad_task_is_refused(client, subtests):
    for case, (body, field, says) in BAD_TASKS.items():
        with subtests.test(case):
            answer = await client.post(f'{API}/tasks/', content=json.dumps(body), headers=JSON)

            assert answer.status_code == 422
            [fault] = answer.json()['detail']
            assert fault['field'] == field
            assert says in fault['message']
            assert 'Value error' not in answer.text


@pytest.mark.parametrize('method', ['PUT', 'PATCH'])
async def test_a_bad_change_is_refused_and_the_task_stays(client, database, owner, method, subtests):
    task = await make_task(database, owner)
    path = f'{API}/tasks/{task.id}'

    for case, (body, field, _) in BAD_TASKS.items():
        if case == 'no title':
            continue
        with subtests.test(case):
            answer = await client.request(method, path, content=json.dumps(body), headers=JSON)

            assert answer.status_code == 422
            assert answer.json()['detail'][0]['field'] == field
            assert (await client.get(path)).json() == task.model_dump(mode='json')


@pytest.mark.usefixtures('untouched')
@pytest.mark.parametrize('path', ['/tasks/', '/chat'])
async def test_a_broken_body_is_refused(client, path, subtests):
    for body, says in (
        (b'{"title": "x"', 'not valid JSON'),
        (b'', 'Send a JSON object'),
        (b'null', 'Send a JSON object'),
        (b'[]', 'Send a JSON object'),
        (b'"x"', 'Send a JSON object'),
        (b'{"title": "\xff"}', 'cannot be read'),
        (b'[' * 100_000, 'cannot be read'),
        (b'{"title": ' + b'9' * 10_000 + b'}', 'cannot be read'),
    ):
        with subtests.test(body=body[:20]):
            answer = await client.post(API + path, content=body, headers=JSON)

            assert answer.status_code == 422
            [fault] = answer.json()['detail']
            assert fault['field'] == 'body'
            assert says in fault['message']


@pytest.mark.usefixtures('untouched')
async def test_a_body_that_is_not_called_json_is_refused(client):
    answer = await client.post(f'{API}/tasks/', content=b'{"title": "x"}', headers={'Content-Type': 'text/plain'})

    assert answer.status_code == 422
    assert 'Content-Type: application/json' in answer.json()['detail'][0]['message']


@pytest.mark.usefixtures('untouched')
@pytest.mark.parametrize('path', ['/tasks/', '/chat', '/chat/sessions', '/undo'])
async def test_an_oversized_body_is_refused(client, path):
    answer = await client.post(API + path, content=b'"' + b'x' * 1_000_000 + b'"', headers=JSON)

    assert answer.status_code == 413
    assert 'at most 1 MB' in answer.json()['detail']


@pytest.mark.usefixtures('untouched')
async def test_an_oversized_body_of_unknown_length_is_refused(client):
    async def body():
        for _ in range(11):
            yield b' ' * 100_000

    answer = await client.post(f'{API}/tasks/', content=body(), headers=JSON)

    assert answer.status_code == 413
    assert 'at most 1 MB' in answer.json()['detail']


async def test_a_bad_question_is_refused(client, subtests):
    for path, field in (
        ('/tasks/?completed=maybe', 'completed'),
        ('/tasks/?status=done', 'status'),
        ('/tasks/?priority=asap', 'priority'),
        ('/tasks/?q=%00', 'q'),
        (f'/tasks/?q={"x" * 256}', 'q'),
        ('/tasks/?skip=-1', 'skip'),
        ('/tasks/?skip=99999999999999999999', 'skip'),
        ('/tasks/?skip=one', 'skip'),
        ('/tasks/?limit=0', 'limit'),
        ('/tasks/?limit=1001', 'limit'),
        ('/tasks/not-an-id', 'task_id'),
        ('/tasks/%00', 'task_id'),
        ('/chat/sessions/1', 'session_id'),
        ('/chat/sessions/1/messages', 'session_id'),
        (f'/chat/sessions/{NOBODYS}/messages?limit=0', 'limit'),
        (f'/chat/sessions/{NOBODYS}/messages?before=-1', 'before'),
        ('/chat/sessions?limit=1001', 'limit'),
        ('/approvals?pending=perhaps', 'pending'),
        ('/events?since=-1', 'since'),
        ('/events?since=99999999999999999999', 'since'),
        ('/events?since=x', 'since'),
        ('/events?limit=0', 'limit'),
    ):
        with subtests.test(path):
            answer = await client.get(API + path)

            assert answer.status_code == 422
            [fault] = answer.json()['detail']
            assert fault['field'] == field
            assert fault['message'].endswith('.')


@pytest.mark.usefixtures('untouched')
@pytest.mark.parametrize('accept', ['application/json', 'text/event-stream'])
async def test_a_bad_message_is_refused(client, accept, subtests):
    for body, field, says in (
        ({}, 'message', 'required'),
        ({'message': ''}, 'message', 'must not be empty'),
        ({'message': ' \n '}, 'message', 'must not be empty'),
        ({'message': 'x' * 4_001}, 'message', 'Shorten it to 4,000'),
        ({'message': 'a\u0007'}, 'message', 'control character'),
        ({'message': 'hello', 'session_id': 'x'}, 'session_id', 'is not an id'),
    ):
        with subtests.test(field=field, says=says):
            answer = await client.post(f'{API}/chat', json=body, headers={'Accept': accept})

            assert answer.status_code == 422
            [fault] = answer.json()['detail']
            assert fault['field'] == field
            assert says in fault['message']


@pytest.mark.usefixtures('untouched')
async def test_other_bad_requests_are_refused(client, subtests):
    for method, path, body, field in (
        ('POST', '/chat/sessions', {'title': ' '}, 'title'),
        ('POST', f'/approvals/{NOBODYS}', {'decision': 'maybe'}, 'decision'),
        ('POST', '/approvals/1', {'decision': 'approve'}, 'approval_id'),
        ('POST', '/undo', {'turn_id': 'last'}, 'turn_id'),
        ('PATCH', '/me', {'time_zone': 'Mars/Olympus'}, 'time_zone'),
        ('PATCH', '/me', {'name': ''}, 'name'),
        ('PATCH', '/me', {'email': 'nobody'}, 'email'),
        ('PATCH', '/me', {'seq': 7}, 'seq'),
    ):
        with subtests.test(path=path, field=field):
            answer = await client.request(method, API + path, json=body)

            assert answer.status_code == 422
            assert [fault['field'] for fault in answer.json()['detail']] == [field]


async def test_what_only_looks_like_a_whole_number_is_refused(app, client, subtests):
    """In every body there is, and in the arguments of every tool."""
    document = app.openapi()
    bodies = {
        (method, path): content['application/json']['schema']
        for path, methods in document['paths'].items()
        for method, operation in methods.items()
        if (content := operation.get('requestBody', {}).get('content', {})) and 'application/json' in content
    }
    numbers = {where: names for where, schema in bodies.items() if (names := whole_numbers(schema, document))}
    assert ('post', f'{API}/approvals/{{approval_id}}') in numbers
    for (method, path), names in numbers.items():
        for name, value in itertools.product(names, [True, 2.0, '2']):
            with subtests.test(method=method, path=path, name=name, value=value):
                refused = await client.request(method, path.replace('{approval_id}', str(NOBODYS)), json={name: value})
                assert refused.status_code == 422
                [message] = [each['message'] for each in refused.json()['detail'] if each['field'] == name]
                assert message.endswith('must be a whole number.')
    for tool in TOOLS.values():
        schema = tool.arguments.model_json_schema()
        for name, value in itertools.product(whole_numbers(schema, schema), [True, 2.0, '2']):
            with subtests.test(tool=tool.name, name=name, value=value):
                with pytest.raises(ValidationError) as invalid:
                    tool.arguments.model_validate({name: value})
                assert ('int_type', (name,)) in [(each['type'], each['loc']) for each in invalid.value.errors()]


def whole_numbers(schema, document):
    """The names of the properties of an object that are whole numbers."""
    for part in schema.get('anyOf', [schema]):
        if '$ref' in part:
            schema = document['components']['schemas'][part['$ref'].rpartition('/')[2]]
    return [name for name, part in schema.get('properties', {}).items() if '"integer"' in json.dumps(part)]


async def test_a_conversation_is_not_renamed_to_nothing(client, database, owner):
    chat = await make_session(database, owner, 'Plans')

    answer = await client.patch(f'{API}/chat/sessions/{chat.id}', json={'title': ''})

    assert answer.status_code == 422
    assert (await client.get(f'{API}/chat/sessions/{chat.id}')).json()['title'] == 'Plans'


@pytest.mark.parametrize('path', ['/api', '/api/', '/api/v1', '/api/v2/tasks/', '/api/v1/nothing', '/api/v1/tasks/x/y'])
async def test_an_unknown_address_is_a_sentence_too(client, nobody, path):
    for caller in (client, nobody):
        answer = await caller.get(path)
        assert answer.status_code == 404
        assert '/docs' in answer.json()['detail']


async def test_a_method_that_an_address_does_not_know_is_named(client):
    answer = await client.post(f'{API}/me', json={})

    assert answer.status_code == 405
    assert answer.headers['allow'] == 'GET, PATCH'
    assert 'Allow' in answer.json()['detail']


async def test_a_fault_of_ours_is_logged_and_never_shown(client, tandem, caplog):
    async with tandem.database.everybody().transaction() as session:
        connection = await session.connection()
        await connection.exec_driver_sql('ALTER TABLE tasks RENAME TO tasks_elsewhere')

    answer = await client.get(f'{API}/tasks/')

    assert answer.status_code == 500
    assert answer.json() == {'detail': 'Something went wrong here, and nothing was changed. The log says more.'}
    assert 'UndefinedTableError' in caplog.text


async def test_with_every_connection_in_use_the_answer_says_when_to_try_again(client, tandem):
    await tandem.database.close()
    tandem.database._engine = create_async_engine(
        'postgresql+asyncpg://', async_creator=tandem.database.connect, pool_size=1, max_overflow=0, pool_timeout=0.01
    )
    async with tandem.database.everybody().transaction() as session:
        await session.connection()
        answer = await client.get(f'{API}/tasks/')

    assert answer.status_code == 503
    assert answer.headers['retry-after'] == '1'


async def test_without_a_database_the_answer_says_when_to_try_again(client, tandem):
    await tandem.database.close()
    tandem.database._url = 'postgresql://nobody@127.0.0.1:1/nothing'

    answer = await client.get(f'{API}/tasks/')

    assert answer.status_code == 503
    assert answer.headers['retry-after'] == '1'
    assert 'try again' in answer.json()['detail']


async def test_a_change_that_cannot_be_committed_is_not_answered_with_success(client, tandem, owner):
    async with tandem.database.everybody().transaction() as session:
        connection = await session.connection()
        await connection.exec_driver_sql(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$"
        )
        await connection.exec_driver_sql(
            'CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON tasks'
            ' DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()'
        )

    answer = await client.post(f'{API}/tasks/', json={'title': 'Buy milk'})

    assert answer.status_code == 500
    assert await events_of(tandem.database, owner) == []
