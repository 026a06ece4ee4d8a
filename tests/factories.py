"""Data for tests: each function commits one thing and returns it, with only what matters said."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from services import chat_service, ledger, task_service
from services.accounts import User
from services.cause import Cause, Moment
from services.database import Database
from services.events import SyncEvent
from services.models import ChatMessageCreate, ChatMessageRead, ChatSessionRead, TaskCreate, TaskRead
from services.vocabulary import Role


async def make_user(database: Database, name: str = 'Somebody else', time_zone: str = 'UTC') -> UUID:
    """A person without any tasks."""
    user_id = uuid4()
    async with database.transaction() as session:
        session.add(User(id=user_id, name=name, time_zone=time_zone))
    return user_id


async def make_task(
    database: Database, user_id: UUID, title: str = 'Buy milk', *, cause: Cause | None = None, **fields: Any
) -> TaskRead:
    """A task, made by the same verb as everybody's."""
    async with database.transaction() as session:
        task = await task_service.create_task(session, user_id, TaskCreate(title=title, **fields), cause=cause)
        return TaskRead.model_validate(task)


async def make_overdue_task(
    database: Database, user_id: UUID, due_date: date | datetime | str, title: str = 'Pay rent'
) -> TaskRead:
    """A task that was made in good time and whose due date has passed since."""
    long_before = Moment(datetime(2000, 1, 1, tzinfo=UTC), ZoneInfo('UTC'))
    return await make_task(database, user_id, title, due_date=due_date, cause=Cause(moment=long_before))


async def make_session(database: Database, user_id: UUID, title: str | None = None) -> ChatSessionRead:
    """A conversation without messages."""
    async with database.transaction() as session:
        return ChatSessionRead.model_validate(await chat_service.create_session(session, user_id, title))


async def make_message(
    database: Database, user_id: UUID, session_id: UUID, content: str = 'Hello', role: Role = Role.USER
) -> ChatMessageRead:
    """A message at the end of a conversation."""
    async with database.transaction() as session:
        message = ChatMessageCreate(role=role, content=content)
        return ChatMessageRead.model_validate(await chat_service.add_message(session, user_id, session_id, message))


async def events_of(database: Database, user_id: UUID, since: int = 0) -> list[SyncEvent]:
    """What the ledger holds for a person after number `since`."""
    async with database.transaction() as session:
        return await ledger.read(session, user_id, since)
