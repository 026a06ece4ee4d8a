"""What a conversation carries from one message to the next; stored with each reply."""

from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel, ValidationError

from services.language import Command, Query, Question

IN_SIGHT = 6
"""For so many answers a list stays in sight, and its numbers mean its rows."""

_MAX_KEPT = 50


class ConversationMemory(BaseModel):
    """The list last shown and how many answers ago, and what was touched, asked and done.

    `mentioned` is what the last answer was about, `done` the command that it carried out, `turns` those of this
    conversation that changed something, the latest first, and `language` the one that the last message was in.
    """

    shown: list[UUID] = []
    shown_ago: int = 0
    mentioned: list[UUID] = []
    pending: Question | None = None
    asked: Query | None = None
    done: Command | None = None
    turns: list[UUID] = []
    misses: int = 0
    language: str = ''

    @classmethod
    def recalled(cls, stored: dict[str, Any]) -> Self:
        """The memory as it was stored; what another version stored in a way this one cannot read is forgotten."""
        try:
            return cls.model_validate(stored)
        except ValidationError:
            return cls()

    @property
    def in_sight(self) -> tuple[UUID, ...]:
        """The list that is still in sight."""
        return tuple(self.shown) if self.shown_ago < IN_SIGHT else ()

    def with_turn(self, turn_id: UUID) -> list[UUID]:
        """The turns, with this one as the latest."""
        return [turn_id, *(each for each in self.turns if each != turn_id)][:_MAX_KEPT]
