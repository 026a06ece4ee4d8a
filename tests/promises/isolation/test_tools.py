"""Every MCP tool is tried with the ids of somebody else; a new one without a case fails."""

import json
from typing import Any

import pytest

from services.tools import TOOLS
from tests.promises.isolation.people import made_up, tells, uuids_in

ARGUMENTS: dict[str, dict[str, Any]] = {
    'add_task': {'title': 'Her own'},
    'list_tasks': {'q': 'surprise'},
    'get_task': {},
    'update_task': {'title': 'Taken over'},
    'complete_task': {},
    'delete_task': {},
    'update_tasks': {'changes': {'title': 'Taken over'}},
    'delete_tasks': {},
    'move_task': {},
    'list_places': {},
    'add_list': {'name': 'Her own'},
    'update_list': {'name': 'Taken over'},
    'delete_list': {},
    'add_label': {'name': 'hers'},
    'update_label': {'name': 'taken'},
    'delete_label': {},
    'undo': {},
    'redo': {},
    'summary': {},
}
"""What each tool is given beside the ids."""


async def use(person, tool, arguments):
    answer = await person.rpc('tools/call', name=tool, arguments=arguments)
    assert answer.status_code == 200, answer.text
    return answer.json()['result']


def ids_of(tool, theirs):
    """The ids that the tool has room for, from `theirs`."""
    schema = TOOLS[tool].arguments.model_json_schema()
    return {name: theirs[name] for name in uuids_in(schema, schema.get('$defs', {}))}


@pytest.mark.usefixtures('untouched')
async def test_another_persons_id_is_refused_like_one_that_nobody_has(eve, hers):
    for tool in TOOLS:
        theirs, nobodys = ids_of(tool, hers), ids_of(tool, made_up(hers))

        said = await use(eve, tool, {**ARGUMENTS[tool], **theirs})

        assert not tells(json.dumps(said), hers)
        if theirs:
            assert said['isError']
            assert said == await use(eve, tool, {**ARGUMENTS[tool], **nobodys})


@pytest.mark.usefixtures('untouched')
async def test_one_id_of_hers_among_ones_own_spoils_it_all(eve, hers, own):
    several = [tool for tool in TOOLS if 'task_ids' in TOOLS[tool].arguments.model_fields]
    for tool in several:
        said = await use(eve, tool, {**ARGUMENTS[tool], 'task_ids': [own['task_id'], hers['task_id']]})

        assert said['isError']
        assert (await eve.do('GET', f'/tasks/{own["task_id"]}'))['title'] == 'Look around'
    assert len(several) > 1


@pytest.mark.usefixtures('untouched')
async def test_no_tool_lets_anybody_say_whose_things_they_want(eve, hers):
    for name in ('user_id', 'session_id', 'owner', '_meta', 'tandem_tools'):
        for tool in TOOLS:
            said = await use(eve, tool, {**ARGUMENTS[tool], **ids_of(tool, made_up(hers)), name: hers['user_id']})
            assert not tells(json.dumps(said), hers)


@pytest.mark.usefixtures('untouched')
async def test_no_other_message_of_the_protocol_tells_anything(eve, hers):
    for method in ('resources/list', 'resources/read', 'prompts/list', 'tools/list', 'ping', 'made/up'):
        asked = f'tandem://{hers["user_id"]}'
        answer = await eve.rpc(method, uri=asked, name=hers['task_id'])

        assert answer.status_code < 500
        assert not tells(answer.text.replace(asked, ''), hers)


def test_every_tool_has_a_case():
    assert set(ARGUMENTS) == set(TOOLS)
