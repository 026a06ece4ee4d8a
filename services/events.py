"""The closed set of events: every change there is, as data."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Self, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import to_json

from services.approval_models import ApprovalRead
from services.models import ChatMessageRead, ChatSessionRead, TaskRead
from services.places.models import LabelRead, TaskListRead
from services.values.cause import Actor


class EventType(StrEnum):
    """What happened."""

    TASK_CREATED = 'task_created'
    TASK_UPDATED = 'task_updated'
    TASK_DELETED = 'task_deleted'
    TASK_STATUS_CHANGED = 'task_status_changed'
    LIST_CREATED = 'list_created'
    LIST_UPDATED = 'list_updated'
    LIST_DELETED = 'list_deleted'
    LABEL_CREATED = 'label_created'
    LABEL_UPDATED = 'label_updated'
    LABEL_DELETED = 'label_deleted'
    CHAT_SESSION_CREATED = 'chat_session_created'
    CHAT_SESSION_UPDATED = 'chat_session_updated'
    CHAT_SESSION_DELETED = 'chat_session_deleted'
    CHAT_MESSAGE_CREATED = 'chat_message_created'
    APPROVAL_REQUESTED = 'approval_requested'
    APPROVAL_EDITED = 'approval_edited'
    APPROVAL_DECIDED = 'approval_decided'

    @property
    def subject(self) -> str:
        """The kind of thing it happened to, which is also its key in the message sent out."""
        return SHAPES[self][0]


Entity = TaskRead | TaskListRead | LabelRead | ChatSessionRead | ChatMessageRead | ApprovalRead

_E = TypeVar('_E')

SHAPES: dict[EventType, tuple[str, type[Entity]]] = {
    EventType.TASK_CREATED: ('task', TaskRead),
    EventType.TASK_UPDATED: ('task', TaskRead),
    EventType.TASK_DELETED: ('task', TaskRead),
    EventType.TASK_STATUS_CHANGED: ('task', TaskRead),
    EventType.LIST_CREATED: ('list', TaskListRead),
    EventType.LIST_UPDATED: ('list', TaskListRead),
    EventType.LIST_DELETED: ('list', TaskListRead),
    EventType.LABEL_CREATED: ('label', LabelRead),
    EventType.LABEL_UPDATED: ('label', LabelRead),
    EventType.LABEL_DELETED: ('label', LabelRead),
    EventType.CHAT_SESSION_CREATED: ('session', ChatSessionRead),
    EventType.CHAT_SESSION_UPDATED: ('session', ChatSessionRead),
    EventType.CHAT_SESSION_DELETED: ('session', ChatSessionRead),
    EventType.CHAT_MESSAGE_CREATED: ('message', ChatMessageRead),
    EventType.APPROVAL_REQUESTED: ('approval', ApprovalRead),
    EventType.APPROVAL_EDITED: ('approval', ApprovalRead),
    EventType.APPROVAL_DECIDED: ('approval', ApprovalRead),
}

TASK_EVENTS = frozenset(kind for kind, (subject, _) in SHAPES.items() if subject == 'task')

UNDOABLE = frozenset(kind for kind, (subject, _) in SHAPES.items() if subject in {'task', 'list', 'label'})
"""What history shows and undo takes back."""


class SyncEvent(BaseModel):
    """One committed change of one person's things.

    `data` is the whole object after the change (for a deletion: as it was last), `before` the
    whole object before it. `reverts` names the turn that an undo or redo takes back.
    """

    model_config = ConfigDict(frozen=True, extra='forbid')

    user_id: UUID
    seq: int
    type: EventType
    data: dict[str, Any]
    before: dict[str, Any] | None = None
    actor: Actor
    turn_id: UUID
    reverts: UUID | None = None
    timestamp: datetime

    @model_validator(mode='after')
    def _data_fits_the_type(self) -> Self:
        _ = self.entity
        return self

    @cached_property
    def entity(self) -> Entity:
        """`data` as the object it describes."""
        return SHAPES[self.type][1].model_validate(self.data)

    @property
    def task(self) -> TaskRead:
        """The task of a task event."""
        return _as(TaskRead, self.entity)

    @property
    def task_list(self) -> TaskListRead:
        """The list of a list's event."""
        return _as(TaskListRead, self.entity)

    @property
    def label(self) -> LabelRead:
        """The label of a label's event."""
        return _as(LabelRead, self.entity)

    @property
    def session(self) -> ChatSessionRead:
        """The conversation of a conversation's event."""
        return _as(ChatSessionRead, self.entity)

    @property
    def approval(self) -> ApprovalRead:
        """The approval of an approval's event."""
        return _as(ApprovalRead, self.entity)

    @property
    def chat_message(self) -> ChatMessageRead:
        """The message of a message's event."""
        return _as(ChatMessageRead, self.entity)

    @cached_property
    def wire(self) -> str:
        """The message that WebSocket and SSE clients receive; encoded once for all of them."""
        return to_json(self.message).decode()

    @cached_property
    def message(self) -> dict[str, Any]:
        """The message as an object."""
        return {
            'type': self.type,
            'seq': self.seq,
            'data': {self.type.subject: self.data, 'userId': self.user_id, 'timestamp': self.timestamp},
            'actor': self.actor.model_dump(mode='json'),
            'turn_id': self.turn_id,
            **({'reverts': self.reverts} if self.reverts else {}),
        }


def read_stored(row: Mapping[Any, Any]) -> SyncEvent | None:
    """The event in a row of the ledger; None when a newer version wrote it in a way that this one cannot read."""
    try:
        return SyncEvent.model_validate(dict(row))
    except ValidationError:
        return None


def _as(kind: type[_E], entity: object) -> _E:
    if not isinstance(entity, kind):
        raise TypeError(f'the event is not about a {kind.__name__}')
    return entity
