"""The answer of the built-in brain: a part for each thing a message asks for, put together at the end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from services.chat.builtin.memory import ConversationMemory
from services.language import Command, Query, Question
from services.tools import ToolCall

Value = TypeVar('Value')


@dataclass(frozen=True)
class AnswerPart:
    """What one thing that was asked for came to.

    `lead` is what a page says in place of `text`, where it draws the tasks as cards. `touched` tasks were changed,
    `cards` are shown besides. `done` is the command that was carried out and can be corrected. What is None leaves
    the memory and the page as other parts want them.
    """

    text: str
    calls: Sequence[ToolCall] = ()
    touched: Sequence[UUID] = ()
    cards: Sequence[UUID] = ()
    lead: str | None = None
    choices: list[str] | None = None
    offer: str | None = None
    shown: list[UUID] | None = None
    mentioned: list[UUID] | None = None
    pending: Question | None = None
    asked: Query | None = None
    done: Command | None = None
    has_changed: bool = False
    has_asked: bool = False
    is_miss: bool = False


def text_of(parts: Iterable[AnswerPart]) -> str:
    """The whole answer in words."""
    return '\n\n'.join(part.text for part in parts)


def display_of(parts: Sequence[AnswerPart]) -> dict[str, Any]:
    """What a page shows beside the text."""
    cards = (str(task_id) for part in parts for task_id in (*part.cards, *part.touched))
    return {
        'lead': _last(part.lead for part in parts) or '',
        'cards': list(dict.fromkeys(cards)),
        'choices': _last(part.choices for part in parts) or [],
        'offer': _last(part.offer for part in parts) or '',
    }


def memory_after(
    before: ConversationMemory, parts: Sequence[AnswerPart], turn_id: UUID, language: str
) -> ConversationMemory:
    """What the next message may be about; a question that was open is answered or dropped."""
    mentioned: list[UUID] = []
    for part in parts:
        mentioned = [*part.touched, *(mentioned if part.mentioned is None else part.mentioned)]
    shown = _last(part.shown for part in parts)
    is_about_nothing = not mentioned and all(part.is_miss for part in parts)
    changed = any(part.has_changed or part.has_asked for part in parts)
    return ConversationMemory(
        shown=before.shown if shown is None else shown,
        shown_ago=0 if shown else before.shown_ago + 1,
        mentioned=list(dict.fromkeys(mentioned)) or before.mentioned,
        pending=_last(part.pending for part in parts),
        asked=_last(part.asked for part in parts) or before.asked,
        done=_last(part.done for part in parts) or (before.done if is_about_nothing else None),
        turns=before.with_turn(turn_id) if changed else before.turns,
        misses=before.misses + 1 if all(part.is_miss for part in parts) else 0,
        language=language,
    )


def first_line(text: str) -> str:
    """What a page says, where it draws what waits for an approval as a card."""
    return text.partition('\n')[0]


def _last(values: Iterable[Value | None]) -> Value | None:
    """The last value that is not None."""
    return next((value for value in reversed(list(values)) if value is not None), None)
