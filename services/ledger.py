"""The append-only record of every change, numbered 1, 2, 3 … for each person.

A trigger on the table sends the notification, so no event can be written without being
announced, and none is announced before its transaction commits.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    RowMapping,
    Select,
    String,
    bindparam,
    func,
    insert,
    select,
    type_coerce,
    update,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel

from services.accounts.people import User
from services.errors import InvalidInput
from services.events import TASK_EVENTS, UNDOABLE, Entity, EventType, SyncEvent, read_stored
from services.models import ChatMessageRead
from services.storage.columns import table_of, text_enum, timestamp_column, user_fk
from services.storage.quota import QUOTA, Quota
from services.translatable import _
from services.values.cause import Cause, Via
from services.values.time_zones import zone_named
from services.values.vocabulary import Role

CHANNEL = 'tandem_events'
"""Where PostgreSQL announces new events; the payload is `user_id:seq`."""


class LedgerEntry(SQLModel, table=True):
    """One event as it is stored."""

    __tablename__ = 'sync_events'
    __table_args__ = (
        CheckConstraint('seq > 0', name='sync_events_seq_positive'),
        Index('sync_events_by_subject', 'user_id', 'subject_id', 'seq'),
        Index('sync_events_by_turn', 'user_id', 'turn_id'),
    )

    user_id: UUID = Field(sa_column=user_fk(primary_key=True))
    seq: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    type: EventType = Field(sa_column=Column(text_enum(EventType, 'sync_events_type_known'), nullable=False))
    subject_id: UUID
    data: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    before: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB(none_as_null=True)))
    actor: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    turn_id: UUID
    reverts: UUID | None = None
    created_at: datetime = Field(default=None, sa_column=timestamp_column('created_at', automatic=True))


_table = table_of(LedgerEntry)
_users = table_of(User)

_COUNTS = ('task_count', 'conversation_count', 'message_count')
_LIMITS = ('max_tasks', 'max_conversations', 'max_messages')
_ADDED: dict[EventType, tuple[int, int, int]] = {
    EventType.TASK_CREATED: (1, 0, 0),
    EventType.TASK_DELETED: (-1, 0, 0),
    EventType.CHAT_SESSION_CREATED: (0, 1, 0),
    EventType.CHAT_SESSION_DELETED: (0, -1, 0),
    EventType.CHAT_MESSAGE_CREATED: (0, 0, 1),
}
"""What each kind of event adds to the tasks, conversations and messages that a person has."""


def _appending() -> Select[Any]:
    """Number an event, count what it adds and write it, in one statement.

    Built once, because building it costs more than running it.
    """
    owner_id = bindparam('user_id', type_=postgresql.UUID())
    moved = {column: _users.c[column] + bindparam(column) for column in _COUNTS}
    counted = update(_users).where(_users.c.id == owner_id).values(seq=_users.c.seq + 1, **moved)
    numbered = counted.returning(_users.c.seq, *(_users.c[column] for column in _COUNTS + _LIMITS)).cte('numbered')
    given = ('type', 'subject_id', 'data', 'before', 'actor', 'turn_id', 'reverts')
    values: dict[str, Any] = {name: bindparam(name, type_=_table.c[name].type) for name in given}
    values['created_at'] = func.coalesce(bindparam('stated', type_=_table.c.created_at.type), func.clock_timestamp())
    row = {'user_id': owner_id, 'seq': numbered.c.seq, **values}
    written = insert(_table).from_select(list(row), select(*row.values())).cte('written')
    return select(numbered).add_cte(written)


_APPEND = _appending()
_IS_THEIRS = _users.c.id == bindparam('user_id', type_=postgresql.UUID())
_HOLD = select(_users.c.time_zone).where(_IS_THEIRS).with_for_update(key_share=True)
_POSITION = select(_users.c.seq).where(_IS_THEIRS)


async def hold(session: AsyncSession, user_id: UUID) -> str:
    """Let no other transaction change this person's things until this one ends; returns their zone's name.

    Every change of what already exists begins here. The row is the one that hands out `seq`,
    so writers queue in one place, in one order, and cannot deadlock.
    """
    zone = (await session.execute(_HOLD, {'user_id': user_id})).scalar_one_or_none()
    if zone is None:
        raise InvalidInput('user_id', _('There is no such person.'))
    return str(zone_named(zone).key)


async def append(
    session: AsyncSession,
    user_id: UUID,
    kind: EventType,
    after: Entity,
    cause: Cause,
    *,
    before: Entity | None = None,
    messages: int = 0,
) -> int:
    """Record a change in the transaction that makes it; returns its `seq`.

    `messages` is how many come or go with a conversation. Raises TooMany when there is more than one may have.
    """
    tasks, conversations, said = _ADDED.get(kind, (0, 0, 0))
    added = (tasks, conversations, said + messages)
    written = await session.execute(
        _APPEND,
        {
            'user_id': user_id,
            'type': kind,
            'subject_id': after.id,
            'data': after,
            'before': before,
            'actor': cause.actor(user_id),
            'turn_id': cause.turn_id,
            'reverts': cause.reverts,
            'stated': cause.stated_time,
            **dict(zip(_COUNTS, added, strict=True)),
        },
    )
    seq, *counted = written.one()
    kept, limits = counted[: len(_COUNTS)], counted[len(_COUNTS) :]
    # What the assistant has to say is stored in any case: whoever asked would wait for it for ever.
    if not (isinstance(after, ChatMessageRead) and after.role is Role.ASSISTANT):
        session.info.get(QUOTA, Quota()).check(added, kept, limits)
    return int(seq)


# The type is read as text, because a newer version may have written one that is not known here.
_EVENTS = select(
    *(_table.c[name] for name in ('user_id', 'seq', 'data', 'before', 'actor', 'turn_id', 'reverts')),
    _table.c.created_at.label('timestamp'),
    type_coerce(_table.c.type, String).label('type'),
).order_by(_table.c.seq)


@dataclass(frozen=True)
class TurnEvents:
    """What a turn did to tasks, lists and labels, in order.

    `is_whole` is False when this version cannot read all of the turn.
    """

    events: list[SyncEvent]
    is_whole: bool

    @property
    def of_tasks(self) -> list[SyncEvent]:
        """Those about tasks."""
        return [event for event in self.events if event.type in TASK_EVENTS]


async def read(session: AsyncSession, user_id: UUID, since: int, limit: int | None = None) -> list[SyncEvent]:
    """The events after number `since`, in order, out of at most `limit` rows.

    Events that a newer version wrote in a way this one cannot read are left out.
    """
    wanted = _EVENTS.where(_table.c.user_id == user_id, _table.c.seq > since).limit(limit)
    return _readable((await session.execute(wanted)).mappings())


async def read_next(session: AsyncSession, user_id: UUID, since: int, limit: int) -> list[SyncEvent]:
    """The events `since` + 1, `since` + 2 …, at most `limit` of them, up to the first that is missing or unreadable."""
    found = await read(session, user_id, since, limit)
    return [event for expected, event in zip(count(since + 1), found, strict=False) if event.seq == expected]


async def read_turn(session: AsyncSession, user_id: UUID, turn_id: UUID) -> TurnEvents:
    """What a turn did."""
    wanted = _EVENTS.where(_table.c.user_id == user_id, _table.c.turn_id == turn_id)
    rows = (await session.execute(wanted)).mappings().all()
    events = _readable(rows)
    return TurnEvents([event for event in events if event.type in UNDOABLE], is_whole=len(events) == len(rows))


async def read_recent(
    session: AsyncSession, user_id: UUID, name: str, vias: Sequence[Via], *, within: timedelta
) -> list[SyncEvent]:
    """What the program of this name has done to tasks lately, through these doors, in order."""
    older = (
        select(_table.c.seq)
        .where(_table.c.user_id == user_id, _table.c.created_at < func.clock_timestamp() - within)
        .order_by(_table.c.seq.desc())
        .limit(1)
    )
    wanted = _EVENTS.where(
        _table.c.user_id == user_id,
        # The first older event is found from the end of the index, so this reads no more than those of the window.
        _table.c.seq > func.coalesce(older.scalar_subquery(), 0),
        _table.c.type.in_(TASK_EVENTS),
        _table.c.actor['name'].astext == name,
        _table.c.actor['via'].astext.in_([via.value for via in vias]),
    )
    return _readable((await session.execute(wanted)).mappings())


async def read_turns(session: AsyncSession, user_id: UUID, turn_ids: Sequence[UUID]) -> dict[UUID, list[SyncEvent]]:
    """What each of these turns did, as in TurnEvents, as far as this version can read it."""
    wanted = _EVENTS.where(_table.c.user_id == user_id, _table.c.turn_id.in_(turn_ids), _table.c.type.in_(UNDOABLE))
    turns: dict[UUID, list[SyncEvent]] = {turn_id: [] for turn_id in turn_ids}
    for event in _readable((await session.execute(wanted)).mappings()):
        turns[event.turn_id].append(event)
    return turns


async def position(session: AsyncSession, user_id: UUID) -> int:
    """The number of the last event; 0 before the first."""
    return await session.scalar(_POSITION, {'user_id': user_id}) or 0


def _readable(rows: Iterable[RowMapping]) -> list[SyncEvent]:
    return [event for row in rows if (event := read_stored(row))]
