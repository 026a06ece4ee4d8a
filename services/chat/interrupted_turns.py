"""Says in a conversation that its turn was lost, because the process that ran it ended before it stored a reply."""

from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services import chat_service, ledger
from services.chat import runners, transcript
from services.database import Database
from services.errors import ChatSessionNotFound
from services.models import ChatMessageCreate
from services.values.cause import Cause, Via
from services.values.vocabulary import MessageType, Role

_UNANSWERED = text("""
    SELECT sessions.user_id, message.session_id, message.turn_id, (message.details ->> 'runner')::bigint AS runner
    FROM chat_messages AS message JOIN chat_sessions AS sessions ON sessions.id = message.session_id
    WHERE message.role = 'user' AND message.details ? 'runner' AND sessions.deleted_at IS NULL
    AND message.created_at > now() - interval '30 days'
    AND NOT EXISTS (
        SELECT FROM chat_messages AS reply
        WHERE reply.session_id = message.session_id AND reply.turn_id = message.turn_id AND reply.role = 'assistant')
""")


async def mark_interrupted(database: Database) -> int:
    """Reply to every message whose process has gone; returns how many there were."""
    async with database.everybody().transaction() as session:
        unanswered = list(await session.execute(_UNANSWERED))
        # Asked second: a process that starts between the two questions has no message among these.
        living = await runners.living(session) if unanswered else frozenset()
    marked = 0
    for message in unanswered:
        if message.runner not in living:
            async with database.of(message.user_id).transaction() as session:
                marked += await _mark(session, message.user_id, message.session_id, message.turn_id)
    return marked


async def _mark(session: AsyncSession, user_id: UUID, session_id: UUID, turn_id: UUID) -> bool:
    await ledger.hold(session, user_id)
    try:
        if await transcript.find_reply(session, user_id, session_id, turn_id) is not None:
            return False
    except ChatSessionNotFound:
        return False
    events = (await ledger.read_turn(session, user_id, turn_id)).of_tasks
    tasks = list(dict.fromkeys(str(event.task.id) for event in events))
    details: dict[str, Any] = {'display': {'cards': tasks}, 'undoable': bool(tasks)}
    content = _interrupted(len(events))
    reply = ChatMessageCreate(role=Role.ASSISTANT, content=content, message_type=MessageType.RESPONSE)
    cause = Cause(via=Via.SYSTEM, turn_id=turn_id)
    await chat_service.add_message(session, user_id, session_id, reply, cause=cause, details=details)
    return True


def _interrupted(changes: int) -> str:
    counted = '1 change was made' if changes == 1 else f'{changes} changes were made'
    return f'Interrupted, because Tandem was restarted. {f"{counted} before." if changes else "Nothing was changed."}'
