"""What a tool does and did, in a few words, for those who watch a turn."""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict

from services.tools import ToolCall

_LONGEST = 160


class StepState(StrEnum):
    """How far one use of a tool has come."""

    DOING = 'doing'
    DONE = 'done'
    ASKED = 'asked'
    REFUSED = 'refused'


class TurnStep(BaseModel):
    """One use of a tool, in words."""

    model_config = ConfigDict(frozen=True)

    text: str
    state: StepState


_DOING = {
    'list_tasks': 'Looking through the tasks',
    'get_task': 'Reading a task',
    'summary': 'Counting tasks',
    'update_task': 'Changing a task',
    'complete_task': 'Completing a task',
    'delete_task': 'Asking before deleting a task',
    'undo': 'Taking back a turn',
    'redo': 'Doing a turn again',
}
_DONE = {'add_task': 'Added', 'get_task': 'Read', 'update_task': 'Changed', 'complete_task': 'Completed'}


def doing(tool: str, arguments: dict[str, Any]) -> TurnStep:
    """What is about to be done."""
    if tool == 'add_task':
        text = f'Adding “{arguments.get("title", "a task")}”'
    elif isinstance(ids := arguments.get('task_ids'), list):
        verb = 'Asking before deleting' if tool == 'delete_tasks' else 'Changing'
        text = f'{verb} {_tasks(len(ids))}'
    else:
        text = _DOING.get(tool, f'Using {tool}')
    return _step(text, StepState.DOING)


def done(call: ToolCall) -> TurnStep:
    """What came of it."""
    result = call.result
    if 'error' in result:
        return _step(f'{doing(call.tool, call.arguments).text}: not done. {result["error"]}', StepState.REFUSED)
    if 'approval' in result:
        items = result['approval'].get('items', [])
        verb = 'delete' if result['approval'].get('action') == 'delete_tasks' else 'change'
        what = f'“{items[0]["title"]}”' if len(items) == 1 else _tasks(len(items))
        return _step(f'Waiting for your yes to {verb} {what}', StepState.ASKED)
    if 'task' in result:
        return _step(f'{_DONE.get(call.tool, "Changed")} “{result["task"]["title"]}”', StepState.DONE)
    if call.tool == 'list_tasks':
        return _step(f'Found {_tasks(len(result.get("tasks", [])))}', StepState.DONE)
    if call.tool in {'undo', 'redo'}:
        touched = len(result.get('tasks', [])) + len(result.get('removed', []))
        return _step(f'{"Took back" if call.tool == "undo" else "Did again"}: {_tasks(touched)}', StepState.DONE)
    counted = 'Counted the tasks' if 'summary' in result else f'Changed {_tasks(len(result.get("tasks", [])))}'
    return _step(counted, StepState.DONE)


def _tasks(number: int) -> str:
    return '1 task' if number == 1 else f'{number:,} tasks'


def _step(text: str, state: StepState) -> TurnStep:
    return TurnStep(text=text if len(text) <= _LONGEST else f'{text[: _LONGEST - 1]}…', state=state)
