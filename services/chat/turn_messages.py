"""What processes that share a database tell each other about turns, as they say it over PostgreSQL's NOTIFY.

Nothing of it is stored. It is for those who watch a turn or want to stop it; the reply is in the database.
"""

import asyncio
import secrets
from collections import deque
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from services.chat.turn import TurnSnapshot

CHUNK_LENGTH = 1_000
"""How many characters of an answer go into one message; a notification may hold 8,000 bytes."""

_MAX_BYTES = 7_500
_MAX_QUEUED = 2_000

MessageKind = Literal['snapshot', 'resend', 'stop', 'hello']


class TurnMessage(BaseModel):
    """A snapshot of a turn; the request to send all of it again, or to stop it; or the greeting of a new process."""

    runner: int
    kind: MessageKind
    user_id: UUID | None = None
    turn_id: UUID | None = None
    snapshot: TurnSnapshot | None = None


class TurnOutbox:
    """The messages of this process that are still to be sent; when there are too many, the oldest are dropped.

    `runner` is the number of this process. `wake` is set when there is something to send.
    """

    def __init__(self) -> None:
        self.runner = secrets.randbelow(2**31)
        self.wake = asyncio.Event()
        self._messages: deque[str] = deque(maxlen=_MAX_QUEUED)

    def publish(self, snapshot: TurnSnapshot) -> None:
        """Send a snapshot, in messages that are small enough."""
        text, offset = snapshot.text, snapshot.offset
        while True:
            self._send_snapshot(snapshot.model_copy(update={'text': text[:CHUNK_LENGTH], 'offset': offset}))
            text, offset = text[CHUNK_LENGTH:], offset + CHUNK_LENGTH
            if not text:
                return

    def request_stop(self, user_id: UUID, turn_id: UUID) -> None:
        """Ask the process in which this turn runs to stop it."""
        self._send(TurnMessage(runner=self.runner, kind='stop', user_id=user_id, turn_id=turn_id))

    def request_resend(self, user_id: UUID, turn_id: UUID) -> None:
        """Ask the process in which this turn runs for all of its text."""
        self._send(TurnMessage(runner=self.runner, kind='resend', user_id=user_id, turn_id=turn_id))

    def greet(self) -> None:
        """Tell the other processes that this one listens now, so that they send what runs."""
        self._send(TurnMessage(runner=self.runner, kind='hello'))

    def take(self) -> str | None:
        """The oldest message, which is then no longer here; None when there is none."""
        return self._messages.popleft() if self._messages else None

    def clear(self) -> None:
        """Drop everything."""
        self._messages.clear()

    def _send_snapshot(self, snapshot: TurnSnapshot) -> None:
        while snapshot.steps and len(snapshot.model_dump_json().encode()) > _MAX_BYTES:
            # Of very many steps the latest are shown; the stored reply has them all.
            snapshot = snapshot.model_copy(update={'steps': snapshot.steps[1:]})
        self._send(
            TurnMessage(
                runner=self.runner,
                kind='snapshot',
                user_id=snapshot.user_id,
                turn_id=snapshot.turn_id,
                snapshot=snapshot,
            )
        )

    def _send(self, message: TurnMessage) -> None:
        self._messages.append(message.model_dump_json(exclude_none=True))
        self.wake.set()
