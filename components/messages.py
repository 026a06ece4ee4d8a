"""A message as the conversation draws it: text, the tasks it is about, and what can be clicked."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from components.chart import chart
from components.history_words import when
from components.markdown import render
from components.words import Words
from services.cause import Moment
from services.models import ChatMessageRead
from services.step_wording import done
from services.tools import TOOLS, Risk, ToolCall
from services.turn import Progress
from services.vocabulary import Role

_CARDS = 12


def message(read: ChatMessageRead, moment: Moment, words: Words) -> dict[str, Any]:
    """What the browser needs to draw one message."""
    display = read.details.get('display', {})
    cards = display.get('cards', [])[:_CARDS]
    calls = read.details.get('tool_calls', [])
    by_model = display.get('format') == 'markdown'
    return {
        'id': str(read.id),
        'of': str(read.turn_id or ''),
        'replaces': read.details.get('replaces', ''),
        'role': read.role,
        'text': display.get('lead') or read.content,
        'html': render(read.content) if by_model else '',
        'steps': [done(ToolCall.model_validate(call)).model_dump() for call in calls] if by_model else [],
        'time': when(read.created_at, moment, words),
        'when': words.exactly(read.created_at.astimezone(moment.zone)),
        'trouble': 'trouble' in display,
        'cards': cards,
        'more': max(len(display.get('cards', [])) - len(cards), 0),
        'charts': [chart(call['result'], words) for call in calls if 'summary' in call['result']],
        'choices': display.get('choices', []),
        'offer': display.get('offer', ''),
        'approvals': [call['result']['approval']['id'] for call in calls if 'approval' in call['result']],
        'turn': str(read.turn_id) if _can_be_undone(read, calls) else '',
    }


def live(progress: Progress, *, goes_on: bool = False) -> dict[str, Any]:
    """What the browser needs to draw how a turn comes on; with `goes_on` its text goes behind what is there."""
    return {
        'turn': str(progress.turn_id),
        'goesOn': goes_on,
        'text': progress.text,
        'steps': [step.model_dump() for step in progress.steps],
        'note': progress.note,
    }


def card_ids(messages: Iterable[dict[str, Any]]) -> set[UUID]:
    """The tasks that messages show."""
    return {UUID(task_id) for one in messages for task_id in one['cards']}


def approval_ids(messages: Iterable[dict[str, Any]]) -> set[UUID]:
    """The approvals that messages show."""
    return {UUID(approval_id) for one in messages for approval_id in one['approvals']}


def _can_be_undone(read: ChatMessageRead, calls: Iterable[dict[str, Any]]) -> bool:
    return read.role is Role.ASSISTANT and (read.details.get('undoable') is True or any(map(_changed, calls)))


def _changed(call: dict[str, Any]) -> bool:
    tool = TOOLS.get(call['tool'])
    changes = tool is not None and tool.risk is not Risk.READ
    return changes and 'error' not in call['result'] and 'approval' not in call['result']
