"""Connects the turns of this process with those of others, over LISTEN and NOTIFY.

The connection also shows that this process lives: as long as it does, it holds the lock of its runner.
"""

import asyncio
import contextlib
import logging
from uuid import UUID

import asyncpg
from pydantic import ValidationError

from services.chat.runners import LOCK_CLASS
from services.chat.running_turns import RunningTurns
from services.chat.turn_messages import TurnMessage, TurnOutbox
from services.database import Database

log = logging.getLogger(__name__)

CHANNEL = 'tandem_chat_turns'
"""Changes with the format of the messages, so that processes of two versions ignore each other."""

BEAT_SECONDS = 5.0
SILENCE_SECONDS = 20.0
_RETRY_SECONDS = 1.0
_BROKEN = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)


class TurnChannel:
    """Sends what is in `outbox`, and hands what others send to `turns`, for as long as `run` runs."""

    def __init__(self, database: Database, turns: RunningTurns, outbox: TurnOutbox) -> None:
        self._database = database
        self._turns = turns
        self._outbox = outbox
        self._received_at: dict[UUID, float] = {}
        self._connected = asyncio.Event()

    async def wait_connected(self) -> None:
        """Return once others receive what is sent."""
        await self._connected.wait()

    async def run(self) -> None:
        """Send and receive until cancelled, connecting again whenever the connection is lost."""
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
        wake = self._outbox.wake
        connection.add_termination_listener(lambda _: wake.set())
        await connection.execute('SELECT pg_advisory_lock($1, $2)', LOCK_CLASS, self._outbox.runner)
        await connection.add_listener(CHANNEL, self._on_notification)
        self._outbox.clear()
        self._outbox.greet()
        self._publish_all()
        self._connected.set()
        next_beat = self._now() + BEAT_SECONDS
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout_at(next_beat):
                    await wake.wait()
            wake.clear()
            if self._now() >= next_beat:
                next_beat = self._now() + BEAT_SECONDS
                self._beat()
                await connection.execute('SELECT 1', timeout=BEAT_SECONDS)
            if connection.is_closed():
                raise ConnectionError
            while message := self._outbox.take():
                await connection.execute('SELECT pg_notify($1, $2)', CHANNEL, message)

    def _on_notification(self, _connection: object, _pid: int, _channel: str, payload: object) -> None:
        try:
            message = TurnMessage.model_validate_json(str(payload))
        except ValidationError:
            log.warning('Another process sent a message about a turn that cannot be read here.')
            return
        if message.runner != self._outbox.runner:
            self._receive(message)

    def _receive(self, message: TurnMessage) -> None:
        snapshot = message.snapshot
        if snapshot is not None:
            self._received_at[snapshot.turn_id] = self._now()
            if not self._turns.receive(snapshot):
                self._outbox.request_resend(snapshot.user_id, snapshot.turn_id)
        elif message.kind == 'hello':
            self._publish_all()
        else:
            for turn in self._turns.local():
                if (turn.id, turn.user_id) == (message.turn_id, message.user_id):
                    turn.stop() if message.kind == 'stop' else self._outbox.publish(turn.snapshot())

    def _publish_all(self) -> None:
        for turn in self._turns.shown():
            self._outbox.publish(turn.snapshot())

    def _beat(self) -> None:
        """Tell that the turns of this process still run, and forget those of others that are silent."""
        for turn in self._turns.shown():
            self._outbox.publish(turn.snapshot(len(turn.text)))
        silent = [turn_id for turn_id, at in self._received_at.items() if at < self._now() - SILENCE_SECONDS]
        for turn_id in silent:
            del self._received_at[turn_id]
        self._turns.forget(silent)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
