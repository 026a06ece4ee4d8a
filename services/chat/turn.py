"""A chat turn while it runs: what the brain says and does, how far it has come, and the way to stop it.

A turn belongs to the process and not to the page or request that began it, so they may go away. Nothing here is
stored: what a turn changed and its reply are in the database.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.approval_models import ApprovalRead
from services.chat.tool_steps import ToolStep, finished_step, planned_step
from services.tools import ToolCall

STOPPED = 'Stopped.'


@dataclass(frozen=True)
class TextDelta:
    """The next piece of the answer's text; with `replaces_text` all that came before it is dropped."""

    text: str
    replaces_text: bool = False


@dataclass(frozen=True)
class StatusUpdate:
    """What the turn is busy with, for those who watch; not part of the answer."""

    text: str


@dataclass(frozen=True)
class ToolCallsPlanned:
    """Tools about to be used, one after the other: each with its arguments."""

    calls: tuple[tuple[str, dict[str, Any]], ...]


class TurnReply(BaseModel):
    """What a turn came to."""

    response: str
    session_id: UUID
    turn_id: UUID
    tool_calls: list[ToolCall]
    approvals: list[ApprovalRead]
    response_time: float


BrainUpdate = TextDelta | StatusUpdate | ToolCallsPlanned | ToolCall
"""What a brain reports while it answers; a ToolCall has been carried out."""

TurnUpdate = BrainUpdate | TurnReply
"""What followers of a turn get; the TurnReply is the last."""


class Phase(StrEnum):
    """How far a turn has come."""

    RUNNING = 'running'
    FINISHED = 'finished'
    FAILED = 'failed'


class TurnSnapshot(BaseModel):
    """A turn as those who watch see it; `text` begins at character `offset` of the answer."""

    model_config = ConfigDict(frozen=True)

    turn_id: UUID
    session_id: UUID
    user_id: UUID
    offset: int = 0
    text: str = ''
    steps: list[ToolStep] = []
    status: str = ''
    phase: Phase = Phase.RUNNING

    def after(self, earlier: 'TurnSnapshot | None') -> 'TurnSnapshot | None':
        """The whole, with the text before `offset` taken from an earlier one; None when some is missing there."""
        known = earlier.text if earlier else ''
        if self.offset > len(known):
            return None
        return self.model_copy(update={'offset': 0, 'text': known[: self.offset] + self.text})


class Turn:
    """One turn that runs in this process; `on_change` is called after each update.

    `is_shown` says whether those who watch see it while it runs. `published_length` is how much of the text they
    have.
    """

    def __init__(
        self,
        turn_id: UUID,
        user_id: UUID,
        session_id: UUID,
        on_change: Callable[['Turn'], None],
        *,
        is_shown: bool = True,
    ) -> None:
        self.id = turn_id
        self.user_id = user_id
        self.session_id = session_id
        self.is_shown = is_shown
        self.text = ''
        self.calls: list[ToolCall] = []
        self.stopped_because = ''
        self.phase = Phase.RUNNING
        self.published_length = 0
        self._steps: list[ToolStep] = []
        self._status = ''
        self._updates: list[TurnUpdate] = []
        self._error: Exception | None = None
        self._updated = asyncio.Event()
        self._on_change = on_change
        self._on_stop: Callable[[], object] | None = None

    @classmethod
    def finished(cls, user_id: UUID, reply: TurnReply) -> Self:
        """A turn that ended earlier, perhaps in another process."""
        turn = cls(reply.turn_id, user_id, reply.session_id, lambda _: None)
        turn.calls = reply.tool_calls
        turn.finish(reply)
        return turn

    @property
    def answer(self) -> str:
        """The whole answer, once the brain has ended; after a stop with how much was done."""
        if not self.is_stopped:
            return self.text
        succeeded = sum('error' not in call.result for call in self.calls)
        counted = f' {succeeded} of {len(self._steps)} done.' if self._steps else ''
        return f'{self.text.rstrip()}\n\n{self.stopped_because}{counted}'.strip()

    def apply(self, update: BrainUpdate) -> None:
        """Take in what the brain said or did."""
        match update:
            case TextDelta():
                self.text = update.text if update.replaces_text else self.text + update.text
                self.published_length = 0 if update.replaces_text else self.published_length
                self._status = ''
            case StatusUpdate():
                self._status = update.text
            case ToolCallsPlanned():
                self._steps += [planned_step(tool, arguments) for tool, arguments in update.calls]
            case ToolCall():
                at = len(self.calls)
                self.calls.append(update)
                self._steps[at : at + 1] = [finished_step(update)]
        self._append(update)

    def snapshot(self, offset: int = 0) -> TurnSnapshot:
        """The turn as it is now, with its text from character `offset` on."""
        return TurnSnapshot(
            turn_id=self.id,
            session_id=self.session_id,
            user_id=self.user_id,
            offset=offset,
            text=self.text[offset:],
            steps=self._steps,
            status=self._status,
            phase=self.phase,
        )

    @property
    def is_stopped(self) -> bool:
        """Whether somebody has stopped it; it may still be storing its reply."""
        return bool(self.stopped_because)

    def stop(self, because: str = STOPPED) -> None:
        """End it now; what it has done stays done, and the answer ends with `because`."""
        if self.phase is Phase.RUNNING and not self.is_stopped:
            self.stopped_because = because
            if self._on_stop is not None:
                self._on_stop()

    def on_stop(self, callback: Callable[[], object]) -> None:
        """Call `callback` when the turn is stopped, at once if it already is."""
        self._on_stop = callback
        if self.is_stopped:
            callback()

    def finish(self, reply: TurnReply) -> None:
        """End it with a reply, which is stored."""
        self.text = reply.response
        self.phase = Phase.FINISHED
        self._append(reply)

    def fail(self, error: Exception) -> None:
        """End it with an error, which everybody gets who waits for the reply; nothing is stored."""
        self._error = error
        self.phase = Phase.FAILED
        self._status = str(error)
        self._updated.set()
        self._on_change(self)

    async def updates(self) -> AsyncGenerator[TurnUpdate]:
        """Every update from the first, as it comes, and last the TurnReply; raises what the turn failed with."""
        at = 0
        while True:
            while at < len(self._updates):
                yield self._updates[at]
                at += 1
            if self.phase is not Phase.RUNNING:
                break
            await self._updated.wait()
        if self._error is not None:
            raise self._error

    async def reply(self) -> TurnReply:
        """Wait for the end; raises what the turn failed with."""
        async for update in self.updates():
            if isinstance(update, TurnReply):
                return update
        raise AssertionError('a turn ends with its reply or with an error')

    def _append(self, update: TurnUpdate) -> None:
        self._updates.append(update)
        # Each follower waits on the event it found; a fresh one lets all of them wake.
        self._updated.set()
        self._updated = asyncio.Event()
        self._on_change(self)
