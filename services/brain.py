"""What an assistant thinks with: a brain is handed a request, and answers it by saying and doing."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from services.cause import Moment
from services.heard import View
from services.models import ChatMessageRead
from services.tools import Toolbox, ToolCall
from services.turn import Noted, Planned, Said


@dataclass(frozen=True)
class Request:
    """A message to answer, and all that a brain may know.

    What it puts into `memory` it finds there next time; under `seq` it says which event it knew of
    last. `display` tells the panel what to show beside the text: the tasks it is about, choices to
    click, a title to offer as a task. `since` numbers the last event that the answer before knew
    of, None in a new conversation; `known` numbers the last event before this message.
    """

    user_id: UUID
    session_id: UUID
    text: str
    moment: Moment
    history: list[ChatMessageRead]
    view: View
    tools: Toolbox
    memory: dict[str, Any] = field(default_factory=dict)
    display: dict[str, Any] = field(default_factory=dict)
    since: int | None = None
    known: int = 0


class Brain(Protocol):
    """Understands a message and acts on it through the request's tools.

    `at_once` says that it answers before anybody could watch it think, `history` how many of the
    conversation's latest messages it wants to know.
    """

    at_once: bool
    history: int

    def is_instruction(self, text: str, moment: Moment) -> bool:
        """Whether the message asks for something to be done."""
        ...

    def reply(self, request: Request) -> AsyncIterator[Said | Noted | Planned | ToolCall]:
        """The answer as it comes; each tool call has been carried out when it is yielded."""
        ...
