"""A message that is sent again with the same key gets the first reply, whichever process gives or gave it.

The key is claimed in the transaction that opens the conversation, so of several equal requests one begins a turn. The
others wait for that turn, or read the reply it left. The claim of a process that has gone without one is taken over.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services import ledger
from services.chat import runners
from services.chat.incoming_message import IncomingMessage
from services.chat.locks import NamedLocks
from services.chat.running_turns import RunningTurns
from services.chat.transcript import find_reply, open_session
from services.chat.turn import Phase, Turn, TurnReply, TurnSnapshot
from services.database import Database
from services.errors import ChatSessionNotFound, Unavailable
from services.storage import idempotency

WAIT_TIMEOUT_SECONDS = 240.0
"""How long to wait for a turn of another process; longer than any turn takes."""

_POLL_SECONDS = 5.0

Start = Callable[[UUID, UUID, IncomingMessage], Turn]
"""Begins the turn that answers a message: given the person, the conversation and the message."""


class TurnClaim(BaseModel):
    """Which turn answers a key, and which process runs it."""

    model_config = ConfigDict(frozen=True)

    turn_id: UUID
    session_id: UUID
    runner: int | None


class _SentAgain(BaseModel):
    """What has to be the same when a message is sent again."""

    message: str
    session_id: UUID | None
    replaces: UUID | None


class IdempotentTurns:
    """Has each key answered by one turn; `runner` is the number of this process."""

    def __init__(self, database: Database, turns: RunningTurns, runner: int | None) -> None:
        self._database = database
        self._turns = turns
        self._runner = runner
        self._locks = NamedLocks()

    async def begin(self, user_id: UUID, message: IncomingMessage, key: str, start: Start) -> Turn:
        """The turn that answers this key: the first one, running or ended, or else the one that `start` begins.

        Raises KeyReused when the key came with another message, ChatSessionNotFound, and Unavailable when the first
        turn takes longer in another process than any turn may.
        """
        abandoned: TurnClaim | None = None
        while True:
            # Held until a new turn is among those that run, where the next one with this key looks for it.
            async with self._locks[user_id, key]:
                claim, is_new = await self._claim(user_id, message, key, abandoned)
                if is_new:
                    return start(user_id, claim.session_id, message)
            first = await self._find(user_id, claim)
            if first is not None:
                return first
            abandoned = claim

    async def release(self, user_id: UUID, key: str) -> None:
        """Let the key of a turn that failed be used again: nothing of it was stored."""
        with suppress(Unavailable):
            async with self._database.of(user_id).transaction() as session:
                await idempotency.forget(session, user_id, key)

    async def _claim(
        self, user_id: UUID, message: IncomingMessage, key: str, abandoned: TurnClaim | None
    ) -> tuple[TurnClaim, bool]:
        """The claim that holds for the key, and whether it is a new one, for the turn of this message."""
        request = _SentAgain(message=message.text, session_id=message.session_id, replaces=message.replaces)
        async with self._database.of(user_id).transaction() as session:
            await ledger.hold(session, user_id)
            stored = await idempotency.recall(session, user_id, key, request)
            earlier = None if stored is None else TurnClaim.model_validate(stored)
            if earlier is not None and earlier != abandoned:
                return earlier, False
            await idempotency.forget(session, user_id, key)
            session_id = await open_session(session, user_id, message)
            claim = TurnClaim(turn_id=message.cause.turn_id, session_id=session_id, runner=self._runner)
            await idempotency.remember(session, user_id, key, request, claim.model_dump(mode='json'))
            return claim, True

    async def _find(self, user_id: UUID, claim: TurnClaim) -> Turn | None:
        """The turn that has the claim, running here or ended; None when it ended without a reply."""
        try:
            async with asyncio.timeout(WAIT_TIMEOUT_SECONDS):
                while True:
                    if running := self._turns.find(claim.turn_id):
                        return running
                    # Asked first: a process that goes between the two questions may have stored the reply before.
                    runs_elsewhere = await self._runs_elsewhere(claim)
                    if reply := await self._stored_reply(user_id, claim):
                        return Turn.finished(user_id, reply)
                    if not runs_elsewhere:
                        return None
                    await self._wait_for_end(user_id, claim.turn_id)
        except TimeoutError:
            raise Unavailable from None

    async def _runs_elsewhere(self, claim: TurnClaim) -> bool:
        if claim.runner == self._runner:
            return False
        async with self._database.transaction() as session:
            return claim.runner in await runners.living(session)

    async def _stored_reply(self, user_id: UUID, claim: TurnClaim) -> TurnReply | None:
        async with self._database.of(user_id).transaction() as session:
            try:
                return await find_reply(session, user_id, claim.session_id, claim.turn_id)
            except ChatSessionNotFound:
                return None

    async def _wait_for_end(self, user_id: UUID, turn_id: UUID) -> None:
        """Wait until a turn of another process has ended, though never long: that may have been told before."""
        ended = asyncio.Event()

        def watch(snapshot: TurnSnapshot) -> None:
            if snapshot.turn_id == turn_id and snapshot.phase is not Phase.RUNNING:
                ended.set()

        end = self._turns.watch(user_id, watch)
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(_POLL_SECONDS):
                    await ended.wait()
        finally:
            end()
