"""Everything Tandem keeps about a person, to take along."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services import ledger
from services.accounts import UserRead, get_user
from services.models import ChatMessage, ChatMessageRead, ChatSession, ChatSessionRead, Task, TaskRead, table_of

_tasks = table_of(Task)
_sessions = table_of(ChatSession)
_messages = table_of(ChatMessage)


async def everything_of(session: AsyncSession, user_id: UUID) -> dict[str, Any]:
    """The person, their tasks and conversations with the deleted ones still in the trash, and their history."""
    user = await get_user(session, user_id)
    tasks = await session.scalars(select(Task).where(_tasks.c.user_id == user_id).order_by(_tasks.c.created_at))
    talks = await session.scalars(
        select(ChatSession).where(_sessions.c.user_id == user_id).order_by(_sessions.c.created_at)
    )
    said = await session.scalars(
        select(ChatMessage).join(ChatSession).where(_sessions.c.user_id == user_id).order_by(_messages.c.position)
    )
    messages: dict[UUID, list[Any]] = {}
    for message in said:
        messages.setdefault(message.session_id, []).append(_plain(ChatMessageRead, message))
    return {
        'format': 'tandem-export-1',
        'exported_at': datetime.now(UTC).isoformat(),
        'profile': _plain(UserRead, user) | {'preferences': user.preferences},
        'tasks': [_plain(TaskRead, task) | _trash(task) for task in tasks],
        'conversations': [
            _plain(ChatSessionRead, talk) | _trash(talk) | {'messages': messages.get(talk.id, [])} for talk in talks
        ],
        'events': [event.message for event in await ledger.read(session, user_id, 0)],
    }


def _plain(kind: type[Any], row: object) -> dict[str, Any]:
    plain: dict[str, Any] = kind.model_validate(row).model_dump(mode='json')
    return plain


def _trash(row: Task | ChatSession) -> dict[str, Any]:
    return {'deleted_at': row.deleted_at.isoformat()} if row.deleted_at else {}
