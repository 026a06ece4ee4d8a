"""Kinds of columns that several tables share."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import (
    Column,
    DateTime,
    Enum,
    FetchedValue,
    ForeignKey,
    String,
    Table,
    Uuid,
    func,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import SQLModel


def text_enum(kind: type[StrEnum], name: str) -> Enum:
    """A text type limited to the values of `kind` by a CHECK constraint called `name`."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        values_callable=lambda members: [member.value for member in members],
        length=30,
    )


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a model, for statements that work on columns."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


def user_fk(*, primary_key: bool = False) -> Column[UUID]:
    """`user_id`, the person a row belongs to; deleting the person deletes the row."""
    return Column('user_id', ForeignKey('users.id', ondelete='CASCADE'), nullable=False, primary_key=primary_key)


def timestamp_column(name: str, *, automatic: bool = False) -> Column[datetime]:
    """A timestamp with time zone; an `automatic` one is set by the database on insert and never null."""
    if automatic:
        return Column(name, DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp())
    return Column(name, DateTime(timezone=True), nullable=True)


def completion_column() -> Column[datetime]:
    """The time when something was last completed, None while it is not; a trigger fills and empties it."""
    return Column(
        'completed_at',
        DateTime(timezone=True),
        nullable=True,
        server_default=FetchedValue(),
        server_onupdate=FetchedValue(),
    )


def list_fk() -> Column[UUID]:
    """`list_id`, the list that a task is in; a trigger fills in the Inbox where none is given."""
    return Column(
        'list_id',
        ForeignKey('task_lists.id'),
        nullable=False,
        server_default=FetchedValue(),
        server_onupdate=FetchedValue(),
    )


def parent_fk() -> Column[UUID]:
    """`parent_id`, the task that one is a part of."""
    return Column('parent_id', ForeignKey('tasks.id', ondelete='SET NULL'), nullable=True)


def rank_column() -> Column[str]:
    """Its place in the order of its list; a trigger puts it at the end, and lets no two have one place."""
    return Column(
        'rank',
        String(64, collation='C'),
        nullable=False,
        server_default=FetchedValue(),
        server_onupdate=FetchedValue(),
    )


def label_ids_column() -> Column[list[UUID]]:
    """The labels of a task, in the order in which they were given."""
    return Column('label_ids', ARRAY(Uuid), nullable=False, server_default='{}')


def updated_at_column() -> Column[datetime]:
    """The timestamp of the last change; a trigger sets it on every update."""
    return Column(
        DateTime(timezone=True),
        nullable=False,
        server_default=func.clock_timestamp(),
        server_onupdate=FetchedValue(),
    )
