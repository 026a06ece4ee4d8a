"""One turn with a model: what it is told, what it has done, and its limits."""

import asyncio
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from services.brain import Request
from services.conversation_memory import Memory
from services.model_stream import Incoming, WantedCall
from services.model_tools import readable
from services.model_trouble import ModelTrouble, Trouble
from services.step_wording import done
from services.tools import TOOLS, Risk, ToolCall, refused
from services.turn import Said

MOST_CALLS = 40
MOST_CHARACTERS = 40_000
MOST_FAULTS = 2


@dataclass
class ModelTurn:
    """One turn with the model; `seq` numbers the last event it knows of."""

    request: Request
    messages: list[dict[str, Any]]
    seq: int
    deadline: float
    text: str = ''
    is_speaking: bool = False
    calls: list[ToolCall] = field(default_factory=list)
    faults: int = 0
    _wanted: list[WantedCall] = field(default_factory=list)

    @property
    def has_acted(self) -> bool:
        """Whether a tool has changed something or asked for a yes."""
        return any('error' not in call.result and _changes(call) for call in self.calls)

    @property
    def gap(self) -> str:
        """What separates the next paragraph from what was said before."""
        return '\n\n' if self.text.strip() else ''

    def seconds_left(self) -> float:
        """How long the turn may still take; raises ModelTrouble when it is over."""
        left = self.deadline - asyncio.get_running_loop().time()
        if left <= 0:
            raise ModelTrouble(Trouble.SLOW)
        return left

    def refuse_endless(self, heard: Incoming) -> None:
        """Raise ModelTrouble when the model has said more than any answer needs."""
        if heard.size + len(self.text) > MOST_CHARACTERS:
            raise ModelTrouble(Trouble.ENDLESS)

    def say(self, text: str, *, begins: bool = True) -> Said:
        """The next piece of the answer."""
        text = f'{self.gap}{text}' if begins else text
        self.text += text
        self.is_speaking = True
        return Said(text)

    def summary(self) -> str:
        """What was done, in words."""
        acted = [done(call).text for call in self.calls if _changes(call) and 'error' not in call.result]
        return '; '.join(acted)

    def answered(self, heard: Incoming, calls: list[WantedCall]) -> None:
        """Add the model's own answer to what it will be told."""
        wanted = [
            {'id': call.id, 'type': 'function', 'function': {'name': call.name, 'arguments': call.given or '{}'}}
            for call in calls
        ]
        self.messages.append({'role': 'assistant', 'content': heard.text, 'tool_calls': wanted})
        self.is_speaking = False
        self._wanted = list(calls)

    async def use(self, call: WantedCall) -> ToolCall:
        """Carry out one call; what is wrong with it is told to the model, but not for ever."""
        if len(self.calls) >= MOST_CALLS:
            result = refused(call.name, call.arguments or {}, 'Too many tools were used in this turn. Stop here.')
        elif call.arguments is None:
            result = refused(call.name, {}, 'The arguments are not a JSON object. Send them again, as one.')
            self.faults += 1
        else:
            result = await self.request.tools.call(call.name, call.arguments)
            self.faults += call.name not in TOOLS
        self.calls.append(result)
        return result

    def told(self, meanwhile: list[str]) -> None:
        """Add the results of all calls to what the model will be told; raises ModelTrouble after too many faults."""
        if self.faults > MOST_FAULTS:
            raise ModelTrouble(Trouble.RUBBISH)
        used = self.calls[-len(self._wanted) :]
        for call, use in zip(self._wanted, used, strict=True):
            news = meanwhile if use is used[-1] else None
            self.messages.append({'role': 'tool', 'tool_call_id': call.id, 'content': readable(use.result, news)})

    def remember(self) -> None:
        """Hand over what the panel shows, and what the next message may be about."""
        memory = Memory.model_validate(self.request.memory)
        touched = list(
            dict.fromkeys(UUID(task['id']) for call in self.calls if _changes(call) for task in _tasks(call))
        )
        listed = [UUID(task['id']) for call in self.calls if call.tool == 'list_tasks' for task in _tasks(call)]
        memory.mentioned = [*touched, *memory.mentioned][:100]
        memory.shown = listed or memory.shown
        memory.pending = None
        self.request.memory.clear()
        self.request.memory.update({**memory.model_dump(mode='json'), 'seq': self.seq})
        self.request.display.update({'cards': [str(task_id) for task_id in touched], 'format': 'markdown'})


def _changes(call: ToolCall) -> bool:
    return call.tool in TOOLS and TOOLS[call.tool].risk is not Risk.READ


def _tasks(call: ToolCall) -> list[dict[str, Any]]:
    return [call.result['task']] if 'task' in call.result else call.result.get('tasks', [])
