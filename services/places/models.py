"""Lists and labels: their tables, and the shapes they are written and read in."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator
from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, FetchedValue, ForeignKey, Index, String, func, text
from sqlmodel import Field, SQLModel

from services.storage.columns import text_enum, timestamp_column, updated_at_column, user_fk
from services.translatable import _
from services.values.text import LABEL_LIMIT, NAME_LIMIT, LabelName, Name


class Colour(StrEnum):
    """What a list or a label is told by at a glance."""

    GREY = 'grey'
    RED = 'red'
    ORANGE = 'orange'
    YELLOW = 'yellow'
    GREEN = 'green'
    TEAL = 'teal'
    BLUE = 'blue'
    VIOLET = 'violet'
    PINK = 'pink'


class MemberRole(StrEnum):
    """What a member may do in a list."""

    OWNER = 'owner'
    EDITOR = 'editor'
    VIEWER = 'viewer'


def _version_column() -> Column[int]:
    return Column(BigInteger, nullable=False, server_default=text('1'), server_onupdate=FetchedValue())


class TaskList(SQLModel, table=True):
    """Where tasks live. Everybody has one that is the Inbox; a trigger makes it with the person.

    `rank` is its place among the lists of its owner. Triggers keep `updated_at` and `version`.
    """

    __tablename__ = 'task_lists'
    __table_args__ = (
        CheckConstraint("name ~ '\\S'", name='task_lists_name_not_blank'),
        CheckConstraint('NOT is_inbox OR (deleted_at IS NULL AND archived_at IS NULL)', name='task_lists_inbox_stays'),
        Index('task_lists_one_inbox', 'owner_id', unique=True, postgresql_where='is_inbox'),
        Index(
            'task_lists_name', 'owner_id', func.lower(text('name')), unique=True, postgresql_where='deleted_at IS NULL'
        ),
    )
    __mapper_args__ = {'eager_defaults': True}

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    owner_id: UUID = Field(sa_column=Column(ForeignKey('users.id', ondelete='CASCADE'), nullable=False))
    name: str = Field(sa_column=Column(String(NAME_LIMIT), nullable=False))
    colour: Colour | None = Field(default=None, sa_column=Column(text_enum(Colour, 'task_lists_colour_known')))
    rank: str = Field(sa_column=Column(String(64, collation='C'), nullable=False))
    is_inbox: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default='false'))
    archived_at: datetime | None = Field(default=None, sa_column=timestamp_column('archived_at'))
    seq: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default=text('0')))
    version: int = Field(default=None, sa_column=_version_column())
    created_at: datetime = Field(default=None, sa_column=timestamp_column('created_at', automatic=True))
    updated_at: datetime = Field(default=None, sa_column=updated_at_column())
    deleted_at: datetime | None = Field(default=None, sa_column=timestamp_column('deleted_at'))


class ListMember(SQLModel, table=True):
    """Who sees a list."""

    __tablename__ = 'list_members'
    __table_args__ = (Index('list_members_user', 'user_id'),)

    list_id: UUID = Field(
        sa_column=Column(ForeignKey('task_lists.id', ondelete='CASCADE'), nullable=False, primary_key=True)
    )
    user_id: UUID = Field(sa_column=user_fk(primary_key=True))
    role: MemberRole = Field(sa_column=Column(text_enum(MemberRole, 'list_members_role_known'), nullable=False))
    created_at: datetime = Field(default=None, sa_column=timestamp_column('created_at', automatic=True))


class Label(SQLModel, table=True):
    """A word of one's own that any number of tasks can have. Triggers keep `updated_at` and `version`."""

    __tablename__ = 'labels'
    __table_args__ = (
        CheckConstraint("name !~ '\\s' AND name <> ''", name='labels_name_one_word'),
        Index('labels_name', 'user_id', func.lower(text('name')), unique=True, postgresql_where='deleted_at IS NULL'),
    )
    __mapper_args__ = {'eager_defaults': True}

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    user_id: UUID = Field(sa_column=user_fk())
    name: str = Field(sa_column=Column(String(LABEL_LIMIT), nullable=False))
    colour: Colour | None = Field(default=None, sa_column=Column(text_enum(Colour, 'labels_colour_known')))
    version: int = Field(default=None, sa_column=_version_column())
    created_at: datetime = Field(default=None, sa_column=timestamp_column('created_at', automatic=True))
    updated_at: datetime = Field(default=None, sa_column=updated_at_column())
    deleted_at: datetime | None = Field(default=None, sa_column=timestamp_column('deleted_at'))


class _Change(BaseModel):
    model_config = ConfigDict(extra='forbid')

    @field_validator('name', 'archived', mode='before', check_fields=False)
    @classmethod
    def _is_not_null(cls, value: object, field: ValidationInfo) -> object:
        if value is None:
            sentence = _('The {field} cannot be empty. Leave it out to keep it as it is.')
            raise ValueError(sentence.format(field=field.field_name))
        return value


class ListCreate(BaseModel):
    """What a new list is made from; it comes after the others."""

    model_config = ConfigDict(extra='forbid')

    name: Name
    colour: Colour | None = None


class ListUpdate(_Change):
    """What to change about a list; a field that is left out stays as it is."""

    name: Name | None = None
    colour: Colour | None = None
    archived: bool | None = None


class LabelCreate(BaseModel):
    """What a new label is made from."""

    model_config = ConfigDict(extra='forbid')

    name: LabelName
    colour: Colour | None = None


class LabelUpdate(_Change):
    """What to change about a label; a field that is left out stays as it is."""

    name: LabelName | None = None
    colour: Colour | None = None


class TaskListRead(BaseModel):
    """A list as every representation shows it."""

    model_config = ConfigDict(from_attributes=True, frozen=True)

    id: UUID
    owner_id: UUID
    name: str
    colour: Colour | None
    rank: str
    is_inbox: bool
    archived_at: datetime | None
    seq: int
    version: int
    created_at: datetime
    updated_at: datetime


class LabelRead(BaseModel):
    """A label as every representation shows it."""

    model_config = ConfigDict(from_attributes=True, frozen=True)

    id: UUID
    user_id: UUID
    name: str
    colour: Colour | None
    version: int
    created_at: datetime
    updated_at: datetime
