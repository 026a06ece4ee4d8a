"""A message to the assistant, on its way from a door to the turn that answers it."""

import time
from dataclasses import dataclass, field, replace
from typing import Self
from uuid import UUID

from pydantic import TypeAdapter

from services.chat.screen import Screen
from services.values.cause import Cause, Moment, Via
from services.values.text import MessageText
from services.values.validation import read_value

_text: TypeAdapter[str] = TypeAdapter(MessageText)


@dataclass(frozen=True)
class IncomingMessage:
    """What a person says, and the circumstances; raises InvalidInput for an empty or too long text.

    Without a `session_id` it begins a conversation. `cause` is the cause of all that its turn changes, so it also
    holds the turn's id. With `replaces` it stands in place of the latest turn of its conversation. Sent again with the
    same `idempotency_key`, it is answered by the first turn. Without `may_change`, its turn only talks and reads.
    `received_at` is a reading of `time.perf_counter`.
    """

    text: str
    session_id: UUID | None = None
    cause: Cause = field(default_factory=lambda: Cause(via=Via.CHAT))
    screen: Screen = field(default_factory=Screen)
    replaces: UUID | None = None
    idempotency_key: str | None = None
    may_change: bool = True
    received_at: float = field(default_factory=time.perf_counter)

    def __post_init__(self) -> None:
        object.__setattr__(self, 'text', read_value(_text, 'message', self.text))

    def at(self, moment: Moment) -> Self:
        """The same message, said at this moment."""
        return replace(self, cause=replace(self.cause, moment=moment))
