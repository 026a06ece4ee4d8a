"""The tasks: add, find, filter, and every gesture on a row."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from nicegui.events import GenericEventArguments

from components.browser.first_paint import Box, Text
from components.browser.gestures import fields_of, read_id
from components.controls.button import plain_button
from components.controls.notices import Notices
from components.controls.undo_gesture import undo_turn
from components.live import Page
from components.tasks.due_days import due_on
from components.tasks.list_tools import ListTools
from components.tasks.listing import Filter
from components.tasks.overwritten import Overwritten, RecentWrites
from components.tasks.place_gestures import PlaceGestures
from components.tasks.quick_add import QuickAdd
from components.tasks.samples import sample_tasks
from components.tasks.selection_bar import SelectionBar
from components.tasks.task_editor import TaskEditor
from components.tasks.task_list import TaskList
from components.views.sidebar import Sidebar
from components.views.view import Places, View, ViewKind
from services.chat.screen import Screen
from services.errors import InvalidInput, Unavailable
from services.events import EventType, SyncEvent
from services.language import Entry
from services.models import TaskRead, TaskUpdate
from services.sync.sync_state import newest_first
from services.translatable import _
from services.values.cause import Cause
from services.values.time_zones import zone_named


class Dashboard:
    """One page's view of the tasks; only events change what it shows."""

    def __init__(self, page: Page, notices: Notices, sidebar: Sidebar, view: View) -> None:
        self._page = page
        self._sidebar = sidebar
        self._places = Places(page.state, page.words)
        self._notices = notices
        self._focused: UUID | None = None
        self._recent = RecentWrites()
        with Box('section', 'pane tasks-pane').props(f'aria-label="{page.words.TASKS}" tabindex=-1 id=tasks'):
            with Box('div', 'tasks-head'):
                QuickAdd(page, self._add, self._implied)
                self._tools = ListTools(page.words, self._narrow, self._edit_place)
            self._error = Text('div', classes='banner').props('role=alert')
            self._list = TaskList(page)
            self._selection = SelectionBar(page, notices, self._list)
            with Box('div', 'nothing') as self._empty:
                self._empty_title = Text('div', classes='nothing-title')
                self._empty_how = Text('div')
                self._samples = plain_button(page.words.SAMPLES, 'plain', self._add_samples)
        self._list.listing.view = view
        self._gestures = PlaceGestures(page, notices, self._list, sidebar, self.go)
        self._list.on('zone', self._learn_zone)
        self._list.on('focusTask', self._focus)
        for gesture, handle in (
            ('tick', self._tick),
            ('rename', self._rename),
            ('change', self._change),
            ('edit', self._edit),
            ('remove', self._remove),
        ):
            self._list.on(gesture, handle)

    def apply(self, event: SyncEvent) -> None:
        """Draw one change."""
        if event.type.subject in {'list', 'label'}:
            self.show()
            self._gestures.show_made()
        elif event.type.subject == 'task':
            own = self._page.is_own(event)
            self._list.apply(event, own=own)
            if event.task.id not in self._list.listing:
                self._selection.drop(event.task.id)
            self._update_counts()
            if own and event.type is EventType.TASK_CREATED and event.task.id not in self._list.listing:
                self._say_where(event.task)
            for overwritten in self._recent.apply(event, own=own):
                self._say_overwritten(overwritten)

    def show(self) -> None:
        """Draw everything again; all tasks, when what the page was about is gone."""
        view = self._list.listing.view
        self._draw(view if self._places.is_there(view) else View(), self._list.listing.filter)

    def go(self, view: View) -> None:
        """Show another view."""
        self._draw(view, Filter())

    def _narrow(self, wanted: Filter) -> None:
        self._draw(self._list.listing.view, wanted)

    def _draw(self, view: View, wanted: Filter) -> None:
        self._list.show(newest_first(self._page.state.tasks.values()), view=view, shown=wanted)
        self._selection.keep_shown()
        self._update_counts(anew=True)

    def _edit_place(self) -> None:
        self._gestures.edit(self._list.listing.view)

    def show_pending(self, marks: dict[str, Any]) -> None:
        """Mark the tasks that a pending approval would change."""
        self._list.show_waiting(marks)

    def screen(self) -> Screen:
        """What the person sees here: the selected tasks, and those that pass the filter, in order."""
        return Screen(
            selected=self._selection.ids,
            visible=self._list.listing.visible_ids(),
            filter=self._described(),
            focused=self._focused,
        )

    def _described(self) -> str:
        """What the list is narrowed to, in words."""
        view, wanted = self._list.listing.view, str(self._list.listing.filter)
        return ', '.join(filter(None, ['' if view == View() else self._places.name_of(view), wanted]))

    def _say_where(self, task: TaskRead) -> None:
        """A task that was added here and is not for this view is not lost."""
        home = self._page.state.lists.get(task.list_id) if task.list_id else None
        if home is not None:
            name = self._places.name_of(View.of_list(home))
            self._notices.say(self._page.words.ADDED_ELSEWHERE.format(title=task.title, list=name))

    def _say_overwritten(self, overwritten: Overwritten) -> None:
        async def write_again(cause: Cause) -> object:
            update = TaskUpdate.model_validate({overwritten.field: overwritten.mine})
            return await self._page.verbs.update_task(overwritten.task_id, update, cause=cause)

        async def undo() -> None:
            await self._do(write_again)

        page = self._page
        self._notices.say(overwritten.sentence(page.moment(), page.words, page.state.name_of), undo=undo)

    async def _focus(self, event: GenericEventArguments) -> None:
        async def note() -> None:
            self._focused = read_id(fields_of(event))

        await self._notices.attempt(note())

    def _update_counts(self, *, anew: bool = False) -> None:
        """Draw the counts, the error if the tasks cannot be loaded, and what stands in place of an empty list."""
        listing, words = self._list.listing, self._page.words
        self._tools.show(listing, self._places.name_of(listing.view))
        self._sidebar.show(listing.view, listing.open, anew=anew)
        state = self._page.state
        self._error.text = words.refusal(Unavailable()) if state.error else ''
        self._error.set_visibility(bool(state.error))
        empty = not len(listing) and not state.is_loading and not state.error
        self._empty.set_visibility(empty)
        if not empty:
            return
        nothing, nothing_here = not state.tasks, not listing.total
        self._samples.set_visibility(nothing and listing.view == View())
        if nothing:
            self._empty_title.text, self._empty_how.text = words.NOTHING_YET, words.NOTHING_YET_HOW
        elif nothing_here:
            self._empty_title.text, self._empty_how.text = words.NOTHING_HERE_YET, words.NOTHING_HERE_YET_HOW
        else:
            self._empty_title.text, self._empty_how.text = words.NOTHING_FITS, words.NOTHING_FITS_HOW

    async def _add(self, entries: list[Entry]) -> bool:
        """Add what was written: one task, or several pasted lines, all of them or none."""

        async def add(cause: Cause) -> None:
            await self._page.verbs.add_entries(entries, cause=cause)

        return await self._do(add)

    def _implied(self, entry: Entry) -> Entry:
        """What is written in a view is for it: in its list, with its label, or due today."""
        view = self._list.listing.view
        if view.kind is ViewKind.LIST and not (entry.list_id or entry.new_list or entry.depth):
            return replace(entry, list_id=view.place)
        if view.kind is ViewKind.LABEL and view.place is not None:
            return replace(entry, label_ids=tuple(dict.fromkeys((*entry.label_ids, view.place))))
        if view.kind is ViewKind.TODAY and not (entry.due or entry.start_on):
            return replace(entry, due=self._page.moment().today)
        return entry

    async def _add_samples(self) -> None:
        samples = sample_tasks(self._page.moment().today, self._page.words)
        await self._do(lambda cause: self._page.verbs.add_tasks(samples, cause=cause))

    async def _tick(self, event: GenericEventArguments) -> None:
        await self._update(event, lambda fields: {'completed': bool(fields.get('done'))})

    async def _rename(self, event: GenericEventArguments) -> None:
        await self._update(event, lambda fields: {'title': fields.get('title')})

    async def _change(self, event: GenericEventArguments) -> None:
        await self._update(event, lambda fields: {str(fields.get('field')): self._value(fields)})

    def _value(self, fields: dict[str, Any]) -> object:
        """The new value of a field; a new day keeps the time of day at which the task was due."""
        value = fields.get('value')
        task = self._page.state.tasks.get(read_id(fields))
        if fields.get('field') != 'due_date' or not value or not isinstance(task and task.due_date, datetime):
            return value
        return due_on(_day(value), task, self._page.zone)

    async def _update(self, event: GenericEventArguments, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        async def save(cause: Cause) -> object:
            fields = fields_of(event)
            task_id = read_id(fields)
            return await self._page.verbs.update_task(task_id, TaskUpdate.model_validate(change(fields)), cause=cause)

        if not await self._do(save):
            self._list.take_back(event.args)

    async def _remove(self, event: GenericEventArguments) -> None:
        async def delete(cause: Cause) -> None:
            task_id = read_id(fields_of(event))
            task = self._page.state.tasks.get(task_id)
            await self._page.verbs.delete_task(task_id, cause=cause)
            self._notices.say(
                self._page.words.DELETED.format(title=task.title if task else ''),
                undo=lambda: undo_turn(self._page, self._notices, cause.turn_id),
            )

        await self._do(delete)

    async def _edit(self, event: GenericEventArguments) -> None:
        async def edit(_: Cause) -> None:
            task = await self._page.verbs.get_task(read_id(fields_of(event)))
            TaskEditor(self._page, task, lambda *given: self._save(task.id, *given))

        await self._do(edit)

    async def _save(self, task_id: UUID, update: TaskUpdate, labels: list[str] | None, part: str) -> None:
        await self._page.verbs.edit_task(task_id, update, label_names=labels, part=part, cause=self._page.cause())

    async def _do(self, verb: Callable[[Cause], Awaitable[object]]) -> bool:
        """Carry out one gesture; when it is refused, say why and return False."""
        return await self._notices.attempt(verb(self._page.cause()))

    async def _learn_zone(self, event: GenericEventArguments) -> None:
        """Take over the time zone of the browser, also into the profile, unless the person has chosen one."""
        try:
            zone: ZoneInfo = zone_named(str(event.args))
        except InvalidInput:
            return
        if zone.key == self._page.zone.key or not self._page.learns_zone:
            return
        self._page.zone = zone
        self.show()
        await self._notices.attempt(self._page.verbs.update_profile(time_zone=zone.key))


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise InvalidInput('due_date', _('That is not a date. Choose one from the calendar.')) from None
