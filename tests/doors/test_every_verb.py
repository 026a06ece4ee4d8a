"""No verb is missing from a door."""

import inspect

from services import task_service
from services.assistant import Assistant
from services.chat.builtin.brain import BuiltInBrain
from services.chat.incoming_message import IncomingMessage
from services.tasks import labels, lists, moving, summary, undo
from services.tools import TOOLS
from tests.assistant.talk import states_of

VERBS = {
    'create_task': ('add_task', 'POST /tasks/'),
    'list_tasks': ('list_tasks', 'GET /tasks/'),
    'get_task': ('get_task', 'GET /tasks/{task_id}'),
    'update_task': ('update_task', 'PATCH /tasks/{task_id}'),
    'toggle_task': ('complete_task', 'PATCH /tasks/{task_id}/toggle'),
    'delete_task': ('delete_task', 'DELETE /tasks/{task_id}'),
    'undo': ('undo', 'POST /undo'),
    'redo': ('redo', 'POST /redo'),
    'summarise': ('summary', 'GET /summary'),
    'move_task': ('move_task', 'POST /tasks/{task_id}/move'),
    'list_lists': ('list_places', 'GET /lists/'),
    'create_list': ('add_list', 'POST /lists/'),
    'update_list': ('update_list', 'PATCH /lists/{list_id}'),
    'delete_list': ('delete_list', 'DELETE /lists/{list_id}'),
    'list_labels': ('list_places', 'GET /labels/'),
    'create_label': ('add_label', 'POST /labels/'),
    'update_label': ('update_label', 'PATCH /labels/{label_id}'),
    'delete_label': ('delete_label', 'DELETE /labels/{label_id}'),
}
"""Each verb: its tool, for the assistant and MCP, and its address."""


NOT_VERBS = {
    'snapshot': 'the first look of a view, not something a person does',
    'restore_task': 'a part of undo',
    'put_back': 'a part of undo',
    'placed': 'a part of moving a task',
    'read_tasks': 'list_tasks in the shape that is sent out, for the same address',
    'get_list': 'list_lists says everything about each, to a machine',
    'get_label': 'list_labels says everything about each, to a machine',
    'move_list': 'an order that is made by hand, on the page or over REST',
    'count_tasks': 'a part of list_lists',
    'list_named': 'a part of adding what was written in one line',
    'label_named': 'a part of adding what was written in one line, and of the form of a task',
    'tasks_in': 'a part of deleting a list',
    'check_deletable': 'a part of deleting a list',
}
"""What is public in the services and deliberately has no door of its own."""


SEVERAL = {'update_tasks', 'delete_tasks'}
"""Tools that use a verb several times."""

SENTENCES_TO_SAY = (
    *('add buy milk', 'show all tasks', 'set buy milk to urgent', 'mark buy milk as done'),
    *('make a list called Trip', 'rename the list Trip to Holiday', 'which lists do I have?'),
    *('tag buy milk with errands', 'rename the label errands to shops'),
    *('undo', 'redo', 'how was my week?', 'delete buy milk', 'delete the list Holiday', 'delete the label shops'),
)


def public_functions(module):
    return {
        name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith('_')
    }


def test_every_verb_of_the_services_has_its_doors_or_a_reason_to_have_none():
    services = (task_service, undo, summary, lists, labels, moving)
    public = set[str]().union(*map(public_functions, services))
    assert public == VERBS.keys() | NOT_VERBS.keys()


def test_every_verb_is_a_tool_and_every_tool_a_verb():
    assert {tool for tool, _ in VERBS.values()} | SEVERAL == set(TOOLS)


async def test_every_verb_has_an_address(app):
    described = app.openapi()['paths']
    known = {
        f'{method.upper()} {path.removeprefix("/api/v1")}' for path, methods in described.items() for method in methods
    }
    assert {address for _, address in VERBS.values()} <= known


async def test_every_verb_that_changes_something_can_be_said_without_a_model(database, owner):
    assistant = Assistant(database, BuiltInBrain(states_of(database)))
    session_id, used = None, set()
    for sentence in SENTENCES_TO_SAY:
        reply = await assistant.send(owner, IncomingMessage(sentence, session_id))
        session_id = reply.session_id
        used |= {call.tool for call in reply.tool_calls if 'error' not in call.result}
    assert used == set(TOOLS) - {'get_task', 'move_task'} - SEVERAL
