"""The uses of tools in a turn, each in a few words for those who watch."""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict

from services.tools import TOOLS, ToolCall

_MAX_LENGTH = 160


class StepState(StrEnum):
    """How far one use of a tool has come."""

    DOING = 'doing'
    DONE = 'done'
    ASKED = 'asked'
    REFUSED = 'refused'


class ToolStep(BaseModel):
    """One use of a tool, in words."""

    model_config = ConfigDict(frozen=True)

    text: str
    state: StepState


_ASKED = {'delete_tasks': 'delete', 'mixed': 'change or delete', 'undo_turn': 'undo what was done to'}


def planned_step(tool: str, arguments: dict[str, Any]) -> ToolStep:
    """What is about to be done."""
    return _step(_planned(tool, arguments), StepState.DOING)


def finished_step(call: ToolCall) -> ToolStep:
    """What came of it."""
    result = call.result
    if 'error' in result:
        return _step(f'{_planned(call.tool, call.arguments)}: not done. {result["error"]}', StepState.REFUSED)
    if 'approval' in result:
        return _step(_asked(result['approval']), StepState.ASKED)
    return _step(_done(call.tool, result), StepState.DONE)


def _planned(name: str, arguments: dict[str, Any]) -> str:
    tool = TOOLS.get(name)
    if tool is None:
        return f'Using {name}'
    title, ids = arguments.get('title'), arguments.get('task_ids')
    return tool.doing.format(
        task=f'“{title}”' if title else 'a task', tasks=_tasks(len(ids)) if isinstance(ids, list) else 'tasks'
    )


def _asked(approval: dict[str, Any]) -> str:
    items = approval.get('items', [])
    verb = _ASKED.get(approval.get('action', ''), 'change')
    tasks = f'“{items[0]["title"]}”' if len(items) == 1 else _tasks(len(items))
    return f'Waiting for your yes to {verb} {tasks}'


def _done(name: str, result: dict[str, Any]) -> str:
    tool = TOOLS.get(name)
    if tool is None:
        return f'Used {name}'
    number = len(result.get('tasks', [])) + len(result.get('removed', []))
    return tool.done.format(task=f'“{result["task"]["title"]}”' if 'task' in result else 'a task', tasks=_tasks(number))


def _tasks(number: int) -> str:
    return '1 task' if number == 1 else f'{number:,} tasks'


def _step(text: str, state: StepState) -> ToolStep:
    return ToolStep(text=text if len(text) <= _MAX_LENGTH else f'{text[: _MAX_LENGTH - 1]}…', state=state)
