"""What those who watch a turn read about each use of a tool."""

import pytest

from services.chat.tool_steps import finished_step, planned_step
from services.tools import TOOLS, ToolCall

TASK = {'title': 'Buy {milk}'}


def done(tool, result):
    return finished_step(ToolCall(tool=tool, arguments={}, result=result)).text


@pytest.mark.parametrize(
    ('tool', 'arguments', 'text'),
    [
        ('add_task', {'title': 'Buy {milk}'}, 'Adding “Buy {milk}”'),
        ('add_task', {}, 'Adding a task'),
        ('update_tasks', {'task_ids': ['1', '2', '3']}, 'Changing 3 tasks'),
        ('delete_tasks', {'task_ids': ['1']}, 'Asking before deleting 1 task'),
        ('delete_tasks', {'task_ids': 'all'}, 'Asking before deleting tasks'),
        ('fly', {}, 'Using fly'),
    ],
)
def test_a_planned_use_says_what_is_about_to_be_done(tool, arguments, text):
    assert planned_step(tool, arguments).text == text


@pytest.mark.parametrize(
    ('tool', 'result', 'text'),
    [
        ('add_task', {'task': TASK}, 'Added “Buy {milk}”'),
        ('list_tasks', {'tasks': [TASK], 'more': False}, 'Found 1 task'),
        ('update_tasks', {'tasks': [TASK] * 1_200}, 'Changed 1,200 tasks'),
        ('undo', {'tasks': [TASK], 'removed': [TASK], 'kept': []}, 'Took back: 2 tasks'),
        ('summary', {'by': 'day', 'summary': {}}, 'Counted the tasks'),
        ('update_task', {'error': 'There is no such task.'}, 'Changing a task: not done. There is no such task.'),
        ('a_tool_of_another_version', {}, 'Used a_tool_of_another_version'),
    ],
)
def test_a_finished_use_says_what_came_of_it(tool, result, text):
    assert done(tool, result) == text


@pytest.mark.parametrize('tool', TOOLS)
def test_every_tool_has_its_own_words_for_it(tool):
    assert tool not in planned_step(tool, {}).text
    assert tool not in done(tool, {'task': TASK, 'tasks': [TASK]})
    assert TOOLS[tool].title
