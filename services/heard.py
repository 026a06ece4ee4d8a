"""A message that came in, before it is answered, and what an answer is made of."""

from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from services.cause import Cause
from services.errors import InvalidInput
from services.models import ChatMessageRead
from services.text import MessageText
from services.tools import explain
from services.turn import Turn

_message_text: TypeAdapter[str] = TypeAdapter(MessageText)


@dataclass(frozen=True)
class View:
    """What the person has on the screen: which tasks are selected and which are listed, in order.

    `focused` is the task whose row they were in last, `filter` what they filter by, in words.
    """

    selected: tuple[UUID, ...] = ()
    visible: tuple[UUID, ...] = ()
    filter: str = ''
    focused: UUID | None = None


@dataclass(frozen=True)
class Heard:
    """What was said, why, in sight of what; `replaces` names the turn that it stands in place of."""

    text: str
    cause: Cause
    view: View
    replaces: UUID | None
    began: float
    key: str | None = None


class Asked(BaseModel):
    """What a repeated request has to ask for again."""

    model_config = ConfigDict(frozen=True)

    message: str
    session_id: UUID | None
    replaces: UUID | None


def read_message(text: str) -> str:
    """The message as it is stored; raises InvalidInput for an empty or too long one."""
    try:
        return _message_text.validate_python(text)
    except ValidationError as error:
        raise InvalidInput('message', explain(error).removeprefix('arguments: ')) from None


def standing(messages: list[ChatMessageRead], replaced: UUID | None) -> list[ChatMessageRead]:
    """The messages without those of turns that were said anew since."""
    gone = {message.details.get('replaces') for message in messages} | {str(replaced)}
    return [message for message in messages if str(message.turn_id) not in gone]


def stopped_answer(turn: Turn) -> str:
    """What was said until it was stopped, and how much was done."""
    counted = f' {turn.done} of {turn.planned} done.' if turn.planned else ''
    return f'{turn.text.rstrip()}\n\n{turn.stopped_because}{counted}'.strip()
