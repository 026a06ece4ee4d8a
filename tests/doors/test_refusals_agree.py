"""What is wrong with a task is said in the same sentence by every door: tools, REST, the page and the import."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from components.controls.notices import Notices
from components.words import ENGLISH
from services import task_service
from services.errors import InvalidInput
from services.models import TaskCreate, TaskUpdate
from services.tasks.import_file import read_tasks
from services.tools import Toolbox
from services.values.cause import Cause, Moment
from tests.factories import make_task

API = '/api/v1'
JSON = {'Content-Type': 'application/json'}

TEXT: dict[str, dict[str, Any]] = {
    'a number for a title': {'title': 7},
    'an empty title': {'title': ''},
    'a blank title': {'title': ' \u200b\t '},
    'a long title': {'title': 'x' * 256},
    'a control character in a title': {'title': 'a\u0007b'},
    'a line break in a title': {'title': 'a\nb'},
    'half a character in a title': {'title': 'a\ud800b'},
    'a number for a description': {'description': 7},
    'a long description': {'description': 'x' * 1_001},
    'a control character in a description': {'description': 'a\u0007b'},
    'an invisible description': {'description': '\u200b'},
}
PAST: dict[str, dict[str, Any]] = {
    'a past day': {'due_date': '2020-01-01'},
    'a past moment': {'due_date': '2020-01-01T00:00:00Z'},
}
VALUES: dict[str, dict[str, Any]] = {
    'an unknown status': {'status': 'done'},
    'a number for a status': {'status': 7},
    'an unknown priority': {'priority': 'asap'},
    'half a character for a priority': {'priority': '\ud800'},
    'a day that is none': {'due_date': '2999-02-30'},
    'a number for a day': {'due_date': 7},
    'braces for a day': {'due_date': '{day}'},
    **PAST,
    'a day too far away': {'due_date': '9999-12-31T23:59:59-14:00'},
    'an unknown field': {'colour': 'red'},
    'several at once': {'status': 'done', 'priority': 'asap', 'due_date': 'soon'},
}
CREATING: dict[str, dict[str, Any]] = {
    'nothing': {},
    'null for a title': {'title': None},
    'null for a status': {'title': 'x', 'status': None},
    'a field called by half a character': {'title': 'x', '\ud800': 1},
    **TEXT,
    **VALUES,
}
CHANGING: dict[str, dict[str, Any]] = {
    **{f'null for {field}': {field: None} for field in ('title', 'status', 'priority', 'completed')},
    'a word for completed': {'completed': 'perhaps'},
    'a list for completed': {'completed': []},
    'a contradiction': {'completed': True, 'status': 'pending'},
    **TEXT,
    **VALUES,
}
FOREIGN = ('Value error', 'Input should', 'Field required', 'Extra inputs', 'String should', 'title:', 'changes')
"""Words of pydantic's, and signs of a field that is named twice."""


class SilentNotices(Notices):
    """A page's notices, without the page."""

    def __init__(self):
        self._words = ENGLISH
        self.said = []

    def say(self, text, **_):
        self.said.append(text)


async def said_by_page(case, work):
    notices = SilentNotices()
    assert await notices.attempt(work) is False
    sentence = ' '.join(notices.said)
    if case not in PAST:
        return sentence
    # A page writes a date as its reader does, a program as ISO 8601.
    assert 'The due date Wed, 1 Jan 2020' in sentence
    today = Moment.current().today
    as_programs_read_it = {'Wed, 1 Jan 2020, 00:00': '2020-01-01T00:00:00Z', 'Wed, 1 Jan 2020': '2020-01-01'}
    for written, iso in {ENGLISH.day(today, ENGLISH.DAY_IN_FULL): today.isoformat(), **as_programs_read_it}.items():
        sentence = sentence.replace(written, iso)
    return sentence


async def said_by_rest(client, method, path, fields):
    answer = await client.request(method, API + path, content=json.dumps(fields), headers=JSON)
    assert answer.status_code == 422, answer.text
    return ' '.join(fault['message'] for fault in answer.json()['detail'])


def assert_agreed(sentences):
    assert len(sentences) == 1, sentences
    [sentence] = sentences
    assert sentence.endswith('.')
    assert not any(words in sentence for words in FOREIGN), sentence


@pytest.mark.parametrize('case', CREATING)
async def test_a_new_task_is_refused_in_the_same_words_by_every_door(case, client, tandem, owner):
    fields = CREATING[case] if 'title' in case or case == 'nothing' else {'title': 'x', **CREATING[case]}

    async def add():
        task = TaskCreate.model_validate(fields)
        async with tandem.database.of(owner).transaction() as session:
            await task_service.create_task(session, owner, task)

    tools = Toolbox(tandem.database, owner, Cause())
    assert_agreed(
        {
            (await tools.call('add_task', fields)).result['error'],
            await said_by_rest(client, 'POST', '/tasks/', fields),
            await said_by_page(case, add()),
        }
    )


@pytest.mark.parametrize('case', CHANGING)
async def test_a_change_is_refused_in_the_same_words_by_every_door(case, client, tandem, owner):
    fields = CHANGING[case]
    task = await make_task(tandem.database.of(owner), owner)

    async def change():
        update = TaskUpdate.model_validate(fields)
        async with tandem.database.of(owner).transaction() as session:
            await task_service.update_task(session, owner, task.id, update)

    tools = Toolbox(tandem.database, owner, Cause())
    several = {'task_ids': [str(task.id)], 'changes': fields}
    said_by_tools = {
        (await tools.call('update_task', {'task_id': str(task.id), **fields})).result.get('error'),
        (await tools.call('update_tasks', several)).result.get('error'),
    }
    if case.startswith('null for'):
        # A model fills in null for what it does not mean, so a tool leaves that as it is.
        assert said_by_tools == {None}
        said_by_tools.clear()
    assert_agreed(
        {
            *said_by_tools,
            await said_by_rest(client, 'PATCH', f'/tasks/{task.id}', fields),
            await said_by_page(case, change()),
        }
    )


@pytest.mark.parametrize(
    'case', ['a number for a title', 'a long title', 'a line break in a title', 'an unknown status', 'braces for a day']
)
def test_a_file_is_refused_in_the_same_words(case):
    fields = {'title': 'x', **CREATING[case]}
    with pytest.raises(ValidationError) as plain:
        TaskCreate.model_validate(fields)
    with pytest.raises(InvalidInput) as refused:
        read_tasks(json.dumps([fields]), Moment.current())
    [own] = [str(fault['msg']).removeprefix('Value error, ') for fault in plain.value.errors()]
    where, _, sentence = str(refused.value).partition('”: ')
    assert where.startswith('“')
    assert sentence
    assert not any(words in sentence for words in FOREIGN)
    assert sentence == own or 'Input should' in own
