"""Messages as the browser draws them: the text, the tasks they are about, and what can be clicked."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from components.chat.chart import chart
from components.chat.markdown import render
from components.words import Words
from components.words.due import due_label, due_tone
from components.words.formats import when
from services.chat.tool_steps import finished_step
from services.chat.turn import TurnSnapshot
from services.models import ChatMessageRead, TaskRead
from services.tools import TOOLS, Risk, ToolCall
from services.values.cause import Moment
from services.values.vocabulary import Role

_MAX_CARDS = 12


def message(read: ChatMessageRead, moment: Moment, words: Words) -> dict[str, Any]:
    """What the browser needs to draw one message."""
    display = read.details.get('display', {})
    cards = display.get('cards', [])[:_MAX_CARDS]
    left_out = len(display.get('cards', [])) - len(cards)
    calls = read.details.get('tool_calls', [])
    by_model = display.get('format') == 'markdown'
    return {
        'id': str(read.id),
        'of': str(read.turn_id or ''),
        'replaces': read.details.get('replaces', ''),
        'role': read.role,
        'text': display.get('lead') or read.content,
        'html': render(read.content) if by_model else '',
        'steps': [finished_step(ToolCall.model_validate(call)).model_dump() for call in calls] if by_model else [],
        'time': when(read.created_at, moment, words),
        'when': words.exactly(read.created_at.astimezone(moment.zone)),
        'trouble': 'trouble' in display,
        'cards': cards,
        'more': words.AND_MORE.format(number=left_out) if left_out else '',
        'charts': [chart(call['result'], words) for call in calls if 'summary' in call['result']],
        'choices': display.get('choices', []),
        'offer': display.get('offer', ''),
        'approvals': list(dict.fromkeys(_approvals(calls))),
        'turn': str(read.turn_id) if _can_be_undone(read, calls) else '',
    }


def live(snapshot: TurnSnapshot, *, appends: bool = False) -> dict[str, Any]:
    """What the browser needs to draw the progress of a turn; if it `appends`, its text is added to what is drawn."""
    return {
        'turn': str(snapshot.turn_id),
        'goesOn': appends,
        'text': snapshot.text,
        'steps': [step.model_dump() for step in snapshot.steps],
        'note': snapshot.status,
    }


def card_ids(messages: Iterable[dict[str, Any]]) -> set[UUID]:
    """The ids of the tasks that messages show."""
    return {UUID(task_id) for one in messages for task_id in one['cards']}


def card_data(task: TaskRead, moment: Moment, words: Words) -> dict[str, Any]:
    """What the browser needs to draw the card of a task."""
    return {
        'title': task.title,
        'status': task.status,
        'priority': task.priority,
        'due': due_label(task.due_date, moment, words),
        'tone': due_tone(task, moment),
    }


def approval_ids(messages: Iterable[dict[str, Any]]) -> set[UUID]:
    """The ids of the approvals that messages show."""
    return {UUID(approval_id) for one in messages for approval_id in one['approvals']}


def _approvals(calls: Iterable[dict[str, Any]]) -> Iterable[str]:
    return (call['result']['approval']['id'] for call in calls if 'approval' in call['result'])


def _can_be_undone(read: ChatMessageRead, calls: Iterable[dict[str, Any]]) -> bool:
    return read.role is Role.ASSISTANT and (read.details.get('undoable') is True or any(map(_changed, calls)))


def _changed(call: dict[str, Any]) -> bool:
    tool = TOOLS.get(call['tool'])
    changes = tool is not None and tool.risk is not Risk.READ
    return changes and 'error' not in call['result'] and 'approval' not in call['result']
