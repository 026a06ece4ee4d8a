"""What is done with lists, labels and the order of tasks: in the views beside the tasks, and on their rows."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from nicegui.events import GenericEventArguments

from components.browser.gestures import fields_of, read_id
from components.controls.notices import Notices
from components.controls.undo_gesture import undo_turn
from components.live import Page
from components.tasks.due_days import due_on
from components.tasks.ordering import dropped, stepped
from components.tasks.task_list import TaskList
from components.views.place_editor import PlaceEditor
from components.views.sidebar import Sidebar
from components.views.view import Places, View, ViewKind
from services.errors import TaskNotFound
from services.models import TaskRead, TaskUpdate
from services.places.models import ListCreate


class PlaceGestures:
    """Carries the gestures out; `go` shows a view."""

    def __init__(
        self, page: Page, notices: Notices, tasks: TaskList, sidebar: Sidebar, go: Callable[[View], None]
    ) -> None:
        self._page = page
        self._notices = notices
        self._list = tasks
        self._go = go
        self._made: View | None = None
        self._places = Places(page.state, page.words)
        sidebar.on('act', self._act)
        tasks.on('place', self._place)

    def edit(self, view: View) -> None:
        """Open the dialog that changes the list or label that the view is about."""
        if view.place is not None:
            PlaceEditor(self._page, self._notices, view, view.place)

    async def _act(self, event: GenericEventArguments) -> None:
        """Something was done with the views."""
        fields = fields_of(event)
        acts = {'go': self._follow, 'add': self._add_list, 'drop': self._drop, 'move': self._move_list}
        act = acts.get(str(fields.get('does')))
        if act is not None:
            await self._notices.attempt(act(fields))

    async def _follow(self, fields: dict[str, Any]) -> None:
        self._go(self._places.view_at(str(fields.get('path', ''))) or View())

    def show_made(self) -> None:
        """Show the list that was made here last, once its event is there."""
        if self._made is not None and self._places.is_there(self._made):
            made, self._made = self._made, None
            self._go(made)

    async def _add_list(self, fields: dict[str, Any]) -> None:
        new = ListCreate(name=str(fields.get('name', '')))
        self._made = View.of_list(await self._page.verbs.add_list(new, cause=self._page.cause()))
        self.show_made()

    async def _move_list(self, fields: dict[str, Any]) -> None:
        moved, to = read_id(fields), read_id(fields, 'to')
        order = [each.id for each in self._places.lists()]
        if moved not in order or to not in order:
            return
        at = order.index(to)
        after = to if order.index(moved) < at else order[at - 1] if at else None
        await self._page.verbs.move_list(moved, after, cause=self._page.cause())

    async def _drop(self, fields: dict[str, Any]) -> None:
        """A task was dropped on a view: it goes where that shows it, or is done."""
        task = self._task(read_id(fields))
        changes = self._changes(task, str(fields.get('key')))
        if all(getattr(task, field) == value for field, value in changes.items()):
            return
        cause = self._page.cause()
        await self._page.verbs.update_task(task.id, TaskUpdate.model_validate(changes), cause=cause)
        self._notices.say(
            self._page.words.MOVED.format(title=task.title),
            undo=lambda: undo_turn(self._page, self._notices, cause.turn_id),
        )

    def _changes(self, task: TaskRead, key: str) -> dict[str, Any]:
        today = self._page.moment().today
        if key == ViewKind.TODAY:
            is_later = task.start_on is not None and task.start_on > today
            return {'due_date': due_on(today, task, self._page.zone), **({'start_on': None} if is_later else {})}
        if key == ViewKind.DONE:
            return {'completed': True}
        place = next((each for each in (*self._page.state.lists, *self._page.state.labels) if str(each) == key), None)
        if place in self._page.state.lists:
            return {'list_id': place}
        if place is None or place in task.label_ids:
            return {}
        return {'label_ids': [*task.label_ids, place]}

    async def _place(self, event: GenericEventArguments) -> None:
        """A row was dropped before, behind or inside another one, or moved a step with the keys."""
        await self._notices.attempt(self._put(fields_of(event)))

    async def _put(self, fields: dict[str, Any]) -> None:
        listing, task = self._list.listing, self._task(read_id(fields))
        if 'way' in fields:
            to = stepped(listing, task, str(fields['way']))
        else:
            to = dropped(listing, task, self._task(read_id(fields, 'target')), str(fields.get('where')))
        if to is not None:
            await self._page.verbs.move_task(task.id, to, cause=self._page.cause())

    def _task(self, task_id: UUID) -> TaskRead:
        task = self._list.listing.get(task_id)
        if task is None:
            raise TaskNotFound
        return task
