"""The part of an undo that is about lists and labels."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.errors import LabelNotFound, ListNotFound, NameTaken
from services.events import EventType, SyncEvent
from services.models import Task
from services.places.models import LabelRead, TaskListRead
from services.storage.columns import table_of
from services.tasks.labels import LABELS
from services.tasks.lists import LISTS
from services.tasks.named_places import NamedPlaces
from services.tasks.undo_result import Kept, UndoResult
from services.values.cause import Cause

_tasks = table_of(Task)

_Place = TaskListRead | LabelRead
_KINDS: dict[str, NamedPlaces[Any]] = {'list': LISTS, 'label': LABELS}


@dataclass(frozen=True)
class _Reverting:
    """One list or label on its way back to what it was before a turn."""

    session: AsyncSession
    user_id: UUID
    cause: Cause
    name: str
    result: UndoResult

    @property
    def _kind(self) -> NamedPlaces[Any]:
        return _KINDS[self.name]

    async def revert(self, first: SyncEvent, last: SyncEvent) -> None:
        """Put it back as far as it still is what it was after `last`."""
        before = self._kind.read.model_validate(first.before or first.data)
        after = self._kind.read.model_validate(last.data)
        came = first.type in {EventType.LIST_CREATED, EventType.LABEL_CREATED}
        went = last.type in {EventType.LIST_DELETED, EventType.LABEL_DELETED}
        if came and went:
            return
        try:
            if went:
                await self._kind.restore(self.session, self.user_id, after.id, cause=self.cause)
            now = await self._now(after.id)
        except NameTaken:
            self._keep(after, ['name'])
        except (ListNotFound, LabelNotFound):
            if not came:
                self._keep(after, ['deleted'])
        else:
            await (self._remove(after, now) if came else self._put_back(before, after, now, is_back=went))

    async def _remove(self, after: _Place, now: _Place) -> None:
        since = self._differing(now, after)
        if since or await self._is_in_use(now):
            self._keep(now, since or ['tasks'])
            return
        row = await self._kind.find(self.session, self.user_id, now.id)
        await self._kind.delete(self.session, self.user_id, row, self.cause)
        self._note(now, self.result.removed_lists, self.result.removed_labels)

    async def _put_back(self, before: _Place, after: _Place, now: _Place, *, is_back: bool) -> None:
        differing = self._differing(before, after)
        wanted = {name: getattr(before, name) for name in differing if getattr(now, name) == getattr(after, name)}
        if 'name' in wanted and await self._kind.is_taken(self.session, self.user_id, wanted['name'], besides=now.id):
            del wanted['name']
        kept = [name for name in differing if name not in wanted and getattr(now, name) != getattr(before, name)]
        if kept:
            self._keep(now, kept)
        await self._kind.put_back(self.session, self.user_id, now.id, wanted, cause=self.cause)
        if wanted or is_back:
            self._note(await self._now(now.id), self.result.lists, self.result.labels)

    async def _now(self, place_id: UUID) -> _Place:
        return self._kind.read.model_validate(await self._kind.find(self.session, self.user_id, place_id))

    def _differing(self, one: _Place, other: _Place) -> list[str]:
        return [name for name in self._kind.fields if getattr(one, name) != getattr(other, name)]

    def _keep(self, place: _Place, fields: list[str]) -> None:
        found = {f'{self.name}_id': place.id, 'title': place.name, 'fields': fields}
        self.result.kept.append(Kept.model_validate(found))

    @staticmethod
    def _note(place: _Place, lists: list[TaskListRead], labels: list[LabelRead]) -> None:
        if isinstance(place, TaskListRead):
            lists.append(place)
        else:
            labels.append(place)

    async def _is_in_use(self, place: _Place) -> bool:
        is_list = isinstance(place, TaskListRead)
        has_it = _tasks.c.list_id == place.id if is_list else _tasks.c.label_ids.contains([place.id])
        own = _tasks.c.user_id == self.user_id, _tasks.c.deleted_at.is_(None)
        return bool(await self.session.scalar(select(func.count()).where(*own, has_it)))


async def revert_place(  # noqa: PLR0917 - what an undo knows
    session: AsyncSession, user_id: UUID, first: SyncEvent, last: SyncEvent, cause: Cause, result: UndoResult
) -> None:
    """Put a list or a label back to what it was before `first`, as far as it still is what it was after `last`.

    One that came in the turn goes unless it has changed since or a task has it; one that went comes back unless its
    name is in use by now.
    """
    await _Reverting(session, user_id, cause, last.type.subject, result).revert(first, last)
