"""One turn while it runs: the steps it is made of, how far it has come, and the way to stop it.

A turn belongs to the process and not to the page or request that began it, so whoever began it may
go away. Nothing here is stored: what a turn changed and what it said at the end is in the database.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.approval_models import ApprovalRead
from services.step_wording import TurnStep, doing, done
from services.tools import ToolCall

STOPPED = 'Stopped.'


@dataclass(frozen=True)
class Said:
    """A piece of the answer's text; with `anew` it stands in place of everything said before it."""

    text: str
    anew: bool = False


@dataclass(frozen=True)
class Noted:
    """What is going on just now, for those who watch; it is not part of the answer."""

    text: str


@dataclass(frozen=True)
class Planned:
    """Tools about to be used, one after the other, each with its arguments."""

    calls: tuple[tuple[str, dict[str, Any]], ...]


class Reply(BaseModel):
    """A finished turn."""

    response: str
    session_id: UUID
    turn_id: UUID
    tool_calls: list[ToolCall]
    approvals: list[ApprovalRead]
    response_time: float


Step = Said | Noted | Planned | ToolCall | Reply


class Phase(StrEnum):
    """How far a turn has come."""

    RUNNING = 'running'
    FINISHED = 'finished'
    FAILED = 'failed'


class Progress(BaseModel):
    """A turn as those who watch see it: `text` is what it said from character `at` on."""

    model_config = ConfigDict(frozen=True)

    turn_id: UUID
    session_id: UUID
    user_id: UUID
    at: int = 0
    text: str = ''
    steps: list[TurnStep] = []
    note: str = ''
    phase: Phase = Phase.RUNNING

    def after(self, earlier: 'Progress | None') -> 'Progress | None':
        """The whole turn, when this is put behind what was known of it; None when something is missing between."""
        known = earlier.text if earlier else ''
        if self.at > len(known):
            return None
        return self.model_copy(update={'at': 0, 'text': known[: self.at] + self.text})


class Turn:
    """One turn that runs here."""

    def __init__(
        self,
        turn_id: UUID,
        user_id: UUID,
        session_id: UUID,
        on_change: Callable[['Turn'], None],
        *,
        watched: bool = True,
    ) -> None:
        self.id = turn_id
        self.user_id = user_id
        self.session_id = session_id
        self.watched = watched
        self.text = ''
        self.calls: list[ToolCall] = []
        self.stopped_because = ''
        self.phase = Phase.RUNNING
        self.unsent = 0
        self._steps: list[TurnStep] = []
        self._note = ''
        self._log: list[Step] = []
        self._error: Exception | None = None
        self._moved = asyncio.Event()
        self._on_change = on_change
        self._on_stop: Callable[[], object] | None = None

    @classmethod
    def ended(cls, user_id: UUID, reply: Reply) -> 'Turn':
        """A turn that ended before, somewhere else perhaps; nobody watches it any more."""
        turn = cls(reply.turn_id, user_id, reply.session_id, lambda _: None)
        turn.calls = reply.tool_calls
        turn.finish(reply)
        return turn

    @property
    def planned(self) -> int:
        """How many tools it has used, or was about to use."""
        return len(self._steps)

    @property
    def done(self) -> int:
        """How many tools it has used with success."""
        return sum('error' not in call.result for call in self.calls)

    def record(self, step: Said | Noted | Planned | ToolCall) -> None:
        """Take in what the brain said or did."""
        match step:
            case Said():
                self.text = step.text if step.anew else self.text + step.text
                self.unsent = 0 if step.anew else self.unsent
                self._note = ''
            case Noted():
                self._note = step.text
            case Planned():
                self._steps += [doing(tool, arguments) for tool, arguments in step.calls]
            case ToolCall():
                at = len(self.calls)
                self.calls.append(step)
                self._steps[at : at + 1] = [done(step)]
        self._tell(step)

    def progress(self, since: int = 0) -> Progress:
        """The turn as it is now, with its text from character `since` on."""
        return Progress(
            turn_id=self.id,
            session_id=self.session_id,
            user_id=self.user_id,
            at=since,
            text=self.text[since:],
            steps=self._steps,
            note=self._note,
            phase=self.phase,
        )

    @property
    def is_stopped(self) -> bool:
        """Whether it was told to end."""
        return bool(self.stopped_because)

    def stop(self, because: str = STOPPED) -> None:
        """Have it end now; what it has done stays done, and the answer ends with `because`."""
        if self.phase is Phase.RUNNING and not self.is_stopped:
            self.stopped_because = because
            if self._on_stop is not None:
                self._on_stop()

    def when_stopped(self, stop: Callable[[], object]) -> None:
        """Call `stop` when the turn is stopped, at once if it was before."""
        self._on_stop = stop
        if self.is_stopped:
            stop()

    def finish(self, reply: Reply) -> None:
        """Note that it has ended and its answer is stored."""
        self.text = reply.response
        self.phase = Phase.FINISHED
        self._tell(reply)

    def fail(self, error: Exception) -> None:
        """Note that it broke and no answer could be stored; whoever waits for it gets the error."""
        self._error = error
        self.phase = Phase.FAILED
        self._note = str(error)
        self._moved.set()
        self._on_change(self)

    async def follow(self) -> AsyncGenerator[Step]:
        """Every step from the first, as it comes; the last one is the Reply."""
        at = 0
        while True:
            while at < len(self._log):
                yield self._log[at]
                at += 1
            if self.phase is not Phase.RUNNING:
                break
            await self._moved.wait()
        if self._error is not None:
            raise self._error

    async def reply(self) -> Reply:
        """Wait for the end; raises what the turn broke with."""
        async for step in self.follow():
            if isinstance(step, Reply):
                return step
        raise AssertionError('a turn ends with its reply or with an error')

    def _tell(self, step: Step) -> None:
        self._log.append(step)
        # Each follower waits on the event it found; a fresh one lets all of them wake.
        self._moved.set()
        self._moved = asyncio.Event()
        self._on_change(self)
