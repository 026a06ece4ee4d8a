"""Carries turns between processes that share a database: how they come on, and the wish to stop one.

What goes over it is for those who watch and is never stored; a listener that missed something asks
for the whole. The connection also shows that this process lives: while it does, it holds a lock in
the database by the number its turns are marked with.
"""

import asyncio
import contextlib
import logging
import secrets
from collections import deque
from typing import Literal
from uuid import UUID

import asyncpg
from pydantic import BaseModel, ValidationError

from services.database import Database
from services.turn import Progress, Turn
from services.turns import Turns

log = logging.getLogger(__name__)

CHANNEL = 'tandem_turns'
LOCK_CLASS = 0x7475726E
"""The first half of the lock's key; the second is the runner's number."""

PIECE = 1_000
"""How many characters go into one notification, which may hold 8,000 bytes."""

BEAT_SECONDS = 5.0
SILENCE_SECONDS = 20.0
_LARGEST = 7_500
_MOST_WAITING = 2_000
_RETRY_SECONDS = 1.0
_BROKEN = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)


_Kind = Literal['news', 'ask', 'stop', 'hello']


class _Message(BaseModel):
    """What is sent: news of a turn; the wish to hear all of it, or to stop it; or that somebody new listens."""

    runner: int
    kind: _Kind
    user_id: UUID | None = None
    turn_id: UUID | None = None
    progress: Progress | None = None


class TurnLine:
    """Connects the turns of this process with those of others for as long as `run` runs."""

    def __init__(self, database: Database, turns: Turns) -> None:
        self.runner = secrets.randbelow(2**31)
        self._database = database
        self._turns = turns
        self._outgoing: deque[str] = deque(maxlen=_MOST_WAITING)
        self._heard_at: dict[UUID, float] = {}
        self._wake = asyncio.Event()
        self._connected = asyncio.Event()
        turns.tell_others = self._tell
        turns.stop_elsewhere = lambda user_id, turn_id: self._send('stop', user_id, turn_id)

    async def wait_connected(self) -> None:
        """Return once others hear what is told."""
        await self._connected.wait()

    async def run(self) -> None:
        """Carry until cancelled, connecting again whenever the connection is lost."""
        while True:
            try:
                connection = await self._database.connect()
                try:
                    await self._talk(connection)
                finally:
                    self._connected.clear()
                    connection.terminate()
            except _BROKEN as error:
                log.warning('Turns are not shared with other processes just now (%s).', type(error).__name__)
                await asyncio.sleep(_RETRY_SECONDS)

    async def _talk(self, connection: asyncpg.Connection) -> None:
        connection.add_termination_listener(lambda _: self._wake.set())
        await connection.execute('SELECT pg_advisory_lock($1, $2)', LOCK_CLASS, self.runner)
        await connection.add_listener(CHANNEL, self._hear)
        self._outgoing.clear()
        self._send('hello')
        self._tell_all_whole()
        self._connected.set()
        next_beat = self._now() + BEAT_SECONDS
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout_at(next_beat):
                    await self._wake.wait()
            self._wake.clear()
            if self._now() >= next_beat:
                next_beat = self._now() + BEAT_SECONDS
                self._beat()
                await connection.execute('SELECT 1', timeout=BEAT_SECONDS)
            if connection.is_closed():
                raise ConnectionError
            while self._outgoing:
                await connection.execute('SELECT pg_notify($1, $2)', CHANNEL, self._outgoing.popleft())

    def _hear(self, _connection: object, _pid: int, _channel: str, payload: object) -> None:
        try:
            message = _Message.model_validate_json(str(payload))
        except ValidationError:
            log.warning('Another process said something about a turn that is not understood here.')
            return
        if message.runner == self.runner:
            return
        if message.progress is not None:
            self._heard_at[message.progress.turn_id] = self._now()
            if not self._turns.hear(message.progress):
                self._send('ask', message.user_id, message.turn_id)
            return
        if message.kind == 'hello':
            self._tell_all_whole()
        for turn in self._turns.here():
            if (turn.id, turn.user_id) == (message.turn_id, message.user_id):
                turn.stop() if message.kind == 'stop' else self._tell_whole(turn)

    def _tell(self, progress: Progress) -> None:
        """Send news of a turn, in pieces that fit."""
        text, at = progress.text, progress.at
        while True:
            piece = progress.model_copy(update={'text': text[:PIECE], 'at': at})
            self._send('news', progress.user_id, progress.turn_id, piece)
            text, at = text[PIECE:], at + PIECE
            if not text:
                return

    def _tell_all_whole(self) -> None:
        for turn in self._turns.here():
            if turn.watched:
                self._tell_whole(turn)

    def _tell_whole(self, turn: Turn) -> None:
        self._tell(turn.progress())

    def _beat(self) -> None:
        """Say which turns still run here, and forget those elsewhere that nobody speaks of any more."""
        for turn in self._turns.here():
            if turn.watched:
                self._tell(turn.progress(len(turn.text)))
        silent = [turn_id for turn_id, at in self._heard_at.items() if at < self._now() - SILENCE_SECONDS]
        for turn_id in silent:
            del self._heard_at[turn_id]
        self._turns.forget_elsewhere(silent)

    def _send(
        self, kind: _Kind, user_id: UUID | None = None, turn_id: UUID | None = None, progress: Progress | None = None
    ) -> None:
        message = _Message(runner=self.runner, kind=kind, user_id=user_id, turn_id=turn_id, progress=progress)
        text = message.model_dump_json()
        while progress is not None and progress.steps and len(text.encode()) > _LARGEST:
            # Of very many steps the latest are told; the stored answer has them all.
            progress = progress.model_copy(update={'steps': progress.steps[1:]})
            text = message.model_copy(update={'progress': progress}).model_dump_json()
        self._outgoing.append(text)
        self._wake.set()

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
