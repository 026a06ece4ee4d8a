"""The export: everything Tandem stores about one person."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services import ledger
from services.accounts.people import UserRead, get_user
from services.models import ChatMessage, ChatMessageRead, ChatSession, ChatSessionRead, Task, TaskRead
from services.places.models import LabelRead, TaskListRead
from services.storage.columns import table_of
from services.tasks import labels, lists

_tasks = table_of(Task)
_sessions = table_of(ChatSession)
_messages = table_of(ChatMessage)


async def everything_of(session: AsyncSession, user_id: UUID) -> dict[str, Any]:
    """The person, their tasks and conversations with the deleted ones still in the trash, and their history."""
    user = await get_user(session, user_id)
    tasks = await session.scalars(select(Task).where(_tasks.c.user_id == user_id).order_by(_tasks.c.created_at))
    conversations = await session.scalars(
        select(ChatSession).where(_sessions.c.user_id == user_id).order_by(_sessions.c.created_at)
    )
    stored_messages = await session.scalars(
        select(ChatMessage).join(ChatSession).where(_sessions.c.user_id == user_id).order_by(_messages.c.position)
    )
    messages: dict[UUID, list[Any]] = {}
    for message in stored_messages:
        messages.setdefault(message.session_id, []).append(_as_json(ChatMessageRead, message))
    return {
        'format': 'tandem-export-1',
        'exported_at': datetime.now(UTC).isoformat(),
        'profile': _as_json(UserRead, user) | {'preferences': user.preferences},
        'tasks': [_as_json(TaskRead, task) | _deleted_at(task) for task in tasks],
        'lists': [_as_json(TaskListRead, each) for each in await lists.list_lists(session, user_id)],
        'labels': [_as_json(LabelRead, each) for each in await labels.list_labels(session, user_id)],
        'conversations': [
            _as_json(ChatSessionRead, each) | _deleted_at(each) | {'messages': messages.get(each.id, [])}
            for each in conversations
        ],
        'events': [event.message for event in await ledger.read(session, user_id, 0)],
    }


def _as_json(kind: type[BaseModel], row: object) -> dict[str, Any]:
    return kind.model_validate(row).model_dump(mode='json')


def _deleted_at(row: Task | ChatSession) -> dict[str, Any]:
    return {'deleted_at': row.deleted_at.isoformat()} if row.deleted_at else {}
