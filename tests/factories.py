"""Data for tests: each function commits one thing and returns it, with only what matters said."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from services import chat_service, ledger, task_service
from services.accounts.people import User
from services.database import Database
from services.events import SyncEvent
from services.models import ChatMessageCreate, ChatMessageRead, ChatSessionRead, TaskCreate, TaskRead
from services.places import reading
from services.places.models import ListCreate, TaskListRead
from services.tasks import lists, undo
from services.tasks.undo_result import UndoResult
from services.values.cause import Cause, Moment
from services.values.vocabulary import Priority, Role, Status


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


def shown_task(
    number: int, title: str = 'Buy milk', status: Status = Status.PENDING, minute: int = 0, **fields: Any
) -> TaskRead:
    """A task as views get it, without a database: the id is `number`, and it was made at that minute of 2026."""
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    return TaskRead(
        id=UUID(int=number),
        user_id=UUID(int=0),
        title=title,
        description=None,
        status=status,
        completed=status is Status.COMPLETED,
        priority=Priority.MEDIUM,
        due_date=fields.pop('due_date', None),
        created_at=moment,
        updated_at=moment,
        version=1,
        **fields,
    )


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


async def make_list(
    database: Database, user_id: UUID, name: str = 'Home', *, cause: Cause | None = None
) -> TaskListRead:
    """A list without tasks."""
    async with database.transaction() as session:
        return TaskListRead.model_validate(
            await lists.create_list(session, user_id, ListCreate(name=name), cause=cause)
        )


async def inbox_of(database: Database, user_id: UUID) -> UUID:
    """The list that a person's tasks are in unless they are told otherwise."""
    async with database.transaction() as session:
        return await reading.inbox_of(session, user_id)


async def revert(database: Database, user_id: UUID, turn_id: UUID | None = None) -> UndoResult:
    """Take back a turn, or the latest one."""
    async with database.transaction() as session:
        return await undo.undo(session, user_id, turn_id)
