"""Conversations and their messages: the verbs that every door shares.

A conversation is a ChatSession. One that is missing, deleted or somebody else's raises ChatSessionNotFound.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, exists, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from services import ledger
from services.accounts.people import get_user, set_preference
from services.errors import ChatSessionNotFound, InvalidInput
from services.events import EventType
from services.models import (
    ChatMessage,
    ChatMessageCreate,
    ChatMessageRead,
    ChatSession,
    ChatSessionRead,
    ChatSessionUpdate,
)
from services.storage.columns import table_of
from services.translatable import _
from services.values.cause import Cause
from services.values.text import MESSAGE_LIMIT, can_be_stored, is_visible
from services.values.vocabulary import Role

UNTITLED = 'New conversation'
"""The title of a conversation until its first message gives it one."""

_CURRENT = 'conversation'  # the preference that holds its id
_MAX_TITLE_LENGTH = 60
_MAX_SEARCH_WORDS = 10
_session_table = table_of(ChatSession)
# Built once: building the statement costs more than running it.
_FIND_SESSION = (
    select(ChatSession)
    .where(
        _session_table.c.id == bindparam('id', type_=_session_table.c.id.type),
        _session_table.c.user_id == bindparam('owner', type_=_session_table.c.user_id.type),
        _session_table.c.deleted_at.is_(None),
    )
    .execution_options(populate_existing=True)
)
_message_table = table_of(ChatMessage)


async def list_sessions(
    session: AsyncSession, user_id: UUID, *, q: str | None = None, skip: int = 0, limit: int | None = 100
) -> list[ChatSession]:
    """Conversations, the most recently used first; with `q` those with all of its words in the title or one message."""
    query = (
        select(ChatSession)
        .where(_session_table.c.user_id == user_id, _session_table.c.deleted_at.is_(None), *_with_words(q))
        .order_by(_session_table.c.updated_at.desc(), _session_table.c.id)
        .offset(skip)
        .limit(limit)
    )
    return list((await session.scalars(query)).all())


async def create_session(
    session: AsyncSession, user_id: UUID, title: str | None = None, *, cause: Cause | None = None
) -> ChatSession:
    """Begin a conversation; without a title its first message gives it one."""
    cause = cause or Cause()
    chat = ChatSession(user_id=user_id, title=title or UNTITLED)
    if cause.stated_time is not None:
        chat.created_at = cause.stated_time
    session.add(chat)
    await session.flush()
    after = ChatSessionRead.model_validate(chat)
    await ledger.append(session, user_id, EventType.CHAT_SESSION_CREATED, after, cause)
    return chat


async def get_session(session: AsyncSession, user_id: UUID, session_id: UUID) -> ChatSession:
    """The conversation."""
    chat: ChatSession | None = await session.scalar(_FIND_SESSION, {'id': session_id, 'owner': user_id})
    if chat is None:
        raise ChatSessionNotFound
    return chat


async def current_session(session: AsyncSession, user_id: UUID) -> UUID | None:
    """The conversation a new page shows: the one set last, or the one used last when that is deleted or none was set.

    None when there is no conversation, or when the one set last has not begun.
    """
    chosen = (await get_user(session, user_id)).preferences.get(_CURRENT)
    if chosen == '':
        return None
    if chosen is not None:
        with suppress(ChatSessionNotFound):
            return (await get_session(session, user_id, UUID(chosen))).id
    latest = await list_sessions(session, user_id, limit=1)
    return latest[0].id if latest else None


async def set_current_session(session: AsyncSession, user_id: UUID, session_id: UUID | None) -> None:
    """Have new pages show this conversation; None stands for one that has not begun."""
    await set_preference(session, user_id, _CURRENT, str(session_id or ''))


async def update_session(
    session: AsyncSession,
    user_id: UUID,
    session_id: UUID,
    changes: ChatSessionUpdate,
    *,
    cause: Cause | None = None,
) -> ChatSession:
    """Change the title of a conversation, or archive it with `is_active`."""
    await ledger.hold(session, user_id)
    chat = await get_session(session, user_id, session_id)
    before = ChatSessionRead.model_validate(chat)
    for field, value in changes.model_dump(exclude_none=True).items():
        setattr(chat, field, value)
    await session.flush()
    after = ChatSessionRead.model_validate(chat)
    if after != before:
        await ledger.append(session, user_id, EventType.CHAT_SESSION_UPDATED, after, cause or Cause(), before=before)
    return chat


async def delete_session(session: AsyncSession, user_id: UUID, session_id: UUID, *, cause: Cause | None = None) -> None:
    """Move a conversation and its messages to the trash."""
    await ledger.hold(session, user_id)
    chat = await get_session(session, user_id, session_id)
    before = ChatSessionRead.model_validate(chat)
    chat.deleted_at = datetime.now(UTC)
    await session.flush()
    await ledger.append(
        session,
        user_id,
        EventType.CHAT_SESSION_DELETED,
        before,
        cause or Cause(),
        before=before,
        messages=-await _count_messages(session, session_id),
    )


async def restore_session(
    session: AsyncSession, user_id: UUID, session_id: UUID, *, cause: Cause | None = None
) -> ChatSession:
    """Restore a conversation from the trash; raises ChatSessionNotFound when it is not there."""
    await ledger.hold(session, user_id)
    query = select(ChatSession).where(
        _session_table.c.id == session_id,
        _session_table.c.user_id == user_id,
        _session_table.c.deleted_at.is_not(None),
    )
    chat: ChatSession | None = await session.scalar(query)
    if chat is None:
        raise ChatSessionNotFound
    chat.deleted_at = None
    await session.flush()
    after = ChatSessionRead.model_validate(chat)
    messages = await _count_messages(session, session_id)
    await ledger.append(session, user_id, EventType.CHAT_SESSION_CREATED, after, cause or Cause(), messages=messages)
    return chat


async def list_messages(
    session: AsyncSession,
    user_id: UUID,
    session_id: UUID,
    *,
    before: int | None = None,
    limit: int | None = None,
    turn_id: UUID | None = None,
) -> list[ChatMessage]:
    """The last `limit` messages before position `before`, oldest first; with `turn_id` only those of that turn."""
    own = _session_table.c.user_id == user_id, _session_table.c.deleted_at.is_(None)
    query = select(ChatMessage).join(ChatSession).where(_message_table.c.session_id == session_id, *own)
    if turn_id is not None:
        query = query.where(_message_table.c.turn_id == turn_id)
    if before is not None:
        query = query.where(_message_table.c.position < before)
    latest = query.order_by(_message_table.c.position.desc()).limit(limit)
    found = list((await session.scalars(latest)).all())[::-1]
    if not found:
        await get_session(session, user_id, session_id)
    return found


async def add_message(
    session: AsyncSession,
    user_id: UUID,
    session_id: UUID,
    message: ChatMessageCreate,
    *,
    cause: Cause | None = None,
    details: dict[str, Any] | None = None,
) -> ChatMessage:
    """Append a message; the first one of the user gives an untitled conversation its title."""
    cause = cause or Cause()
    await ledger.hold(session, user_id)
    chat = await get_session(session, user_id, session_id)
    before = ChatSessionRead.model_validate(chat)
    stored = ChatMessage(session_id=session_id, turn_id=cause.turn_id, details=details or {}, **message.model_dump())
    if cause.stated_time is not None:
        stored.created_at = cause.stated_time
    session.add(stored)
    chat.updated_at = func.clock_timestamp()  # type: ignore[assignment]  # the database's clock, read back on flush
    if chat.title == UNTITLED and message.role is Role.USER:
        chat.title = title_from(message.content)
    await session.flush()
    after = ChatMessageRead.model_validate(stored)
    await ledger.append(session, user_id, EventType.CHAT_MESSAGE_CREATED, after, cause)
    if chat.title != before.title:
        renamed = ChatSessionRead.model_validate(chat)
        await ledger.append(session, user_id, EventType.CHAT_SESSION_UPDATED, renamed, cause, before=before)
    return stored


async def _count_messages(session: AsyncSession, session_id: UUID) -> int:
    counted = select(func.count()).where(_message_table.c.session_id == session_id)
    return int((await session.execute(counted)).scalar_one())


def _with_words(q: str | None) -> list[ColumnElement[bool]]:
    """The conditions for `q`: all of its words are in the title, or all are in one message.

    There is no full-text index, because one cannot be used behind row-level security. The person's own messages are
    scanned, conversation by conversation; that also finds parts of words, in any script.
    """
    if q and not can_be_stored(q):
        return [false()]
    words = (q or '').split()[:_MAX_SEARCH_WORDS]
    if not words:
        return []
    in_title = and_(*(_session_table.c.title.icontains(word, autoescape=True) for word in words))
    in_message = exists().where(
        _message_table.c.session_id == _session_table.c.id,
        *(_message_table.c.content.icontains(word, autoescape=True) for word in words),
    )
    return [or_(in_title, in_message)]


def title_from(message: str) -> str:
    """The title that a conversation gets from its first message: the first visible line, cut between words."""
    lines = (' '.join(line.split()) for line in message.splitlines())
    line = next(filter(is_visible, lines), UNTITLED)
    if len(line) <= _MAX_TITLE_LENGTH:
        return line
    cut = line[:_MAX_TITLE_LENGTH].rsplit(' ', 1)[0]
    return f'{cut.rstrip(" ,.;:")}…'


def split_reply(text: str) -> Sequence[str]:
    """`text` in pieces that fit into one message each, cut between paragraphs, lines or words.

    Raises InvalidInput when it is empty.
    """
    pieces = []
    rest = text.strip()
    while len(rest) > MESSAGE_LIMIT:
        cut = next(
            (at for mark in ('\n\n', '\n', ' ') if (at := rest.rfind(mark, 1, MESSAGE_LIMIT)) > 0), MESSAGE_LIMIT
        )
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if not rest and not pieces:
        raise InvalidInput('content', _('The reply is empty.'))
    return [*pieces, rest] if rest else pieces
