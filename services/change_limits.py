"""How much may be changed before the person is asked: by one turn, and by one program within a minute.

What counts are the tasks, whatever the number of calls. Tasks that were added in the same turn, or by the same program
in the same minute, do not count: changing those takes nothing away.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services import ledger
from services.events import EventType, SyncEvent
from services.models import TaskRead, TaskUpdate
from services.values.cause import Cause, Via

BULK = 5
"""Changing more tasks than this needs an approval."""

EMPTIED = 1
"""Emptying a field on more tasks than this needs an approval, because it takes something away as deleting does."""

WINDOW = timedelta(minutes=1)
"""For how long a program's changes count."""

_CLEARABLE = ('description', 'due_date', 'start_on', 'estimate_minutes')
_BY_TOOLS = (Via.MCP, Via.CHAT)


@dataclass(frozen=True)
class Changed:
    """The tasks that a turn or a program has changed and emptied a field of, and those that it added."""

    changed: frozenset[UUID] = frozenset()
    emptied: frozenset[UUID] = frozenset()
    added: frozenset[UUID] = frozenset()

    def allows(self, updates: Iterable[tuple[TaskRead, TaskUpdate]]) -> bool:
        """Whether these changes as well are few enough to make them without asking."""
        effective = [(task, _effect(task, update)) for task, update in updates if task.id not in self.added]
        changed = {task.id for task, effect in effective if effect}
        emptied = {task.id for task, effect in effective if any(effect.get(field, 1) is None for field in _CLEARABLE)}
        return Changed(self.changed | changed, self.emptied | emptied).is_little

    @property
    def is_little(self) -> bool:
        """Whether so much may be done without asking."""
        return len(self.changed) <= BULK and len(self.emptied) <= EMPTIED


async def changed_so_far(session: AsyncSession, user_id: UUID, cause: Cause) -> Changed:
    """What the turn has done by now and, when it is a program's, what the program has done within a minute.

    Call it while holding the person's row (`ledger.hold`), so that calls that come together are counted one by one.
    """
    events = (await ledger.read_turn(session, user_id, cause.turn_id)).of_tasks
    if cause.name is not None:
        events += await ledger.read_recent(session, user_id, cause.name, _BY_TOOLS, within=WINDOW)
    added = frozenset(event.task.id for event in events if _is_new(event))
    touched = [event for event in events if event.task.id not in added and event.before is not None]
    return Changed(
        changed=frozenset(event.task.id for event in touched if event.type is not EventType.TASK_DELETED),
        emptied=frozenset(event.task.id for event in touched if _emptied(event)),
        added=added,
    )


def is_own(events: Sequence[SyncEvent], cause: Cause) -> bool:
    """Whether a turn is one of the asking program's or, when no program asks, of no program either."""
    if any(event.actor.name != cause.name for event in events):
        return False
    return cause.name is None or all(event.actor.via == cause.via for event in events)


def _effect(task: TaskRead, update: TaskUpdate) -> dict[str, object]:
    return {field: value for field, value in update.changes().items() if value != getattr(task, field)}


def _is_new(event: SyncEvent) -> bool:
    """Whether a task was added; one that came back from the trash was somebody's before, and has a later version."""
    return event.type is EventType.TASK_CREATED and event.task.version == 1


def _emptied(event: SyncEvent) -> bool:
    before = event.before or {}
    return any(before.get(field) is not None and event.data.get(field) is None for field in _CLEARABLE)
