"""Says in a conversation that its turn was lost: whoever answered was killed before the answer was stored."""

from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services import chat_service, ledger
from services.cause import Cause, Via
from services.database import Database
from services.errors import ChatSessionNotFound
from services.models import ChatMessageCreate
from services.turn_line import LOCK_CLASS
from services.vocabulary import MessageType, Role

_UNANSWERED = """
    SELECT sessions.user_id, asked.session_id, asked.turn_id
    FROM chat_messages AS asked JOIN chat_sessions AS sessions ON sessions.id = asked.session_id
    WHERE asked.role = 'user' AND asked.details ? 'runner' AND sessions.deleted_at IS NULL
    AND asked.created_at > now() - interval '30 days'
    AND NOT EXISTS (
        SELECT FROM chat_messages AS answer
        WHERE answer.session_id = asked.session_id AND answer.turn_id = asked.turn_id AND answer.role = 'assistant')
    AND NOT EXISTS (
        SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = :lock_class
        AND objid::bigint = (asked.details ->> 'runner')::bigint
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
"""


async def mark_interrupted(database: Database) -> int:
    """Answer every message whose process has gone; returns how many there were."""
    async with database.transaction() as session:
        found = list(await session.execute(text(_UNANSWERED), {'lock_class': LOCK_CLASS}))
    marked = 0
    for row in found:
        async with database.of(row.user_id).transaction() as session:
            marked += await _mark(session, row.user_id, row.session_id, row.turn_id)
    return marked


async def _mark(session: AsyncSession, user_id: UUID, session_id: UUID, turn_id: UUID) -> bool:
    await ledger.hold(session, user_id)
    try:
        messages = await chat_service.list_messages(session, user_id, session_id)
    except ChatSessionNotFound:
        return False
    if any(message.turn_id == turn_id and message.role is Role.ASSISTANT for message in messages):
        return False
    events = await ledger.read_turn(session, user_id, turn_id)
    tasks = list(dict.fromkeys(str(event.task.id) for event in events))
    details: dict[str, Any] = {'display': {'cards': tasks}, 'undoable': bool(tasks)}
    message = ChatMessageCreate(
        role=Role.ASSISTANT, content=_interrupted(len(events)), message_type=MessageType.RESPONSE
    )
    cause = Cause(via=Via.SYSTEM, turn_id=turn_id)
    await chat_service.add_message(session, user_id, session_id, message, cause=cause, details=details)
    return True


def _interrupted(changes: int) -> str:
    counted = '1 change was made' if changes == 1 else f'{changes} changes were made'
    return f'Interrupted, because Tandem was restarted. {f"{counted} before." if changes else "Nothing was changed."}'
