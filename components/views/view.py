"""The views of the tasks: which of them each shows, in which order, and at which address."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import Self
from urllib.parse import quote, unquote
from uuid import UUID

from components.words import Words
from services.models import TaskRead
from services.places.models import LabelRead, TaskListRead
from services.sync.sync_state import TaskSyncState
from services.values.cause import Moment
from services.values.vocabulary import Status

_NO_SEGMENTS = {'.', '..'}
"""What no browser takes as a part of a path; labels called so are addressed by their ids."""


class ViewKind(StrEnum):
    """What a view is about."""

    ALL = 'all'
    TODAY = 'today'
    UPCOMING = 'upcoming'
    DONE = 'done'
    LIST = 'list'
    LABEL = 'label'


ViewKey = ViewKind | UUID
"""What tells a view from every other: the list or label it is about, or else its kind."""


@dataclass(frozen=True)
class View:
    """Everything, the tasks of some days, what is done, or the tasks in the list or with the label `place`."""

    kind: ViewKind = ViewKind.ALL
    place: UUID | None = None

    @property
    def key(self) -> ViewKey:
        """What tells it from every other view."""
        return self.place or self.kind

    @property
    def is_by_hand(self) -> bool:
        """Whether it shows its tasks in the order they were put into, and not newest first."""
        return self.kind is ViewKind.LIST

    @classmethod
    def of_list(cls, each: TaskListRead) -> Self:
        """The view of a list."""
        return cls(ViewKind.LIST, each.id)

    @classmethod
    def of_label(cls, each: LabelRead) -> Self:
        """The view of a label."""
        return cls(ViewKind.LABEL, each.id)


class Places:
    """The lists and labels there are for one person, which views are about: their addresses and names."""

    def __init__(self, state: TaskSyncState, words: Words) -> None:
        self._state = state
        self._words = words

    def path_of(self, view: View) -> str:
        """The address of a view."""
        if view.kind is ViewKind.LIST:
            return f'/list/{view.place}'
        if view.kind is ViewKind.LABEL:
            name = self.name_of(view)
            return f'/label/{view.place if name in _NO_SEGMENTS else quote(name, safe="")}'
        return '/' if view.kind is ViewKind.ALL else f'/{view.kind}'

    def view_at(self, path: str) -> View | None:
        """The view at an address; None where there is none."""
        match path.split('/')[1:]:
            case ['']:
                return View()
            case [ViewKind.ALL | ViewKind.TODAY | ViewKind.UPCOMING | ViewKind.DONE as kind]:
                return View(ViewKind(kind))
            case ['list', written]:
                found = next((each for each in self._state.lists.values() if str(each.id) == written.lower()), None)
                return View.of_list(found) if found else None
            case ['label', *written]:
                name = unquote('/'.join(written)).casefold()
                labels = self._state.labels.values()
                label = next((each for each in labels if name in {each.name.casefold(), str(each.id)}), None)
                return View.of_label(label) if label else None
        return None

    def name_of(self, view: View) -> str:
        """What a view is called; empty when what it is about is gone."""
        if view.place is None:
            return self._words.VIEW[view.kind]
        if view.place in self._state.lists:
            each = self._state.lists[view.place]
            return self._words.INBOX if each.is_inbox else each.name
        return self._state.labels[view.place].name if view.place in self._state.labels else ''

    def is_there(self, view: View) -> bool:
        """Whether what the view is about is still there."""
        return view.place is None or view.place in self._state.lists or view.place in self._state.labels

    def lists(self) -> list[TaskListRead]:
        """The lists in their order, without the archived ones."""
        return sorted((each for each in self._state.lists.values() if not each.archived_at), key=attrgetter('rank'))

    def labels(self) -> list[LabelRead]:
        """The labels by their names."""
        return sorted(self._state.labels.values(), key=lambda each: each.name.casefold())


class Day:
    """One calendar day of one person: what is for today, and what comes later."""

    def __init__(self, moment: Moment) -> None:
        self.today = moment.today
        self._zone = moment.zone

    def views_of(self, task: TaskRead, start: date | None) -> Iterator[ViewKey]:
        """The keys of the views a task is in that is not to be seen before `start`."""
        yield ViewKind.ALL
        if task.list_id is not None:
            yield task.list_id
        yield from task.label_ids
        if task.status is Status.COMPLETED:
            yield ViewKind.DONE
        elif start is not None and start > self.today:
            yield ViewKind.UPCOMING
        elif task.due_date is not None:
            yield ViewKind.UPCOMING if self._day_of(task.due_date) > self.today else ViewKind.TODAY
        elif start is not None:
            yield ViewKind.TODAY

    def _day_of(self, due: date | datetime) -> date:
        return due.astimezone(self._zone).date() if isinstance(due, datetime) else due
