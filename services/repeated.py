"""A message that is sent again with the same key gets the first answer, whichever process gives or gave it.

The key is claimed in the transaction that opens the conversation, so of several requests one runs. The
others wait for that turn, or read what it came to. A claim whose process has gone without a trace is void.
"""

import asyncio
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services import chat_service, idempotency, ledger
from services.approval_models import ApprovalRead
from services.database import Database
from services.errors import ChatSessionNotFound, Unavailable
from services.heard import Asked
from services.models import ChatMessageRead
from services.tools import ToolCall
from services.turn import Phase, Progress, Reply, Turn
from services.turn_line import LOCK_CLASS
from services.turns import Turns
from services.vocabulary import Role

PATIENCE_SECONDS = 240.0
"""How long to wait for a turn of another process; longer than any turn takes."""

_LOOK_AGAIN_SECONDS = 5.0
_LIVES = """
    SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = :lock_class
    AND objid::bigint = :runner AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
"""


class Claim(BaseModel):
    """Which turn answers a key, and which process runs it."""

    turn_id: UUID
    session_id: UUID
    runner: int | None


async def claimed(session: AsyncSession, user_id: UUID, key: str, asked: Asked, void: Claim | None) -> Claim | None:
    """Who has the key; None when nobody has, or only the `void` claim, which is gone then. Raises KeyReused."""
    await ledger.hold(session, user_id)
    earlier = await idempotency.recall(session, user_id, key, asked)
    first = Claim.model_validate(earlier) if earlier is not None else None
    if first is None or first != void:
        return first
    await idempotency.forget(session, user_id, key)
    return None


async def claim(session: AsyncSession, user_id: UUID, key: str, asked: Asked, mine: Claim) -> None:
    """Take the key, in the transaction that found it free."""
    await idempotency.remember(session, user_id, key, asked, mine.model_dump(mode='json'))


async def first_turn(database: Database, turns: Turns, user_id: UUID, first: Claim, runner: int | None) -> Turn | None:
    """The turn that has the claim, running here or ended; None when nobody will ever answer it.

    Raises Unavailable when it takes longer in another process than any turn may.
    """
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                if running := turns.find(first.turn_id):
                    return running
                reply = await _reply(database, user_id, first)
                if reply is not None:
                    return Turn.ended(user_id, reply)
                if first.runner == runner or not await _lives(database, first.runner):
                    return None
                await _news(turns, user_id, first.turn_id)
    except TimeoutError:
        raise Unavailable from None


async def _reply(database: Database, user_id: UUID, first: Claim) -> Reply | None:
    """What the turn came to, as its messages tell it."""
    async with database.of(user_id).transaction() as session:
        try:
            found = await chat_service.list_messages(session, user_id, first.session_id, turn_id=first.turn_id)
        except ChatSessionNotFound:
            return None
    answers = [ChatMessageRead.model_validate(each) for each in found if each.role is Role.ASSISTANT]
    if not answers:
        return None
    details = answers[-1].details
    calls = [ToolCall.model_validate(call) for call in details.get('tool_calls', [])]
    return Reply(
        response='\n\n'.join(answer.content for answer in answers),
        session_id=first.session_id,
        turn_id=first.turn_id,
        tool_calls=calls,
        approvals=[ApprovalRead.model_validate(call.result['approval']) for call in calls if 'approval' in call.result],
        response_time=details.get('seconds', 0.0),
    )


async def _lives(database: Database, runner: int | None) -> bool:
    async with database.transaction() as session:
        lives = await session.scalar(text(_LIVES), {'lock_class': LOCK_CLASS, 'runner': runner})
    return bool(lives)


async def _news(turns: Turns, user_id: UUID, turn_id: UUID) -> None:
    """Wait until a turn of another process has ended, though never for long: the news may have come before."""
    ended = asyncio.Event()

    def hear(progress: Progress) -> None:
        if progress.turn_id == turn_id and progress.phase is not Phase.RUNNING:
            ended.set()

    stop = turns.watch(user_id, hear)
    try:
        async with asyncio.timeout(_LOOK_AGAIN_SECONDS):
            await ended.wait()
    except TimeoutError:
        pass
    finally:
        stop()
