"""What an assistant thinks with: a brain gets a request, and answers it by talking and by using tools."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from services.approval_models import ApprovalRead
from services.chat.incoming_message import IncomingMessage
from services.chat.turn import BrainUpdate
from services.models import ChatMessageRead
from services.tools import Toolbox
from services.values.cause import Moment


@dataclass(frozen=True)
class TurnRequest:
    """A message to answer, and all that a brain may know."""

    user_id: UUID
    session_id: UUID
    message: IncomingMessage
    moment: Moment
    history: list[ChatMessageRead]
    tools: Toolbox
    waiting: tuple[ApprovalRead, ...] = ()
    """What was asked for in this conversation and still waits for a yes, the latest last."""
    seq: int = 0
    """The number of the last event before the message."""
    last_answer_seq: int | None = None
    """The number of the last event that the previous answer knew of; None in a new conversation."""
    memory: dict[str, Any] = field(default_factory=dict)
    """What the brain wants to find here next time; `seq` in it numbers the last event it knew of."""
    display: dict[str, Any] = field(default_factory=dict)
    """What the page shows beside the text: the tasks it is about, choices to click, a title to offer as a task."""


class Brain(Protocol):
    """Understands a message, and acts on it through the request's tools.

    `is_instant` says that it has answered before anybody could watch it think. `history` is how many of the
    conversation's latest messages it wants to know.
    """

    is_instant: bool
    history: int

    def is_instruction(self, text: str, moment: Moment) -> bool:
        """Whether the message asks for something to be done."""
        ...

    def reply(self, request: TurnRequest) -> AsyncIterator[BrainUpdate]:
        """The answer as it comes; each tool call has been carried out when it is yielded."""
        ...
