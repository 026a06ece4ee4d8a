"""One turn with a model: the messages it is sent, what it has done, and its limits."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from services.chat.brain import TurnRequest
from services.chat.builtin.memory import ConversationMemory
from services.chat.model.errors import ModelError, ModelFailure
from services.chat.model.stream import StreamedAnswer, StreamedToolCall
from services.chat.model.tool_schemas import result_text
from services.chat.tool_steps import finished_step
from services.chat.turn import TextDelta
from services.tools import TOOLS, Risk, ToolCall, refused

MAX_TOOL_CALLS = 40
MAX_CHARACTERS = 40_000
MAX_INVALID_CALLS = 2

_MAX_MENTIONED = 100


@dataclass
class ModelTurn:
    """One turn with the model; `seq` numbers the last event it knows of, `deadline` is a time of the event loop."""

    request: TurnRequest
    messages: list[dict[str, Any]]
    seq: int
    deadline: float
    text: str = ''
    said_before: int = 0
    is_speaking: bool = False
    calls: list[ToolCall] = field(default_factory=list)
    invalid_calls: int = 0

    @property
    def has_acted(self) -> bool:
        """Whether a tool has changed something or asked for an approval."""
        return any('error' not in call.result and _changes(call) for call in self.calls)

    @property
    def paragraph(self) -> str:
        """What separates the next paragraph from the text before."""
        return '\n\n' if self.text.strip() else ''

    def seconds_left(self) -> float:
        """How long the turn may still take; raises ModelError when its time is over."""
        left = self.deadline - asyncio.get_running_loop().time()
        if left <= 0:
            raise ModelError(ModelFailure.TIMEOUT)
        return left

    def check_length(self, answer: StreamedAnswer) -> None:
        """Raise ModelError when the model has said more than any answer needs."""
        if self.said_before + answer.size > MAX_CHARACTERS:
            raise ModelError(ModelFailure.ENDLESS_ANSWER)

    def say(self, text: str) -> TextDelta:
        """More of the answer; after a use of tools it begins a paragraph."""
        text = text if self.is_speaking else f'{self.paragraph}{text}'
        self.text += text
        self.is_speaking = True
        return TextDelta(text)

    def summary(self) -> str:
        """What was done, in words."""
        acted = [call for call in self.calls if _changes(call) and 'error' not in call.result]
        return '; '.join(finished_step(call).text for call in acted)

    def add_answer(self, answer: StreamedAnswer, calls: Sequence[StreamedToolCall]) -> None:
        """Add the model's answer, with the calls it asks for, to the messages."""
        asked = [
            {
                'id': call.id,
                'type': 'function',
                'function': {'name': call.name, 'arguments': call.arguments_json or '{}'},
            }
            for call in calls
        ]
        self.messages.append({'role': 'assistant', 'content': answer.text, 'tool_calls': asked})
        self.said_before = len(self.text)
        self.is_speaking = False

    async def use(self, call: StreamedToolCall) -> ToolCall:
        """Carry out one call; an invalid one is answered with what is wrong with it."""
        if len(self.calls) >= MAX_TOOL_CALLS:
            used = refused(call.name, call.arguments or {}, 'Too many tools were used in this turn. Stop here.')
        elif call.arguments is None:
            used = refused(call.name, {}, 'The arguments are not a JSON object. Send them again, as one.')
            self.invalid_calls += 1
        else:
            used = await self.request.tools.call(call.name, call.arguments)
            self.invalid_calls += call.name not in TOOLS
        self.calls.append(used)
        return used

    def add_results(self, calls: Sequence[StreamedToolCall], changed_meanwhile: list[str]) -> None:
        """Add the results of the calls, which have been carried out, and what others changed meanwhile.

        Raises ModelError after too many invalid calls.
        """
        if self.invalid_calls > MAX_INVALID_CALLS:
            raise ModelError(ModelFailure.UNUSABLE_ANSWER)
        for call, used in zip(calls, self.calls[-len(calls) :], strict=True):
            changed = changed_meanwhile if call is calls[-1] else None
            content = result_text(used.result, changed)
            self.messages.append({'role': 'tool', 'tool_call_id': call.id, 'content': content})

    def store(self) -> None:
        """Leave what the page shows, and what the next message may be about, in the request."""
        memory = ConversationMemory.model_validate(self.request.memory)
        touched = list(
            dict.fromkeys(UUID(task['id']) for call in self.calls if _changes(call) for task in _tasks(call))
        )
        listed = [UUID(task['id']) for call in self.calls if call.tool == 'list_tasks' for task in _tasks(call)]
        memory.mentioned = [*touched, *memory.mentioned][:_MAX_MENTIONED]
        memory.shown = listed or memory.shown
        memory.pending = None
        self.request.memory.clear()
        self.request.memory.update({**memory.model_dump(mode='json'), 'seq': self.seq})
        self.request.display.update({'cards': [str(task_id) for task_id in touched], 'format': 'markdown'})


def _changes(call: ToolCall) -> bool:
    return call.tool in TOOLS and TOOLS[call.tool].risk is not Risk.READ


def _tasks(call: ToolCall) -> list[dict[str, Any]]:
    return [call.result['task']] if 'task' in call.result else call.result.get('tasks', [])
